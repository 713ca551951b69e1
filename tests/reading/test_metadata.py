from __future__ import annotations

from datetime import timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ofweek_parse import Article, Diagnostic, FrontMatterValue, Parser
from ofweek_parse.model.front_matter import FIELD_KEYS, PRIVATE_KEY
from ofweek_parse.reading.front_matter import fields


def _parse(*lines: str) -> Article:
    return Parser(normalizers=()).parse("\n".join(["---", *lines, "---", "<p>x</p>"]))


def _codes(*lines: str) -> list[str]:
    return [note.code for note in _parse(*lines).diagnostics]


FULL = (
    "title: '标题'",
    "categories: ",
    " - 新媒体",
    " - 新闻",
    "headimg: 'https://x.cn/a.png'",
    "author: 某频道",
    "comments: false",
    "date: Mon, 26 Jul 2021 01:29:00 GMT",
    "thumbnail: 'https://x.cn/b.png'",
)


class TestFields:
    """The fields that the front matter fills."""

    def test_all(self) -> None:
        """Every field has its key's value, and nothing is odd."""
        article = _parse(*FULL)
        assert (article.title, article.author, article.comments) == ("标题", "某频道", False)
        assert (article.headimg, article.thumbnail) == ("https://x.cn/a.png", "https://x.cn/b.png")
        assert article.categories == ("新媒体", "新闻")
        assert article.published is not None
        assert article.diagnostics == ()

    def test_none(self) -> None:
        """Without front matter the title is empty and the rest is none."""
        article = Parser(normalizers=()).parse("<p>x</p>")
        assert (article.title, article.author, article.categories, article.comments) == ("", None, (), None)
        assert (article.published, article.headimg, article.thumbnail) == (None, None, None)

    def test_extra(self) -> None:
        """Other keys are kept, in order."""
        article = _parse("zebra: 1", *FULL, "tags: [a, b]")
        assert list(article.extra.items()) == [("zebra", 1), ("tags", ("a", "b"))]

    def test_missing(self) -> None:
        """A missing title and date are told."""
        assert _codes("author: x") == ["title-missing", "date-missing"]

    @pytest.mark.parametrize("key", ["title", "author", "headimg", "thumbnail"])
    @pytest.mark.parametrize(("value", "text"), [("true", "true"), ("12", "12"), ("'12'", "12"), ("010", "010")])
    def test_text(self, key: str, value: str, text: str) -> None:
        """A field of text has the text of a number or truth value."""
        assert getattr(_parse(f"{key}: {value}"), key) == text

    @pytest.mark.parametrize("key", ["title", "author", "headimg", "thumbnail", "date"])
    def test_not_text(self, key: str) -> None:
        """A list where text belongs stays in the front matter and is told with its place."""
        article = _parse("x: y", f"{key}:", "  - a")
        note = next(note for note in article.diagnostics if note.code == "field-type")
        assert article.front_matter[key] == ("a",)
        assert (note.line, key in note.message) == (3, True)


class TestComments:
    """Whether comments are open."""

    @pytest.mark.parametrize(
        ("value", "truth"),
        [("true", True), ("false", False), ("'true'", True), ("False", False), ("", None), ("null", None)],
    )
    def test_truth(self, value: str, truth: bool | None) -> None:  # noqa: FBT001
        """A truth value in any spelling, or nothing."""
        article = _parse(*FULL[:1], *FULL[-2:-1], f"comments: {value}")
        assert article.comments is truth
        assert article.diagnostics == ()

    @pytest.mark.parametrize("value", ["no", "1", "[true]", "maybe"])
    def test_other(self, value: str) -> None:
        """Anything else is none and is told."""
        assert _parse(f"comments: {value}").comments is None
        assert "field-type" in _codes(f"comments: {value}")


VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(0, 99),
    st.sampled_from(["", " ", "a", "true", "Mon, 26 Jul 2021 01:29:00 GMT", "2021-07-26", "Invalid Date"]),
)
ITEMS = st.dictionaries(
    st.sampled_from([*FIELD_KEYS, PRIVATE_KEY, "tags"]), st.one_of(VALUES, st.lists(VALUES, max_size=3).map(tuple))
)
USUAL: dict[str, FrontMatterValue] = {
    "title": "标题",
    "categories": ("新媒体", "新闻"),
    "headimg": "https://x.cn/a.png",
    "author": "某频道",
    "comments": False,
    "date": "Mon, 26 Jul 2021 01:29:00 GMT",
    "thumbnail": "https://x.cn/b.png",
}


class TestUsual:
    """A front matter of the usual types is read at once."""

    @given(ITEMS, st.sampled_from([timezone.utc, timezone(timedelta(hours=8))]))
    def test_same(self, items: dict[str, FrontMatterValue], zone: timezone) -> None:
        """That gives what field by field gives, without a note, or nothing."""
        for header in (items, {**USUAL, **items}):
            notes: list[Diagnostic] = []
            at_once = fields.read_fields(header, lambda _: (1, 1), zone, notes)
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(fields, "_usual", lambda *_: None)
                by_field: list[Diagnostic] = []
                assert fields.read_fields(header, lambda _: (1, 1), zone, by_field) == at_once
                assert by_field == notes

    def test_is_usual(self) -> None:
        """What the generator writes is usual."""
        assert fields._usual(USUAL, timezone.utc) is not None


class TestCategories:
    """The category path, in all forms that Hexo takes."""

    @pytest.mark.parametrize(
        ("lines", "path"),
        [
            (["categories: a"], ("a",)),
            (["categories: [a, b]"], ("a", "b")),
            (["categories:", "- a", "- b"], ("a", "b")),
            (["categories:", "    - a", "    - b"], ("a", "b")),
            (["categories:", " - [a, b]", " - [c]"], ("a", "b", "c")),
            (["categories: 12"], ("12",)),
            (["categories: [true, 5]"], ("true", "5")),
            (["categories:", " - ''", " - a", " - "], ("a",)),
            (["categories:"], ()),
            (["categories: []"], ()),
        ],
    )
    def test_path(self, lines: list[str], path: tuple[str, ...]) -> None:
        """One category, a path, several paths, numbers and nothing."""
        assert _parse(*lines).categories == path

    def test_mapping(self) -> None:
        """A mapping is no path, which is told."""
        assert _parse("categories: {a: b}").categories == ()
        assert "field-type" in _codes("categories: {a: b}")

    @pytest.mark.parametrize("lines", [[" - - {a: b}"], [" - a: b", "   c: d"], [" - [y, {a: b}]"]])
    def test_mapping_in_list(self, lines: list[str]) -> None:
        """Nor is one among its items, which is reported too."""
        article = _parse("categories:", " - x", *lines)
        assert set(article.categories) <= {"x", "y"}
        (note,) = [note for note in article.diagnostics if note.code == "field-type"]
        assert note.message == "An item of categories is not text; it was kept in the front matter only."
