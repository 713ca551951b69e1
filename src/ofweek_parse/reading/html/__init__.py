"""Converting HTML to blocks: preprocessing, parsing, and handlers that act on a builder."""
