"""JSON: every field of an article under its own name, every block and inline tagged with its ``type``.

All fields are always there, so that a reader of the JSON needs no defaults. ``schema_version`` counts up when
the meaning of a field changes.
"""

from __future__ import annotations

import json
import types
import typing
from collections.abc import Mapping
from datetime import datetime, timezone
from functools import cache
from typing import Any, Literal

import attrs

from ofweek_parse.errors import SchemaError
from ofweek_parse.model import blocks, inlines
from ofweek_parse.model.article import Article, FrontMatter, FrontMatterValue

__all__ = ["SCHEMA_VERSION", "TAGS", "field_types", "from_dict", "from_json", "to_dict", "to_json"]

SCHEMA_VERSION = 1
"""The version of the JSON form that this release writes and reads."""

TAGS: Mapping[type, str] = {
    blocks.Paragraph: "paragraph",
    blocks.Heading: "heading",
    blocks.Figure: "figure",
    blocks.ListBlock: "list",
    blocks.Table: "table",
    blocks.Quote: "quote",
    blocks.CodeBlock: "code-block",
    blocks.Embed: "embed",
    blocks.Rule: "rule",
    inlines.Text: "text",
    inlines.Strong: "strong",
    inlines.Emphasis: "emphasis",
    inlines.Code: "code",
    inlines.Link: "link",
    inlines.Superscript: "superscript",
    inlines.Subscript: "subscript",
    inlines.LineBreak: "line-break",
    inlines.InlineImage: "inline-image",
}
"""The ``type`` of each block and inline."""


def to_dict(article: Article) -> dict[str, Any]:
    """*article* as a dictionary of what JSON knows.

    Example:
        >>> from ofweek_parse import parse, to_dict
        >>> to_dict(parse("---\\ntitle: a\\n---\\n<p>b</p>"))["blocks"]
        [{'type': 'paragraph', 'inlines': [{'type': 'text', 'text': 'b'}], 'align': None}]
    """
    return {"schema_version": SCHEMA_VERSION, **_plain(article)}


def from_dict(data: Mapping[str, Any]) -> Article:
    """The article that `to_dict` made *data* of.

    Raises:
        SchemaError: *data* is not an article of this schema version; the error's ``path`` tells where.

    Example:
        >>> from ofweek_parse import Article, from_dict, to_dict
        >>> from_dict(to_dict(Article(title="a"))).title
        'a'
    """
    if not isinstance(data, Mapping):
        raise _error("", "an object", data)
    version = data.get("schema_version")
    if version != SCHEMA_VERSION:
        message = f"The schema version is {version!r}; this release reads {SCHEMA_VERSION}."
        raise SchemaError(message, code="schema-version", path="schema_version")
    try:
        return _article(data)
    except RecursionError as error:
        raise SchemaError("The document is nested too deeply.", code="schema") from error


def _article(data: Mapping[str, Any]) -> Article:
    article: Article = _build(Article, {key: data[key] for key in data if key != "schema_version"}, "")
    return article


def to_json(article: Article, *, indent: int | None = None) -> str:
    """*article* as JSON text, on one line unless *indent* is given.

    Example:
        >>> from ofweek_parse import Article, to_json
        >>> to_json(Article(title="a"))[:34]
        '{"schema_version": 1, "title": "a"'
    """
    return json.dumps(to_dict(article), ensure_ascii=False, indent=indent)


def from_json(text: str | bytes) -> Article:
    """The article that `to_json` made *text* of.

    Raises:
        SchemaError: *text* is not JSON, or not an article of this schema version.

    Example:
        >>> from ofweek_parse import Article, from_json, to_json
        >>> from_json(to_json(Article(title="a"))) == Article(title="a")
        True
    """
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise SchemaError(f"The text is not JSON: {error}.", code="json-syntax") from error
    return from_dict(data)


def _plain(value: object) -> Any:
    match value:
        case None | str() | int():
            return value
        case tuple():
            return [_plain(part) for part in value]
        case datetime():
            return value.isoformat()
        case Mapping():
            return {key: _plain(part) for key, part in value.items()}
        case _:
            kind: type[Any] = type(value)
            fields = {name: _plain(getattr(value, name)) for name in field_types(kind)}  # type: ignore[arg-type] # a class is hashable
            return {"type": TAGS[kind], **fields} if kind in TAGS else fields


@cache
def field_types(kind: type[Any]) -> Mapping[str, Any]:
    """The types of the fields of a class of the model, by name."""
    hints = typing.get_type_hints(kind)
    return {field.name: hints[field.name] for field in attrs.fields(kind)}


def _error(path: str, expected: str, found: object) -> SchemaError:
    shown = repr(found)
    message = f"{path or 'The document'} should be {expected}, not {shown if len(shown) < 80 else shown[:79] + '…'}."
    return SchemaError(message, code="schema", path=path)


def _build(kind: Any, data: object, path: str) -> Any:
    if not isinstance(data, Mapping):
        raise _error(path, "an object", data)
    hints = field_types(kind)
    for key in data:
        if key not in hints and not (key == "type" and kind in TAGS):
            raise SchemaError(f"{path or 'The document'} has an unknown key {key!r}.", code="schema", path=path)
    prefix = f"{path}." if path else ""
    needed = [field.name for field in attrs.fields(kind) if field.default is attrs.NOTHING]
    missing = [name for name in needed if name not in data]
    if missing:
        raise SchemaError(f"{path or 'The document'} lacks {', '.join(missing)}.", code="schema", path=path)
    return kind(**{name: _read(hint, data[name], prefix + name) for name, hint in hints.items() if name in data})


def _read(hint: Any, value: object, path: str) -> Any:
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if hint is datetime:
        return _time(value, path)
    if origin is Literal:
        if not isinstance(value, str) or value not in arguments:
            raise _error(path, "one of " + ", ".join(map(repr, arguments)), value)
        return value
    if origin is tuple:
        if not isinstance(value, list):
            raise _error(path, "a list", value)
        return tuple(_read(arguments[0], part, f"{path}[{index}]") for index, part in enumerate(value))
    if origin is not None and issubclass(origin if isinstance(origin, type) else object, Mapping):
        return _front_matter(value, path)
    if origin in {typing.Union, types.UnionType}:
        return _read_union(arguments, value, path)
    if attrs.has(hint):
        return _build(hint, value, path)
    if not isinstance(value, hint) or (hint is int and isinstance(value, bool)):
        raise _error(path, {str: "text", int: "a whole number", bool: "true or false"}.get(hint, hint.__name__), value)
    return value


def _read_union(arguments: tuple[Any, ...], value: object, path: str) -> Any:
    if value is None and type(None) in arguments:
        return None
    kinds = {TAGS[kind]: kind for kind in arguments if kind in TAGS}
    if kinds:
        tag = value.get("type") if isinstance(value, Mapping) else None
        if not isinstance(tag, str) or tag not in kinds:
            raise _error(path, "an object whose type is one of " + ", ".join(kinds), value)
        return _build(kinds[tag], value, path)
    rest = [kind for kind in arguments if kind is not type(None)]
    return _read(rest[0], value, path)


def _time(value: object, path: str) -> datetime:
    try:
        time = datetime.fromisoformat(value) if isinstance(value, str) else None
        if time is not None and time.tzinfo is not None:
            return time.astimezone(timezone.utc)
    except (ValueError, OverflowError):
        pass
    raise _error(path, "a time with its offset from UTC, such as 2021-07-26T01:29:00+00:00", value)


def _front_matter(value: object, path: str) -> FrontMatterValue:
    match value:
        case None | str() | int():
            return value
        case list():
            return tuple(_front_matter(part, f"{path}[{index}]") for index, part in enumerate(value))
        case Mapping():
            return FrontMatter({str(key): _front_matter(part, f"{path}.{key}") for key, part in value.items()})
        case _:
            raise _error(path, "text, a whole number, true, false, null, a list or an object", value)
