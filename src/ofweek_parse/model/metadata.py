"""Data of an article other than its body: credits, keywords, and fields from the front matter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypedDict

import attrs

from ofweek_parse.model.checking import Checked

if TYPE_CHECKING:
    from datetime import datetime

__all__ = ["Credit", "CreditRole", "Keyword", "Metadata"]

CreditRole = Literal[
    "author",
    "reporter",
    "editor",
    "translator",
    "reviewer",
    "planner",
    "photographer",
    "source",
    "image",
    "publisher",
    "supervisor",
    "layout",
    "other",
]
"""The role of a credit."""


@attrs.frozen(kw_only=True)
class Credit(Checked):
    """A person or organization credited for the article.

    Attributes:
        role: The role.
        name: The name, as in the article.
        label: The word for the role in the article, such as ``责编``, or ``None``.
        href: The URL that the name links to, or ``None``.
    """

    role: CreditRole
    name: str
    label: str | None = None
    href: str | None = None


@attrs.frozen(kw_only=True)
class Keyword(Checked):
    """A keyword on which the site inserted a link.

    Attributes:
        text: The keyword.
        href: The URL of the link.
    """

    text: str
    href: str


class Metadata(TypedDict):
    """The fields of `Article` that the front matter fills."""

    title: str
    original_title: str | None
    author: str | None
    categories: tuple[str, ...]
    published: datetime | None
    headimg: str | None
    thumbnail: str | None
    comments: bool | None
    credits: tuple[Credit, ...]
    keywords: tuple[Keyword, ...]
    alt_residue: tuple[str, ...]
