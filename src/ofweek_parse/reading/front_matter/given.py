"""Front matter that a caller gives as arguments."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from ofweek_parse.model.front_matter import FrontMatter

if TYPE_CHECKING:
    from ofweek_parse.model.front_matter import FrontMatterValue

__all__ = ["given_front_matter"]


def given_front_matter(
    *,
    title: str | None,
    published: datetime | str | None,
    author: str | None,
    categories: Iterable[str],
    front_matter: Mapping[str, FrontMatterValue] | None,
) -> FrontMatter:
    """Return *front_matter* with the entries that the other arguments stand for, as far as they are given.

    Raises:
        TypeError: An argument is of another type.
    """
    _check("front_matter", front_matter, Mapping, "a mapping")
    _check("title", title, str, "text")
    _check("author", author, str, "text")
    _check("published", published, (datetime, str), "a datetime or text")
    if isinstance(categories, str):
        message = f"categories is an iterable of names, not one str: write [{categories!r}]."
        raise TypeError(message)
    _check("categories", categories, Iterable, "an iterable of names")
    names: tuple[Any, ...] = tuple(categories)
    if others := [name for name in names if not isinstance(name, str)]:
        message = f"categories is an iterable of names, not of {type(others[0]).__name__}."
        raise TypeError(message)
    entries: dict[str, FrontMatterValue] = dict(front_matter or {})
    if title is not None:
        entries["title"] = title
    if names:
        entries["categories"] = names
    if author is not None:
        entries["author"] = author
    if published is not None:
        entries["date"] = published if isinstance(published, str) else published.isoformat()
    return FrontMatter(entries)


def _check(argument: str, value: object, kind: type | tuple[type, ...], expected: str) -> None:
    if value is not None and not isinstance(value, kind):
        message = f"{argument} is {expected}, not {type(value).__name__}."
        raise TypeError(message)
