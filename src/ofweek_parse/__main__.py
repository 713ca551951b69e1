"""``python -m ofweek_parse``: the command line."""

try:
    from ofweek_parse.cli import main

    raise SystemExit(main())
except KeyboardInterrupt:  # before, or after, the command line itself minds it
    raise SystemExit(130) from None
