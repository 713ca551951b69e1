"""``python -m ofweek_parse``: the command line."""

try:
    from ofweek_parse.cli import main

    code = main()
except KeyboardInterrupt:  # before, or after, the command line itself minds it
    code = 130
raise SystemExit(code)
