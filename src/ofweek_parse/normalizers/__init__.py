"""Normalizers: pure functions from `Article` to `Article`, one module per topic."""
