"""The pytest plugin: fixtures for tests of code that uses `ofweek_parse`.

pytest imports this module into every run, so it stands outside the package and imports it only inside its fixtures.

- ``ofweek_samples``: every sample post by its name; ``ofweek_sample``: one after the other, a test for each;
- ``ofweek_post``: makes a post, and the article that it should give;
- ``ofweek_parser``: ``Parser()``;
- ``ofweek_golden``: holds an article against a JSON file beside the test; files that no test asked for are listed at the end.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from ofweek_parse import Parser
    from ofweek_parse.testing import Golden, Post, Sample

_SAMPLES = tuple(sorted(path.stem for path in Path(__file__).with_name("ofweek_parse").glob("testing/samples/*.md")))
_COMPARED = "ofweek_golden"


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
    """All sample posts of ofweek_parse by name, each with its source, its difficulties and the expected article."""
    from ofweek_parse.testing import SAMPLES

    return SAMPLES


@pytest.fixture(params=_SAMPLES)
def ofweek_sample(request: pytest.FixtureRequest) -> Sample:
    """A sample post of ofweek_parse; the test runs once for each."""
    from ofweek_parse.testing import sample

    return sample(request.param)


@pytest.fixture(scope="session")
def ofweek_post() -> Callable[..., Post]:
    """ofweek_parse.testing.make_post: generates a post from its title, paragraphs, …, with the expected article."""
    from ofweek_parse.testing import make_post

    return make_post


@pytest.fixture(scope="session")
def ofweek_parser() -> Parser:
    """ofweek_parse's Parser() with the default normalizers; override it to test with another."""
    from ofweek_parse import Parser

    return Parser()


@pytest.fixture
def ofweek_golden(request: pytest.FixtureRequest) -> Iterator[Golden]:
    """Compares an article with the JSON file of this test, golden/MODULE/TEST.json beside it; see --ofweek-update."""
    from ofweek_parse.testing import Golden

    # Not the node's id, to which pytest-xdist adds a group.
    names = [node.name for node in request.node.listchain() if isinstance(node, (pytest.Class, pytest.Item))]
    folder = request.path.parent / "golden" / request.path.stem
    golden = Golden(folder, ".".join(names), update=bool(request.config.getoption("--ofweek-update")))
    yield golden
    request.node.user_properties += [(_COMPARED, str(path)) for path in golden.compared]


class _GoldenFiles:
    """Finds the golden files that a whole run did not ask for."""

    def __init__(self) -> None:
        self._compared: set[str] = set()
        self._modules: set[str] = set()
        self._incomplete: set[str] = set()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note which golden files a test compared, and whether it got so far."""
        module = report.location[0]
        self._modules.add(module)
        self._compared.update(str(value) for name, value in report.user_properties if name == _COMPARED)
        if not report.passed:
            self._incomplete.add(module)

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
        """List the files that no test asked for, of modules whose tests all ran and passed."""
        chosen = ("keyword", "markexpr", "deselect", "lf", "stepwise", "maxfail")
        if any(config.getoption(option, None) for option in chosen) or any(
            "::" in argument for argument in config.args
        ):
            return
        modules = [config.rootpath / module for module in sorted(self._modules - self._incomplete)]
        files = [path for module in modules for path in (module.parent / "golden" / module.stem).glob("*.json")]
        unused = sorted(str(path.relative_to(config.rootpath)) for path in files if str(path) not in self._compared)
        if unused:
            terminalreporter.section("golden files that no test asked for; remove them")
            for path in unused:
                terminalreporter.line(path)


def pytest_configure(config: pytest.Config) -> None:
    """Look for golden files that no test asks for, where results are reported."""
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(_GoldenFiles(), "ofweek_parse-golden")
