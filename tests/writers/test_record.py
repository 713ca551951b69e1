"""Flat records: lossless by themselves and through every library that loads rows."""

from __future__ import annotations

import json
import re
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any

import attrs
import datasets
import duckdb
import pandas as pd
import polars as pl
import pytest
from hypothesis import given, settings

from ofweek_parse import (
    Article,
    Figure,
    Image,
    InlineImage,
    Paragraph,
    SchemaError,
    Text,
    from_record,
    parse,
    to_record,
)
from ofweek_parse.arrow import schema, to_table
from ofweek_parse.cli.formats import jsonl_line
from ofweek_parse.testing import SAMPLES, articles

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

EVERY = [sample.article for sample in SAMPLES.values()] + [Article(), Article(title="2021", comments=True)]


def whole(article: Article) -> tuple[object, ...]:
    """An article with what takes no part in equality."""
    return article, article.diagnostics, article.source, list(article.front_matter)


class TestRoundTrip:
    """A record is lossless."""

    @given(articles())
    @settings(max_examples=100)
    def test_generated(self, article: Article) -> None:
        """As it is, and as a line of JSON."""
        assert whole(from_record(to_record(article))) == whole(article)
        line = jsonl_line(article)
        assert len(line.splitlines()) == 1
        assert whole(from_record(json.loads(line))) == whole(article)

    def test_real_posts(self, real_post: Path) -> None:
        """A real post."""
        article = parse(real_post.read_bytes())
        assert whole(from_record(to_record(article))) == whole(article)

    def test_values(self) -> None:
        """Only types of JSON, and every key in every record."""
        for article in EVERY:
            record = to_record(article)
            assert json.loads(json.dumps(record)) == record
            assert list(record) == list(to_record(Article()))

    def test_same_columns_as_parquet(self) -> None:
        """The columns are those of Arrow and Parquet, with the same values but for the time; all are described."""
        assert list(to_record(EVERY[0])) == schema().names
        assert re.findall(r"^ *``(\w+)``  ", to_record.__doc__ or "", re.MULTILINE) == schema().names
        for record, row in zip(map(to_record, EVERY), to_table(EVERY).to_pylist(), strict=True):
            published = row.pop("published")
            assert record.pop("published") == (published and published.isoformat())
            assert row == record

    def test_captions(self) -> None:
        """A picture comes with its caption; one in a line has none."""
        caption = (Text(text="图1"), InlineImage(image=Image(src="c.png")))
        blocks = (
            Figure(image=Image(src="a.png"), caption=caption),
            Paragraph(inlines=(Text(text="b"), InlineImage(image=Image(src="b.png")))),
            Figure(image=Image(src="a.png")),
        )
        article = Article(blocks=blocks)
        images = to_record(article)["images"]
        assert [(image["src"], image["caption"]) for image in images] == [
            ("a.png", "图1"),
            ("c.png", None),
            ("b.png", None),
            ("a.png", None),
        ]
        assert [image["src"] for image in images] == [image.src for image in article.images]


def _lines(path: Path) -> None:
    path.write_text("".join(map(jsonl_line, EVERY)), "utf-8")


def _pandas(_path: Path) -> Any:
    return pd.DataFrame([to_record(article) for article in EVERY]).to_dict("records")


def _pandas_lines(path: Path) -> Any:
    _lines(path)
    return pd.read_json(path, lines=True, dtype=False).to_dict("records")


def _pandas_parquet(path: Path) -> Any:
    to_table(EVERY).to_pandas().to_parquet(path)
    return pd.read_parquet(path).to_dict("records")


def _polars(_path: Path) -> Any:
    return pl.DataFrame([to_record(article) for article in EVERY], infer_schema_length=None).to_dicts()


def _polars_lines(path: Path) -> Any:
    _lines(path)
    return pl.read_ndjson(path, infer_schema_length=None).to_dicts()


def _duckdb_lines(path: Path) -> Any:
    _lines(path)
    found = duckdb.read_json(str(path), format="newline_delimited", sample_size=-1)
    return [dict(zip(found.columns, row, strict=True)) for row in found.fetchall()]


def _datasets(_path: Path) -> Any:
    return list(datasets.Dataset.from_list([to_record(article) for article in EVERY]))


def _datasets_parquet(path: Path) -> Any:
    import pyarrow.parquet as pq

    pq.write_table(to_table(EVERY), path)
    return list(datasets.Dataset.from_parquet(str(path), cache_dir=str(path.parent)))


class TestLoaders:
    """Rows that were elsewhere come back as they were."""

    @pytest.mark.parametrize(
        "load",
        [
            _pandas,
            _pandas_lines,
            _pandas_parquet,
            _polars,
            _polars_lines,
            _duckdb_lines,
            _datasets,
            _datasets_parquet,
        ],
    )
    def test_lossless(self, load: Callable[[Path], Any], tmp_path: Path) -> None:
        """Through each library, from records, JSON Lines and Parquet."""
        found = load(tmp_path / "file")
        assert [whole(from_record(record)) for record in found] == list(map(whole, EVERY))

    def test_search_engine(self) -> None:
        """As documents of Meilisearch: an id of letters, digits, hyphens and underscores, and keys that are the same in each."""
        for article in EVERY:
            assert re.fullmatch(r"[A-Za-z0-9_-]{1,511}", to_record(article)["id"])


class TestRefused:
    """What is no record is answered by a sentence."""

    @pytest.mark.parametrize(
        ("change", "message"),
        [
            ({"schema_version": 2}, "The schema version is 2; this release reads 1."),
            ({"blocks": "["}, "The column blocks is not valid JSON"),
            ({"front_matter": None}, "The column front_matter must be JSON text, not NoneType; from_dict reads"),
            ({"title": 3}, "text"),
            ({"published": "yesterday"}, "published"),
        ],
    )
    def test_values(self, change: dict[str, Any], message: str) -> None:
        """Values of another kind."""
        with pytest.raises(SchemaError, match=re.escape(message)):
            from_record(to_record(EVERY[0]) | change)

    def test_deep(self) -> None:
        """A value that is nested deeply."""
        value: list[Any] = []
        for _ in range(5_000):
            value = [value]
        for column in ("credits", "schema_version"):
            with pytest.raises(SchemaError, match="nested too deeply"):
                from_record(to_record(EVERY[0]) | {column: value})

    def test_missing(self) -> None:
        """A column that is needed."""
        record = to_record(EVERY[0])
        del record["blocks"]
        with pytest.raises(SchemaError, match="it lacks blocks"):
            from_record(record)
        wrong: Any = [record]
        with pytest.raises(SchemaError, match="A record must be a mapping, not list"):
            from_record(wrong)

    def test_more_and_less(self) -> None:
        """Columns of one's own are ignored, and those that follow from others may be missing."""
        record = to_record(EVERY[0]) | {"mine": 1}
        for column in ("id", "text", "images", "links", "headings", "schema_version"):
            del record[column]
        assert from_record(record) == EVERY[0]

    def test_naive_time(self) -> None:
        """A time that lost its zone on the way is in UTC."""
        article = Article(published=datetime(2021, 7, 26, 1, 29, tzinfo=timezone.utc))
        record = to_record(article) | {"published": datetime(2021, 7, 26, 1, 29)}  # noqa: DTZ001
        assert from_record(record) == article == attrs.evolve(article)
