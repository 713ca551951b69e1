"""Keep pytest from importing the Sphinx configuration, since running the examples needs no Sphinx."""

collect_ignore = ["conf.py", "_extensions"]
