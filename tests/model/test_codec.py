"""Articles encoded for worker processes, and pickled."""

from __future__ import annotations

import copy
import marshal
import pickle
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from hypothesis import given, settings

from ofweek_parse import (
    Article,
    Credit,
    Diagnostic,
    Figure,
    FrontMatter,
    Heading,
    Image,
    Keyword,
    Paragraph,
    Parsed,
    Parser,
    Strong,
    Text,
    iter_articles,
)
from ofweek_parse.model.article import pack_article, unpack_article
from ofweek_parse.testing.strategies import articles
from tests.filled import filled, spelled
from tests.making import article, figure, paragraph

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ofweek_parse import Block


class Word(str):
    """Text of a user's own."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"Word({super().__repr__()})"


@attrs.frozen(kw_only=True)
class Noted(Article):
    """An article with a field of a user's own."""

    note: str = ""


@attrs.frozen(kw_only=True)
class Lead(Paragraph):
    """A paragraph with a field of a user's own."""

    rank: int = 1


@attrs.frozen(kw_only=True)
class Picture(Image):
    """An image with a field of a user's own."""

    licence: str = ""


@attrs.frozen(kw_only=True)
class Marked(Text):
    """Text with a field of a user's own."""

    colour: str = ""


@attrs.frozen(kw_only=True)
class Tag(Keyword):
    """A keyword with a field of a user's own."""

    weight: int = 0


class Header(FrontMatter):
    """A front matter of a user's own."""

    __slots__ = ()


LINE = [Text(text="a")]  # which becomes a tuple
BLOCKS: tuple[Block, ...] = (
    paragraph("a"),
    paragraph("a", Strong(inlines=(Text(text="b"),)), align="center"),
    Paragraph(inlines=()),
    Paragraph(inlines=LINE),
    Paragraph(inlines=(Marked(text="a", colour="red"),)),
    Paragraph(inlines=(Text(text=Word("a")),)),
    Lead(inlines=(Text(text="a"),), rank=2),
    Heading(level=2, inlines=(Text(text="a"),)),
    figure(caption="a"),
    Figure(image=Image(src="a.png", alt="b", title="c", width=1, height=2, original_src="d"), href="e"),
    Figure(image=Picture(src="a.png", licence="CC0")),
)
WHOLE = Article(
    title="a",
    author="b",
    categories=("c", "d"),
    published=datetime(2021, 7, 26, 1, 29, tzinfo=timezone.utc),
    headimg="e",
    thumbnail="f",
    comments=False,
    front_matter=FrontMatter({"z": 1, "a": FrontMatter({"b": ("c",)})}),
    blocks=BLOCKS,
    credits=(Credit(role="author", name="g"), Credit(role="other", name="h", href="i")),
    keywords=(Keyword(text="j", href="k"),),
    alt_residue=("l",),
    diagnostics=(Diagnostic.of("bom", "m"), Diagnostic.of("date-invalid", "n", line=1, column=2)),
    source="o",
)
ODD: Any = {
    "whole": WHOLE,
    "subclass": Noted(title="a", blocks=BLOCKS, source="b", note="c"),
    "some of a subclass": Article(keywords=(Keyword(text="a", href="b"), Tag(text="c", href="d", weight=2))),
    "front matter of a subclass": Article(front_matter=Header({"a": "b"})),
    "word for a key": Article(front_matter={Word("a"): "b"}),
}


def make_odd(given_article: Article) -> Article:
    """A normalizer that gives the odd article that the title names."""
    odd: Article = ODD[given_article.title]
    return odd


class TestPacked:
    """What is packed is the same when it is unpacked."""

    @settings(deadline=None, max_examples=100)
    @given(articles())
    def test_any(self, given_article: Article) -> None:
        """Any article, whole and in all its types."""
        packed = pack_article(given_article)
        assert packed is not None
        again = unpack_article(marshal.loads(marshal.dumps(packed)))  # noqa: S302
        assert again == given_article
        assert spelled(again) == spelled(given_article)
        assert hash(again) == hash(given_article)

    @pytest.mark.parametrize("name", ODD)
    @pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
    def test_pickled(self, name: str, protocol: int) -> None:
        """What is unusual comes back as it was, by every protocol, and can be copied."""
        odd = ODD[name]
        for again in (pickle.loads(pickle.dumps(odd, protocol)), copy.copy(odd), copy.deepcopy(odd)):  # noqa: S301
            assert type(again) is type(odd)
            assert (again, spelled(again)) == (odd, spelled(odd))

    def test_every_field(self) -> None:
        """Every field of every class is packed."""
        given_article = filled(Article)
        packed = pack_article(given_article)
        assert packed is not None
        assert spelled(unpack_article(packed)) == spelled(given_article)

    @pytest.mark.parametrize("name", ODD)
    def test_not_packed(self, name: str) -> None:
        """What holds something of another class is left to pickle."""
        assert pack_article(ODD[name]) is None

    def test_frozen(self) -> None:
        """What is unpacked is as frozen as what was made."""
        again = pickle.loads(pickle.dumps(WHOLE))  # noqa: S301
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            again.blocks[0].align = "left"
        assert attrs.evolve(again, title="b").title == "b"

    def test_sizes(self) -> None:
        """Articles of the usual kind are pickled as little more than their texts."""
        usual = article(*(paragraph(f"text {number}", align="left") for number in range(100)))
        assert len(pickle.dumps(usual)) < 100 * 24 + 500

    @pytest.mark.parametrize("executor", ["process", "thread"])
    def test_from_workers(self, tmp_path: Path, executor: Any) -> None:
        """Workers give what is given without them."""
        for name in ODD:
            (tmp_path / f"{name}.md").write_text(f"---\ntitle: {name}\n---\n<p>a</p>", "utf-8")
        parser = Parser(normalizers=(make_odd,))
        alone, shared = (
            [(result.path, result.article) for result in results if isinstance(result, Parsed)]
            for results in (
                iter_articles(tmp_path, parser=parser),
                iter_articles(tmp_path, parser=parser, jobs=2, executor=executor),
            )
        )
        assert len(alone) == len(ODD)
        assert spelled(shared) == spelled(alone)

    def test_result_of_worker(self, tmp_path: Path) -> None:
        """A result whose article was sent is like any other, whatever is asked of it first."""
        (tmp_path / "a.md").write_text("---\ntitle: a\n---\n<p>b</p>", "utf-8")
        (alone,) = iter_articles(tmp_path)
        assert isinstance(alone, Parsed)
        questions: list[Callable[[Parsed], object]] = [
            lambda result: result == alone,
            lambda result: alone == result,
            lambda result: hash(result) == hash(alone),
            lambda result: repr(result) == repr(alone),
            lambda result: pickle.loads(pickle.dumps(result)) == alone,  # noqa: S301
            lambda result: copy.copy(result) == copy.deepcopy(result) == alone,
            lambda result: attrs.evolve(result, path=alone.path) == alone,
            lambda result: attrs.asdict(result, recurse=False) == {"path": alone.path, "article": alone.article},
            lambda result: result.article is result.article,
            lambda result: result.article.source == alone.article.source,
        ]
        for question in questions:
            (sent,) = iter_articles(tmp_path, jobs=2)
            assert isinstance(sent, Parsed)
            assert type(sent) is Parsed
            assert question(sent)
        for name in ("title", "_article"):
            with pytest.raises(AttributeError, match=f"'Parsed' object has no attribute '{name}'"):
                getattr(alone, name)
        name = "article"
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            setattr(alone, name, alone.article)
