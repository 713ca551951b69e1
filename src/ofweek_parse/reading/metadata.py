"""The front-matter mapping to the typed fields of an article."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from ofweek_parse.model.diagnostics import Diagnostic
from ofweek_parse.reading.dates import parse_date

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import datetime, tzinfo

    from ofweek_parse.model.article import FrontMatterValue

__all__ = ["Metadata", "read_metadata"]


class Metadata(TypedDict):
    """The fields of `Article` that the front matter fills."""

    title: str
    author: str | None
    categories: tuple[str, ...]
    published: datetime | None
    headimg: str | None
    thumbnail: str | None
    comments: bool | None


def read_metadata(
    header: Mapping[str, FrontMatterValue],
    locate: Callable[[str], tuple[int, int]],
    default_timezone: tzinfo,
    notes: list[Diagnostic],
) -> Metadata:
    """The fields that *header* fills; *locate* tells the line and column of a key's value."""

    def note(code: str, key: str, message: str) -> None:
        line, column = locate(key)
        notes.append(Diagnostic.of(code, message, line=line, column=column))

    def text(key: str) -> str | None:
        value = header.get(key)
        if value is None or isinstance(value, str):
            return value
        if isinstance(value, int):
            return str(value).lower()  # `title: true` is the title "true"
        note("field-type", key, f"The value of {key} is not text; it stays in the front matter only.")
        return None

    def truth(key: str) -> bool | None:
        value = header.get(key)
        if value is None or isinstance(value, bool):
            return value
        if isinstance(value, str) and value.lower() in {"true", "false"}:
            return value.lower() == "true"
        note("field-type", key, f"The value of {key} is not true or false; it stays in the front matter only.")
        return None

    def time(key: str) -> datetime | None:
        written = text(key)
        if not written:
            if header:
                note("date-missing", key, "The front matter has no date.")
            return None
        published = parse_date(written, default_timezone)
        if published is None:
            note("date-invalid", key, f"{written[:80]!r} is no date that can be read.")
        return published

    if header and "title" not in header:
        note("title-missing", "title", "The front matter has no title.")
    return Metadata(
        title=text("title") or "",
        author=text("author"),
        categories=tuple(_flat(header.get("categories"))),
        published=time("date"),
        headimg=text("headimg"),
        thumbnail=text("thumbnail"),
        comments=truth("comments"),
    )


def _flat(value: FrontMatterValue) -> Iterator[str]:
    # Hexo takes one category, a path, or several paths.
    if isinstance(value, tuple):
        for part in value:
            yield from _flat(part)
    elif isinstance(value, (str, int)):
        text = value if isinstance(value, str) else str(value).lower()
        if text.strip():
            yield text
