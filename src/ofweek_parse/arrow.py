"""Articles as Arrow tables and Parquet files: the only module that imports pyarrow (extra ``parquet``).

A row is an article. What people query has columns of its own (the time, the categories, the plain text, the images);
the body and the front matter are also there as JSON, in the form of `ofweek_parse.to_json`, so that an article comes
back as it was.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Literal, TypeAlias

from ofweek_parse.errors import SchemaError
from ofweek_parse.writers.json import SCHEMA_VERSION, from_dict, to_dict

try:
    import pyarrow as pa
    import pyarrow.parquet as pq
except ImportError as _missing:
    _MESSAGE = "ofweek_parse.arrow needs pyarrow; run pip install 'ofweek-parse[parquet]'."
    raise ImportError(_MESSAGE) from _missing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from types import TracebackType

    from ofweek_parse.model.article import Article

__all__ = ["Compression", "ParquetWriter", "from_table", "read_parquet", "schema", "to_table"]

Compression: TypeAlias = Literal["none", "snappy", "gzip", "brotli", "lz4", "zstd"]
"""What columns are compressed with."""

_VERSION_KEY = b"ofweek_parse.schema_version"
_STORED = (  # the columns that an article is made of again
    *("title", "author", "categories", "published", "headimg", "thumbnail", "comments", "front_matter", "blocks"),
    *("credits", "keywords", "alt_residue", "diagnostics", "source"),
)
_MOST_CHARACTERS = 16_000_000  # of a row group's texts, so that memory stays flat whatever the posts


def schema() -> pa.Schema:
    """The columns of a table of articles.

    =================  =====================================================================
    ``id``             `Article.id`, the content hash: equal for equal articles
    ``title``          the title
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
            pa.field("author", text),
            pa.field("categories", texts, nullable=False),
            pa.field("published", pa.timestamp("us", tz="UTC")),
            pa.field("headimg", text),
            pa.field("thumbnail", text),
            pa.field("comments", pa.bool_()),
            pa.field("text", text, nullable=False),
            _structs(
                "images",
                "src alt title width:number height:number original_src alt_verdict",
            ),
            _structs("links", "href text title keyword:truth"),
            _structs("headings", "level:number text"),
            _structs("credits", "role name href"),
            _structs("keywords", "text href"),
            pa.field("alt_residue", texts, nullable=False),
            _structs("diagnostics", "code severity message line:number column:number"),
            pa.field("source", text),
            pa.field("front_matter", text, nullable=False),
            pa.field("blocks", text, nullable=False),
        ],
        metadata={_VERSION_KEY: str(SCHEMA_VERSION).encode()},
    )


def _structs(name: str, fields: str) -> pa.Field[Any]:
    """A column of lists of structs; a field is text unless its kind stands behind a colon."""
    kinds: dict[str, pa.DataType] = {"": pa.string(), "number": pa.int64(), "truth": pa.bool_()}
    struct = [(field, kinds[kind]) for field, _, kind in (field.partition(":") for field in fields.split())]
    return pa.field(name, pa.list_(pa.struct(struct)), nullable=False)


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
    return _table([_row(article) for article in articles])


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
    _check(table.schema)
    return list(_articles(table))


def read_parquet(source: str | os.PathLike[str] | IO[bytes]) -> Iterator[Article]:
    """The articles in a Parquet file that `ParquetWriter` wrote, a row group in memory at a time.

    Raises:
        OSError: The file can't be opened.
        SchemaError: It is no Parquet file, or none of articles.
    """
    try:
        file = pq.ParquetFile(os.fspath(source) if isinstance(source, (str, os.PathLike)) else source)
    except pa.ArrowInvalid as error:
        raise SchemaError(f"{source} is no Parquet file: {error}.", code="schema") from error
    with file:
        _check(file.schema_arrow)
        for number in range(file.num_row_groups):
            yield from _articles(file.read_row_group(number))


class ParquetWriter:
    """Writes articles to a Parquet file, a row group at a time; a context manager.

    A file given by its path stands under its name only when it is whole: it is written beside it and renamed at the
    end, and an error leaves nothing.

    Args:
        target: A path, or a binary file open for writing, which stays open.
        row_group_size: Articles in a row group; fewer where they are very long.
        compression: What pyarrow compresses columns with.

    Example:
        >>> import io
        >>> from ofweek_parse import parse
        >>> from ofweek_parse.arrow import ParquetWriter, read_parquet
        >>> file = io.BytesIO()
        >>> with ParquetWriter(file) as writer:
        ...     writer.write(parse("---\\ntitle: a\\n---\\n<p>b</p>"))
        >>> [article.title for article in read_parquet(file)]
        ['a']
    """

    def __init__(
        self,
        target: str | os.PathLike[str] | IO[bytes],
        *,
        row_group_size: int = 1_000,
        compression: Compression = "zstd",
    ) -> None:
        self._path = Path(target) if isinstance(target, (str, os.PathLike)) else None
        self._part = self._path.with_name(f".{self._path.name}.part") if self._path else None
        if self._part:
            self._part.unlink(missing_ok=True)  # a link is not written through
        self._file: IO[bytes] = self._part.open("xb") if self._part else target  # type: ignore[assignment]
        self._row_group_size = row_group_size
        self._rows: list[dict[str, Any]] = []
        self._characters = 0
        self._writer = pq.ParquetWriter(self._file, schema(), compression=compression)

    def write(self, article: Article) -> None:
        """Add *article*.

        Raises:
            SchemaError: It holds what no column can.
            OSError: The file can't be written.
        """
        row = _row(article)
        self._rows.append(row)
        self._characters += len(row["text"]) + len(row["blocks"]) + len(row["front_matter"])
        if len(self._rows) >= self._row_group_size or self._characters >= _MOST_CHARACTERS:
            self._flush()

    def _flush(self) -> None:
        if self._rows:
            self._writer.write_table(_table(self._rows))
        self._rows.clear()
        self._characters = 0

    def close(self) -> None:
        """Write what is left, and give the file its name."""
        try:
            self._flush()
            self._writer.close()
        except BaseException:
            self._abandon()
            raise
        if self._path and self._part:
            self._file.close()
            self._part.replace(self._path)

    def _abandon(self) -> None:
        self._writer.is_open = False  # or it would write the rest when it is collected
        if self._part:
            self._file.close()
            self._part.unlink(missing_ok=True)

    def __enter__(self) -> ParquetWriter:  # noqa: PYI034 # Self is newer than Python 3.10
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if kind is None:
            self.close()
        else:
            self._abandon()


def _row(article: Article) -> dict[str, Any]:
    whole = to_dict(article)
    return {
        **whole,
        "id": article.id,
        "published": article.published,
        "text": article.text,
        "images": [_fields(image, "src alt title width height original_src alt_verdict") for image in article.images],
        "links": [_fields(link, "href text title keyword") for link in article.links],
        "headings": [_fields(heading, "level text") for heading in article.headings],
        "front_matter": json.dumps(whole["front_matter"], ensure_ascii=False),
        "blocks": json.dumps(whole["blocks"], ensure_ascii=False),
    }


def _fields(value: object, names: str) -> dict[str, Any]:
    return {name: getattr(value, name) for name in names.split()}


def _table(rows: list[dict[str, Any]]) -> pa.Table:
    try:
        return pa.Table.from_pylist(rows, schema=schema())
    except (pa.ArrowInvalid, pa.ArrowTypeError, OverflowError, UnicodeError) as error:
        raise SchemaError(f"An article holds what no column can: {error}.", code="schema") from error


def _check(found: pa.Schema) -> None:
    version = (found.metadata or {}).get(_VERSION_KEY, b"").decode("ascii", "replace")
    missing = [name for name in _STORED if name not in found.names]
    if missing:
        raise SchemaError(f"This is no table of articles: it lacks {', '.join(missing)}.", code="schema")
    if version != str(SCHEMA_VERSION):
        message = f"The table's schema version is {version or 'missing'}; this release reads {SCHEMA_VERSION}."
        raise SchemaError(message, code="schema-version", path="schema_version")


def _articles(table: pa.Table) -> Iterator[Article]:
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
