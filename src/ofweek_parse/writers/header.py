"""The front matter of a written post: the keys of the file in their order, with the current values of their fields.

An unchanged entry is copied verbatim if Hexo reads it as this library does. Otherwise text is quoted, so that YAML 1.1
and 1.2 agree, and so are times, because Hexo shifts unquoted ones by the machine's UTC offset.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

import attrs

from ofweek_parse.dates import parse_date
from ofweek_parse.model.front_matter import FIELD_KEYS, PRIVATE_KEY, FrontMatter, as_text, flat_text, source_of
from ofweek_parse.model.metadata import Credit
from ofweek_parse.writers.unchanged import is_deleted, is_unchanged, is_zoned, zoned_time

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ofweek_parse.model.article import Article
    from ofweek_parse.model.front_matter import EntrySource, FrontMatterValue

__all__ = ["post_header"]

_PLAIN_KEY = re.compile(r"(?!(?:y|n|yes|no|on|off|true|false|null)\Z)[A-Za-z_][\w-]*", re.IGNORECASE | re.ASCII)
_ONE_LINE = re.compile(r"[^\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]*")
_ESCAPED = re.compile(r"[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_CREDIT = tuple(field.name for field in attrs.fields(Credit))
_NOTHING = "title: ''\n"


def post_header(article: Article) -> str:
    """The front matter of *article*, with its fences."""
    rows = "".join(_entries(article))
    # Hexo sees none between two fences that touch, and would look for its end in the body.
    return f"---\n{rows or _NOTHING}---\n"


def _entries(article: Article) -> Iterator[str]:
    """Return the entries to write: those of the file in order, with the current values, then those it lacks."""
    sources, after = source_of(article.front_matter)
    fields = _fields(article)
    unread = {"date" for note in article.diagnostics if note.code == "date-ambiguous"}
    for key, value in article.front_matter.items():
        if key == PRIVATE_KEY or (key in fields and key not in unread and is_deleted(key, value, fields[key])):
            continue
        source = sources.get(key)
        held: object = value  # also where no field could be read from it
        is_same = True
        if key == "updated":
            held = _updated(value, source)
            is_same = held is value
        elif key in fields and fields[key] is not None:
            held = fields[key]
            is_same = source is not None and is_unchanged(key, value, held, source)
        before, lines = source or ("", "")
        yield before + (lines if lines and is_same else f"{_key(key)}:{_value(held, 1)}")
    yield after
    for key, held in fields.items():
        if key not in article.front_matter and held not in (None, "", ()):
            yield f"{_key(key)}:{_value(held, 1)}"
    if private := _private(article):
        yield f"{_key(PRIVATE_KEY)}:{_value(private, 1)}"


def _updated(value: FrontMatterValue, source: EntrySource | None) -> object:
    """Return the time in *value*, or *value* itself if it is not a time or Hexo reads it in the same way."""
    text = as_text(value) or ""
    is_same = is_zoned(text) if source is None else zoned_time(source) is not None
    return value if is_same else parse_date(text) or value


def _fields(article: Article) -> dict[str, object]:
    categories: FrontMatterValue = article.front_matter.get("categories")
    if tuple(flat_text(article.front_matter.get("categories"))) != article.categories:
        categories = article.categories
    has_title = article.title or as_text(article.front_matter.get("title")) is not None
    return {
        **{key: getattr(article, name) for key, name in FIELD_KEYS.items()},
        "title": article.title if has_title else None,  # where the file has something else, it stays
        "categories": categories,
    }


def _private(article: Article) -> FrontMatter:
    """The fields that a post can't express."""
    credits_ = tuple(
        FrontMatter({name: text for name in _CREDIT if (text := getattr(credit, name))}) for credit in article.credits
    )
    keywords = tuple(FrontMatter({"text": keyword.text, "href": keyword.href}) for keyword in article.keywords)
    values: dict[str, FrontMatterValue] = {
        "original_title": article.original_title,
        "credits": credits_,
        "keywords": keywords,
        "alt_residue": article.alt_residue,
    }
    return FrontMatter({key: value for key, value in values.items() if value})


def _key(key: str) -> str:
    return key if _PLAIN_KEY.fullmatch(key) else _text(key)


def _value(value: object, depth: int) -> str:
    """The rest of a line after a key or a dash, and the lines that belong to it."""
    indent = "  " * depth
    match value:
        case str():
            return f" {_text(value)}\n"
        case None:
            return " null\n"
        case bool():
            return f" {str(value).lower()}\n"
        case int():
            return f" {value}\n"
        case datetime():
            return f" {_text(value.isoformat().replace('+00:00', 'Z'))}\n"
        case tuple() if value:
            return "\n" + "".join(f"{indent}-{_item(part, depth + 1)}" for part in value)
        case Mapping() if value:
            return "\n" + "".join(f"{indent}{_key(key)}:{_value(part, depth + 1)}" for key, part in value.items())
        case tuple():
            return " []\n"
        case Mapping():
            return " {}\n"
        case _:
            return f" {_text(str(value))}\n"


def _item(value: object, depth: int) -> str:
    """As `_value`, but a value with several lines begins on the line of the dash."""
    return _value(value, depth).replace("\n" + "  " * depth, " ", 1)


def _text(text: str) -> str:
    if _ONE_LINE.fullmatch(text):
        return "'" + text.replace("'", "''") + "'"
    # JSON quoting is valid YAML, except for characters that YAML does not allow.
    quoted = json.dumps(_SURROGATE.sub("\ufffd", text), ensure_ascii=False)
    return _ESCAPED.sub(lambda match: f"\\u{ord(match[0]):04x}", quoted)
