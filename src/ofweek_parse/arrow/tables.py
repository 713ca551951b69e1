"""Conversion of articles to Arrow tables and back.

Each row is an article. What is usually queried has separate columns (the time, the categories, the plain text, the
images); the body and the front matter are also included as JSON, as in `ofweek_parse.to_json`, so that articles can be
read back without loss.
"""

from __future__ import annotations

import typing
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from itertools import islice
from typing import Any, TypeAlias

import attrs
import pyarrow as pa

from ofweek_parse.arguments import check_kind
from ofweek_parse.errors import SchemaError, reason
from ofweek_parse.model.article import Article
from ofweek_parse.writers.json import SCHEMA_VERSION, field_types
from ofweek_parse.writers.record import COLUMNS, STORED, from_record, to_record

__all__ = [
    "Row",
    "articles_of",
    "as_schema_errors",
    "check",
    "check_row",
    "from_table",
    "row_of",
    "schema",
    "table_of",
    "to_table",
]

Row: TypeAlias = "dict[str, Any]"
"""The columns of one article."""

_REFUSALS = (pa.ArrowInvalid, pa.ArrowTypeError, OverflowError, UnicodeError)
_DAMAGES = (pa.ArrowException, ArithmeticError, LookupError, ValueError)  # a time out of range, no UTF-8, …
_ROWS = 1_000
_VERSION_KEY = b"ofweek_parse.schema_version"
_SCALARS: Mapping[type, pa.DataType] = {bool: pa.bool_(), int: pa.int64(), datetime: pa.timestamp("us", tz="UTC")}


@cache  # a row is written against it
def schema() -> pa.Schema:
    """Return the Arrow schema of a table of articles, with the columns of `to_record`.

    ``published`` is a timestamp in UTC with microseconds.

    Example:
        >>> from ofweek_parse.arrow import schema
        >>> schema().field("published").type
        TimestampType(timestamp[us, tz=UTC])
    """
    columns = [_column(name, hint) for name, hint in COLUMNS.items()]
    return pa.schema(columns, metadata={_VERSION_KEY: str(SCHEMA_VERSION).encode()})


def _column(name: str, hint: Any) -> pa.Field[Any]:
    """The column *name* of what *hint* is the type of, or of lists of structs whose fields have the types in *hint*."""
    if typing.get_origin(hint) is tuple:
        part = typing.get_args(hint)[0]
        return _structs(name, field_types(part)) if attrs.has(part) else _lists(name, _scalar(part))
    if isinstance(hint, Mapping):
        return _structs(name, hint)
    return pa.field(name, _scalar(hint), nullable=type(None) in typing.get_args(hint))


def _structs(name: str, fields: Mapping[str, Any]) -> pa.Field[Any]:
    return _lists(name, pa.struct([(field, _scalar(hint)) for field, hint in fields.items()]))


def _lists(name: str, of: pa.DataType) -> pa.Field[Any]:
    return pa.field(name, pa.list_(of), nullable=False)


def _scalar(hint: Any) -> pa.DataType:
    """The type of a column of what *hint* is the type of: text, a whole number, a truth value, a time, or nothing."""
    parts = {hint, *typing.get_args(hint)}
    return next((made for kind, made in _SCALARS.items() if kind in parts), pa.string())


def to_table(articles: Iterable[Article]) -> pa.Table:
    """Return *articles* as a table with one row per article.

    Raises:
        TypeError: *articles* is not a sequence of articles.
        SchemaError: An article can't be stored in the columns, for example because of a lone surrogate.

    Example:
        >>> from ofweek_parse import parse
        >>> from ofweek_parse.arrow import to_table
        >>> to_table([parse("---\\ntitle: a\\n---\\n<p>b</p>")])["text"].to_pylist()
        ['b']
    """
    check_kind("articles", articles, Iterable, "a sequence of articles")
    rows = map(row_of, articles)
    tables = [table_of([])]
    while some := list(islice(rows, _ROWS)):  # as columns they take less memory
        tables.append(table_of(some))
    return pa.concat_tables(tables).combine_chunks()


def from_table(table: pa.Table) -> list[Article]:
    """Return the articles in *table*; other columns and the order of columns are ignored.

    Raises:
        TypeError: *table* is not an Arrow table.
        SchemaError: *table* is not a table of articles, or has another schema version.

    Example:
        >>> from ofweek_parse import Article
        >>> from ofweek_parse.arrow import from_table, to_table
        >>> from_table(to_table([Article(title="a")])) == [Article(title="a")]
        True
    """
    check_kind("table", table, pa.Table, "a pyarrow.Table")
    check(table.schema)
    return list(articles_of(table))


def row_of(article: Article) -> Row:
    """Return *article* as a row; this is the slow part, and can be done in another process."""
    return {**to_record(article), "published": article.published}


@cache
def _row_type() -> pa.DataType:
    return pa.struct(list(schema()))


def check_row(row: Row) -> None:
    """Check that *row* can be stored in the columns.

    Raises:
        SchemaError: They can't.
    """
    try:
        pa.array([row], type=_row_type())
    except _REFUSALS as error:
        message = f"The article {row['title']!r:.80} can't be stored in a table: {reason(error)}."
        raise SchemaError(message, code="schema", source=row["source"]) from error


def table_of(rows: list[Row]) -> pa.Table:
    """Return *rows* as one table.

    Raises:
        SchemaError: One of them can't be stored in the columns.
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
    missing = [name for name in STORED if name not in found.names]
    if missing:
        raise SchemaError(f"This is not a table of articles: it lacks {', '.join(missing)}.", code="schema")
    version = (found.metadata or {}).get(_VERSION_KEY, str(SCHEMA_VERSION).encode()).decode("ascii", "replace")
    if version != str(SCHEMA_VERSION):
        message = f"The table's schema version is {version}; this release reads {SCHEMA_VERSION}."
        raise SchemaError(message, code="schema-version", path="schema_version")


def articles_of(table: pa.Table) -> Iterator[Article]:
    """The articles in *table*, whose schema was checked."""
    columns = [*STORED, *({"schema_version"} & set(table.column_names))]
    with as_schema_errors("The table"):
        rows = table.select(columns).to_pylist()
    yield from map(from_record, rows)


@contextmanager
def as_schema_errors(what: str) -> Iterator[None]:
    """Raise a `SchemaError` in place of what Arrow raises for damaged data; *what* names it."""
    try:
        yield
    except _DAMAGES as error:
        raise SchemaError(f"{what} can't be read: {reason(error)}.", code="schema") from error
