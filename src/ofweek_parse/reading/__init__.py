"""Reading a post in stages, from bytes to blocks: decoding, front matter, HTML; and the fast path."""
