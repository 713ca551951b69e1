"""Keep pytest from importing Sphinx's configuration: running the examples needs no Sphinx."""

collect_ignore = ["conf.py", "_extensions"]
