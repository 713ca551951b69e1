"""Front matter that YAML rejects or misreads: nothing of it is lost."""

from __future__ import annotations

import pytest

from ofweek_parse import Article, FrontMatterError, Parser
from tests.making import in_time

RAW = Parser(normalizers=())


def _parse(header: str) -> Article:
    return RAW.parse(f"---\n{header}\n---\n<p>正文</p>")


def _codes(article: Article) -> list[str]:
    return [note.code for note in article.diagnostics]


class TestItems:
    """Items of a list that are text."""

    ITEMS = (
        *(
            "[译] 风电",
            "'风'电",
            "*精选*",
            "!热门",
            "! 热门",
            "!!! 热门",
            "%热",
            "`x`",
            "> 大",
            "@风电",
            ", 风",
            "? 问",
        ),
        *("Telegram: 风电频道", "#话题", "风:", "{甲}", "{甲: 乙}", "&c 组", "&c", "|", '"风"电', "风: 电: 叶"),
        *('"风": 电', "'风' : 电", "甲: @乙"),
    )

    @pytest.mark.parametrize("item", ITEMS)
    @pytest.mark.parametrize("key", ["categories", "tags"])
    @pytest.mark.parametrize("indent", ["", " ", "    "])
    def test_whole(self, key: str, item: str, indent: str) -> None:
        """An item that YAML takes for something else is text and stays whole, with one diagnostic at its place."""
        article = _parse(f"title: a\ndate: 2021-07-26\n{key}:\n{indent}- 新媒体\n{indent}- {item}\n{indent}- 新闻")
        assert article.front_matter[key] == ("新媒体", item, "新闻")
        (note,) = article.diagnostics
        assert note.line == 6
        assert item in note.message

    @pytest.mark.parametrize("item", ["[译] 风电", "@风", "#话题", "&c 组"])
    def test_any_list(self, item: str) -> None:
        """So is one of any list, where it could be nothing else."""
        assert _parse(f"title: a\ndate: 2021-07-26\nother:\n- {item}").front_matter["other"] == (item,)

    @pytest.mark.parametrize(
        ("item", "value"),
        [
            *(("风电", "风电"), ("'风: 电'", "风: 电"), ('"a"', "a"), ("12", 12), ("a:b", "a:b"), ("C#", "C#")),
            *(("[风电, 储能]", ("风电", "储能")), ("- 风电", ("风电",)), ("2021-07-26", "2021-07-26"), ("-风", "-风")),
        ],
    )
    def test_untouched(self, item: str, value: object) -> None:
        """What YAML reads rightly, and Hexo's paths of categories, stay as they are."""
        article = _parse(f"title: a\ndate: 2021-07-26\ncategories:\n - {item}")
        assert (article.front_matter["categories"], _codes(article)) == ((value,), [])

    @pytest.mark.parametrize("other", ["note: a", "note: 'a#b'", "note: [a]", "note: @a"])
    def test_list_in_a_list(self, other: str) -> None:
        """A list in a list is one, whatever else the front matter holds."""
        assert _parse(f"title: a\ntags:\n - - 风\n - 电\n{other}").front_matter["tags"] == (("风",), "电")

    def test_mappings(self) -> None:
        """The mappings of a list that is not for texts stay mappings."""
        article = _parse("title: a\ndate: 2021-07-26\nlinks:\n - name: x\n   url: y\n - name: z\n - {u: v}")
        links = ({"name": "x", "url": "y"}, {"name": "z"}, {"u": "v"})
        assert (article.front_matter["links"], _codes(article)) == (links, [])

    def test_comment(self) -> None:
        """A comment inside an item is cut as Hexo does, which is told; one after a list's key is a comment."""
        article = _parse("title: a\ndate: 2021-07-26\ncategories: # 栏目\n - 风电 #3\n - 新闻")
        assert article.categories == ("风电", "新闻")
        assert [(note.code, note.line) for note in article.diagnostics] == [("comment-cut", 5)]

    @pytest.mark.parametrize(
        "line",
        [
            *("tags: [风电, @储能]", "tags: [风电, '@储能']", "tags: [ 风电,@储能 ]", "tags: [风电, @储能,]"),
            *("tags: [\n  风电,\n  @储能,\n]", "tags: [风电,\n  '@储能'\n  ]"),
        ],
    )
    def test_in_brackets(self, line: str) -> None:
        """A list in brackets keeps its items."""
        article = _parse(f"title: a\ndate: 2021-07-26\n{line}\nauthor: 林")
        assert (article.front_matter["tags"], article.author) == (("风电", "@储能"), "林")

    @pytest.mark.parametrize(
        ("line", "items"),
        [
            ("[风电, '储, 能', @叶]", ("风电", "储, 能", "@叶")),
            ("[\"风, 电\", 'it''s', `叶`]", ("风, 电", "it's", "`叶`")),
            ("[#风电, 储能]", ("#风电", "储能")),
            ("[风电, #储能]", ("风电", "#储能")),
            ("[风: 电, 储能]", ("风: 电", "储能")),
            ("[风: 电, @储能]", ("风: 电", "@储能")),
            ("[风, [电, @储]]", "[风, [电, @储]]"),
        ],
    )
    def test_items_in_brackets(self, line: str, items: object) -> None:
        """Its items may be quoted, and are text where YAML would take them for something else."""
        article = _parse(f"title: a\ndate: 2021-07-26\ntags: {line}\nauthor: 林")
        assert (article.front_matter["tags"], article.author, len(article.diagnostics)) == (items, "林", 1)
        assert article.diagnostics[0].line == 4

    @pytest.mark.parametrize(
        ("lines", "paths"),
        [
            (" - [风, @电]\n - [叶]", (("风", "@电"), ("叶",))),
            (" - - 风\n   - @电\n - - 叶", (("风", "@电"), ("叶",))),
            (" - - @电\n - 叶", (("@电",), "叶")),
        ],
    )
    def test_paths(self, lines: str, paths: object) -> None:
        """A path of categories stays one where an item of it needs a repair."""
        article = _parse(f"title: a\ndate: 2021-07-26\ncategories:\n{lines}")
        assert (article.front_matter["categories"], _codes(article)) == (paths, ["quote-repaired"])

    @pytest.mark.parametrize(
        "lines",
        [" - 风\n  - 电\n - 叶", "  - 风\n - 电\n  - 叶", " - 风\n   - 电\n   - 叶", "\u3000- 风\n\u3000- 电\n- 叶"],
    )
    def test_indented(self, lines: str) -> None:
        """A stray blank before an item, of which YAML would make a part of the item before it, is ignored."""
        for header in (f"categories:\n{lines}\ntitle: a", f"title: a\ncategories:\n{lines}\nnote: b: c"):
            article = _parse(f"{header}\ndate: 2021-07-26")
            assert (article.categories, article.title) == (("风", "电", "叶"), "a")
            assert "key-indented" in _codes(article)

    @pytest.mark.parametrize(
        ("lines", "value"),
        [
            *(
                (" - - 风\n   - 电", (("风", "电"),)),
                (" - 风:\n    - 电", ({"风": ("电",)},)),
                (" -\n  - 风", (("风",),)),
            ),
            *((" - |-\n  - 风", ("- 风",)), (" - '风\n   - 电'", ("风 - 电",)), (" - 风\n   电", ("风 电",))),
        ],
    )
    def test_not_indented(self, lines: str, value: object) -> None:
        """A list in an item, and a text over several lines, stay what they are."""
        assert _parse(f"title: a\nother:\n{lines}\ndate: 2021-07-26").front_matter["other"] == value

    def test_mapping_of_one_line(self) -> None:
        """A mapping in a list that is not for texts stays one where its value needs a repair."""
        links = ({"name": "@x"}, {"name": "y: z"}, {"u": "v"})
        assert _parse("title: a\nlinks:\n - name: @x\n - name: y: z\n - u: v").front_matter["links"] == links

    @pytest.mark.parametrize(
        ("item", "code"),
        [("!foo x", "yaml-tag"), ("!foo", "yaml-tag"), ("*foo", "yaml-alias"), ("!!str x", "yaml-tag")],
    )
    def test_refused(self, item: str, code: str) -> None:
        """A tag or an alias with a name is still refused."""
        with pytest.raises(FrontMatterError, match=code):
            _parse(f"title: 'it's'\ncategories:\n - {item}")

    def test_anchor_with_alias(self) -> None:
        """So is an anchor that something refers to."""
        with pytest.raises(FrontMatterError, match="yaml-alias"):
            _parse("title: a\ncategories:\n - &c 组\n - *c")


class TestOneLine:
    """A bad line costs that line only."""

    @pytest.mark.parametrize(
        ("lines", "value", "codes"),
        [
            ("seo:\n  a: x\n  b: c: d", {"a": "x", "b": "c: d"}, ["unquoted-colon"]),
            ("seo:\n  a: x\n  stray\n  b: y", {"a": "x", "b": "y"}, ["yaml-syntax"]),
            (
                "seo:\n  a:\n    - x\n    stray\n    - @y\n  b: z",
                {"a": ("x", "@y"), "b": "z"},
                ["yaml-syntax", "quote-repaired"],
            ),
            ("seo:\n - a: 'b'c'\n   d: e\n - f", ({"a": "b'c", "d": "e"}, "f"), ["quote-repaired"]),
            ("seo:\n - x\n stray\n - y", ("x", "y"), ["yaml-syntax"]),
            ("seo:\n - x\n# 注\n - @y", ("x", "@y"), ["quote-repaired"]),
            ("seo:\n  a: 1\n  a: 2\n  b: @c", {"a": 1, "b": "@c"}, ["duplicate-key", "quote-repaired"]),
            ("seo:\n  [译] 风电", "[译] 风电", ["yaml-syntax"]),
            ("seo: 'it's\n  long'", "it's long", ["yaml-syntax"]),
            ("seo:\n  title：x\n  b: y", {"title": "x", "b": "y"}, ["colon-repaired"]),
            ("seo:\n  a：x\n  b: @y", {"a": "x", "b": "@y"}, ["colon-repaired", "quote-repaired"]),
            ("seo: {\n  a: 1,\n  b: 2\n}\nx: @y", {"a": 1, "b": 2}, ["quote-repaired"]),
            ("seo: {a: 1}\n x: @y", {"a": 1}, ["key-indented", "quote-repaired"]),
            ("seo: |\n  a: @b\n\n   c\n x: y", "a: @b\n\n c\n", ["key-indented"]),
            ("seo:\n  a:\n    b: c\n x: y", {"a": {"b": "c"}}, ["key-indented"]),
            ("seo #1: x", None, ["quote-repaired"]),
            ("seo: 'x'\n  stray", "x", ["yaml-syntax"]),
            ("seo: 'x''y'  # z\n  stray", "x'y", ["yaml-syntax"]),
            ('seo: "x\\""\n  stray', 'x"', ["yaml-syntax"]),
            ("seo:\n - 'x'\n   stray\n - y", ("x", "y"), ["yaml-syntax"]),
            ("seo: 'x'y'\n  long", "'x'y' long", ["yaml-syntax"]),
            ("seo: 'x''\n  y'\nz: @a", "x' y", ["quote-repaired"]),
            ('"seo" : x: y', "x: y", ["unquoted-colon"]),
        ],
    )
    def test_depth(self, lines: str, value: object, codes: list[str]) -> None:
        """At any depth, and what is before and behind it is read."""
        article = _parse(f"title: a\n{lines}\ndate: 2021-07-26\nauthor: 林")
        assert (article.front_matter.get("seo"), _codes(article)) == (value, codes)
        assert (article.title, article.author, article.published is None) == ("a", "林", False)

    def test_deeper_lines(self) -> None:
        """What is indented under a bad line goes with it, and fills no field."""
        article = _parse("@seo:\n  title: 别的\ntitle: 风电\ndate: 2021-07-26")
        assert article.title == "风电"
        assert _codes(article) == ["yaml-syntax", "yaml-syntax"]

    @pytest.mark.parametrize(
        "header",
        [
            "title: 风电\n date: 2021-07-26\nauthor: 林",
            "title: '风电'\n  date: 2021-07-26\n author: 林",
            " title: 风电\ndate: 2021-07-26\nauthor: 林",
            "title: 风电\ncategories:\n - 新闻\n date: 2021-07-26\nauthor: 林",
            "title: 风电\n\u3000date: 2021-07-26\n\u200bauthor: 林",
        ],
    )
    def test_stray_blank(self, header: str) -> None:
        """A key with a stray blank in front is read."""
        article = _parse(header)
        assert (article.title, article.author, str(article.published)[:10]) == ("风电", "林", "2021-07-26")
        assert set(_codes(article)) == {"key-indented"}

    def test_indented_text(self) -> None:
        """A line of text that belongs to the value before it makes no key."""
        article = _parse("title: 风电\n  说明: 一行文字\ndate: 2021-07-26")
        assert list(article.front_matter) == ["title", "date"]
        assert article.title == "风电 说明: 一行文字"

    def test_block_scalar(self) -> None:
        """What looks like a key or an item in a text of several lines is text."""
        article = _parse("title: 'it's'\ndate: 2021-07-26\nnote: |\n  a: @b\n  - &c #d\n  title：e\n")
        assert article.front_matter["note"] == "a: @b\n- &c #d\ntitle：e\n"


class TestQuotes:
    """Quotes that several writers put around a value."""

    @pytest.mark.parametrize(
        ("raw", "title"),
        [
            ('"""""\'湖边日记\'"""""', "湖边日记"),
            ('"""""湖边的\'日记\'"""""', "湖边的'日记'"),
            ("\"\"'湖边'和'日记'\"\"", "'湖边'和'日记'"),
            ('""\'It\'s windy\'""', "It's windy"),
            ('""湖边"日记""', '湖边"日记'),
            ("''湖边日记''", "湖边日记"),
            ("'他说'你好'再见'", "他说'你好'再见"),
            ("\"'湖边日记'\"", "'湖边日记'"),
            ('"湖边"的"日记"', '湖边"的"日记'),
        ],
    )
    def test_peeled(self, raw: str, title: str) -> None:
        """Two double quotes or more on each side are no part of the title, nor is a pair right inside them."""
        assert _parse(f"title: {raw}\ndate: 2021-07-26").title == title

    @pytest.mark.parametrize(
        ("raw", "text"),
        [
            ("'湖边'#日记", "'湖边'#日记"),
            ("'湖边'#'日记'", "湖边'#'日记"),
            ('"湖\\"边"#日记', '"湖\\"边"#日记'),
            ("''#日记", "''#日记"),
        ],
    )
    @pytest.mark.parametrize("header", ["title: {}", "tags:\n - {}", "a:\n  b: {}"])
    def test_tight_comment(self, header: str, raw: str, text: str) -> None:
        """A ``#`` right behind a closing quote begins no comment, since there is no space before it."""
        article = _parse(f"{header.format(raw)}\ndate: 2021-07-26")
        assert repr(text) in repr(article.front_matter)
        assert "quote-repaired" in _codes(article)


class TestUnquoted:
    """Values and keys that are not quoted or spaced as YAML asks."""

    @pytest.mark.parametrize("title", ["#湖边# 日记", "# 湖边", "! 湖边", "!!! 湖边", "!湖边", "*湖边* 日记", "|", ">"])
    def test_mark_first(self, title: str) -> None:
        """A mark at the start of a title is part of it."""
        article = _parse(f"title: {title}\ndate: 2021-07-26")
        assert (article.title, len(article.diagnostics)) == (title, 1)

    def test_quoted_with_a_mark(self) -> None:
        """Old writers put a lone exclamation mark before quotes, which says nothing."""
        assert _parse("title: ! '湖边'\ndate: 2021-07-26").title == "湖边"

    @pytest.mark.parametrize("value", ["", " ", "null", "''", "' '", '""'])
    def test_title_missing(self, value: str) -> None:
        """A title with nothing in it is missing."""
        article = _parse(f"title: {value}\ndate: 2021-07-26")
        assert (article.title.strip(), _codes(article)) == ("", ["title-missing"])

    @pytest.mark.parametrize(
        ("line", "title"),
        [
            *(("title:【转】x", "【转】x"), ("title：x", "x"), ("title：x: y", "x: y"), ("title： 'x'", "x")),
            *(("title:x", "x"), ("title :【转】x", "【转】x"), ("title:'x'", "x"), ("title：【转】: x", "【转】: x")),
        ],
    )
    def test_colon(self, line: str, title: str) -> None:
        """A key whose colon is full-width or lacks its space is that key."""
        for header in (f"{line}\ndate: 2021-07-26", f"date: 2021-07-26\n{line}"):
            article = _parse(header)
            assert (article.title, list(article.extra)) == (title, [])
            assert "colon-repaired" in _codes(article)

    @pytest.mark.parametrize(("line", "column"), [("title：@x", 7), ("title:\u3000@x", 8), ("title: @x", 8)])
    def test_place_behind_it(self, line: str, column: int) -> None:
        """What is repaired of its value has the place that it has in the file."""
        notes = _parse(f"date: 2021-07-26\n{line}").diagnostics
        (note,) = [note for note in notes if note.code == "quote-repaired"]
        assert (note.line, note.column) == (3, column)

    def test_list_behind_it(self) -> None:
        """So is one with a list behind it."""
        assert _parse("title: a\ndate: 2021-07-26\ncategories：\n - 风电").categories == ("风电",)

    @pytest.mark.parametrize("line", ["note:\xa0x", "note:\u3000x", "note：\xa0 x", "\xa0note: x", "note #1: x"])
    def test_odd_space(self, line: str) -> None:
        """The space behind the colon, or before the key, may be any other, and a comment does not end a key."""
        key = line.partition(": ")[0] if "#" in line else "note"
        for header in (f"{line}\ntitle: a", f"title: a\n{line}"):
            article = _parse(f"{header}\ndate: 2021-07-26")
            assert (article.front_matter[key], article.title, len(article.diagnostics)) == ("x", "a", 1)

    @pytest.mark.parametrize("line", ["http://x.example/a", "12:30", "note:text"])
    def test_no_key(self, line: str) -> None:
        """A URL, a time and any word before a colon are no keys."""
        article = _parse(f"title: a\ndate: 2021-07-26\n{line}")
        assert list(article.front_matter) == ["title", "date"]
        assert _codes(article) == ["yaml-syntax"]


class TestCost:
    """Reading takes linear time."""

    @pytest.mark.parametrize(
        "lines",
        [
            "a:\n" + " - @x\n" * 30_000,
            "a:\n" + "  b: c: d\n" * 20_000,
            "a: @x\n" + "".join(f"{' ' * depth}k:\n" for depth in range(600)),
            "a: @x\n- " + " " * 200_000 + "b",
            "a: @x\n" + "#\n" * 60_000,
            "a: " + '"' * 200_000,
            "a: " + "'x" * 100_000,
            "a: @x\n" + "stray\n" * 20_000,
            "title：" * 50_000,
            "a:\n" + " - x\n  - y\n" * 20_000,
            "a:\n - " + " " * 200_000 + "b",
            "tags: [" + "'a, " * 50_000 + "@b]",
            "tags: [" + '"a" @, ' * 30_000 + "]",
            "tags: [\n" + " @a,\n" * 30_000 + "]",
        ],
        ids="items colons depth blanks comments quotes apostrophes stray tight indented gap open-quotes flow lines".split(),
    )
    def test_fast(self, lines: str) -> None:
        """Hundreds of kilobytes of anything are read in seconds."""
        with in_time(5):
            try:
                _parse(lines)
            except Exception as error:  # noqa: BLE001
                assert "depth" in str(error)  # noqa: PT017
