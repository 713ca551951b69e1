"""Changing the source before it is parsed, without changing its length, so that offsets remain valid."""
