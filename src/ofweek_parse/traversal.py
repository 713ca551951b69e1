"""Functions to walk and rewrite the blocks, inlines and images of an article at any depth, for writing normalizers.

Rewriting functions rebuild only the path to what changed, return the same object if nothing changed, and keep articles
valid: no empty blocks or inlines, and no adjacent `Text`.
"""

from ofweek_parse.model.rewriting import join_text, rewrite_blocks, rewrite_images, rewrite_inlines
from ofweek_parse.model.traversal import iter_blocks, iter_images, iter_inlines

__all__ = [
    "iter_blocks",
    "iter_images",
    "iter_inlines",
    "join_text",
    "rewrite_blocks",
    "rewrite_images",
    "rewrite_inlines",
]
