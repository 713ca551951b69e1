"""The growth of time and memory of each stage with the input, one dimension at a time.

    python benchmarks/scaling.py [--memory] [dimension …]

Each dimension is doubled from 10 kB to 10 MB, and ends early where all stages together would take more than 20 seconds. The
stages are reading on both paths, each normalizer, each writer, `explain`, and what each command adds. The exponent is the
slope of log time over log size on the larger half of the sizes: 1 is linear, 2 quadratic. Of the stages that take more
than a twentieth of a second the one with the highest exponent is named. The limits are out of the way.

With ``--memory`` it prints how many times the size of a post of a megabyte parsing it takes, at its peak, and the article.
"""

from __future__ import annotations

import argparse
import gc
import math
import os
import pickle
import resource
import subprocess
import sys
import time
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from growth import DIMENSIONS

from ofweek_parse import (
    DEFAULT_NORMALIZERS,
    Article,
    Limits,
    OfweekParseError,
    Parser,
    from_json,
    to_html,
    to_json,
    to_markdown,
    to_post,
    to_record,
    to_text,
)
from ofweek_parse.arrow import from_table, to_table
from ofweek_parse.cli.outline import explanation_outline, outline
from ofweek_parse.pipeline.registry import BUILT_IN
from ofweek_parse.reading.post import REFERENCE_VARIABLE
from ofweek_parse.report.preview import Preview, fates
from ofweek_parse.statistics import count

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

T = TypeVar("T")

SMALLEST, LARGEST = 10_000, 10_000_000
LONGEST = 20.0
WORTH_NAMING = 0.05
TARGET = 1.1
NO_LIMITS = Limits(
    **dict.fromkeys(("file_size", "header_size", "attributes", "token_size", "blocks"), 2**40)  # type: ignore[arg-type]
)
PARSER = Parser(limits=NO_LIMITS)
RAW = Parser(normalizers=(), limits=NO_LIMITS)
WRITERS: Mapping[str, Callable[[Article], object]] = {
    "to_text": to_text,
    "to_html": to_html,
    "to_markdown": to_markdown,
    "to_markdown, references": partial(to_markdown, links="reference", images="reference"),
    "to_post": to_post,
    "to_post, Markdown": partial(to_post, body="markdown"),
    "to_json": to_json,
    "from_json": lambda article: from_json(to_json(article)),
    "to_record": to_record,
    "to_table": lambda article: to_table([article]),
    "from_table": lambda article: list(from_table(to_table([article]))),
    "pickle": lambda article: pickle.loads(pickle.dumps(article)),  # noqa: S301
    "id": lambda article: article.id,
    "sections": lambda article: article.sections,
    "show": outline,
}


def stage_times(post: str) -> dict[str, float]:
    """The processor seconds of each stage for *post*, those of `Parser.parse` as ``parse``.

    Raises:
        OfweekParseError: It can't be parsed.
    """
    times: dict[str, float] = {}

    def timed(name: str, function: Callable[[], T]) -> T:
        begin = time.process_time()
        result = function()
        times[name] = time.process_time() - begin
        return result

    gc.disable()  # as timeit does: its passes over all that lives are the interpreter's, and add up to 0.1
    try:
        timed("parse", partial(PARSER.parse, post))
        os.environ[REFERENCE_VARIABLE] = "1"
        article = raw = timed("read, reference path", partial(RAW.parse, post))
        del os.environ[REFERENCE_VARIABLE]
        timed("read", partial(RAW.parse, post))
        for name in DEFAULT_NORMALIZERS:
            article = timed(name, partial(BUILT_IN[name], article))
        for name in BUILT_IN.keys() - set(DEFAULT_NORMALIZERS):  # which may run without the others
            timed(name, partial(BUILT_IN[name], raw))
        for name, write in WRITERS.items():
            timed(name, partial(write, raw))
        explanation = timed("explain", partial(PARSER.explain, post))
        timed("show --explain", partial(explanation_outline, explanation))
        timed("stats", partial(count, raw, explanation.article))
        timed("report", lambda: Preview(fates(raw, explanation.article)).blocks(raw.blocks))
    finally:
        os.environ.pop(REFERENCE_VARIABLE, None)
        gc.enable()
    return times


def measured(make: Callable[[int], str]) -> list[tuple[int, dict[str, float]]]:
    """The sizes in bytes and the times."""
    points: list[tuple[int, dict[str, float]]] = []
    size, last = SMALLEST, 0.0
    while size <= LARGEST * 1.1:
        post = make(size)
        gc.collect()
        times = stage_times(post)
        if sum(times.values()) < 0.2:
            again = stage_times(post)
            times = {name: min(took, again[name]) for name, took in times.items()}
        points.append((len(post.encode()), times))
        total = sum(times.values())
        if last and total * max(total / last, 1) > LONGEST:
            break
        size, last = size * 2, total
    return points


def exponent(points: list[tuple[int, float]]) -> float:
    """The slope of log time over log size, by least squares, on the larger half."""
    half = [(math.log(size), math.log(max(took, 1e-6))) for size, took in points[len(points) // 2 :]]
    mean_x, mean_y = (sum(values) / len(half) for values in zip(*half, strict=True))
    return sum((x - mean_x) * (y - mean_y) for x, y in half) / sum((x - mean_x) ** 2 for x, _ in half)


def print_times(names: list[str]) -> None:
    """Print a table: dimension, largest size, what parsing it takes, the exponent, and the worst of all stages."""
    print(f"{'dimension':36}{'largest':>10}{'parse s':>9}{'exponent':>10}  worst stage")
    for name in names:
        points = measured(DIMENSIONS[name])
        size, last = points[-1]
        slopes = {
            stage: exponent([(at, times[stage]) for at, times in points])
            for stage, took in last.items()
            if took > WORTH_NAMING or stage == "parse"
        }
        worst = max(slopes, key=slopes.__getitem__)
        note = "" if slopes[worst] <= TARGET else "  over the target"
        print(
            f"{name:36}{size / 1e6:8.2f}MB{last['parse']:9.2f}{slopes['parse']:10.2f}  {worst} {slopes[worst]:.2f}{note}",
            flush=True,
        )


def print_memory(names: list[str]) -> None:
    """Print how many times its size a post of each dimension takes, each in a process of its own."""
    print(f"{'dimension':36}{'at the peak':>12}")
    for name in names:
        command = [sys.executable, __file__, "--peak", name]
        told = subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603
        print(f"{name:36}{float(told):12.1f}", flush=True)


def print_peak(name: str) -> None:
    """Print what parsing a post of a megabyte adds to the greatest memory of this process, in sizes of the post."""
    PARSER.parse(DIMENSIONS[name](SMALLEST))  # what is loaded late is loaded now
    post = DIMENSIONS[name](1_000_000).encode()
    before = _resident()
    article = PARSER.parse(post)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    print((peak - before) / len(post))
    del article


def _resident() -> int:
    with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123
        return int(file.read().split()[1]) * resource.getpagesize()


def main() -> None:
    """Print the times of dimensions, or their memory."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("dimensions", nargs="*", metavar="dimension", help=", ".join(DIMENSIONS))
    arguments.add_argument("--memory", action="store_true", help="print memory instead of times")
    arguments.add_argument("--peak", metavar="dimension", help=argparse.SUPPRESS)
    options = arguments.parse_args()
    for name in options.dimensions:
        if name not in DIMENSIONS:
            arguments.error(f"there is no dimension {name!r}; there are {', '.join(DIMENSIONS)}")
    names = options.dimensions or list(DIMENSIONS)
    try:
        if options.peak:
            print_peak(options.peak)
        elif options.memory:
            print_memory(names)
        else:
            print_times(names)
    except OfweekParseError as error:
        sys.exit(f"not parsed: {error}")


if __name__ == "__main__":
    main()
