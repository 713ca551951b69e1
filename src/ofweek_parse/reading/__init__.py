"""From bytes to blocks, in stages: decoding, front matter, HTML; and beside them the fast path."""
