"""Linear time of every stage, whatever part of a post grows: the dimensions are those of the benchmark."""

from __future__ import annotations

import sys
import tracemalloc
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ofweek_parse import parse
from tests.making import slowness

if TYPE_CHECKING:
    from collections.abc import Callable

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))
try:
    DIMENSIONS: dict[str, Callable[[int], str]] = import_module("growth").DIMENSIONS
    stage_times: Callable[[str], dict[str, float]] = import_module("scaling").stage_times
finally:
    sys.path.pop(0)

SIZE = 16_000
BODY = "---\ntitle: a\n---\n"
NOTHING = 0.03
"""Seconds that are no matter: where time grows with the square of a size that matters, this one takes longer."""


def _least(first: dict[str, float], second: dict[str, float]) -> dict[str, float]:
    return {stage: min(took, first.get(stage, took)) for stage, took in second.items()}


def _steep(dimension: str, size: int) -> dict[str, float]:
    """The stages that take more than three times as long for a post of *size* as for one of half of it, and how many times."""
    whole, half = (partial(stage_times, DIMENSIONS[dimension](each)) for each in (size, size // 2))
    bound = NOTHING * slowness()
    times = whole()
    halves: dict[str, float] = {}
    steep: dict[str, float] = {}
    for _ in range(3):  # the least times count: what is slow once may be the machine's doing
        slow = {stage: took for stage, took in times.items() if took > bound}
        halves = _least(halves, half()) if slow else {}
        steep = {stage: took / halves[stage] for stage, took in slow.items() if took > 3 * halves[stage]}
        if not steep:
            break
        times = _least(times, whole())
    return steep


@pytest.mark.no_cover
class TestDoubling:
    """A post, and one of twice the size."""

    @pytest.mark.parametrize("dimension", DIMENSIONS)
    def test_time(self, dimension: str) -> None:
        """No stage takes nearly four times as long for the other, or none does again: the fast path ends only once."""
        steep = _steep(dimension, SIZE)
        again = _steep(dimension, 2 * SIZE) if steep else {}
        assert not steep.keys() & again.keys(), (steep, again)


def peak(post: str) -> float:
    """The greatest memory that parsing *post* takes, in sizes of the post."""
    parse(post)  # what is loaded late is loaded now
    tracemalloc.start()
    try:
        parse(post)
        return tracemalloc.get_traced_memory()[1] / len(post)
    finally:
        tracemalloc.stop()


@pytest.mark.no_cover
class TestMemory:
    """Memory that isn't for blocks."""

    @pytest.mark.parametrize("dimension", ["header lines that are none", "lost signs"])
    def test_diagnostics(self, dimension: str) -> None:
        """Diagnostics that an article doesn't keep take none, not even for a while."""
        assert peak(DIMENSIONS[dimension](10_000)) < 40

    @pytest.mark.parametrize(
        ("before", "run", "after"),
        [
            ("---\na: b\na: c\ntitle: '", "x", "'\n---\nb"),
            ("---\ntitle: a", ":", "\n---\nb"),
            ("---\ntags: [@a, '", "x", "']\n---\nb"),
            ("---\ntags:\n- ", "x", "\n  - c\n---\nb"),
            (';;;\n"a": 1,\n"a": "', "x", '"\n;;;\nb'),
            ("", "\n", "---\na: b\n---\nc"),
            ("<!--", "x", "-->\n---\ntitle: a\n---\nb"),
            (BODY + "a<![CDATA[", "x", "]]>"),
            (BODY + "a</body><!--", "x", "-->"),
            (BODY + "a</body><!--", "-x", "-->"),
            (BODY + "<!--", "-x", "--><p>a</p>"),
            ("<!--", "-x", "-->\n---\ntitle: a\n---\nb"),
            (BODY + "<h2 ", "x", "><p>a</p></h2>"),
            (BODY + "<table><tr><td class=gutter>", "1", "</td><td><pre>a</pre></table>"),
            (BODY + "a</body>", "\n", ""),
            (BODY + "<p>", "<", "</p>"),
            (BODY + "<p>a</p>", " ", "<code>b\nc</code>"),
            (BODY + "<p>a</p><img src=a alt='a", "?!", "'>"),
            (BODY + "<p style=\"a<span class='hrefStyle'><a b>c</a></span>", "x", '">b</p>'),
        ],
    )
    def test_run(self, before: str, run: str, after: str) -> None:
        """What a pattern repeats over a long run of characters isn't remembered one by one."""
        assert peak(before + run * (20_000 // len(run)) + after) < 30
