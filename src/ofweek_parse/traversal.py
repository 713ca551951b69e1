"""Functions to walk and rewrite the blocks, inlines and images of an article at any depth, for writing normalizers.

The functions that rewrite rebuild only the way down to what changed, return the very same object where nothing did, and keep
the promises of the model: no empty block or inline, and no two `Text` side by side.
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
