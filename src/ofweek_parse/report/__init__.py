"""A page about many posts, for a browser: what is collected, drawn and rendered for ``ofweek-parse report``."""
