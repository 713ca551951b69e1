"""``python -m ofweek_parse``: the command line."""

from ofweek_parse.cli import main

raise SystemExit(main())
