"""Articles as Arrow tables.

A row is an article. What people query has columns of its own (the time, the categories, the plain text, the images);
the body and the front matter are also there as JSON, in the form of `ofweek_parse.to_json`, so that an article comes
back as it was.
"""

from __future__ import annotations

import json
import typing
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeAlias

import attrs
import pyarrow as pa

from ofweek_parse.errors import SchemaError
from ofweek_parse.model.article import Article
from ofweek_parse.model.constructors import evolve
from ofweek_parse.model.diagnostics import Diagnostic
from ofweek_parse.model.inlines import Image
from ofweek_parse.model.metadata import Credit, Keyword
from ofweek_parse.writers.json import SCHEMA_VERSION, field_types, json_of, to_dict
from ofweek_parse.writers.json_reading import from_dict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


__all__ = ["Row", "articles_of", "check", "check_row", "from_table", "row_of", "schema", "table_of", "to_table"]

Row: TypeAlias = "dict[str, Any]"
"""The columns of one article."""

_REFUSALS = (pa.ArrowInvalid, pa.ArrowTypeError, OverflowError, UnicodeError)
_ROWS = 1_000
_VERSION_KEY = b"ofweek_parse.schema_version"
_STORED = tuple(field.name for field in attrs.fields(Article))  # the columns that an article is made of again


@cache  # a row is written against it
def schema() -> pa.Schema:
    """The columns of a table of articles.

    =================  =====================================================================
    ``id``             `Article.id`, the content hash: equal for equal articles
    ``title``          the title
    ``original_title`` the title as the site's line ``原文标题`` gives it
    ``author``         the author, for these feeds the channel
    ``categories``     a list of texts
    ``published``      a time in UTC, to the microsecond
    ``headimg``        the URL of the head image
    ``thumbnail``      the URL of the thumbnail
    ``comments``       whether comments are open
    ``text``           the plain text, `Article.text`
    ``images``         a list of structs with the fields of `Image`
    ``links``          a list of structs: ``href``, ``text``, ``title``, ``keyword``
    ``headings``       a list of structs: ``level``, ``text``
    ``credits``        a list of structs with the fields of `Credit`
    ``keywords``       a list of structs with the fields of `Keyword`
    ``alt_residue``    a list of texts
    ``diagnostics``    a list of structs with the fields of `Diagnostic`
    ``source``         where the post came from
    ``front_matter``   the front matter as JSON
    ``blocks``         the body as JSON, in the form of `to_json`
    =================  =====================================================================

    Example:
        >>> from ofweek_parse.arrow import schema
        >>> schema().field("published").type
        TimestampType(timestamp[us, tz=UTC])
    """
    text, texts = pa.string(), pa.list_(pa.string())
    return pa.schema(
        [
            pa.field("id", text, nullable=False),
            pa.field("title", text, nullable=False),
            pa.field("original_title", text),
            pa.field("author", text),
            pa.field("categories", texts, nullable=False),
            pa.field("published", pa.timestamp("us", tz="UTC")),
            pa.field("headimg", text),
            pa.field("thumbnail", text),
            pa.field("comments", pa.bool_()),
            pa.field("text", text, nullable=False),
            _structs("images", field_types(Image)),
            _structs("links", {"href": str, "text": str, "title": str, "keyword": bool}),
            _structs("headings", {"level": int, "text": str}),
            _structs("credits", field_types(Credit)),
            _structs("keywords", field_types(Keyword)),
            pa.field("alt_residue", texts, nullable=False),
            _structs("diagnostics", field_types(Diagnostic)),
            pa.field("source", text),
            pa.field("front_matter", text, nullable=False),
            pa.field("blocks", text, nullable=False),
        ],
        metadata={_VERSION_KEY: str(SCHEMA_VERSION).encode()},
    )


def _structs(name: str, fields: Mapping[str, Any]) -> pa.Field[Any]:
    """A column of lists of structs, whose *fields* have these types."""
    struct = [(field, _scalar(hint)) for field, hint in fields.items()]
    return pa.field(name, pa.list_(pa.struct(struct)), nullable=False)


def _scalar(hint: Any) -> pa.DataType:
    """The type of a column of what *hint* is the type of: text, a whole number, a truth value, or nothing."""
    parts = {hint, *typing.get_args(hint)}
    return pa.bool_() if bool in parts else pa.int64() if int in parts else pa.string()


def to_table(articles: Iterable[Article]) -> pa.Table:
    """*articles* as a table, a row each.

    Raises:
        SchemaError: An article holds what no column can, such as half of a surrogate pair.

    Example:
        >>> from ofweek_parse import parse
        >>> from ofweek_parse.arrow import to_table
        >>> to_table([parse("---\\ntitle: a\\n---\\n<p>b</p>")])["text"].to_pylist()
        ['b']
    """
    rows = map(row_of, articles)
    tables = [table_of([])]
    while some := list(islice(rows, _ROWS)):  # as columns they take less memory
        tables.append(table_of(some))
    return pa.concat_tables(tables).combine_chunks()


def from_table(table: pa.Table) -> list[Article]:
    """The articles that `to_table` made *table* of; other columns, and the order of columns, don't matter.

    Raises:
        SchemaError: *table* is none of articles, or of another schema version.

    Example:
        >>> from ofweek_parse import Article
        >>> from ofweek_parse.arrow import from_table, to_table
        >>> from_table(to_table([Article(title="a")])) == [Article(title="a")]
        True
    """
    check(table.schema)
    return list(articles_of(table))


def row_of(article: Article) -> Row:
    """*article* as a row; it takes the time, and can be done in another process."""
    return {
        **to_dict(evolve(article, blocks=())),
        "id": article.id,
        "published": article.published,
        "text": article.text,
        "images": [_fields(image, field_types(Image)) for image in article.images],
        "links": [_fields(link, ("href", "text", "title", "keyword")) for link in article.links],
        "headings": [_fields(heading, ("level", "text")) for heading in article.headings],
        "front_matter": json_of(article.front_matter),
        "blocks": json_of(article.blocks),
    }


def _fields(value: object, names: Iterable[str]) -> dict[str, Any]:
    return {name: getattr(value, name) for name in names}


@cache
def _row_type() -> pa.DataType:
    return pa.struct(list(schema()))


def check_row(row: Row) -> None:
    """See that the columns can hold *row*.

    Raises:
        SchemaError: They can't.
    """
    try:
        pa.array([row], type=_row_type())
    except _REFUSALS as error:
        message = f"The article {row['title']!r:.80} holds what no column can: {error}."
        raise SchemaError(message, code="schema", source=row["source"]) from error


def table_of(rows: list[Row]) -> pa.Table:
    """*rows* as one table.

    Raises:
        SchemaError: The columns can't hold one of them.
    """
    try:
        return pa.Table.from_pylist(rows, schema=schema())
    except _REFUSALS:
        for row in rows:
            check_row(row)
        raise


def check(found: pa.Schema) -> None:
    """See that *found* is the schema of articles.

    Raises:
        SchemaError: It is not, or of another version; other programs that write a table anew keep no version.
    """
    missing = [name for name in _STORED if name not in found.names]
    if missing:
        raise SchemaError(f"This is no table of articles: it lacks {', '.join(missing)}.", code="schema")
    version = (found.metadata or {}).get(_VERSION_KEY, str(SCHEMA_VERSION).encode()).decode("ascii", "replace")
    if version != str(SCHEMA_VERSION):
        message = f"The table's schema version is {version}; this release reads {SCHEMA_VERSION}."
        raise SchemaError(message, code="schema-version", path="schema_version")


def articles_of(table: pa.Table) -> Iterator[Article]:
    """The articles in *table*, whose schema was checked."""
    for row in table.select(list(_STORED)).to_pylist():
        yield _article(row)


def _article(row: dict[str, Any]) -> Article:
    published = row["published"]
    try:
        whole = {name: json.loads(row[name]) for name in ("front_matter", "blocks")}
    except (TypeError, ValueError) as error:
        raise SchemaError(f"A column of JSON can't be read: {error}.", code="json-syntax") from error
    return from_dict(
        {
            **row,
            **whole,
            "schema_version": SCHEMA_VERSION,
            "published": published.isoformat() if published is not None else None,
        }
    )
