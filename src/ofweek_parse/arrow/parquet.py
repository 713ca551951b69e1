"""Reading and writing articles as Parquet files, with one row group in memory at a time."""

from __future__ import annotations

import os
from pathlib import Path
from typing import IO, TYPE_CHECKING, Literal, TypeAlias, cast, get_args

import pyarrow.parquet as pq

from ofweek_parse.arguments import as_path, check_choice, check_count
from ofweek_parse.arrow.tables import Row, articles_of, as_schema_errors, check, check_row, row_of, schema, table_of
from ofweek_parse.output import Part

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

    from ofweek_parse.model.article import Article

__all__ = ["Compression", "ParquetWriter", "read_parquet"]

Compression: TypeAlias = Literal["none", "snappy", "gzip", "brotli", "lz4", "zstd"]
"""The compression of columns."""

_MOST_CHARACTERS = 16_000_000  # of a row group's texts, so that memory stays flat whatever the posts


def read_parquet(source: str | os.PathLike[str] | IO[bytes]) -> Iterator[Article]:
    """Yield the articles in a Parquet file that was written by `ParquetWriter`, with one row group in memory at a time.

    Raises:
        TypeError: *source* is neither a path nor a file.
        OSError: The file can't be opened, or is damaged.
        SchemaError: It is not a Parquet file of articles, or is damaged.
    """
    place = _path_or_file("source", source, "read")
    with as_schema_errors(str(source)):
        file = pq.ParquetFile(place)
    with file:
        with as_schema_errors(str(source)):
            check(file.schema_arrow)
        for number in range(file.num_row_groups):
            with as_schema_errors(str(source)):
                table = file.read_row_group(number)
            yield from articles_of(table)


def _path_or_file(name: str, place: str | os.PathLike[str] | IO[bytes], method: str) -> str | IO[bytes]:
    return cast("IO[bytes]", place) if hasattr(place, method) else as_path(name, place)


class ParquetWriter:
    """A context manager that writes articles to a Parquet file, one row group at a time.

    A path is written atomically: data goes to a temporary file, which is renamed at the end and removed after an error.

    Args:
        target: A path, or a binary file open for writing, which is not closed.
        row_group_size: The number of articles in a row group; fewer if they are very long.
        compression: The compression of the columns.

    Raises:
        TypeError: An argument has the wrong type.
        ValueError: *row_group_size* is less than 1, or *compression* is unknown.
        OSError: *target* is a folder, a pipe or a device, another process is writing it (``BlockingIOError``), or it
            can't be written.

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
        check_count("row_group_size", row_group_size, least=1)
        check_choice("compression", compression, get_args(Compression))
        self._row_group_size = row_group_size
        self._rows: list[Row] = []
        self._characters = 0
        self._is_closed = False
        self._part: Part | None = None
        place = _path_or_file("target", target, "write")
        if isinstance(place, str):
            path = Path(place)
            self._part = Part(path.with_name(f".{path.name}.part"), path)
            place = self._part.file
        try:
            self._writer = pq.ParquetWriter(place, schema(), compression=compression)
        except BaseException:
            self._remove()
            raise

    def write(self, article: Article) -> None:
        """Add *article*.

        Raises:
            SchemaError: It can't be stored in the columns; the file and other articles are not affected.
            OSError: The file can't be written.
            ValueError: The writer is closed.
        """
        self.write_row(row_of(article))

    def write_row(self, row: Row) -> None:
        """Add an article as a row, which may come from another process; raises the same exceptions as `write`."""
        if self._is_closed:
            raise ValueError("This ParquetWriter is closed; nothing more can be written.")
        check_row(row)  # now, so that it is known whose fault it is
        self._rows.append(row)
        self._characters += len(row["text"]) + len(row["blocks"]) + len(row["front_matter"])
        if len(self._rows) >= self._row_group_size or self._characters >= _MOST_CHARACTERS:
            self._flush()

    def _flush(self) -> None:
        if self._rows:
            self._writer.write_table(table_of(self._rows))
        self._rows.clear()
        self._characters = 0

    def close(self) -> None:
        """Write the remaining articles and rename the file; further calls do nothing."""
        if self._is_closed:
            return
        try:
            self._flush()
            self._writer.close()
            if self._part:
                self._part.publish()
        except BaseException:
            self._abandon()
            raise
        self._is_closed = True

    def _abandon(self) -> None:
        self._is_closed = True
        self._writer.is_open = False  # or it would write the rest when it is collected
        self._remove()

    def _remove(self) -> None:
        if self._part:
            self._part.abandon()

    def __enter__(self) -> ParquetWriter:  # noqa: PYI034 # Self is newer than Python 3.10
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if kind is None:
            self.close()
        elif not self._is_closed:
            self._abandon()
