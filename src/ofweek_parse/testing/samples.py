"""The sample posts of the package: invented articles in the exact format of the generated files.

No company, person or figure in them exists. Each has different difficulties, and the expected article.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING

import attrs

from ofweek_parse.arguments import check_choice
from ofweek_parse.writers.json_reading import from_json

if TYPE_CHECKING:
    from ofweek_parse.model.article import Article

__all__ = ["SAMPLES", "Sample", "sample"]


@attrs.frozen(kw_only=True)
class Sample:
    """A sample post.

    Attributes:
        name: The name, also of its file.
        difficulty: A description of its difficulties.
    """

    name: str
    difficulty: str

    @property
    def source(self) -> bytes:
        """The post as bytes."""
        return files("ofweek_parse.testing").joinpath("samples", f"{self.name}.md").read_bytes()

    @property
    def article(self) -> Article:
        """The article that ``parse`` should return."""
        return from_json(files("ofweek_parse.testing").joinpath("samples", f"{self.name}.json").read_bytes())


_DIFFICULTIES = {
    "alt-verdicts": (
        "Twelve images whose alternative texts are absent, empty, useful, repeated, cut short, shared, a file name, or hold "
        "one sentence found nowhere else."
    ),
    "bare-text-and-breaks": (
        "No paragraph element at all: double line breaks, hard wraps in mid-sentence, one image URL in three attributes, a "
        "lazy image, a hidden input, an invalid date."
    ),
    "broken-title-attribute": (
        "Quotes in the title broke every image's title; underscores for lost characters, captions with marks, four credits, "
        "the real title in the last paragraph."
    ),
    "captions-and-credits": (
        "Bare numbers before headings, three kinds of caption, an editor's default alternative texts, one shared by two images, "
        "author and source glued together."
    ),
    "cut-words-and-links": (
        "Keyword links inside words, side by side, in a heading and inside quotation marks; one ordinary link; full-width "
        "digits; a placeholder head image; a source line."
    ),
    "every-block": (
        "Every kind of block: headings, nested lists, table spans, code with an unescaped tag, embeds, a figure, a comment, a "
        "style sheet."
    ),
    "invalid-yaml": (
        "Both kinds of quotes in the title and an apostrophe in a URL make the front matter invalid; braces as references, an "
        "unknown key, a blank line between keys."
    ),
    "technical-text": (
        "Entities, code in full-width characters, footnote marks, subscripts, grouped numbers and ratios, alternative texts "
        "that repeat the title, markup cut into a style attribute."
    ),
    "whole-article-alt": (
        "Three images carry the whole article in alt and title; the copies show a fourth figure that the body lost."
    ),
    "wide-and-proxied": (
        "Ideographic indents, bare headings, page-break tokens, empty elements, proxied images, no-break and zero-width spaces, "
        "commented-out paragraphs, a disclaimer."
    ),
}

SAMPLES: Mapping[str, Sample] = MappingProxyType(
    {name: Sample(name=name, difficulty=difficulty) for name, difficulty in _DIFFICULTIES.items()}
)
"""All sample posts, by name."""


def sample(name: str) -> Sample:
    """Return the sample post with this *name*.

    Raises:
        ValueError: There is no such sample.

    Example:
        >>> from ofweek_parse import parse
        >>> post = sample("invalid-yaml")
        >>> parse(post.source) == post.article
        True
    """
    check_choice("name", name, SAMPLES)
    return SAMPLES[name]
