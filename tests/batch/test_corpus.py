"""Parsing many posts with workers, and their failures."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path
from typing import TYPE_CHECKING

import attrs
import psutil
import pytest

from ofweek_parse import (
    Article,
    Failed,
    LimitError,
    Limits,
    NormalizerError,
    OfweekParseError,
    Parsed,
    Parser,
    Progress,
    WorkerError,
    iter_articles,
    parse,
)
from ofweek_parse.corpus import read_post
from ofweek_parse.testing import SAMPLES

if TYPE_CHECKING:
    from ofweek_parse import ExecutorKind

COUNT = 60


@pytest.fixture(scope="module")
def posts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of posts, of which two can't be read."""
    folder = tmp_path_factory.mktemp("posts")
    sources = [sample.source for sample in SAMPLES.values()]
    for number in range(COUNT):
        path = folder / f"{number % 7}" / f"{number:03}.md"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"\n" if number in {17, 40} else sources[number % len(sources)])
    return folder


def shown(results: list[Parsed | Failed]) -> list[tuple[Path, object]]:
    """Results as what can be compared: an error is none."""
    return [(result.path, result.article if isinstance(result, Parsed) else str(result.error)) for result in results]


def shown_error(result: Parsed | Failed) -> tuple[str, str]:
    """The code of a failure, and the stem of the path that it names."""
    assert isinstance(result, Failed)
    assert isinstance(result.error, OfweekParseError)
    assert result.error.source == str(result.path)
    return result.error.code, result.path.stem


def kill_itself(article: Article) -> Article:
    """A normalizer that ends its process at some titles."""
    if article.title.startswith("kill"):
        os.kill(os.getpid(), signal.SIGKILL)
    if article.title.startswith("exit"):
        os._exit(3)
    return article


def raise_value_error(article: Article) -> Article:
    """A normalizer that fails."""
    raise ValueError(article.title)


def run_out(article: Article) -> Article:
    """A normalizer that runs out of memory."""
    raise MemoryError(article.title)


def wait(article: Article) -> Article:
    """A normalizer that takes its time."""
    time.sleep(0.05)
    return article


def sleep(article: Article) -> Article:
    """A normalizer that takes very long."""
    time.sleep(0.3)
    return article


def announce(article: Article) -> Article:
    """A normalizer that says that it has begun, and takes very long."""
    sys.stdout.write("begun\n")
    sys.stdout.flush()
    return sleep(article)


def leave(_article: Article) -> Article:
    """A normalizer that ends the program."""
    sys.exit(3)


class Unpicklable(str):
    """Text that can't be sent, or for which there is too little memory, or that can't be read where it arrives."""

    __slots__ = ()

    def __reduce__(self) -> tuple[object, ...]:
        match self[:6]:
            case "memory":
                raise MemoryError
            case "arrive":
                return (int, ("no number",))
            case _:
                raise TypeError(f"cannot pickle {self}")


def make_unpicklable(article: Article) -> Article:
    """A normalizer of which some titles can't be sent."""
    return article if article.title.startswith("a") else attrs.evolve(article, title=Unpicklable(article.title[1:]))


def titled(folder: Path, *titles: str) -> list[Path]:
    """Posts of these titles."""
    paths = [folder / f"{number:04}.md" for number in range(len(titles))]
    for path, title in zip(paths, titles, strict=True):
        path.write_text(f"---\ntitle: {title}\ndate: 2021-07-26\n---\n<p>text</p>", "utf-8")
    return paths


class TestResults:
    """What comes, in which order."""

    def test_articles(self, posts: Path) -> None:
        """Each post's article, or its error, under its path, in the order of the paths."""
        results = list(iter_articles(posts))
        assert [result.path for result in results] == sorted(posts.rglob("*.md"))
        for result in results:
            if isinstance(result, Parsed):
                assert result.article == parse(result.path.read_bytes())
                assert result.article.source == str(result.path)
            else:
                assert result.path.stem in {"017", "040"}
                assert isinstance(result.error, OfweekParseError)
                assert (result.error.code, result.error.source) == ("empty-input", str(result.path))

    @pytest.mark.parametrize("executor", ["process", "thread"])
    @pytest.mark.parametrize(("jobs", "chunk_size"), [(2, 100), (2, 1), (3, 7)])
    def test_same_for_all(self, posts: Path, executor: ExecutorKind, jobs: int, chunk_size: int) -> None:
        """The same for every number of workers, size of chunks, and kind of worker."""
        alone = shown(list(iter_articles(posts)))
        assert shown(list(iter_articles(posts, jobs=jobs, chunk_size=chunk_size, executor=executor))) == alone

    def test_parser(self, posts: Path) -> None:
        """The parser is the caller's."""
        raw = Parser(normalizers=())
        for result in iter_articles(posts / "0", parser=raw, jobs=2):
            if isinstance(result, Parsed):
                assert result.article == raw.parse_file(result.path)

    def test_lazy(self, tmp_path: Path) -> None:
        """Posts are read when they are asked for, so that memory stays flat."""
        titled(tmp_path, *map(str, range(50)))
        results = iter_articles(tmp_path)
        next(results)
        (tmp_path / "0030.md").unlink()
        assert [result.path.stem for result in results if isinstance(result, Failed)] == ["0030"]

    @pytest.mark.parametrize("jobs", [1, 2])
    def test_progress(self, posts: Path, jobs: int) -> None:
        """The caller is told after every post how far it is."""
        told: list[Progress] = []
        list(iter_articles(posts, jobs=jobs, chunk_size=9, on_progress=told.append))
        assert [step.done for step in told] == list(range(1, COUNT + 1))
        assert {step.total for step in told} == {COUNT}
        assert told[-1].failed == 2

    def test_nothing(self, tmp_path: Path) -> None:
        """An empty folder gives nothing."""
        assert list(iter_articles(tmp_path, jobs=2)) == []

    def test_no_post(self, tmp_path: Path) -> None:
        """A file that is not there is told of."""
        (result,) = iter_articles(tmp_path / "a.md")
        assert isinstance(result, Failed)
        assert isinstance(result.error, FileNotFoundError)

    @pytest.mark.parametrize("arguments", [{"jobs": 0}, {"chunk_size": 0}, {"executor": "fiber"}])
    def test_wrong_arguments(self, tmp_path: Path, arguments: dict[str, object]) -> None:
        """Wrong arguments are told at once."""
        with pytest.raises(ValueError, match=next(iter(arguments))):
            iter_articles(tmp_path, **arguments)  # type: ignore[arg-type]


class TestFailures:
    """One post is never the end of the run."""

    @pytest.mark.parametrize("jobs", [1, 2])
    def test_limit(self, posts: Path, jobs: int) -> None:
        """A limit, a normalizer that raises, a lack of memory: each is told with its path."""
        for parser, kind in (
            (Parser(limits=Limits(file_size=1)), LimitError),
            (Parser(normalizers=(raise_value_error,)), NormalizerError),
            (Parser(normalizers=(run_out,)), OfweekParseError),
        ):
            failures = [
                result for result in iter_articles(posts / "1", parser=parser, jobs=jobs) if isinstance(result, Failed)
            ]
            assert len(failures) == len(list((posts / "1").iterdir()))
            assert all(isinstance(failure.error, kind) for failure in failures)

    def test_folder(self, tmp_path: Path) -> None:
        """A folder in the place of a post."""
        result = read_post(tmp_path, Parser())
        assert isinstance(result, Failed)
        assert isinstance(result.error, IsADirectoryError)

    def test_no_regular_file(self, tmp_path: Path) -> None:
        """What may have no end is not read."""
        os.mkfifo(tmp_path / "a.md")
        (result,) = iter_articles(tmp_path)
        assert isinstance(result, Failed)
        assert isinstance(result.error, OSError)
        assert "Not a regular file" in str(result.error)

    def test_enormous(self, tmp_path: Path) -> None:
        """A file over the limit is refused before it is read."""
        with (tmp_path / "a.md").open("wb") as file:
            file.truncate(1 << 42)  # more than any memory; no block of it is stored
        (result,) = iter_articles(tmp_path)
        assert shown_error(result) == ("size-limit", "a")

    @pytest.mark.parametrize("places", [[0], [24], [3, 4, 19], [7, 8, 9, 10]])
    @pytest.mark.parametrize("death", ["kill", "exit"])
    def test_dead_worker(self, tmp_path: Path, places: list[int], death: str) -> None:
        """A worker that dies costs its post only."""
        paths = titled(tmp_path, *(f"{death}{number}" if number in places else f"a{number}" for number in range(25)))
        results = list(iter_articles(tmp_path, parser=Parser(normalizers=(kill_itself,)), jobs=2, chunk_size=5))
        assert [result.path for result in results] == paths
        lost = [result for result in results if isinstance(result, Failed)]
        assert [paths.index(result.path) for result in lost] == places
        assert all(isinstance(result.error, WorkerError) and result.error.code == "worker-died" for result in lost)
        assert all(result.error.source == str(result.path) for result in lost if isinstance(result.error, WorkerError))

    def test_killed_from_outside(self, tmp_path: Path) -> None:
        """A worker that somebody kills costs nothing that can be read again."""
        paths = titled(tmp_path, *map(str, range(80)))
        results = iter_articles(tmp_path, parser=Parser(normalizers=(wait,)), jobs=2, chunk_size=5)
        first = next(results)
        psutil.Process().children()[0].kill()
        assert [result.path for result in (first, *results) if isinstance(result, Parsed)] == paths

    def test_unpicklable(self, tmp_path: Path) -> None:
        """A normalizer that can't be sent to a process is named before anything is read."""
        parser = Parser(normalizers=("width", lambda article: article))
        with pytest.raises(NormalizerError, match=r"<lambda>.*executor='thread'"):
            iter_articles(tmp_path, parser=parser, jobs=2)
        titled(tmp_path, "a")
        assert len(list(iter_articles(tmp_path, parser=parser, jobs=2, executor="thread"))) == 1

    @pytest.mark.parametrize("jobs", [1, 2])
    def test_exit(self, tmp_path: Path, jobs: int) -> None:
        """A normalizer that ends the program ends nothing."""
        titled(tmp_path, "a", "b")
        results = list(iter_articles(tmp_path, parser=Parser(normalizers=(leave,)), jobs=jobs))
        assert [shown_error(result) for result in results] == [
            ("normalizer-failed", "0000"),
            ("normalizer-failed", "0001"),
        ]

    def test_not_sent(self, tmp_path: Path) -> None:
        """What a worker can't send, and what can't be read, costs its post only."""
        titled(tmp_path, "a1", "xlambda", "a2", "xmemory", "xarrive", "a3")
        results = list(iter_articles(tmp_path, parser=Parser(normalizers=(make_unpicklable,)), jobs=2))
        assert [shown_error(result) for result in results if isinstance(result, Failed)] == [
            ("normalizer-result", "0001"),
            ("out-of-memory", "0003"),
            ("normalizer-result", "0004"),
        ]
        assert [result.article.title for result in results if isinstance(result, Parsed)] == ["a1", "a2", "a3"]
        assert "TypeError: cannot pickle lambda" in str(results[1].error if isinstance(results[1], Failed) else "")

    def test_few_workers(self, tmp_path: Path) -> None:
        """No more than there are chunks for."""
        titled(tmp_path, *map(str, range(5)))
        results = iter_articles(tmp_path, parser=Parser(normalizers=(wait,)), jobs=100, chunk_size=3)
        next(results)
        assert len(psutil.Process().children()) == 2
        results.close()  # type: ignore[attr-defined] # it is a generator


class TestEnd:
    """Nothing is left behind."""

    @pytest.mark.parametrize("executor", ["process", "thread"])
    def test_closed_promptly(self, tmp_path: Path, executor: ExecutorKind) -> None:
        """Who wants no more does not wait for what is in hand."""
        # In a process of its own: Polars, once imported, has system calls go on after a signal.
        titled(tmp_path, *map(str, range(200)))
        script = tmp_path / "script.py"
        script.write_text(
            textwrap.dedent(f"""
                import sys
                from ofweek_parse import Parser, iter_articles
                sys.path.insert(0, {str(Path(__file__).parents[2])!r})
                from tests.batch.test_corpus import announce
                parser = Parser(normalizers=(announce,))
                next(iter_articles({str(tmp_path)!r}, parser=parser, jobs=2, chunk_size=100, executor={executor!r}))
            """),
            "utf-8",
        )
        with subprocess.Popen(  # noqa: S603
            [sys.executable, str(script)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
        ) as process:
            assert process.stdout is not None
            process.stdout.readline()
            workers = psutil.Process(process.pid).children(recursive=True)
            process.send_signal(signal.SIGINT)
            _, told = process.communicate(timeout=10)  # a chunk takes thirty seconds
            assert b"KeyboardInterrupt" in told
            assert not psutil.wait_procs(workers, timeout=5)[1]

    @pytest.mark.parametrize("method", ["fork", "spawn", "forkserver"])
    def test_parent_killed(self, tmp_path: Path, method: str) -> None:
        """Workers end by themselves when their parent has gone."""
        titled(tmp_path, *map(str, range(400)))
        script = tmp_path / "script.py"
        script.write_text(
            textwrap.dedent(f"""
                import multiprocessing, sys
                from ofweek_parse import Parser, iter_articles
                sys.path.insert(0, {str(Path(__file__).parents[2])!r})
                from tests.batch.test_corpus import sleep
                if __name__ == "__main__":
                    multiprocessing.set_start_method({method!r})
                    for result in iter_articles({str(tmp_path)!r}, parser=Parser(normalizers=(sleep,)), jobs=2, chunk_size=2):
                        print(result.path, flush=True)
            """),
            "utf-8",
        )
        with subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE) as process:  # noqa: S603
            assert process.stdout is not None
            process.stdout.readline()
            workers = psutil.Process(process.pid).children(recursive=True)
            assert len(workers) >= 2
            process.kill()
            assert not psutil.wait_procs(workers, timeout=5)[1]

    def test_closed_early(self, tmp_path: Path) -> None:
        """Who wants no more leaves no process."""
        titled(tmp_path, *map(str, range(60)))
        results = iter_articles(tmp_path, parser=Parser(normalizers=(wait,)), jobs=2, chunk_size=2)
        next(results)
        assert psutil.Process().children()
        results.close()  # type: ignore[attr-defined] # it is a generator
        assert not psutil.Process().children()

    def test_caller_fails(self, tmp_path: Path) -> None:
        """Where the caller's own function fails, no process is left, though the error is held."""

        def fail(_progress: Progress) -> None:
            raise ZeroDivisionError

        titled(tmp_path, *map(str, range(60)))
        parser = Parser(normalizers=(wait,))
        with pytest.raises(ZeroDivisionError) as held:
            list(iter_articles(tmp_path, parser=parser, jobs=2, chunk_size=2, on_progress=fail))
        assert held.tb is not None
        assert not psutil.Process().children()

    @pytest.mark.parametrize("method", ["fork", "spawn", "forkserver"])
    def test_start_methods(self, posts: Path, tmp_path: Path, method: str) -> None:
        """However Python starts processes, and with no warning."""
        script = tmp_path / "script.py"
        script.write_text(
            textwrap.dedent(f"""
                import multiprocessing
                from ofweek_parse import iter_articles
                if __name__ == "__main__":
                    multiprocessing.set_start_method({method!r})
                    print(sum(1 for _ in iter_articles({str(posts)!r}, jobs=2, chunk_size=10)))
            """),
            "utf-8",
        )
        command = [sys.executable, "-W", "error", str(script)]
        result = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)  # noqa: S603
        assert (result.stdout.strip(), result.stderr) == (str(COUNT), "")

    def test_interrupted_start(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Ctrl-C while a worker starts leaves none that nobody knows."""

        class Interrupted(multiprocessing.Process):
            def start(self) -> None:
                super().start()
                signal.raise_signal(signal.SIGINT)

        titled(tmp_path, "a")
        monkeypatch.setattr("ofweek_parse.pool.Process", Interrupted)
        with pytest.raises(KeyboardInterrupt):
            next(iter_articles(tmp_path, jobs=2))
        assert not psutil.Process().children()

    def test_no_guard(self, posts: Path, tmp_path: Path) -> None:
        """Where each worker would begin the script anew, that is told, once in the script itself."""
        script = tmp_path / "script.py"
        script.write_text(
            textwrap.dedent(f"""
                import multiprocessing
                from ofweek_parse import iter_articles
                multiprocessing.set_start_method("spawn", force=True)
                print(sum(1 for _ in iter_articles({str(posts)!r}, jobs=2, chunk_size=10)))
            """),
            "utf-8",
        )
        command = [sys.executable, str(script)]
        result = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)  # noqa: S603
        assert result.returncode == 1
        assert "WorkerError: worker-died: Worker processes exit as they start" in result.stderr.splitlines()[-1]

    def test_interrupted(self, tmp_path: Path) -> None:
        """Ctrl-C ends it promptly, with one KeyboardInterrupt and no process left."""
        titled(tmp_path, *map(str, range(400)))
        script = tmp_path / "script.py"
        script.write_text(
            textwrap.dedent(f"""
                import sys
                from ofweek_parse import Parser, iter_articles
                sys.path.insert(0, {str(Path(__file__).parents[2])!r})
                from tests.batch.test_corpus import wait
                if __name__ == "__main__":
                    for result in iter_articles({str(tmp_path)!r}, parser=Parser(normalizers=(wait,)), jobs=2, chunk_size=5):
                        print(result.path, flush=True)
            """),
            "utf-8",
        )
        process = subprocess.Popen(  # noqa: S603
            [sys.executable, str(script)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        assert process.stdout is not None
        process.stdout.readline()
        workers = psutil.Process(process.pid).children(recursive=True)
        os.killpg(process.pid, signal.SIGINT)
        begin = time.monotonic()
        _, errors = process.communicate(timeout=20)
        assert time.monotonic() - begin < 5
        assert errors.count("Traceback") == 1
        assert errors.rstrip().endswith("KeyboardInterrupt")
        assert not psutil.wait_procs(workers, timeout=5)[1]


_MEMORY = """
import resource, sys
from ofweek_parse import iter_articles
for _ in iter_articles(sys.argv[1], jobs=int(sys.argv[2]), chunk_size=20):
    pass
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


class TestMemory:
    """It stays flat."""

    @pytest.mark.parametrize("jobs", [1, 2])
    def test_flat(self, tmp_path: Path, jobs: int) -> None:
        """Ten times as many posts need no more."""
        source = SAMPLES["whole-article-alt"].source
        needed: list[int] = []
        for count in (100, 1_000):
            folder = tmp_path / str(count)
            folder.mkdir()
            for number in range(count):
                (folder / f"{number}.md").write_bytes(source)
            command = [sys.executable, "-c", _MEMORY, str(folder), str(jobs)]
            result = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
            needed.append(int(result.stdout))
        assert needed[1] < needed[0] * 1.2
