"""Test support for projects that use this library: sample posts, generated posts, `assert_normalizer`, and strategies.

The strategies `articles`, `posts` and `hostile_posts` need Hypothesis (extra ``testing``), which is imported on their
first use; they are not in ``__all__``, so that the rest works without it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ofweek_parse.testing.contract import assert_normalizer
from ofweek_parse.testing.figures import AltPattern, PostFigure
from ofweek_parse.testing.golden import Golden
from ofweek_parse.testing.post_factory import Post, make_post
from ofweek_parse.testing.quirks import DateForm, Quirk
from ofweek_parse.testing.samples import SAMPLES, Sample, sample

if TYPE_CHECKING:
    from ofweek_parse.testing.strategies import articles as articles
    from ofweek_parse.testing.strategies import hostile_posts as hostile_posts
    from ofweek_parse.testing.strategies import posts as posts

__all__ = [
    "SAMPLES",
    "AltPattern",
    "DateForm",
    "Golden",
    "Post",
    "PostFigure",
    "Quirk",
    "Sample",
    "assert_normalizer",
    "make_post",
    "sample",
]


def __getattr__(name: str) -> object:
    if name in {"articles", "hostile_posts", "posts"}:
        from ofweek_parse.testing import strategies

        return getattr(strategies, name)
    message = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(message)
