"""What several test modules share."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest
from hypothesis import settings

# The same examples in every run: what is found at random is found by fuzzing, which has a command of its own.
settings.register_profile("same", derandomize=True, deadline=None)
settings.load_profile("same")

collect_ignore = ["typing"]  # for type checkers

_POSTS = Path(os.environ.get("OFWEEK_POSTS", Path(__file__).parents[2] / "shared" / "corpus"))


def pytest_configure() -> None:
    """Let the processes that tests start be interrupted, also where a shell in the background started these tests."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test that asks for ``real_post`` once for each real post there is."""
    if "real_post" in metafunc.fixturenames:
        paths = sorted(path for path in _POSTS.glob("*.md") if path.name != "README.md")
        metafunc.parametrize("real_post", paths or [None], ids=[path.stem for path in paths] or ["none"], indirect=True)


@pytest.fixture
def real_post(request: pytest.FixtureRequest) -> Path:
    """A real post, read where it lies; they are other people's articles and not part of this project."""
    if request.param is None:
        pytest.skip(f"no real posts in {_POSTS}; set OFWEEK_POSTS to a folder of them")
    path: Path = request.param
    return path
