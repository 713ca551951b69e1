"""Converting HTML to blocks."""
