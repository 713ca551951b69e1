"""The registry of normalizers, running them, and explaining their changes."""
