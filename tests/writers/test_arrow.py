"""Arrow tables and Parquet files."""

from __future__ import annotations

import io
import subprocess
import sys
from collections import Counter
from contextlib import suppress
from datetime import datetime, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ofweek_parse import Article, FrontMatter, Image, SchemaError, parse
from ofweek_parse.model.traversal import iter_blocks, iter_inlines
from ofweek_parse.testing import SAMPLES, articles
from ofweek_parse.writers.json import TAGS
from tests.making import article, figure, paragraph

duckdb = pytest.importorskip("duckdb")
pa = pytest.importorskip("pyarrow")
pq = pytest.importorskip("pyarrow.parquet")

from ofweek_parse.arrow import ParquetWriter, from_table, read_parquet, schema, to_table  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterable

EVERY = [sample.article for sample in SAMPLES.values()]


def whole(given_articles: Iterable[Article]) -> list[object]:
    """Articles with what takes no part in their equality."""
    return [(one, one.diagnostics, one.source, list(one.front_matter)) for one in given_articles]


def parquet(given_articles: Iterable[Article], row_group_size: int = 1_000) -> io.BytesIO:
    """A Parquet file of *given_articles*."""
    file = io.BytesIO()
    with ParquetWriter(file, row_group_size=row_group_size) as writer:
        for one in given_articles:
            writer.write(one)
    return file


class TestRoundTrip:
    """Articles come back as they were."""

    @given(st.lists(articles(), max_size=3))
    @settings(max_examples=60)
    def test_table(self, given_articles: list[Article]) -> None:
        """Out of a table."""
        assert whole(from_table(to_table(given_articles))) == whole(given_articles)

    @given(st.lists(articles(), max_size=4), st.integers(1, 3))
    @settings(max_examples=40)
    def test_file(self, given_articles: list[Article], size: int) -> None:
        """Out of a file, whatever the row groups."""
        assert whole(read_parquet(parquet(given_articles, size))) == whole(given_articles)

    def test_samples(self) -> None:
        """The samples."""
        assert whole(from_table(to_table(EVERY))) == whole(EVERY)

    def test_real_posts(self, real_post: Path) -> None:
        """A real post."""
        given_article = parse(real_post.read_bytes())
        assert whole(from_table(to_table([given_article]))) == whole([given_article])

    def test_columns_in_another_order(self) -> None:
        """Other columns and another order don't matter."""
        table = to_table(EVERY).append_column("mine", pa.array(range(len(EVERY))))
        assert from_table(table.select(sorted(table.column_names))) == EVERY

    def test_large_numbers(self) -> None:
        """Front matter keeps whole numbers of any size, and its types."""
        given_article = Article(
            front_matter=FrontMatter({"a": 2**70, "b": None, "c": (True, "1", FrontMatter({"d": -1}))})
        )
        assert whole(from_table(to_table([given_article]))) == whole([given_article])


class TestSchema:
    """Columns that can be queried."""

    def test_types(self) -> None:
        """Times are in UTC, lists are lists."""
        assert schema().field("published").type == pa.timestamp("us", tz="UTC")
        assert schema().field("categories").type == pa.list_(pa.string())
        assert pa.types.is_struct(schema().field("images").type.value_type)

    def test_table_has_it(self) -> None:
        """A table of no article has it too, and so has a file."""
        assert to_table([]).schema.equals(schema(), check_metadata=True)
        found = pq.read_schema(parquet([]))
        assert found.names == schema().names
        assert found.metadata[b"ofweek_parse.schema_version"] == b"1"

    def test_values(self) -> None:
        """The columns say what the article says."""
        row = to_table([EVERY[0]]).to_pylist()[0]
        assert (row["id"], row["text"], row["title"]) == (EVERY[0].id, EVERY[0].text, EVERY[0].title)
        images = [{key: value for key, value in image.items() if key != "caption"} for image in row["images"]]
        assert [Image(**image) for image in images] == list(EVERY[0].images)
        assert [(link["href"], link["text"]) for link in row["links"]] == [
            (link.href, link.text) for link in EVERY[0].links
        ]
        assert [heading["text"] for heading in row["headings"]] == [heading.text for heading in EVERY[0].headings]

    def test_time_before_1970(self) -> None:
        """Any time is one."""
        time = datetime(1950, 1, 2, 3, 4, 5, 678901, tzinfo=timezone.utc)
        assert from_table(to_table([Article(published=time)]))[0].published == time


class TestQueries:
    """What a person asks."""

    def test_duckdb(self, tmp_path: Path) -> None:
        """Posts of a month, images by verdict, keywords, through DuckDB."""
        path = tmp_path / "a.parquet"
        with ParquetWriter(path) as writer:
            for one in EVERY:
                writer.write(one)

        def ask(query: str) -> list[tuple[Any, ...]]:
            rows: list[tuple[Any, ...]] = duckdb.sql(query.replace("FILE", f"'{path}'")).fetchall()
            return rows

        months = Counter(one.published.strftime("%Y-%m") for one in EVERY if one.published)
        query = "select strftime(published::timestamp, '%Y-%m') m, count(*) from FILE where published is not null group by 1"
        assert dict(ask(query)) == months
        verdicts = Counter(image.alt_verdict for one in EVERY for image in one.images)
        assert (
            dict(ask("select i.alt_verdict, count(*) from (select unnest(images) i from FILE) group by 1")) == verdicts
        )
        news = sum("新闻" in one.categories for one in EVERY)
        assert ask("select count(*) from FILE where list_contains(categories, '新闻')") == [(news,)]

    @settings(max_examples=30, deadline=None)
    @given(st.lists(articles(), max_size=3))
    def test_blocks(self, given_articles: list[Article]) -> None:
        """DuckDB reads every column, and finds in the body's JSON every kind of block and inline that is there."""
        stored = to_table(given_articles)  # noqa: F841 # DuckDB sees it
        query = "select original_title, text, [(c.role, c.label, c.name) for c in credits] from stored"
        assert duckdb.sql(query).fetchall() == [
            (one.original_title, one.text, [(credit.role, credit.label, credit.name) for credit in one.credits])
            for one in given_articles
        ]
        query = "select unnest(json_extract_string(blocks, '$..type')) from stored"
        kinds = Counter(kind for (kind,) in duckdb.sql(query).fetchall())
        parts = [part for one in given_articles for part in (*iter_blocks(one.blocks), *iter_inlines(one.blocks))]
        assert kinds == Counter(TAGS[type(part)] for part in parts)


class TestWriter:
    """Files that are whole or not there."""

    def test_row_groups(self) -> None:
        """A row group has as many articles as was asked for."""
        file = pq.ParquetFile(parquet([Article(title=str(number)) for number in range(25)], 10))
        assert [file.metadata.row_group(index).num_rows for index in range(file.num_row_groups)] == [10, 10, 5]

    def test_long_articles(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Long ones make smaller groups, so that memory stays flat."""
        monkeypatch.setattr("ofweek_parse.arrow.parquet._MOST_CHARACTERS", 1_000)
        file = pq.ParquetFile(parquet([article(paragraph("风" * 600)) for _ in range(3)]))
        assert file.num_row_groups == 3

    def test_only_when_whole(self, tmp_path: Path) -> None:
        """Before the end nothing stands under the name."""
        path = tmp_path / "a.parquet"
        with ParquetWriter(path) as writer:
            writer.write(EVERY[0])
            assert not path.exists()
        assert list(tmp_path.iterdir()) == [path]
        assert list(read_parquet(path)) == [EVERY[0]]

    def test_error(self, tmp_path: Path) -> None:
        """An error leaves what was there."""
        path = tmp_path / "a.parquet"
        path.write_bytes(b"before")
        with pytest.raises(SchemaError), ParquetWriter(path, row_group_size=1) as writer:  # noqa: PT012 # the first is fine
            writer.write(EVERY[0])
            writer.write(Article(title="\ud800"))
        assert [(file.name, file.read_bytes()) for file in tmp_path.iterdir()] == [("a.parquet", b"before")]

    def test_full_disk(self) -> None:
        """A file that takes no more is told of as such."""

        class Full(io.BytesIO):
            def write(self, _data: object) -> int:
                raise OSError(28, "No space left on device")

        with pytest.raises(OSError, match="No space left"), ParquetWriter(Full(), row_group_size=1) as writer:
            writer.write(EVERY[0])

    @pytest.mark.parametrize(
        "unwritable", [Article(title="\ud800"), article(attrs.evolve(figure(), image=Image(src="a", width=2**70)))]
    )
    def test_unwritable_between(self, unwritable: Article) -> None:
        """An article that can't be stored raises an error; the others are written."""
        file = io.BytesIO()
        with ParquetWriter(file) as writer:
            writer.write(EVERY[0])
            with pytest.raises(SchemaError, match="stored in a table") as raised:
                writer.write(attrs.evolve(unwritable, source="a.md"))
            writer.write(EVERY[1])
        assert str(raised.value).startswith("a.md: schema: The article '")
        assert list(read_parquet(file)) == EVERY[:2]

    def test_closed_twice(self, tmp_path: Path) -> None:
        """Closing again does nothing; writing then is an error."""
        path = tmp_path / "a.parquet"
        with ParquetWriter(path) as writer:
            writer.write(EVERY[0])
            writer.close()
            writer.close()
            with pytest.raises(ValueError, match="closed"):
                writer.write(EVERY[1])
        assert list(read_parquet(path)) == EVERY[:1]

    @pytest.mark.parametrize(
        ("name", "arguments", "error"),
        [
            ("a.parquet", {"compression": "zip"}, ValueError),
            ("a.parquet", {"row_group_size": 0}, ValueError),
            ("folder", {}, IsADirectoryError),
        ],
    )
    def test_wrong_arguments(
        self, tmp_path: Path, name: str, arguments: dict[str, Any], error: type[Exception]
    ) -> None:
        """They are told at once, and nothing is left."""
        (tmp_path / "folder").mkdir()
        with pytest.raises(error):
            ParquetWriter(tmp_path / name, **arguments)
        assert [path.name for path in tmp_path.rglob("*")] == ["folder"]

    @pytest.mark.parametrize("size", [1, 1_000])
    def test_full_disk_leaves_nothing(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int) -> None:
        """Though closing the file fails again."""

        class Full(io.FileIO):
            def write(self, _data: object) -> int:
                raise OSError(28, "No space left on device")

            def close(self) -> None:
                super().close()
                raise OSError(28, "No space left on device")

        monkeypatch.setattr("ofweek_parse.output.open_locked", lambda path: Full(path, "w+b"))
        with (
            pytest.raises(OSError, match="No space left"),
            ParquetWriter(tmp_path / "a", row_group_size=size) as writer,
        ):
            writer.write(EVERY[0])
        assert list(tmp_path.iterdir()) == []


class TestRefused:
    """What is no table of articles."""

    def test_columns_missing(self) -> None:
        """It lacks columns, which are named."""
        with pytest.raises(SchemaError, match="lacks blocks"):
            from_table(to_table(EVERY).drop_columns(["blocks"]))

    def test_another_version(self) -> None:
        """It is of another version."""
        with pytest.raises(SchemaError, match="schema version is 2"):
            from_table(to_table(EVERY).replace_schema_metadata({"ofweek_parse.schema_version": "2"}))

    def test_no_version(self, tmp_path: Path) -> None:
        """What another program wrote anew has none; its columns tell enough."""
        before, after = tmp_path / "a.parquet", tmp_path / "b.parquet"
        before.write_bytes(parquet(EVERY).getvalue())
        duckdb.read_parquet(str(before)).write_parquet(str(after))
        assert whole(read_parquet(after)) == whole(EVERY)

    def test_broken_json(self) -> None:
        """Its JSON is broken."""
        table = to_table(EVERY[:1])
        place = table.column_names.index("blocks")
        with pytest.raises(SchemaError, match="JSON"):
            from_table(table.set_column(place, table.field("blocks"), pa.array(["[{"])))

    @pytest.mark.parametrize(
        ("name", "values"),
        [
            ("published", pa.array([2**62], pa.timestamp("us", tz="UTC"))),
            ("published", pa.array([1], pa.timestamp("us", tz="Nowhere"))),
            ("title", pa.array([b"\xff"]).view(pa.string())),
        ],
    )
    def test_unreadable(self, name: str, values: Any) -> None:
        """A value is none that Python has."""
        table = to_table(EVERY[:1])
        with pytest.raises(SchemaError, match="The table can't be read"):
            from_table(table.set_column(table.column_names.index(name), name, values))

    def test_two_columns_of_a_name(self) -> None:
        """It is not known which of two columns is meant."""
        table = to_table(EVERY[:1])
        with pytest.raises(SchemaError, match="title"):
            from_table(table.append_column("title", table["title"]))

    def test_no_parquet(self, tmp_path: Path) -> None:
        """It is no Parquet file."""
        path = tmp_path / "a.parquet"
        path.write_bytes(b"PAR0")
        with pytest.raises(SchemaError, match="can't be read"):
            list(read_parquet(path))

    def test_damaged(self) -> None:
        """A byte of the Parquet file was changed, wherever it is."""
        content = parquet(EVERY[:1]).getvalue()
        for place in range(0, len(content), 97):
            changed = content[:place] + bytes([content[place] ^ 0x55]) + content[place + 1 :]
            with suppress(SchemaError, OSError):
                list(read_parquet(io.BytesIO(changed)))

    @pytest.mark.parametrize(
        "given_article", [Article(title="\ud800"), article(attrs.evolve(figure(), image=Image(src="a", width=2**70)))]
    )
    def test_unwritable(self, given_article: Article) -> None:
        """An article can't be stored in the columns."""
        with pytest.raises(SchemaError, match="stored in a table"):
            to_table([given_article])


class TestImport:
    """An extra."""

    def test_missing(self) -> None:
        """Without pyarrow the error says what to install."""
        code = "import sys; sys.modules['pyarrow'] = None\ntry:\n    import ofweek_parse.arrow\nexcept ImportError as error:\n    print(error)"
        result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
        assert "pip install 'ofweek-parse[parquet]'" in result.stdout
