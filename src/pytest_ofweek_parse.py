"""The pytest plugin: fixtures for tests of code that uses `ofweek_parse`.

pytest imports this module into every run, so it stands outside the package and imports it only inside its fixtures.

- ``ofweek_samples``: every sample post by its name; ``ofweek_sample``: one after the other, a test for each;
- ``ofweek_post``: makes a post, and the article that it should give;
- ``ofweek_parser``: ``Parser()``;
- ``ofweek_golden``: holds an article against a JSON file beside the test.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ofweek_parse import Parser
    from ofweek_parse.testing import Golden, Post, Sample

_SAMPLES = (
    "alt-verdicts",
    "bare-text-and-breaks",
    "broken-title-attribute",
    "captions-and-credits",
    "cut-words-and-links",
    "every-block",
    "invalid-yaml",
    "technical-text",
    "whole-article-alt",
    "wide-and-proxied",
)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add ``--ofweek-update``."""
    group = parser.getgroup("ofweek_parse", "ofweek_parse, articles from posts")
    group.addoption(
        "--ofweek-update",
        action="store_true",
        help="let ofweek_golden write its files instead of comparing articles with them",
    )


@pytest.fixture(scope="session")
def ofweek_samples() -> Mapping[str, Sample]:
    """Every sample post of ofweek_parse by its name: its source, what is hard in it, and the article it should give."""
    from ofweek_parse.testing import SAMPLES

    return SAMPLES


@pytest.fixture(params=_SAMPLES)
def ofweek_sample(request: pytest.FixtureRequest) -> Sample:
    """A sample post of ofweek_parse; the test runs once for each."""
    from ofweek_parse.testing import sample

    return sample(request.param)


@pytest.fixture(scope="session")
def ofweek_post() -> Callable[..., Post]:
    """ofweek_parse.testing.make_post: makes a post from its title, paragraphs, figures, …, and the article it should give."""
    from ofweek_parse.testing import make_post

    return make_post


@pytest.fixture(scope="session")
def ofweek_parser() -> Parser:
    """ofweek_parse's Parser() with the default normalizers; override it to test with another."""
    from ofweek_parse import Parser

    return Parser()


@pytest.fixture
def ofweek_golden(request: pytest.FixtureRequest) -> Golden:
    """Compares an article with the JSON file of this test, golden/MODULE/TEST.json beside it; see --ofweek-update."""
    from ofweek_parse.testing import Golden

    # Not the node's id, to which pytest-xdist adds a group.
    names = [node.name for node in request.node.listchain() if isinstance(node, (pytest.Class, pytest.Item))]
    folder = request.path.parent / "golden" / request.path.stem
    return Golden(folder, ".".join(names), update=bool(request.config.getoption("--ofweek-update")))
