"""Posts in datatrove, on one machine with two workers."""

from __future__ import annotations

import json
import os
import pickle
import random
import re
import subprocess
import sys
import warnings
from collections import Counter
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
import pytest

from ofweek_parse import Parser, from_json, parse, to_json
from ofweek_parse.testing import SAMPLES, make_post

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # what its dependencies say of themselves
    pytest.importorskip("datatrove.pipeline.dedup", exc_type=ImportError)
    pytest.importorskip("nltk")
    import multiprocess
    from datatrove.data import Document
    from datatrove.executor import LocalPipelineExecutor
    from datatrove.pipeline.readers import JsonlReader
    from datatrove.pipeline.writers import JsonlWriter

    from ofweek_parse.datatrove import CharacterTokenizer, PostParser, PostReader, document_of

if TYPE_CHECKING:
    from ofweek_parse import Article

pytestmark = pytest.mark.filterwarnings("ignore")

WORDS = "山谷 风机 电池 发电 小城 维护 叶片 市场 技术 产品 公司 数据 系统 芯片 激光 显示 照明 光伏 储能 工厂 研究 增长 客户 订单".split()
PLACES = "东方 南海 西岭 北川 中原 江左 河右 湖心 岭外 滨海".split()
BROKEN = ("", "+++\ntitle = 'a'\n+++\n<p>a</p>", "---\na: !!x y\n---\n<p>b</p>")
GUIDE = Path(__file__).parents[2] / "docs" / "datatrove.md"
NO_NETWORK = """
import sys
def refuse(event, arguments):
    if event in {"socket.getaddrinfo", "socket.gethostbyname"} or event == "socket.connect" and isinstance(arguments[1], tuple):
        raise SystemExit(f"{event} {arguments}")
sys.addaudithook(refuse)
"""


@pytest.fixture(scope="module", autouse=True)
def _no_forks() -> None:
    """A fork of a process with threads may wait for ever for a lock that none of its threads holds."""
    multiprocess.set_start_method("forkserver", force=True)


def sentences(chance: random.Random, count: int) -> list[str]:
    """Sentences of no meaning."""
    return [
        "".join(chance.choices(WORDS, k=9)) + f"在{chance.choice(PLACES)}增长{chance.randint(1, 999)}倍。"
        for _ in range(count)
    ]


def report(chance: random.Random) -> list[str]:
    """A report that comes every week, with other numbers."""
    return [f"{place}{what}报价{chance.randint(100, 999)}元。" for place in PLACES for what in WORDS[:3]]


def near(chance: random.Random, paragraphs: list[str]) -> list[str]:
    """*paragraphs* as another site has them."""
    place = chance.randrange(len(paragraphs))
    match chance.randrange(4):
        case 0:
            return paragraphs  # under another title
        case 1:
            return ["本网讯，据外媒报道：", *paragraphs, "以上内容仅供参考，转载请注明出处。"]
        case 2:
            return paragraphs[:place] + paragraphs[place + 1 :]
        case _:
            return [*paragraphs[:place], paragraphs[place].replace("增长", "提高了"), *paragraphs[place + 1 :]]


@attrs.frozen
class Collection:
    """2,000 posts below *folder*, and of each what it is and which original it is a copy of."""

    folder: Path
    kinds: dict[str, str]
    originals: dict[str, int]

    def count(self, kind: str) -> int:
        """How many posts are of *kind*."""
        return Counter(self.kinds.values())[kind]


def made(kind: str, number: int, originals: list[tuple[str, list[str]]], chance: random.Random) -> tuple[str, int]:
    """A post of *kind*, and its original."""
    if kind == "broken":
        return chance.choice(BROKEN), -1
    if kind in {"original", "report"}:
        originals.append((f"第{number}篇", report(chance) if kind == "report" else sentences(chance, 12)))
        title, paragraphs = originals[-1]
        return make_post(title=title, paragraphs=paragraphs).text, len(originals) - 1
    copied = chance.randrange(len(originals))
    title, paragraphs = originals[copied]
    if kind != "exact":
        title, paragraphs = f"转载{number}", near(chance, paragraphs)
    return make_post(title=title, paragraphs=paragraphs).text, copied


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Collection:
    """Posts of which some are broken, those of one task of eight all, some near copies, some exact, some a series."""
    folder = tmp_path_factory.mktemp("collection")
    chance = random.Random(7)  # noqa: S311 # the same in every run
    originals: list[tuple[str, list[str]]] = []
    found = Collection(folder, {}, {})
    for number in range(2_000):
        kind = chance.choices(("original", "near", "exact", "broken", "report"), (79, 10, 5, 5, 1))[0]
        kind = "broken" if number % 8 == 3 else kind if originals else "original"
        text, copied = made(kind, number, originals, chance)
        path = folder / "posts" / f"{number // 200}" / f"{number:04}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        found.kinds[str(path)], found.originals[str(path)] = kind, copied
    return found


def run(folder: Path, steps: list[Any], tasks: int = 2) -> dict[str, Any]:
    """Run a pipeline, and give its statistics by step."""
    executor = LocalPipelineExecutor(steps, tasks=tasks, workers=2, logging_dir=str(folder))
    executor.run()
    stats: list[dict[str, Any]] = json.loads((folder / "stats.json").read_text("utf-8"))
    return {step["name"]: step["stats"] for step in stats}


def failures(folder: Path) -> list[dict[str, Any]]:
    """What the side files of all tasks say."""
    return [json.loads(line) for path in sorted(folder.iterdir()) for line in path.read_text("utf-8").splitlines()]


def run_guide(folder: Path) -> str:
    """Run the guide's pipeline in *folder*, cut off from the network, and give what it logs."""
    guide = GUIDE.read_text("utf-8")
    (code,) = re.findall(r"^:caption: dedup\.py\n\n(.*?)^```$", guide, re.MULTILINE | re.DOTALL)
    (folder / "pipeline.py").write_text(code, "utf-8")
    (folder / "sitecustomize.py").write_text(NO_NETWORK, "utf-8")
    environment = os.environ | {"PYTHONPATH": str(folder), "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, "pipeline.py"], cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr[-2_000:]
    return done.stderr


class TestPipeline:
    """Read, parse, leave out copies, write Parquet."""

    def test_guide(self, collection: Collection) -> None:
        """Broken posts are told of, copies go, the rest is in the Parquet files; what is done stays done."""
        duckdb = pytest.importorskip("duckdb")
        run_guide(collection.folder)
        work = collection.folder / "work"
        told = failures(work / "failures")
        assert {failure["path"] for failure in told} == {
            path for path, kind in collection.kinds.items() if kind == "broken"
        }
        assert len(told) == collection.count("broken")
        assert {failure["code"] for failure in told} == {"empty-input", "front-matter-unsupported", "yaml-tag"}
        files = sorted((work / "kept").iterdir())
        rows = duckdb.sql(f"select id, metadata.file_path from '{work}/kept/*.parquet'").fetchall()  # noqa: S608
        kept = Counter(collection.originals[path] for _, path in rows)
        assert len(kept) == collection.count("original") + collection.count(
            "report"
        )  # nothing else is taken for a copy
        assert len({identity for identity, _ in rows}) == len(rows)  # no equal article is left
        missed = kept.total() - len(kept)
        assert missed <= 0.02 * collection.count("near")
        times = [path.stat().st_mtime_ns for path in files]
        assert "all 8 tasks have already been completed" in run_guide(collection.folder)
        assert [path.stat().st_mtime_ns for path in files] == times

    def test_done_is_done(self, collection: Collection, tmp_path: Path) -> None:
        """What was completed is not done again, what was not is."""

        def steps() -> list[Any]:
            return [
                PostReader(str(collection.folder / "posts"), failures=str(tmp_path / "failures")),
                JsonlWriter(str(tmp_path / "out"), compression=None),
            ]

        stats = run(tmp_path / "log", steps(), tasks=4)
        read = next(stats for name, stats in stats.items() if "OFweek" in name)
        assert read["failed"] == collection.count("broken")
        assert sum(count for name, count in read.items() if name.startswith("failed_")) == collection.count("broken")
        written = sorted((tmp_path / "out").iterdir())
        times = [path.stat().st_mtime_ns for path in written]
        texts = [path.read_text("utf-8") for path in written]
        assert sum(len(text.splitlines()) for text in texts) == 2_000 - collection.count("broken")
        (tmp_path / "log" / "completions" / "00002").unlink()
        run(tmp_path / "log", steps(), tasks=4)
        again = [path.stat().st_mtime_ns for path in written]
        assert [now != before for now, before in zip(again, times, strict=True)] == [False, False, True, False]
        assert [path.read_text("utf-8") for path in written] == texts
        assert len(failures(tmp_path / "failures")) == collection.count("broken")


def with_article(article: Article) -> Document:
    """A document that holds the whole article."""
    document = document_of(article)
    document.metadata["article"] = to_json(article)
    return document


def failing(article: Article) -> Document:
    """No document."""
    if article.title == "b":
        raise LookupError(article.title)
    return document_of(article)


def exhausted(_article: Article) -> Document:
    """No document, for want of memory."""
    raise MemoryError


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
        """Tasks share the files, each file once, in the same way every time."""
        for number in range(7):
            (tmp_path / f"{number}.md").write_text(f"---\ntitle: a\n---\n<p>{number}</p>", "utf-8")
        reader = PostReader(str(tmp_path))
        shares = [[document.text for document in reader.run(rank=rank, world_size=3)] for rank in range(3)]
        assert shares == [["0", "3", "6"], ["1", "4"], ["2", "5"]]

    def test_another_file_system(self) -> None:
        """Any file system that fsspec knows."""
        fsspec = pytest.importorskip("fsspec")
        memory = fsspec.filesystem("memory")
        memory.pipe("/posts/a.md", SAMPLES["every-block"].source)
        memory.pipe("/posts/b.md", b"")
        (document,) = PostReader("memory://posts", failures="memory://failures").run()
        assert document.id == SAMPLES["every-block"].article.id
        told = json.loads(memory.cat("/failures/00000.jsonl"))
        assert (told["path"], told["id"], told["code"]) == ("memory:///posts/b.md", None, "empty-input")

    def test_parser(self, tmp_path: Path) -> None:
        """The parser is the caller's, and so is other metadata."""
        (tmp_path / "a.md").write_text("---\ntitle: a\n---\n<p>０．８W</p>", "utf-8")
        reader = PostReader(
            str(tmp_path), parser=Parser(normalizers=()), default_metadata={"feed": "ofweek"}, add_file_path=False
        )
        (document,) = reader.run()
        assert (document.text, document.metadata["feed"]) == ("０．８W", "ofweek")
        assert "file_path" not in document.metadata

    def test_make_document(self, tmp_path: Path) -> None:
        """What a document holds is the caller's to say."""
        sample = SAMPLES["every-block"]
        (tmp_path / "a.md").write_bytes(sample.source)
        (document,) = PostReader(str(tmp_path), make_document=with_article).run()
        assert from_json(document.metadata["article"]) == sample.article

    @pytest.mark.parametrize("option", ["adapter", "text_key", "id_key"])
    def test_refused(self, option: str) -> None:
        """What would have no effect is refused."""
        with pytest.raises(TypeError, match=f"does not accept {option}; use make_document"):
            PostReader("posts", **{option: "a"})  # type: ignore[arg-type]

    @pytest.mark.parametrize("step", [partial(PostReader, "posts"), PostParser])
    def test_wrong(self, step: Any) -> None:
        """An option of a wrong type is refused at once, or every post would fail because of it."""
        with pytest.raises(TypeError, match=r"^parser must be a Parser, not type\.$"):
            step(parser=Parser)
        with pytest.raises(TypeError, match=r"^make_document must be a callable, not str\.$"):
            step(make_document="text")

    def test_travels(self, tmp_path: Path) -> None:
        """It can be pickled, even after it ran; no failures folder is needed."""
        (tmp_path / "a.md").write_text("---\ntitle: a\n---\n<p>b</p>", "utf-8")
        (tmp_path / "b.md").write_text("", "utf-8")
        reader = PostReader(str(tmp_path), failures=str(tmp_path / "failures"))
        assert [document.text for document in reader.run()] == ["b"]
        again = pickle.loads(pickle.dumps(reader))  # noqa: S301
        assert [document.text for document in again.run()] == ["b"]
        assert [document.text for document in PostReader(str(tmp_path)).run()] == ["b"]


class TestFailures:
    """Posts that give no document."""

    def test_codes(self, tmp_path: Path) -> None:
        """Whatever goes wrong is told of, and the other posts are read."""
        posts = tmp_path / "posts"
        posts.mkdir()
        for name, text in {
            "a": "---\ntitle: a\n---\n<p>a</p>",
            "b": "---\ntitle: b\n---\n<p>b</p>",
            "c": "---\ntitle: c\n---\n<img src=a.png>",
            "d": "",
        }.items():
            (posts / f"{name}.md").write_text(text, "utf-8")
        (posts / "e.md").symlink_to(posts / "nowhere")
        reader = PostReader(str(posts), failures=str(tmp_path / "failures"), make_document=failing)
        assert [document.text for document in reader.run(rank=0, world_size=1)] == ["a"]
        told = failures(tmp_path / "failures")
        assert [(failure["path"], failure["code"], failure["line"]) for failure in told] == [
            (str(posts / "b.md"), "error", None),
            (str(posts / "c.md"), "no-text", None),
            (str(posts / "d.md"), "empty-input", 1),
            (str(posts / "e.md"), "unreadable-file", None),
        ]
        assert told[0]["message"] == "LookupError: b"

    def test_memory(self, tmp_path: Path) -> None:
        """A post that takes too much memory is one that failed."""
        (tmp_path / "a.md").write_text("---\ntitle: a\n---\n<p>a</p>", "utf-8")
        reader = PostReader(str(tmp_path), failures=str(tmp_path / "failures"), make_document=exhausted)
        assert list(reader.run()) == []
        (told,) = failures(tmp_path / "failures")
        assert (told["code"], told["message"]) == ("out-of-memory", "There is not enough memory for this post.")

    @pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="file names are text there")
    def test_names(self, tmp_path: Path) -> None:
        """A file's name need be no UTF-8, be the post broken or not."""
        posts = tmp_path / "posts"
        posts.mkdir()
        (posts / os.fsdecode(b"a\xff.md")).write_text("---\ntitle: a\n---\n<p>a</p>", "utf-8")
        (posts / os.fsdecode(b"b\xff.md")).write_text("", "utf-8")
        steps = [
            PostReader(str(posts), failures=str(tmp_path / "failures")),
            JsonlWriter(str(tmp_path / "out"), compression=None),
        ]
        run(tmp_path / "log", steps, tasks=1)
        (document,) = failures(tmp_path / "out")
        assert document["metadata"]["file_path"] == str(posts / "a\ufffd.md")
        assert [failure["path"] for failure in failures(tmp_path / "failures")] == [str(posts / "b\ufffd.md")]


class TestParser:
    """Packed posts."""

    def test_documents(self, tmp_path: Path) -> None:
        """Each packed post is parsed; what else the packed file says stays; broken ones are told of."""
        packed = [
            Document(text=SAMPLES["every-block"].source.decode(), id="1", metadata={"feed": "x"}),
            Document(text="", id="2\ud800"),
            Document(text="---\ntitle: a\n---\n<img src=a.png>", id="3", metadata={"file_path": "c.md"}),
        ]
        step = PostParser(failures=str(tmp_path))
        (document,) = step.run(packed, rank=5)
        assert document.id == SAMPLES["every-block"].article.id
        assert (document.metadata["feed"], document.metadata["title"]) == ("x", SAMPLES["every-block"].article.title)
        assert [(failure["path"], failure["id"], failure["code"]) for failure in failures(tmp_path)] == [
            ("", "2\ufffd", "empty-input"),
            ("c.md", "3", "no-text"),
        ]
        assert (tmp_path / "00005.jsonl").exists()

    def test_json_lines(self, tmp_path: Path) -> None:
        """Of posts in a JSON Lines file, those that failed are told by file and line."""
        (tmp_path / "packed").mkdir()
        texts = ["---\ntitle: a\n---\n<p>a</p>", "---\na: !!x y\n---\n<p>b</p>", "---\ntitle: c\n---\n<p>c</p>"]
        lines = "".join(json.dumps({"content": text, "feed": "x"}) + "\n" for text in texts)
        (tmp_path / "packed" / "posts.jsonl").write_text(lines, "utf-8")
        steps = [
            JsonlReader(str(tmp_path / "packed"), text_key="content"),
            PostParser(failures=str(tmp_path / "failures"), make_document=with_article),
            JsonlWriter(str(tmp_path / "out"), compression=None),
        ]
        stats = run(tmp_path / "log", steps, tasks=1)
        assert next(stats for name, stats in stats.items() if "OFweek" in name)["failed_yaml-tag"] == 1
        (told,) = failures(tmp_path / "failures")
        assert (told["path"], told["id"]) == (str(tmp_path / "packed" / "posts.jsonl"), "posts.jsonl/1")
        documents = failures(tmp_path / "out")
        assert [document["text"] for document in documents] == ["a", "c"]
        assert [from_json(document["metadata"]["article"]).title for document in documents] == ["a", "c"]


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
