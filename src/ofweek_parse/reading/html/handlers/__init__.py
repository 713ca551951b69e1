"""Handlers: what each element does when it begins and ends."""
