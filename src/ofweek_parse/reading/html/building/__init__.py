"""The builder that handlers act on: lines of inlines, in containers of blocks."""
