"""Which steps run on an article, in which order, and what each of them changes."""
