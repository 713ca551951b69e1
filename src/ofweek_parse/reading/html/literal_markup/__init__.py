"""Unescaped markup: deciding which ``<`` of a body begin markup and which are text."""
