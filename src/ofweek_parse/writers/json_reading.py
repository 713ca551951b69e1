"""Reading an article from JSON, validated against the model; see ``json.py``.

The reader of each type is created once, from the type annotations of the model.
"""

from __future__ import annotations

import json
import types
import typing
from collections.abc import Callable, Mapping
from datetime import datetime, timezone
from functools import cache
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple, TypeAlias

import attrs

from ofweek_parse.arguments import check_kind
from ofweek_parse.characters import clean
from ofweek_parse.errors import SchemaError
from ofweek_parse.model.article import Article
from ofweek_parse.model.constructors import constructor
from ofweek_parse.model.front_matter import FrontMatter
from ofweek_parse.writers.json import ITEMS, SCHEMA_VERSION, TAGS, field_types

if TYPE_CHECKING:
    from ofweek_parse.model.front_matter import FrontMatterValue

__all__ = ["DEEPEST", "from_dict", "from_json"]

Place: TypeAlias = "tuple[Place, str | int, int] | None"
"""The place of a value in a document: the place of its parent, its key or index there, and its depth."""

Reader: TypeAlias = "Callable[[Any, Place], Any]"

DEEPEST: Final = 200
"""Keys and indexes to a value: more than any reader's articles have, and recursion stays safe."""

_LONGEST = 80  # characters of a value or path in a message
_NOUNS = {str: "text", int: "a whole number", bool: "true or false"}


def from_dict(data: Mapping[str, Any]) -> Article:
    """Return the article in *data*, the output of `to_dict`.

    Raises:
        SchemaError: *data* is not an article, has another schema version, or is nested too deeply; the ``path`` of the
            error locates it.

    Example:
        >>> from ofweek_parse import Article, from_dict, to_dict
        >>> from_dict(to_dict(Article(title="a"))).title
        'a'
    """
    if not isinstance(data, Mapping):
        raise _error(None, "an object", data)
    version = data.get("schema_version")
    if version != SCHEMA_VERSION:
        message = f"The schema version is {_shown(version)}; this release reads {SCHEMA_VERSION}."
        raise SchemaError(message, code="schema-version", path="schema_version")
    if isinstance(data.get("blocks"), str):
        raise SchemaError("This is a flat record, not a nested document; from_record reads it.", code="schema")
    fields = {key: data[key] for key in data if key != "schema_version"}
    try:
        article: Article = _build(Article, fields, None)
    except RecursionError as error:
        raise SchemaError("The document is nested too deeply.", code="schema") from error
    return article


def from_json(text: str | bytes) -> Article:
    """Return the article in *text*, the output of `to_json`.

    Raises:
        SchemaError: *text* is not valid JSON, not an article, or has another schema version.

    Example:
        >>> from ofweek_parse import Article, from_json, to_json
        >>> from_json(to_json(Article(title="a"))) == Article(title="a")
        True
    """
    check_kind("text", text, (str, bytes), "JSON text")
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise SchemaError(f"The text is not valid JSON: {error}.", code="json-syntax") from error
    return from_dict(data)


def _path(place: Place) -> str:
    steps: list[str] = []
    while place is not None:
        place, step, _ = place
        steps.append(f"[{step}]" if isinstance(step, int) else f".{step}")
    return "".join(reversed(steps)).removeprefix(".")


def _misshapen(place: Place, what: str) -> SchemaError:
    path = _path(place)
    return SchemaError(f"{_cut(path) or 'The document'} {what}.", code="schema", path=path)


def _error(place: Place, expected: str, found: object) -> SchemaError:
    return _misshapen(place, f"should be {expected}, not {_shown(found)}")


def _shown(value: object) -> str:
    try:
        return _cut(repr(value))
    except (RecursionError, ValueError):  # nested too deeply, or a number with thousands of digits
        return f"this {type(value).__name__}"


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


class _Form(NamedTuple):
    """The reader of a model class: its allowed and required keys, their readers, and its constructor."""

    keys: frozenset[str]
    needed: tuple[str, ...]
    readers: dict[str, Reader]
    make: Callable[..., Any]


@cache
def _form(kind: type[Any]) -> _Form:
    fields, hints = attrs.fields(kind), field_types(kind)  # type: ignore[arg-type] # a class is hashable
    readers = {field.name: _bounded(_reader(hints[field.name]), **field.metadata.get("bounds", {})) for field in fields}
    needed = tuple(field.name for field in fields if field.default is attrs.NOTHING)
    return _Form(frozenset({*readers, *(["type"] if kind in TAGS else [])}), needed, readers, constructor(kind))


def _build(kind: type[Any], data: Any, place: Place) -> Any:
    if not isinstance(data, Mapping):
        raise _error(place, "an object", data)
    form = _form(kind)  # type: ignore[arg-type] # a class is hashable
    if not form.keys.issuperset(data):
        unknown = next(key for key in data if key not in form.keys)
        raise _misshapen(place, f"has an unknown key {_shown(unknown)}")
    if missing := [name for name in form.needed if name not in data]:
        raise _misshapen(place, f"lacks {', '.join(missing)}")
    depth = _inside(place)
    given = {name: read(data[name], (place, name, depth)) for name, read in form.readers.items() if name in data}
    return form.make(**given)


def _inside(place: Place) -> int:
    """Return the depth inside *place*; raises an error before Python would, which depends on its version."""
    depth = place[2] + 1 if place else 1
    if depth > DEEPEST:
        raise RecursionError
    return depth


def _reader(hint: Any) -> Reader:
    """Return the reader of a value of the type *hint*."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if hint is datetime:
        return _time
    if origin is Literal:
        return _choice(arguments)
    if origin is tuple:
        return _list(_reader(arguments[0]), are_parts_filled=hint == ITEMS)
    if hint is FrontMatter:
        return _front_matter
    if origin in {typing.Union, types.UnionType}:
        kinds = {TAGS[kind]: kind for kind in arguments if kind in TAGS}
        read = _tagged(kinds) if kinds else _reader(next(kind for kind in arguments if kind is not type(None)))
        return _optional(read) if type(None) in arguments else read
    if attrs.has(hint):
        return lambda value, place: _build(hint, value, place)
    return _atom(hint)


def _atom(kind: type[Any]) -> Reader:
    def read(value: Any, place: Place) -> Any:
        if type(value) is not kind and (not isinstance(value, kind) or (kind is int and isinstance(value, bool))):
            raise _error(place, _NOUNS.get(kind, kind.__name__), value)
        return clean(value) if kind is str else value

    return read


def _bounded(read: Reader, least: int | None = None, most: int | None = None) -> Reader:
    """Return what reads a value as *read* does, if it is a number within these bounds."""
    if least is None:
        return read

    def read_bounded(value: Any, place: Place) -> Any:
        number = read(value, place)
        if number < least or (most is not None and number > most):
            raise _error(place, f"{least} or more" if most is None else f"from {least} to {most}", value)
        return number

    return read_bounded


def _choice(values: tuple[Any, ...]) -> Reader:
    def read(value: Any, place: Place) -> Any:
        if not isinstance(value, str) or value not in values:
            raise _error(place, "one of " + ", ".join(map(repr, values)), value)
        return value

    return read


def _optional(read: Reader) -> Reader:
    return lambda value, place: None if value is None else read(value, place)


def _list(part: Reader, *, are_parts_filled: bool) -> Reader:
    def read(value: Any, place: Place) -> Any:
        if not isinstance(value, list):
            raise _error(place, "a list", value)
        depth = _inside(place)
        if are_parts_filled and [] in value:
            raise _error((place, value.index([]), depth), "a non-empty list", [])
        return tuple([part(each, (place, index, depth)) for index, each in enumerate(value)])

    return read


def _tagged(kinds: Mapping[str, type[Any]]) -> Reader:
    def read(value: Any, place: Place) -> Any:
        tag = value.get("type") if isinstance(value, Mapping) else None
        if not isinstance(tag, str) or tag not in kinds:
            raise _error(place, "an object whose type is one of " + ", ".join(kinds), value)
        return _build(kinds[tag], value, place)

    return read


def _time(value: Any, place: Place) -> datetime:
    try:
        time = datetime.fromisoformat(value) if isinstance(value, str) else None
        if time is not None and time.tzinfo is not None:
            return time.astimezone(timezone.utc)
    except (ValueError, OverflowError):
        pass
    raise _error(place, "a time with its offset from UTC, such as 2021-07-26T01:29:00+00:00", value)


def _front_matter(value: Any, place: Place) -> FrontMatter:
    if not isinstance(value, Mapping):
        raise _error(place, "an object", value)
    depth = _inside(place)
    return FrontMatter(
        {clean(str(key)): _front_matter_value(part, (place, str(key), depth)) for key, part in value.items()}
    )


def _front_matter_value(value: Any, place: Place) -> FrontMatterValue:
    match value:
        case str():
            return clean(value)
        case None | int():
            return value
        case list():
            depth = _inside(place)
            return tuple(_front_matter_value(part, (place, index, depth)) for index, part in enumerate(value))
        case Mapping():
            return _front_matter(value, place)
        case _:
            raise _error(place, "text, a whole number, true, false, null, a list or an object", value)
