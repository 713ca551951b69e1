"""Front matter from the arguments of a caller."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from ofweek_parse.arguments import as_tuple, check_kind
from ofweek_parse.model.front_matter import FrontMatter

if TYPE_CHECKING:
    from collections.abc import Iterable


__all__ = ["given_front_matter"]

_NONE = type(None)


def given_front_matter(
    *,
    title: str | None,
    published: datetime | str | None,
    author: str | None,
    categories: Iterable[str],
    front_matter: Mapping[str, object] | None,
) -> FrontMatter:
    """Return *front_matter* with entries for the other arguments, if given.

    Raises:
        TypeError: An argument is of another type.
    """
    check_kind("front_matter", front_matter, (Mapping, _NONE), "a mapping")
    check_kind("title", title, (str, _NONE), "text")
    check_kind("author", author, (str, _NONE), "text")
    check_kind("published", published, (datetime, str, _NONE), "a datetime or text")
    names = as_tuple(categories)
    for name in names:
        check_kind("A category", name, str, "text")
    entries: dict[str, object] = dict(front_matter or {})
    if title is not None:
        entries["title"] = title
    if names:
        entries["categories"] = names
    if author is not None:
        entries["author"] = author
    if published is not None:
        entries["date"] = published if isinstance(published, str) else published.isoformat()
    return FrontMatter(entries)
