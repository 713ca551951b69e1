"""An article as a flat record: one row for pandas, Polars, DuckDB, a search engine, JSON Lines or Parquet.

What is usually queried has separate columns; the body and the front matter are also included as JSON text, as in
`to_json`, so that the article can be read back without loss.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any, Final

import attrs

from ofweek_parse.arguments import check_kind
from ofweek_parse.errors import SchemaError
from ofweek_parse.model.article import Article
from ofweek_parse.model.blocks import Figure, Heading, Paragraph
from ofweek_parse.model.constructors import evolve
from ofweek_parse.model.inlines import Image, InlineImage
from ofweek_parse.model.traversal import iter_blocks, iter_inlines
from ofweek_parse.writers.json import SCHEMA_VERSION, field_types, json_of, to_dict
from ofweek_parse.writers.json_reading import DEEPEST, from_dict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ofweek_parse.model.blocks import Block

__all__ = ["COLUMNS", "STORED", "from_record", "to_record"]

_IMAGE_FIELDS: Final[Mapping[str, Any]] = {**field_types(Image), "caption": str}
_LINK_FIELDS: Final[Mapping[str, Any]] = {"href": str, "text": str, "title": str, "keyword": bool}
_HEADING_FIELDS: Final[Mapping[str, Any]] = {"level": int, "text": str}

STORED: Final = tuple(field.name for field in attrs.fields(Article))
"""The columns that `from_record` reads; it ignores all others."""

_AS_JSON: Final = {"front_matter": str, "blocks": str}
_OF_BODY: Final = {"text": str, "images": _IMAGE_FIELDS, "links": _LINK_FIELDS, "headings": _HEADING_FIELDS}


def _columns() -> Iterator[tuple[str, Any]]:
    """Yield the fields of `Article` in their order, with what is queried of the body in its place."""
    yield "id", str
    for name, hint in field_types(Article).items():
        if name == "blocks":
            yield from _OF_BODY.items()
        elif name not in _AS_JSON:
            yield name, hint
    yield "schema_version", int
    yield from _AS_JSON.items()


COLUMNS: Final[Mapping[str, Any]] = dict(_columns())
"""The columns with their types; for a list of objects that are no class, the types of their fields."""


def to_record(article: Article) -> dict[str, Any]:
    """Return *article* as a flat, JSON-compatible dictionary with the columns of the Parquet files.

    ==================  ====================================================================
    ``id``              `Article.id`, the content hash: equal for equal articles
    ``title``           the title
    ``original_title``  the title in the site's line ``原文标题``
    ``author``          the author; in these feeds, the channel
    ``categories``      a list of strings
    ``published``       the time in ISO 8601, in UTC; in Arrow and Parquet a timestamp
    ``headimg``         the URL of the head image
    ``thumbnail``       the URL of the thumbnail
    ``comments``        whether comments are open
    ``text``            the plain text, `Article.text`
    ``images``          a list of objects with the fields of `Image`, and ``caption``
    ``links``           a list of objects: ``href``, ``text``, ``title``, ``keyword``
    ``headings``        a list of objects: ``level``, ``text``
    ``credits``         a list of objects with the fields of `Credit`
    ``keywords``        a list of objects with the fields of `Keyword`
    ``alt_residue``     a list of strings
    ``diagnostics``     a list of objects with the fields of `Diagnostic`
    ``source``          the path or name of the post
    ``schema_version``  the version of the schema, `SCHEMA_VERSION`
    ``front_matter``    the front matter as JSON text
    ``blocks``          the body as JSON text, as in `to_json`
    ==================  ====================================================================

    Example:
        >>> from ofweek_parse import parse, to_record
        >>> record = to_record(parse("---\\ntitle: a\\n---\\n<p>b</p>"))
        >>> record["title"], record["text"], record["front_matter"]
        ('a', 'b', '{"title": "a"}')
    """
    check_kind("article", article, Article, "an Article")
    fields = to_dict(evolve(article, blocks=()))
    derived = {
        "id": article.id,
        "text": article.text,
        "images": list(_images(article.blocks)),
        "links": [_fields(link, _LINK_FIELDS) for link in article.links],
        "headings": [_fields(heading, _HEADING_FIELDS) for heading in article.headings],
        "front_matter": json_of(article.front_matter),
        "blocks": json_of(article.blocks),
    }
    values = fields | derived
    return {column: values[column] for column in COLUMNS}


def from_record(record: Mapping[str, Any]) -> Article:
    """Return the article in *record*, the output of `to_record`.

    The record may come from pandas, Polars, DuckDB, Arrow or Hugging Face ``datasets``: arrays are accepted as lists,
    timestamps as times, and NaN as a missing value. Other columns are ignored.

    Raises:
        SchemaError: *record* is not an article, or has another schema version.

    Example:
        >>> from ofweek_parse import Article, from_record, to_record
        >>> from_record(to_record(Article(title="a"))) == Article(title="a")
        True
    """
    if not isinstance(record, Mapping):
        raise SchemaError(f"A record must be a mapping, not {type(record).__name__}.", code="schema")
    if missing := [name for name in STORED if name not in record]:
        raise SchemaError(f"This is not a record of an article: it lacks {', '.join(missing)}.", code="schema")
    values = {name: _json_value(record[name]) for name in STORED}
    parts = {name: _parsed(name, values[name]) for name in ("front_matter", "blocks")}
    return from_dict({"schema_version": _json_value(record.get("schema_version", SCHEMA_VERSION)), **values, **parts})


def _parsed(column: str, text: Any) -> Any:
    if not isinstance(text, (str, bytes)):
        found = f"{type(text).__name__}; from_dict reads nested documents"
        raise SchemaError(f"The column {column} must be JSON text, not {found}.", code="schema", path=column)
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        message = f"The column {column} is not valid JSON: {error}."
        raise SchemaError(message, code="json-syntax", path=column) from error


def _json_value(value: Any, depth: int = 0) -> Any:
    """Return *value* as in JSON, undoing the conversions of table libraries."""
    if depth > DEEPEST:
        raise SchemaError("The record is nested too deeply.", code="schema")
    if hasattr(value, "tolist"):  # an array or a number of NumPy's
        return _json_value(value.tolist(), depth)
    if value != value:  # noqa: PLR0124 # NaN and its kin
        return None
    if isinstance(value, datetime):
        return (value if value.tzinfo else value.replace(tzinfo=timezone.utc)).isoformat()
    if isinstance(value, Mapping):
        return {key: _json_value(part, depth + 1) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [_json_value(part, depth + 1) for part in value]
    return value


def _images(blocks: Iterable[Block]) -> Iterator[dict[str, Any]]:
    """Every image in document order, each with the caption of the figure that it is, if any."""
    for block in iter_blocks(blocks):
        if isinstance(block, Figure):
            yield _image(block.image, block.text or None)
        if isinstance(block, (Figure, Heading, Paragraph)):
            for inline in iter_inlines((block,)):
                if isinstance(inline, InlineImage):
                    yield _image(inline.image, None)


def _image(image: Image, caption: str | None) -> dict[str, Any]:
    return {**_fields(image, field_types(Image)), "caption": caption}


def _fields(value: object, names: Iterable[str]) -> dict[str, Any]:
    return {name: getattr(value, name) for name in names}
