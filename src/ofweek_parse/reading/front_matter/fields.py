"""Conversion of the front-matter mapping to the typed fields of an article."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypedDict, get_args

from ofweek_parse.dates import date_readings, parse_date
from ofweek_parse.model.diagnostics import Diagnostic
from ofweek_parse.model.front_matter import PRIVATE_KEY, as_text, as_truth, flat_text
from ofweek_parse.model.metadata import Credit, CreditRole, Keyword, Metadata

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime, tzinfo

    from ofweek_parse.dates import DateOrder
    from ofweek_parse.model.front_matter import FrontMatterValue

__all__ = ["read_fields"]


def read_fields(
    header: Mapping[str, FrontMatterValue],
    locate: Callable[[str], tuple[int, int]],
    default_timezone: tzinfo,
    diagnostics: list[Diagnostic],
    *,
    date_order: DateOrder | None = None,
    is_complete: bool = True,
) -> Metadata:
    """Return the fields that *header* fills.

    Args:
        header: The front matter.
        locate: Returns the line and column of a key's value.
        default_timezone: The zone of a date that names none.
        diagnostics: Gets what was found.
        date_order: The order of year, month and day in ambiguous dates.
        is_complete: Whether a title and a date are expected.
    """
    if usual := _usual(header, default_timezone):
        return usual
    fields = _Fields(header, locate, diagnostics)
    if is_complete:
        fields.note_missing()
    return Metadata(
        title=fields.text("title") or "",
        author=fields.text("author"),
        categories=fields.texts("categories"),
        published=fields.time("date", default_timezone, date_order),
        headimg=fields.text("headimg"),
        thumbnail=fields.text("thumbnail"),
        comments=fields.truth("comments"),
        **_private(header.get(PRIVATE_KEY)),
    )


def _usual(header: Mapping[str, FrontMatterValue], default_timezone: tzinfo) -> Metadata | None:
    """The fields of a *header* that has a value for each and all of their types, as nearly all have: the same at once."""
    get = header.get
    title, author, categories, date = get("title"), get("author"), get("categories"), get("date")
    headimg, thumbnail, comments = get("headimg"), get("thumbnail"), get("comments")
    if not (isinstance(title, str) and title.strip() and isinstance(author, str) and isinstance(headimg, str)):
        return None
    if not (isinstance(thumbnail, str) and isinstance(date, str) and isinstance(comments, bool)):
        return None
    if not isinstance(categories, tuple) or PRIVATE_KEY in header:
        return None
    texts = [text for text in categories if isinstance(text, str) and text.strip()]
    published = parse_date(date, default_timezone)
    if published is None or len(texts) < len(categories):
        return None
    return {
        "title": title,
        "original_title": None,
        "author": author,
        "categories": tuple(texts),
        "published": published,
        "headimg": headimg,
        "thumbnail": thumbnail,
        "comments": comments,
        "credits": (),
        "keywords": (),
        "alt_residue": (),
    }


class _Fields:
    """Reads the values of a header as the types that fields have, noting those of another kind."""

    def __init__(
        self,
        header: Mapping[str, FrontMatterValue],
        locate: Callable[[str], tuple[int, int]],
        diagnostics: list[Diagnostic],
    ) -> None:
        self._header = header
        self._locate = locate
        self._diagnostics = diagnostics

    def note(self, code: str, key: str, message: str) -> None:
        line, column = self._locate(key)
        self._diagnostics.append(Diagnostic.of(code, message, line=line, column=column))

    def note_missing(self) -> None:
        title = self._header.get("title")
        if self._header and (title is None or (isinstance(title, str) and not title.strip())):
            self.note("title-missing", "title", "The front matter has no title.")
        if self._header and self._header.get("date") in (None, ""):
            self.note("date-missing", "date", "The front matter has no date.")

    def text(self, key: str) -> str | None:
        value = self._header.get(key)
        text = as_text(value)
        if text is None and value is not None:
            self._other(key, "text")
        return text

    def truth(self, key: str) -> bool | None:
        value = self._header.get(key)
        truth = as_truth(value)
        if truth is None and value is not None:
            self._other(key, "true or false")
        return truth

    def texts(self, key: str) -> tuple[str, ...]:
        value = self._header.get(key)
        if not isinstance(value, tuple) and isinstance(value, Mapping):  # in this order, since `Mapping` is slow to ask
            self._other(key, "a list")
        elif _holds_mapping(value):
            self.note("field-type", key, f"An item of {key} is not text; it was kept in the front matter only.")
        return tuple(flat_text(value))

    def time(self, key: str, default_timezone: tzinfo, order: DateOrder | None) -> datetime | None:
        written = self.text(key)
        if not written:
            return None
        readings = date_readings(written, default_timezone, order)
        if len(readings) == 1:
            return readings[0]
        if readings:
            days = " or ".join(reading.date().isoformat() for reading in readings)
            message = f"{written!r} could mean {days}; set `date_order` (--date-order) to choose."
            self.note("date-ambiguous", key, message)
        else:
            self.note("date-invalid", key, f"{written[:80]!r} is not a date that can be parsed.")
        return None

    def _other(self, key: str, kind: str) -> None:
        self.note("field-type", key, f"The value of {key} is not {kind}; it was kept in the front matter only.")


def _holds_mapping(value: FrontMatterValue) -> bool:
    return any(map(_holds_mapping, value)) if isinstance(value, tuple) else isinstance(value, Mapping)


class _Private(TypedDict):
    original_title: str | None
    credits: tuple[Credit, ...]
    keywords: tuple[Keyword, ...]
    alt_residue: tuple[str, ...]


def _private(value: FrontMatterValue) -> _Private:
    """The fields that a post written by this library keeps under its key."""
    if value is None or not isinstance(value, Mapping):
        return _Private(original_title=None, credits=(), keywords=(), alt_residue=())
    written = value
    return _Private(
        original_title=_text(written.get("original_title")),
        credits=tuple(
            Credit(role=role, name=name, label=_text(row.get("label")), href=_text(row.get("href")))
            for row in _rows(written.get("credits"))
            if (role := _role(row.get("role"))) and (name := _text(row.get("name")))
        ),
        keywords=tuple(
            Keyword(text=text, href=href)
            for row in _rows(written.get("keywords"))
            if (text := _text(row.get("text"))) and (href := _text(row.get("href"))) is not None
        ),
        alt_residue=tuple(flat_text(written.get("alt_residue"))),
    )


def _rows(value: FrontMatterValue) -> list[Mapping[str, FrontMatterValue]]:
    return [row for row in value if isinstance(row, Mapping)] if isinstance(value, tuple) else []


def _text(value: FrontMatterValue) -> str | None:
    return value if isinstance(value, str) else None


def _role(value: FrontMatterValue) -> CreditRole | None:
    role: Any = value
    return role if role in get_args(CreditRole) else None
