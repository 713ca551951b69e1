"""The front matter of a post: splitting, parsing as YAML or JSON, and conversion to typed fields."""
