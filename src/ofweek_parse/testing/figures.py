"""The figures of generated posts: all kinds of alternative text with their expected verdicts."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Literal, TypeAlias, get_args

import attrs

from ofweek_parse.arguments import check_choice
from ofweek_parse.model.checking import Checked
from ofweek_parse.model.inlines import AltVerdict

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["AltPattern", "PostFigure", "alt_attributes", "article_copy", "placed"]

AltPattern: TypeAlias = Literal[
    "absent",
    "broken",
    "caption",
    "cut-short",
    "editor-default",
    "empty",
    "filename",
    "shared",
    "title",
    "useful",
    "whole-article",
]
"""The kind of ``alt`` and ``title`` of a generated figure:

- ``absent``: neither attribute is present; ``empty``: both are empty;
- ``broken``: a quotation mark in ``title`` ends it too early;
- ``caption``: the caption;
- ``cut-short``: the whole article, cut in the middle of its last paragraph;
- ``editor-default``, ``filename``: ``图片1``, ``1660299405506028395.png``;
- ``shared``: the same text on several figures;
- ``title``: the title of the post;
- ``useful``: a text that occurs nowhere else;
- ``whole-article``: all headings and paragraphs, with the title of the post in place of figures.
"""

_VERDICTS: Mapping[AltPattern, AltVerdict] = {
    "absent": "absent",
    "broken": "broken",
    "caption": "repeats-caption",
    "cut-short": "repeats-body",
    "editor-default": "filename",
    "empty": "absent",
    "filename": "filename",
    "shared": "shared",
    "title": "repeats-title",
    "useful": "kept",
    "whole-article": "repeats-body",
}
_IN_TITLE_TOO = frozenset({"cut-short", "title", "whole-article"})


@attrs.frozen(kw_only=True)
class PostFigure(Checked):
    """A figure of a generated post.

    Attributes:
        after: The number of paragraphs before it.
        alt: The kind of alternative text, see `AltPattern`.
        text: The text for ``useful`` and ``shared``, which must not occur elsewhere in the post; ``""`` for an invented
            one.
        caption: The caption, or ``""``.
        in_element: Whether the caption is a ``<figcaption>`` or a centred paragraph that begins with ``▲``.
    """

    after: int = 1
    alt: AltPattern = "whole-article"
    text: str = ""
    caption: str = ""
    in_element: bool = False

    @property
    def verdict(self) -> AltVerdict:
        """The expected verdict on the alternative text."""
        return _VERDICTS[self.alt]

    @property
    def shown_caption(self) -> str:
        """The caption as it is shown."""
        return f"▲{self.caption}" if self.caption and not self.in_element else self.caption


def placed(figures: Sequence[PostFigure | AltPattern], paragraphs: int) -> tuple[PostFigure, ...]:
    """Return *figures*, with a figure for each pattern: the first after the first of the *paragraphs*, and so on."""
    for figure in figures:
        if not isinstance(figure, PostFigure):
            check_choice("A figure", figure, get_args(AltPattern))
    return tuple(
        figure if isinstance(figure, PostFigure) else PostFigure(after=min(number, paragraphs), alt=figure)
        for number, figure in enumerate(figures, 1)
    )


def article_copy(
    title: str, paragraphs: Sequence[str], figures: Sequence[PostFigure], headings: Mapping[int, str]
) -> tuple[str, str]:
    """The whole article as the site copies it, with the title where the figures are; and the same cut short."""
    parts: list[str] = []
    cut: list[str] = []
    for count in range(len(paragraphs) + 1):
        if count:
            last = paragraphs[count - 1]
            cut = [*parts, last[: len(last) // 2]]
            parts.append(last)
        parts += [title for figure in figures if figure.after == count]
        parts += [headings[count]] if count in headings else []
    return "  ".join(parts), "  ".join(cut)


def alt_attributes(figure: PostFigure, text: str) -> str:
    """The attributes of *figure*, whose alternative text is *text*."""
    if figure.alt == "absent":
        return ""
    if figure.alt == "broken":
        letters = re.sub(r"\W", "", text)[:20]
        return f' alt="" title="{letters[:2]}"{letters[2:] or letters}"'
    written = html.escape(text)
    return f' alt="{written}"' + (f' title="{written}"' if figure.alt in _IN_TITLE_TOO else "")
