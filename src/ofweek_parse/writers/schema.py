"""The JSON Schema of the output of `to_dict`, generated from the model.

The package includes it as ``article.schema.json`` next to this module.
"""

from __future__ import annotations

import json
import types
import typing
from collections.abc import Mapping
from datetime import datetime
from importlib.resources import files
from typing import Any, Literal

import attrs

from ofweek_parse.model.article import Article
from ofweek_parse.writers.json import ITEMS, SCHEMA_VERSION, TAGS, field_types

__all__ = ["build_schema", "json_schema"]

_SCALARS: Mapping[object, Mapping[str, Any]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    type(None): {"type": "null"},
    datetime: {"type": "string", "format": "date-time"},
}
_BOUNDS = {"least": "minimum", "most": "maximum"}
_FRONT_MATTER_VALUE = {
    "anyOf": [
        {"type": ["string", "integer", "boolean", "null"]},
        {"type": "array", "items": {"$ref": "#/$defs/FrontMatterValue"}},
        {"type": "object", "additionalProperties": {"$ref": "#/$defs/FrontMatterValue"}},
    ]
}


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of the output of `to_dict` and `to_json`.

    Example:
        >>> json_schema()["properties"]["schema_version"]
        {'const': 1}
    """
    schema: dict[str, Any] = json.loads(
        files("ofweek_parse.writers").joinpath("article.schema.json").read_text("utf-8")
    )
    return schema


def build_schema() -> dict[str, Any]:
    """The schema as the model has it now."""
    definitions: dict[str, Any] = {"FrontMatterValue": _FRONT_MATTER_VALUE}
    article = _object(Article, definitions)
    article["properties"] = {"schema_version": {"const": SCHEMA_VERSION}, **article["properties"]}
    article["required"] = ["schema_version", *article["required"]]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Article",
        "description": "An article parsed by ofweek-parse.",
        **article,
        "$defs": dict(sorted(definitions.items())),
    }


def _object(kind: type[Any], definitions: dict[str, Any]) -> dict[str, Any]:
    properties = {name: _schema(hint, definitions) for name, hint in field_types(kind).items()}  # type: ignore[arg-type] # a class is hashable
    for field in attrs.fields(kind):
        bounds = field.metadata.get("bounds", {})
        properties[field.name] |= {_BOUNDS[bound]: number for bound, number in bounds.items()}
    if kind in TAGS:
        properties = {"type": {"const": TAGS[kind]}, **properties}
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def _schema(hint: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if hint in _SCALARS:
        return dict(_SCALARS[hint])
    if origin is Literal:
        return {"enum": list(arguments)}
    if origin is tuple:
        part = _schema(arguments[0], definitions)
        return {"type": "array", "items": {**part, "minItems": 1} if hint == ITEMS else part}
    if origin in {typing.Union, types.UnionType}:
        return {"anyOf": [_schema(argument, definitions) for argument in arguments]}
    if attrs.has(hint):
        if hint.__name__ not in definitions:
            definitions[hint.__name__] = {}  # refers to itself while it is being built
            definitions[hint.__name__] = _object(hint, definitions)
        return {"$ref": f"#/$defs/{hint.__name__}"}
    return {"type": "object", "additionalProperties": {"$ref": "#/$defs/FrontMatterValue"}}
