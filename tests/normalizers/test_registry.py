"""Finding normalizers: built-in, given, and registered by other distributions."""

from __future__ import annotations

import importlib
import sys
from typing import TYPE_CHECKING

import pytest

from ofweek_parse import Article, NormalizerError, Parser, UnknownNormalizerError
from ofweek_parse.pipeline.registry import BUILT_IN, DEFAULT_NORMALIZERS, resolve

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Install = Callable[..., None]

MODULE = """
import attrs

def shout(article):
    return attrs.evolve(article, title=article.title.upper())

def fail(article):
    raise ZeroDivisionError("no")

def nothing(article):
    return None

def two(article, other):
    return article

number = 7

class Step:
    def __call__(self, article):
        return article
"""


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Install]:
    """Install a distribution that registers normalizers: its name, then each name and the object it stands for."""
    monkeypatch.syspath_prepend(str(tmp_path))

    def make(distribution: str, **registered: str) -> None:
        module = distribution.replace("-", "_")
        (tmp_path / f"{module}.py").write_text(MODULE, "utf-8")
        info = tmp_path / f"{module}-1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {distribution}\nVersion: 1.0\n", "utf-8")
        rows = "\n".join(f"{name.replace('_', '-')} = {module}:{target}" for name, target in registered.items())
        (info / "entry_points.txt").write_text(f"[ofweek_parse.normalizers]\n{rows}\n", "utf-8")
        importlib.invalidate_caches()

    yield make
    for name in [name for name in sys.modules if name.startswith("shouting")]:
        del sys.modules[name]


class TestTable:
    """The visible table of steps."""

    def test_default(self) -> None:
        """The default steps are built in, each once, and in the order that they run in."""
        assert list(BUILT_IN)[: len(DEFAULT_NORMALIZERS)] == list(DEFAULT_NORMALIZERS)
        assert [step.name for step in resolve(DEFAULT_NORMALIZERS)] == list(DEFAULT_NORMALIZERS)

    def test_unknown(self) -> None:
        """An unknown name suggests the nearest, or tells all."""
        with pytest.raises(UnknownNormalizerError, match="no normalizer 'caption'; did you mean 'captions'") as caught:
            Parser(normalizers=("caption",))
        assert (caught.value.step, caught.value.code) == ("caption", "normalizer-unknown")
        with pytest.raises(UnknownNormalizerError, match="there are alt-text, "):
            Parser(normalizers=("qqqq",))


class TestPlugins:
    """Normalizers of other distributions."""

    def test_by_name(self, install: Install) -> None:
        """A registered step runs under its name, and explanations tell where it comes from."""
        install("shouting-one", shout="shout")
        explanation = Parser(normalizers=("width", "shout")).explain("---\ntitle: a\n---\nb")
        assert explanation.article.title == "A"
        assert explanation.steps[1].distribution == "shouting-one"

    def test_loaded_late(self, install: Install) -> None:
        """A plugin is imported only when its name is asked for."""
        install("shouting-two", shout="shout")
        Parser().parse("a")
        Parser(normalizers=("width", "captions"))
        assert "shouting_two" not in sys.modules

    def test_clash_with_built_in(self, install: Install) -> None:
        """A name that is built in can't be taken, which is told where it is asked for."""
        install("shouting-three", width="shout")
        assert Parser().parse("---\ntitle: a\n---\n").title == "a"
        with pytest.raises(NormalizerError, match=r"shouting-three register.* 'width' though it is built in") as caught:
            Parser(normalizers=("width",))
        assert caught.value.distribution == "shouting-three"

    def test_clash_of_two(self, install: Install) -> None:
        """Two distributions can't register one name."""
        install("shouting-four", shout="shout")
        install("shouting-five", shout="shout")
        with pytest.raises(NormalizerError, match=r"'shout'.*; uninstall one") as caught:
            Parser(normalizers=("shout",))
        assert "shouting-four" in caught.value.message
        assert "shouting-five" in caught.value.message

    @pytest.mark.parametrize(
        ("target", "problem"),
        [
            ("missing", "can't be loaded"),
            ("number", "is int, not a callable"),
            ("Step", "is a class; pass an instance"),
            ("two", "can't be called with one article"),
        ],
    )
    def test_unusable(self, install: Install, target: str, problem: str) -> None:
        """What can't be a step is told when it is asked for, with its name and distribution."""
        install("shouting-six", odd=target)
        with pytest.raises(NormalizerError, match=rf"'odd' of shouting-six {problem}") as caught:
            Parser(normalizers=("odd",))
        assert (caught.value.step, caught.value.distribution) == ("odd", "shouting-six")

    @pytest.mark.parametrize(
        ("target", "problem"),
        [("fail", "raised ZeroDivisionError: no"), ("nothing", "returned NoneType; it must return an Article")],
    )
    def test_failing(self, install: Install, target: str, problem: str) -> None:
        """A step that raises or returns something else is an error that names it, and the file."""
        install("shouting-seven", odd=target)
        with pytest.raises(NormalizerError, match=rf"'odd' of shouting-seven {problem}") as caught:
            Parser(normalizers=("odd",)).parse("a", name="a.md")
        assert (caught.value.source, caught.value.step) == ("a.md", "odd")


class TestGiven:
    """Callables given as they are."""

    def test_mixed(self) -> None:
        """Names and callables mix, and a failing callable is named as its own code names it."""

        def broken(article: Article) -> Article:
            raise KeyError(article.title)

        with pytest.raises(NormalizerError, match=r"broken' raised KeyError") as caught:
            Parser(normalizers=("width", broken)).parse("---\ntitle: a\n---\n")
        assert isinstance(caught.value.__cause__, KeyError)

    @pytest.mark.parametrize("given", [7, Article, None])
    def test_no_step(self, given: object) -> None:
        """What is no step is refused at once."""
        with pytest.raises(NormalizerError, match="normalizer-kind"):
            Parser(normalizers=(given,))  # type: ignore[arg-type]
