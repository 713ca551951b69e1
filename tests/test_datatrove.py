"""Posts through datatrove, on this machine with two workers."""

from __future__ import annotations

import json
import random
import warnings
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from ofweek_parse import Parser, parse
from ofweek_parse.testing import SAMPLES

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # what its dependencies say of themselves
    pytest.importorskip("datatrove.pipeline.dedup", exc_type=ImportError)
    pytest.importorskip("nltk")
    from datatrove.data import Document
    from datatrove.executor import LocalPipelineExecutor
    from datatrove.pipeline.dedup import (
        MinhashDedupBuckets,
        MinhashDedupCluster,
        MinhashDedupFilter,
        MinhashDedupSignature,
    )
    from datatrove.pipeline.dedup.minhash import MinhashConfig
    from datatrove.pipeline.readers import JsonlReader
    from datatrove.pipeline.writers import JsonlWriter, ParquetWriter
    from datatrove.utils.hashing import HashConfig

    from ofweek_parse.datatrove import CharacterTokenizer, PostParser, PostReader, document_of

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.filterwarnings("ignore")

WORDS = "山谷 风机 电池 发电 小城 维护 叶片 市场 技术 产品 公司 数据 系统 芯片 激光 显示 照明 光伏 储能 工厂 研究 增长 客户 订单".split()
PLACES = "东方 南海 西岭 北川 中原 江左 河右 湖心 岭外 滨海".split()


def sentences(chance: random.Random, count: int) -> list[str]:
    """Sentences of no meaning."""
    return [
        "".join(chance.choices(WORDS, k=9)) + f"在{chance.choice(PLACES)}增长{chance.randint(1, 999)}倍。"
        for _ in range(count)
    ]


def post(title: str, paragraphs: list[str]) -> str:
    """A post of *paragraphs*."""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return f"---\ntitle: '{title}'\ndate: Mon, 26 Jul 2021 01:29:00 GMT\n---\n<div>{body}</div>"


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Counter[str]]:
    """2,000 posts: some broken, some near copies of others under another title, some exact ones."""
    folder = tmp_path_factory.mktemp("posts")
    chance = random.Random(7)  # noqa: S311 # the same in every run
    originals: list[list[str]] = []
    kinds: Counter[str] = Counter()
    for number in range(2_000):
        kind = chance.choices(("original", "near", "exact", "broken"), (80, 10, 5, 5))[0] if originals else "original"
        kinds[kind] += 1
        if kind == "broken":
            text = chance.choice(("", "+++\ntitle = 'a'\n+++\n<p>a</p>", "---\na: !!x y\n---\n<p>b</p>"))
        elif kind == "original":
            originals.append(sentences(chance, 12))
            text = post(f"第{number}篇", originals[-1])
        else:
            paragraphs = list(chance.choice(originals))
            if kind == "near":
                paragraphs[chance.randrange(12)] += "本文略有改动。"
            text = post(f"转载{number}", paragraphs)
        path = folder / f"{number % 10}" / f"{number}.md"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    return folder, kinds


def run(folder: Path, steps: list[Any], tasks: int = 2) -> dict[str, Any]:
    """Run a pipeline, and give its statistics by step."""
    executor = LocalPipelineExecutor(steps, tasks=tasks, workers=2, logging_dir=str(folder))
    executor.run()
    stats: list[dict[str, Any]] = json.loads((folder / "stats.json").read_text("utf-8"))
    return {step["name"]: step["stats"] for step in stats}


def failures(folder: Path) -> list[dict[str, Any]]:
    """What the side files of all tasks say."""
    return [json.loads(line) for path in sorted(folder.iterdir()) for line in path.read_text("utf-8").splitlines()]


class TestPipeline:
    """Read, parse, leave out copies, write Parquet."""

    def test_minhash(self, collection: tuple[Path, Counter[str]], tmp_path: Path) -> None:
        """Broken posts are told of, copies go, the rest is in the Parquet files."""
        duckdb = pytest.importorskip("duckdb")
        posts, kinds = collection
        config = MinhashConfig(n_grams=5, num_buckets=14, hashes_per_bucket=8, hash_config=HashConfig(hash_fc="sha1"))
        at = {name: str(tmp_path / name) for name in "parsed signatures buckets removed kept failures".split()}
        read = run(
            tmp_path / "log1",
            [
                PostReader(str(posts), failures=at["failures"]),
                JsonlWriter(at["parsed"], compression=None),
                MinhashDedupSignature(at["signatures"], config=config, language=CharacterTokenizer()),
            ],
        )
        run(tmp_path / "log2", [MinhashDedupBuckets(at["signatures"], at["buckets"], config=config)], tasks=14)
        run(tmp_path / "log3", [MinhashDedupCluster(at["buckets"], at["removed"], config=config)], tasks=1)
        run(
            tmp_path / "log4",
            [
                JsonlReader(at["parsed"], compression=None),
                MinhashDedupFilter(at["removed"]),
                ParquetWriter(at["kept"]),
            ],
        )
        reader = next(stats for name, stats in read.items() if "OFweek" in name)
        assert reader["failed"] == kinds["broken"]
        told = failures(tmp_path / "failures")
        assert len(told) == kinds["broken"]
        assert {failure["code"] for failure in told} == {"empty-input", "front-matter-unsupported", "yaml-tag"}
        (kept,) = duckdb.sql(f"select count(*) from '{at['kept']}/*.parquet'").fetchall()[0]  # noqa: S608
        assert kept == kinds["original"]

    def test_done_is_done(self, collection: tuple[Path, Counter[str]], tmp_path: Path) -> None:
        """What was completed is not done again."""
        posts, kinds = collection

        def steps() -> list[Any]:
            return [
                PostReader(str(posts), failures=str(tmp_path / "failures")),
                JsonlWriter(str(tmp_path / "out"), compression=None),
            ]

        run(tmp_path / "log", steps(), tasks=4)
        written = sorted((tmp_path / "out").iterdir())
        times = [path.stat().st_mtime_ns for path in written]
        assert (
            sum(len(path.read_text("utf-8").splitlines()) for path in written) == sum(kinds.values()) - kinds["broken"]
        )
        (tmp_path / "log" / "completions" / "00002").unlink()
        run(tmp_path / "log", steps(), tasks=4)
        again = [path.stat().st_mtime_ns for path in sorted((tmp_path / "out").iterdir())]
        assert [now != before for now, before in zip(again, times, strict=True)] == [False, False, True, False]
        assert len(failures(tmp_path / "failures")) == kinds["broken"]


class TestReader:
    """Loose files."""

    def test_document(self, tmp_path: Path) -> None:
        """A document is the article's text, its id, and flat metadata."""
        sample = SAMPLES["captions-and-credits"]
        (tmp_path / "a.md").write_bytes(sample.source)
        (document,) = PostReader(str(tmp_path)).run()
        assert (document.text, document.id) == (sample.article.text, sample.article.id)
        assert document.metadata["file_path"] == str(tmp_path / "a.md")
        assert document.metadata["title"] == sample.article.title
        assert {type(value) for value in document.metadata.values()} == {str, int}

    def test_same_columns(self) -> None:
        """Every document has the same columns of the same kinds."""
        kinds = {
            tuple((name, type(value)) for name, value in document_of(article).metadata.items())
            for article in (parse("---\na: b\n---\n<p>c</p>"), *(sample.article for sample in SAMPLES.values()))
        }
        assert len(kinds) == 1

    def test_shares(self, tmp_path: Path) -> None:
        """Tasks share the files, each file once."""
        for number in range(7):
            (tmp_path / f"{number}.md").write_text(f"---\ntitle: a\n---\n<p>{number}</p>", "utf-8")
        shares = [
            [document.text for document in PostReader(str(tmp_path)).run(rank=rank, world_size=3)] for rank in range(3)
        ]
        assert sorted(text for share in shares for text in share) == [str(number) for number in range(7)]
        assert min(map(len, shares)) == 2

    def test_another_file_system(self) -> None:
        """Any file system that fsspec knows."""
        fsspec = pytest.importorskip("fsspec")
        memory = fsspec.filesystem("memory")
        memory.pipe("/posts/a.md", SAMPLES["every-block"].source)
        memory.pipe("/posts/b.md", b"")
        (document,) = PostReader("memory://posts", failures="memory://failures").run()
        assert document.id == SAMPLES["every-block"].article.id
        assert json.loads(memory.cat("/failures/00000.jsonl"))["code"] == "empty-input"

    def test_parser(self, tmp_path: Path) -> None:
        """The parser is the caller's, and so is other metadata."""
        (tmp_path / "a.md").write_text("---\ntitle: a\n---\n<p>０．８W</p>", "utf-8")
        reader = PostReader(str(tmp_path), parser=Parser(normalizers=()), default_metadata={"feed": "ofweek"})
        (document,) = reader.run()
        assert (document.text, document.metadata["feed"]) == ("０．８W", "ofweek")


class TestParser:
    """Packed posts."""

    def test_documents(self, tmp_path: Path) -> None:
        """Each packed post is parsed; what else the packed file says stays; broken ones are told of."""
        packed = [
            Document(text=SAMPLES["every-block"].source.decode(), id="1", metadata={"feed": "x"}),
            Document(text="", id="2"),
            Document(text="---\ntitle: a\n---\n<img src=a.png>", id="3", metadata={"file_path": "c.md"}),
        ]
        step = PostParser(failures=str(tmp_path))
        (document,) = step.run(packed, rank=5)
        assert document.id == SAMPLES["every-block"].article.id
        assert (document.metadata["feed"], document.metadata["title"]) == ("x", SAMPLES["every-block"].article.title)
        assert [(failure["path"], failure["code"]) for failure in failures(tmp_path)] == [
            ("2", "empty-input"),
            ("c.md", "empty-body"),
        ]
        assert (tmp_path / "00005.jsonl").exists()


class TestTokenizer:
    """Words for MinHash."""

    def test_words(self) -> None:
        """Han characters one by one, other words whole."""
        assert CharacterTokenizer().word_tokenize("用 LED2 照明, ok") == ["用", "LED2", "照", "明", "ok"]

    def test_sentences(self) -> None:
        """Sentences, and their places."""
        text = "一句。一句。 two!"
        tokenizer = CharacterTokenizer()
        assert [text[start:end] for start, end in tokenizer.span_tokenize(text)] == tokenizer.sent_tokenize(text)
        assert tokenizer.sent_tokenize(text) == ["一句。", "一句。", " two!"]
