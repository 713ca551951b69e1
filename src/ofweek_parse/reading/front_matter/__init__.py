"""The front matter of a post: cut from the text, read as YAML or JSON, and turned into typed fields."""
