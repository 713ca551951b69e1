"""`Article`, `FrontMatter` and their derived properties."""

from __future__ import annotations

import copy
import json
import pickle
from datetime import datetime, timedelta, timezone
from typing import Any

import attrs
import pytest
from hypothesis import given, settings

from ofweek_parse import Article, Credit, Diagnostic, FrontMatter, Heading, Keyword, Parser, Quote, Rule, parse
from ofweek_parse.testing import articles
from tests.making import article, bold, figure, line, link, paragraph

NOON = datetime(2021, 7, 26, 12, 0, tzinfo=timezone.utc)
PINNED = Article(
    title="山谷里的风",
    author="某频道",
    categories=("新媒体", "新闻"),
    published=NOON,
    blocks=(
        Heading(level=2, inlines=line("一")),
        paragraph("正文", bold("粗体")),
        figure("叶片", caption="图"),
        Rule(),
    ),
    credits=(Credit(role="author", name="林小舟"),),
    keywords=(Keyword(text="风电", href="https://www.example.com/wind/"),),
    alt_residue=("摄影",),
)
PINNED_TEXT_ID = "055539df4a0b804c58caf46c0cd2941af10d64c1395ddd8e50b5f55d945841e6"
PINNED_ID = "b446383b2e234c11d1811b7076fad0a4ec75938e167cb7c36c3c937d58c8e5d1"


class TestFrontMatter:
    """The read-only mapping."""

    def test_order(self) -> None:
        """Keys stay in the order of the file."""
        assert list(FrontMatter({"z": 1, "a": 2, "m": 3})) == ["z", "a", "m"]

    def test_read_only(self) -> None:
        """Nothing is set or deleted."""
        front_matter = FrontMatter({"a": 1})
        with pytest.raises(TypeError, match="read-only"):
            front_matter["a"] = 2  # type: ignore[index]
        with pytest.raises(TypeError, match="read-only"):
            del front_matter["a"]  # type: ignore[attr-defined]
        changing: Any = front_matter
        for change in (
            changing.clear,
            changing.popitem,
            lambda: changing.pop("a"),
            lambda: changing.setdefault("b", 1),
            lambda: changing.update(b=1),
        ):
            with pytest.raises(TypeError, match="read-only"):
                change()
        changed: Any = front_matter
        changed |= {"b": 1}
        assert (front_matter, changed) == ({"a": 1}, {"a": 1, "b": 1})
        assert type(changed) is FrontMatter

    def test_dictionary(self) -> None:
        """Other libraries take it for the dictionary that it is."""
        front_matter = FrontMatter({"a": [1, {"b": None}], "c": {"d": "e"}})
        assert (
            json.loads(json.dumps(front_matter)) == front_matter.to_dict() == {"a": [1, {"b": None}], "c": {"d": "e"}}
        )
        assert type(front_matter.to_dict()["c"]) is dict
        assert {**front_matter} == front_matter
        copied = copy.deepcopy(FrontMatter({"a": 1}, source="a: 1"))
        assert (copied, copied.source) == ({"a": 1}, "a: 1")

    def test_independent(self) -> None:
        """It does not change with the dictionary that it was made of."""
        items = {"a": 1}
        front_matter = FrontMatter(items)
        items["a"] = 2
        assert front_matter == {"a": 1}

    def test_value(self) -> None:
        """Equal ones have one hash, whatever their order; they nest and survive pickling in order."""
        one = FrontMatter({"a": (1, 2), "b": FrontMatter({"c": None})})
        other = FrontMatter({"b": FrontMatter({"c": None}), "a": (1, 2)})
        assert {one, other} == {other}
        assert list(pickle.loads(pickle.dumps(other))) == ["b", "a"]  # noqa: S301

    def test_mapping(self) -> None:
        """It is a mapping like others: length, membership, `get`, equality with a dictionary."""
        front_matter = FrontMatter({"content": "x"})
        assert (len(front_matter), "content" in front_matter, front_matter.get("y", 0)) == (1, True, 0)
        assert front_matter == {"content": "x"}
        assert repr(front_matter) == "FrontMatter({'content': 'x'})"

    def test_of_a_dictionary(self) -> None:
        """An article makes one of any mapping."""
        assert isinstance(Article(front_matter={"a": 1}).front_matter, FrontMatter)


class TestValue:
    """An article is a value."""

    def test_frozen(self) -> None:
        """No field can be set, no attribute added."""
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            PINNED.title = "x"  # type: ignore[misc]
        assert not hasattr(PINNED, "__dict__")

    def test_keyword_only(self) -> None:
        """Fields are given by name."""
        with pytest.raises(TypeError, match="positional"):
            Article("title")  # type: ignore[call-arg]

    @settings(deadline=None, max_examples=50)
    @given(articles())
    def test_pickle(self, given_article: Article) -> None:
        """Any article survives pickling whole, and equal articles have one hash."""
        again = pickle.loads(pickle.dumps(given_article))  # noqa: S301
        assert again == given_article
        assert hash(again) == hash(given_article)
        assert (again.diagnostics, again.source) == (given_article.diagnostics, given_article.source)
        assert list(again.front_matter) == list(given_article.front_matter)

    def test_equality(self) -> None:
        """Diagnostics and source take no part in equality."""
        other = attrs.evolve(PINNED, diagnostics=(Diagnostic.of("bom", "x"),), source="a.md")
        assert (other, hash(other)) == (PINNED, hash(PINNED))


class TestDerived:
    """What is computed on demand."""

    def test_text(self) -> None:
        """The blocks' texts, a blank line between them, without blocks that have none and without any alt text."""
        assert article("一", Rule(), figure("看不见"), figure(caption="图"), "二").text == "一\n\n图\n\n二"

    def test_any_depth(self) -> None:
        """Images, links and headings come from any depth, in document order."""
        inner = (
            figure(src="b.png"),
            Heading(level=3, inlines=line(link("乙", href="/b"))),
            paragraph(link("丙", href="/c")),
        )
        given = article(figure(src="a.png"), paragraph(bold(link("甲", href="/a"))), Quote(blocks=inner))
        assert [image.src for image in given.images] == ["a.png", "b.png"]
        assert [found.href for found in given.links] == ["/a", "/b", "/c"]
        assert [heading.text for heading in given.headings] == ["乙"]

    def test_extra(self) -> None:
        """The keys that have no field, in file order."""
        keys = (
            "zebra",
            "title",
            "categories",
            "headimg",
            "author",
            "comments",
            "date",
            "thumbnail",
            "content",
            "alpha",
        )
        extra = Article(front_matter=dict.fromkeys(keys, "x")).extra
        assert list(extra) == ["zebra", "content", "alpha"]

    def test_nothing(self) -> None:
        """An empty article has empty parts."""
        empty = Article()
        assert (empty.text, empty.images, empty.links, empty.headings, dict(empty.extra)) == ("", (), (), (), {})


OTHERS: list[dict[str, object]] = [
    {"title": "山谷里的雨"},
    {"original_title": "山谷里的风"},
    {"author": None},
    {"categories": ("新媒体",)},
    {"published": NOON + timedelta(seconds=1)},
    {"blocks": PINNED.blocks[1:]},
    {"blocks": (*PINNED.blocks[:1], paragraph("正文粗体"), *PINNED.blocks[2:])},
    {"blocks": (*PINNED.blocks[:2], figure("叶", caption="图"), Rule())},
    {"credits": ()},
    {"keywords": ()},
    {"alt_residue": ()},
]


class TestTextId:
    """The hash of the text alone."""

    def test_same_text(self) -> None:
        """Titles, pictures, marks and white space make no difference; text and captions do."""
        one = parse("---\ntitle: a\n---\n<p>风力  发电</p><p>二</p>")
        other = parse("---\ntitle: b\n---\n<h2>风力 <b>发电</b></h2><img src=c.png><p>二</p>")
        assert one.id != other.id
        assert one.text_id == other.text_id
        assert one.text_id != parse("<p>风力 发电</p><p>三</p>").text_id

    def test_pinned(self) -> None:
        """It is the same on every platform and in every release."""
        assert Article().text_id == PINNED_TEXT_ID


class TestId:
    """The content hash."""

    def test_pinned(self) -> None:
        """It is the same on every platform and in every release."""
        assert PINNED.id == PINNED_ID

    @pytest.mark.parametrize("change", OTHERS)
    def test_different(self, change: dict[str, object]) -> None:
        """Another title, time, body or credit gives another hash."""
        assert attrs.evolve(PINNED, **change).id != PINNED_ID  # type: ignore[arg-type]

    @settings(deadline=None, max_examples=50)
    @given(articles())
    def test_equal(self, given_article: Article) -> None:
        """Equal articles have one hash, wherever they come from."""
        again = attrs.evolve(given_article, source="elsewhere.md", diagnostics=(Diagnostic.of("bom", "x"),))
        assert again.id == given_article.id
        assert attrs.evolve(given_article, blocks=(*given_article.blocks, figure(src="x"))).id != given_article.id

    @pytest.mark.parametrize("line_end", ["\r\n", "\n\n", "\n \n"])
    def test_white_space_of_the_file(self, line_end: str) -> None:
        """The file's white space and line ends make no difference."""
        post = "---\ntitle: 甲\n---\n<p>一 two</p>\n<p>三</p>\n"
        head, body = post.split("---\n<p>")
        other = f"{head}---\n<p>{body}".replace("</p>\n", f"</p>{line_end}")
        assert Parser().parse(other).id == Parser().parse(post).id

    def test_same_instant(self) -> None:
        """One instant in two zones is one time: the articles are equal, and so are the hashes."""
        other = attrs.evolve(PINNED, published=NOON.astimezone(timezone(timedelta(hours=8))))
        assert other == PINNED
        assert other.id == PINNED.id

    def test_in_utc(self) -> None:
        """A time in any zone is stored in UTC, in which it is shown and written."""
        given_article = Article(published=datetime(2021, 7, 26, 9, 29, tzinfo=timezone(timedelta(hours=8))))
        assert str(given_article.published) == "2021-07-26 01:29:00+00:00"
        assert repr(given_article) == "<Article '', 2021-07-26 01:29 UTC, 0 blocks>"
