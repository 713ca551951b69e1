"""Parsing with libxml2: from the source to start tags, end tags and texts, all of them."""
