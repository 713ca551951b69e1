"""Fixtures and options of the tests."""

from __future__ import annotations

import os
import signal
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, is_hypothesis_test, settings

from ofweek_parse.reading.post import REFERENCE_VARIABLE
from tests.reading_paths import reference_path

if TYPE_CHECKING:
    from collections.abc import Iterator

# The same examples in every run: what is found at random is found by fuzzing, which has a command of its own.
# A method that runs on both paths has an instance of its class for each.
settings.register_profile(
    "same", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.differing_executors]
)
settings.load_profile("same")

collect_ignore = ["typing"]  # for type checkers

_SHARED = Path(__file__).parents[2] / "shared"
_POSTS = os.environ.get("OFWEEK_POSTS", os.pathsep.join([str(_SHARED / "corpus"), str(_SHARED / "marked")]))
"""The folders of real posts, parted as in ``PATH``."""

_BEYOND_HTML = frozenset(
    "t1-script-in-inline-code t2-raw-html-in-pre t4-wildcards-in-code t5-generics-in-inline-code t7-outline-levels-math "
    "t8-formula-images t9-video-posters u1-figure-with-credit u4-nested-quotes-title u6-dollar-math".split()
)
"""Real posts with tags that are text, formulas, or labels that only a class hides: an HTML parser reads them otherwise.

`test_source_losses` holds their text against the source by rules of its own.
"""

_REAL_POSTS = {"real_post": frozenset({"README"}), "html_post": _BEYOND_HTML | {"README"}}
"""The fixtures of real posts, and the posts that each leaves out."""


_ON_BOTH_PATHS = frozenset({"reading", "normalizers"})
"""The folders of tests that run on both paths; those of `parity` compare the paths, or call the readers of one."""


def pytest_configure() -> None:
    """Let the processes that tests start be interrupted, also where a shell in the background started these tests."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test of reading or of normalizers on both paths, and one that asks for ``real_post`` once for each real post there is."""
    if metafunc.definition.path.parent.name in _ON_BOTH_PATHS:
        paths = ["reference"] if os.environ.get(REFERENCE_VARIABLE) else ["fast", "reference"]
        metafunc.parametrize("reading_path", paths, indirect=True)
    for fixture, without in _REAL_POSTS.items():
        if fixture in metafunc.fixturenames:
            found = [path for folder in _POSTS.split(os.pathsep) for path in sorted(Path(folder).glob("*.md"))]
            posts = [path for path in found if path.stem not in without]
            metafunc.parametrize(fixture, posts or [None], ids=[path.stem for path in posts] or ["none"], indirect=True)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave what draws its inputs out of coverage: to trace it takes three times as long as to run it."""
    for item in items:
        if is_hypothesis_test(getattr(item, "function", None)):
            item.add_marker(pytest.mark.no_cover)


@pytest.fixture(autouse=True)
def reading_path(request: pytest.FixtureRequest) -> Iterator[str]:
    """The path by which posts are read: ``"fast"``, where it accepts them, or ``"reference"``.

    A test that has no path of its own takes that of the environment.
    """
    path: str = getattr(request, "param", "reference" if os.environ.get(REFERENCE_VARIABLE) else "fast")
    with reference_path() if path == "reference" else nullcontext():
        yield path


def _given_post(request: pytest.FixtureRequest) -> Path:
    if request.param is None:
        pytest.skip(f"no real posts in {_POSTS}; set OFWEEK_POSTS to folders of them")
    path: Path = request.param
    return path


@pytest.fixture
def real_post(request: pytest.FixtureRequest) -> Path:
    """A real post, read where it lies; they are other people's articles and not part of this project."""
    return _given_post(request)


@pytest.fixture
def html_post(request: pytest.FixtureRequest) -> Path:
    """A real post that any HTML parser reads in the same way."""
    return _given_post(request)
