"""An article as JSON: every field under its name, and a ``type`` for every block and inline.

All fields are always present, so that readers need no default values. ``schema_version`` is incremented when the
meaning of a field changes.
"""

from __future__ import annotations

import json
import re
import typing
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache
from typing import Any, Final, get_args

import attrs

from ofweek_parse.arguments import check_count, check_kind
from ofweek_parse.model.article import Article
from ofweek_parse.model.blocks import Block, Cell, ListBlock
from ofweek_parse.model.diagnostics import Diagnostic
from ofweek_parse.model.inlines import Image, Inline
from ofweek_parse.model.metadata import Credit, Keyword

__all__ = ["ITEMS", "SCHEMA_VERSION", "TAGS", "field_types", "json_of", "json_text", "to_dict", "to_json"]

SCHEMA_VERSION = 1
"""The version of the JSON schema that this release writes and reads."""

_WORD_START = re.compile("(?<=[a-z])(?=[A-Z])")

TAGS: Mapping[type, str] = {
    **{kind: _WORD_START.sub("-", kind.__name__).lower() for kind in (*get_args(Block), *get_args(Inline))},
    ListBlock: "list",
}
"""The ``type`` of each block and inline: the name of its class, except for lists."""

_UNTAGGED = (Article, Cell, Credit, Diagnostic, Image, Keyword)
_LINE_SEPARATORS = ("\x85", "\u2028", "\u2029")  # besides those below U+0020, which JSON always escapes
_ATOMS = frozenset({str, int, bool, type(None)})


def to_dict(article: Article) -> dict[str, Any]:
    """Return *article* as a JSON-compatible dictionary.

    Example:
        >>> from ofweek_parse import parse, to_dict
        >>> to_dict(parse("---\\ntitle: a\\n---\\n<p>b</p>"))["blocks"]
        [{'type': 'paragraph', 'inlines': [{'type': 'text', 'text': 'b'}], 'align': None}]
    """
    check_kind("article", article, Article, "an Article")
    return {"schema_version": SCHEMA_VERSION, **_plain(article)}


def to_json(article: Article, *, indent: int | None = None) -> str:
    """Return *article* as JSON text, on a single line unless *indent* is given.

    Example:
        >>> from ofweek_parse import Article, to_json
        >>> to_json(Article(title="a"))[:34]
        '{"schema_version": 1, "title": "a"'
    """
    check_kind("article", article, Article, "an Article")
    if indent is not None:
        check_count("indent", indent, least=0)
    return json_of({"schema_version": SCHEMA_VERSION, **_opened(article)}, indent)


def json_of(part: object, indent: int | None = None) -> str:
    """A part of an article as `to_json` writes it."""
    return json_text(part, indent=indent, check_circular=False, default=_opened)


def json_text(value: object, **options: Any) -> str:
    """Return *value* as JSON text that is one line for every reader, unless the options indent it.

    Readers of JSON Lines that split at every line break of Unicode would cut a record at U+0085, U+2028 or U+2029,
    so these are escaped; all other characters are written as they are.

    Args:
        value: A value for `json.dumps`.
        options: Other options of `json.dumps`.

    Example:
        >>> print(json_text("风\u2028机"))
        "风\\u2028机"
    """
    text = json.dumps(value, ensure_ascii=False, **options)
    for separator in _LINE_SEPARATORS:
        if separator in text:
            text = text.replace(separator, f"\\u{ord(separator):04x}")
    return text


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if value is None or isinstance(value, (str, int)):
        return value
    opened = _opened(value)
    if isinstance(opened, dict):
        return {name: part if type(part) in _ATOMS else _plain(part) for name, part in opened.items()}
    return opened


def _opened(value: object) -> Any:
    """Return *value* as a JSON type, whose content may not be one."""
    kind: type[Any] = type(value)
    return _opener(kind)(value)  # type: ignore[arg-type] # a class is hashable


@cache
def _opener(kind: type[Any]) -> Callable[[Any], Any]:
    if issubclass(kind, datetime):
        return kind.isoformat
    if issubclass(kind, Mapping):
        return dict
    tags = [TAGS[base] for base in kind.__mro__ if base in TAGS]
    if not tags and not issubclass(kind, _UNTAGGED):
        message = f"{kind.__qualname__} is not a class of this library's model."
        raise TypeError(message)
    tag = {"type": repr(tags[0])} if tags else {}
    items = tag | {name: f"value.{name}" for name in field_types(kind)}  # type: ignore[arg-type] # a class is hashable
    written = ", ".join(f"{name!r}: {value}" for name, value in items.items())
    opener: Callable[[Any], Any] = eval(f"lambda value: {{{written}}}")  # noqa: S307 # as attrs makes methods: it takes half the time
    return opener


@cache
def field_types(kind: type[Any]) -> Mapping[str, Any]:
    """The types of the fields of a class of the model, by name."""
    hints = typing.get_type_hints(kind)
    return {field.name: hints[field.name] for field in attrs.fields(kind)}


ITEMS: Final = field_types(ListBlock)["items"]
"""The type of a list's items, none of which is empty."""
