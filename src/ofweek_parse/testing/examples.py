"""The articles on which `assert_normalizer` runs: of the samples and generated posts, raw and clean."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from ofweek_parse.model.article import Article
from ofweek_parse.parser import Parser
from ofweek_parse.testing.figures import AltPattern, PostFigure
from ofweek_parse.testing.post_factory import make_post
from ofweek_parse.testing.quirks import Quirk
from ofweek_parse.testing.samples import SAMPLES

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["example_articles"]


def example_articles() -> Iterator[tuple[str, Article]]:
    """Articles of every kind, each with what it is."""
    raw = Parser(normalizers=())
    yield "an empty article", Article()
    for name, sample in SAMPLES.items():
        yield f"the sample {name!r}", sample.article
        yield f"the sample {name!r} before any normalizer", raw.parse(sample.source)
    for quirk in get_args(Quirk):
        figures = [
            PostFigure(after=number % 4, alt=pattern, caption="塔架下的夜班" if pattern == "caption" else "")
            for number, pattern in enumerate((*get_args(AltPattern), "shared"))
        ]
        post = make_post(
            figures=figures,
            headings={1: "新的一年"},
            keywords={"风机": "https://www.example.com/tag"},
            credits={"author": "林小舟", "source": "山谷日报", "editor": "周晓棠"},
            quirks=[quirk],
        )
        yield f"a made post with the quirk {quirk!r} before any normalizer", raw.parse(post.source)
