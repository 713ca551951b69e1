"""The speed of parsing, compared with the underlying parsers and with other tools.

    python benchmarks/speed.py [section …] [--posts folder] [--count posts]

Sections: parsing, writing, importing, many, memory; all of them if none is named. Times are medians of rounds in which
the things compared take turns; look at the ratios, since times are the machine's.
"""

from __future__ import annotations

import argparse
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from peers import floor_of, installed_peers
from posts import generated, real_posts, write_folder
from timing import processor_seconds, timed

import ofweek_parse
from ofweek_parse import Failed, Parsed, Parser, iter_articles
from ofweek_parse.normalizers import width

if TYPE_CHECKING:
    from collections.abc import Callable

_SIZES = {"2 kB": 2_000, "10 kB": 10_000, "100 kB": 100_000, "1 MB": 1_000_000}
_DEPENDENCIES = "import attrs, dateutil.parser, lxml.etree, yaml"
_SLOW = 50_000
"""From so many bytes on, fewer rounds do."""


def parsing(options: argparse.Namespace) -> None:
    """`parse` on each post, against the floor and the peers."""
    posts = real_posts(options.posts)
    if not posts:
        print("skipped: real posts; name their folder by --posts or by the variable OFWEEK_POSTS")
    made = {f"like the seed, {name}": generated(size) for name, size in _SIZES.items()}
    made |= {f"no copies, {name}": generated(size, copies=False) for name, size in _SIZES.items()}
    peers = installed_peers()
    print("\nF: the floor. default, raw: with the default normalizers and with none, as multiples of F.")
    print("The other tools, as multiples of default.\n")
    print(f"{'post':34}{'bytes':>9}{'F µs':>9}{'default':>9}{'raw':>7}", *(f"{name:>22}" for name in peers), sep="")
    ratios: list[dict[str, float]] = []
    for name, post in {**posts, **made}.items():
        row = _ratios(post, peers)
        if name in posts:
            ratios.append(row)
        print(_row(name, len(post), row), flush=True)
    if ratios:
        print(_row(f"median of {len(posts)} real posts", None, _each(ratios, statistics.median)))
        print(_row("worst of them", None, _each(ratios, max)))


def _each(rows: list[dict[str, float]], function: Callable[[list[float]], float]) -> dict[str, float]:
    return {name: function([row[name] for row in rows]) for name in rows[0]}


def _ratios(post: bytes, peers: dict[str, Callable[[bytes], object]]) -> dict[str, float]:
    default, raw = Parser(), Parser(normalizers=())
    functions: dict[str, Callable[[], object]] = {
        "F": floor_of(post),
        "default": lambda: default.parse(post),
        "raw": lambda: raw.parse(post),
    }
    times = timed(functions, rounds=25 if len(post) < _SLOW else 7)
    reading: dict[str, Callable[[], object]] = {name: partial(read, post) for name, read in peers.items()}
    against = timed({"default": functions["default"], **reading}, rounds=7 if len(post) < _SLOW else 3)
    row = {"F": times["F"] * 1e6, "default": times["default"] / times["F"], "raw": times["raw"] / times["F"]}
    return row | {name: against[name] / against["default"] for name in peers}


def _row(name: str, size: int | None, row: dict[str, float]) -> str:
    peers = "".join(f"{value:22.1f}" for key, value in row.items() if key not in {"F", "default", "raw"})
    bytes_ = f"{size:9,}" if size else " " * 9
    return f"{name[:33]:34}{bytes_}{row['F']:9.0f}{row['default']:9.2f}{row['raw']:7.2f}{peers}"


def writing(options: argparse.Namespace) -> None:
    """Each writer, as a multiple of parsing the same post."""
    post = real_posts(options.posts).get("00-seed") or generated(60_000)
    parser = Parser()
    article = parser.parse(post)
    writers = ("to_text", "to_markdown", "to_html", "to_post", "to_dict", "to_json")
    functions: dict[str, Callable[[], object]] = {"parse": lambda: parser.parse(post)}
    functions |= {name: partial(getattr(ofweek_parse, name), article) for name in writers}
    functions["id"] = lambda: article.id
    written = ofweek_parse.to_json(article)
    functions["from_json"] = lambda: ofweek_parse.from_json(written)
    times = timed(functions)
    print(f"\n{'writer, on the seed or one like it':36}{'µs':>8}{'of parse':>10}")
    for name, took in times.items():
        print(f"{name:36}{took * 1e6:8.0f}{took / times['parse']:10.2f}")


def importing(_options: argparse.Namespace) -> None:
    """The import and the command's start, in processor time, against the dependencies' imports."""
    run = "import sys; from ofweek_parse.cli import main; sys.argv[1:] = ['--version']; main()"
    times = processor_seconds(
        {
            "python alone": ["-c", "pass"],
            "the four dependencies": ["-c", _DEPENDENCIES],
            "import ofweek_parse": ["-c", "import ofweek_parse"],
            "import it and parse a post": [
                "-c",
                "import ofweek_parse; ofweek_parse.parse('---\\ntitle: a\\n---\\n<p>b</p>')",
            ],
            "import all its names": ["-c", "from ofweek_parse import *"],
            "ofweek-parse --version": ["-c", run],
        }
    )
    alone = times.pop("python alone")
    print(f"\n{'above python alone':36}{'ms':>8}{'of dependencies':>17}")
    for name, took in times.items():
        share = (took - alone) / (times["the four dependencies"] - alone)
        print(f"{name:36}{(took - alone) * 1e3:8.1f}{share:17.2f}")


def many(options: argparse.Namespace) -> None:
    """Posts a second over a folder, with one and two jobs."""
    with tempfile.TemporaryDirectory() as folder:
        write_folder(Path(folder), options.count)
        print(f"\n{f'{options.count:,} posts of 2 to 20 kB':36}{'posts/s':>8}{'wall s':>8}{'processor s':>13}")
        for use, what in ((_pass_over, "passed over"), (_look_at, "looked at: text, images")):
            walls: list[float] = []
            for jobs in (1, 2):
                begin, before = time.perf_counter(), _processor()
                count = sum(1 for result in iter_articles(folder, jobs=jobs) if use(result))
                wall = time.perf_counter() - begin
                walls.append(wall)
                row = f"{f'{what}, jobs={jobs}':36}{count / wall:8,.0f}{wall:8.2f}{_processor() - before:13.2f}"
                print(row, flush=True)
            print(f"jobs=2 is {walls[0] / walls[1]:.2f} times as fast on {os.cpu_count()} processors")


def _pass_over(_result: Parsed | Failed) -> bool:
    return True


def _look_at(result: Parsed | Failed) -> bool:
    return isinstance(result, Parsed) and len(result.article.text) + len(result.article.images) > 0


def _processor() -> float:
    usages = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


_MEMORY = """
import resource, sys, tracemalloc
from pathlib import Path
sys.path.insert(0, {folder!r})
from ofweek_parse import Parser
from posts import generated
parser = Parser()
def resident():
    if (status := Path("/proc/self/status")).exists():  # where the other figure may be that of the process above
        return next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmHWM")) / 2**10
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
print(f"resident after the import                {{resident():7.1f}} MB")
for name, size in (("10 kB", 10_000), ("100 kB", 100_000), ("1 MB", 1_000_000)):
    for copies in (True, False):
        post = generated(size, copies=copies)
        parser.parse(post)
        tracemalloc.start()
        article = parser.parse(post)
        kept, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        kind = "like the seed" if copies else "no copies"
        print(f"{{kind}}, {{name}}: peak of a parse, article".ljust(42), f"{{peak / len(post):6.2f}} {{kept / len(post):6.2f}} times the file")
posts = [generated(2_000 + number % 10 * 2_000, number=number) for number in range(50)]
for times in (200, 2_000, 10_000):
    for number in range(times):
        parser.parse(posts[number % 50])
    print(f"resident after {{times:6,}} more parses          {{resident():7.1f}} MB")
"""


def memory(_options: argparse.Namespace) -> None:
    """The peak of a parse, and that it stays flat over many."""
    print()
    code = _MEMORY.format(folder=str(Path(__file__).parent))
    subprocess.run([sys.executable, "-c", code], check=True)  # noqa: S603


SECTIONS = {section.__name__: section for section in (parsing, writing, importing, many, memory)}
"""The sections by name."""


def main() -> None:
    """Print the sections asked for."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("sections", nargs="*", metavar="section", help=", ".join(SECTIONS))
    arguments.add_argument("--posts", help="a folder of real posts (default: the variable OFWEEK_POSTS)")
    arguments.add_argument("--count", type=int, default=2_000, help="posts in the generated folder (default: 2000)")
    options = arguments.parse_args()
    build = "not compiled" if str(width.__file__).endswith(".py") else "compiled"
    print(f"ofweek-parse {version('ofweek-parse')}, {build}; Python {platform.python_version()}")
    for name in options.sections or SECTIONS:
        if name not in SECTIONS:
            arguments.error(f"there is no section {name}; there are {', '.join(SECTIONS)}")
        SECTIONS[name](options)


if __name__ == "__main__":
    main()
