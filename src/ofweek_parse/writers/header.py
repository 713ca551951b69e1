"""The front matter of a written post: the file's keys in its order, with what their fields hold now.

Text is always quoted, so that YAML 1.1 and 1.2 agree on it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

import attrs

from ofweek_parse.model.front_matter import FIELD_KEYS, PRIVATE_KEY, FrontMatter, flat_text
from ofweek_parse.model.metadata import Credit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ofweek_parse.model.article import Article
    from ofweek_parse.model.front_matter import FrontMatterValue

__all__ = ["post_header"]

_PLAIN_KEY = re.compile(r"(?!(?:y|n|yes|no|on|off|true|false|null)\Z)[A-Za-z_][\w-]*", re.IGNORECASE | re.ASCII)
_ONE_LINE = re.compile(r"[^\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]*")
_ESCAPED = re.compile(r"[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_CREDIT = tuple(field.name for field in attrs.fields(Credit))
_NOTHING = "title: ''\n"


def post_header(article: Article) -> str:
    """The front matter of *article*, with its fences."""
    rows = "".join(f"{_key(key)}:{_value(value, 1)}" for key, value in _items(article))
    # Hexo sees none between two fences that touch, and would look for its end in the body.
    return f"---\n{rows or _NOTHING}---\n"


def _items(article: Article) -> Iterator[tuple[str, object]]:
    """The keys to write: those of the file in its order with what their fields hold now, then those it lacks."""
    fields = _fields(article)
    for key, value in article.front_matter.items():
        if key not in fields:
            if key != PRIVATE_KEY:
                yield key, value
        elif fields[key] is not None:
            yield key, fields[key]
        elif key not in {"headimg", "thumbnail"}:
            yield key, value  # what no field could be read from stays as it was written
    for key, held in fields.items():
        if key not in article.front_matter and held not in (None, "", ()):
            yield key, held
    if private := _private(article):
        yield PRIVATE_KEY, private


def _fields(article: Article) -> dict[str, object]:
    categories: FrontMatterValue = article.front_matter.get("categories")
    if tuple(flat_text(article.front_matter.get("categories"))) != article.categories:
        categories = article.categories
    values: tuple[object, ...] = (
        article.title,
        categories,
        article.headimg,
        article.author,
        article.comments,
        article.published,
        article.thumbnail,
    )
    return dict(zip(FIELD_KEYS, values, strict=True))


def _private(article: Article) -> FrontMatter:
    """What a post has no place for."""
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
            return f" {value.isoformat().replace('+00:00', 'Z')}\n"
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
    """As `_value`, with what is on lines of its own begun on the dash's."""
    return _value(value, depth).replace("\n" + "  " * depth, " ", 1)


def _text(text: str) -> str:
    if _ONE_LINE.fullmatch(text):
        return "'" + text.replace("'", "''") + "'"
    # JSON's quoting is YAML's, but for characters that YAML does not let stand.
    quoted = json.dumps(_SURROGATE.sub("\ufffd", text), ensure_ascii=False)
    return _ESCAPED.sub(lambda match: f"\\u{ord(match[0]):04x}", quoted)
