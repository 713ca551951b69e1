"""From bytes to blocks, a module a stage: decoding, front matter, header, dates and fields, markup."""
