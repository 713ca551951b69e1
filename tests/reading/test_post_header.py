"""The front matter of a post that is read, possibly changed, and written again."""

from __future__ import annotations

import pickle
from datetime import datetime, timedelta, timezone
from typing import Any

import attrs
import pytest

from ofweek_parse import Article, Parser, from_json, to_json, to_post

RAW = Parser(normalizers=())
TIME = datetime(2021, 7, 26, 1, 29, tzinfo=timezone.utc)
HEADER = f"""\
# 由脚本生成
title: '风电'
categories:{" "}
    - 新媒体
    - "新闻"

author: 高科技行业门户
comments: false
date: Mon, 26 Jul 2021 01:29:00 GMT
tags: [叶片, "塔筒"]  # 手写
excerpt: >
  一行
  又一行

weight: 1.5
layout: post
permalink: wind/
note: |

  a: b

thumbnail: 'https://x.example/a.png'

# 完
"""


def _written(header: str, parser: Parser = RAW, **changes: Any) -> str:
    article = attrs.evolve(parser.parse(f"---\n{header}---\n<p>正文</p>"), **changes)
    return to_post(article).partition("\n---\n")[0].removeprefix("---\n") + "\n"


class TestUnchanged:
    """What says the same is written as the file has it."""

    @pytest.mark.parametrize("parser", [RAW, Parser()], ids=["raw", "default"])
    def test_whole(self, parser: Parser) -> None:
        """Quotes, forms, indents, comments, blank lines and numbers stay."""
        assert _written(HEADER, parser) == HEADER

    def test_unclosed(self) -> None:
        """What is never closed, up to the end of the file, is closed by a line of its own."""
        written = to_post(RAW.parse("---\ntitle: 'a'\nlayout: post"))
        assert written == "---\ntitle: 'a'\nlayout: post\n---\n\n"

    def test_generated(self) -> None:
        """So does all of a generated post's, of which the fast path reads the front matter."""
        header = "title: 'a'\ncategories: \n - b\n - c\nheadimg: 'd'\nauthor: e\ncomments: false\ndate: Mon, 26 Jul 2021 01:29:00 GMT\nthumbnail: 'd'\n"
        assert _written(header) == header

    def test_copies(self) -> None:
        """An article that was pickled has the source too; one that was JSON has values only."""
        article = RAW.parse(f"---\n{HEADER}---\n<p>正文</p>")
        assert to_post(pickle.loads(pickle.dumps(article))) == to_post(article)  # noqa: S301 - our own
        assert "weight: '1.5'\n" in to_post(from_json(to_json(article)))

    def test_not_compared(self) -> None:
        """The source is no part of equality."""
        first, second = (RAW.parse(f"---\ntitle: {title}\n---\n<p>a</p>") for title in ("a", "'a'"))
        assert first == second
        assert hash(first.front_matter) == hash(second.front_matter)
        assert to_post(first) != to_post(second)

    def test_changed(self) -> None:
        """A value that changed is written anew, where it was."""
        assert _written(HEADER, title="光伏") == HEADER.replace("title: '风电'", "title: '光伏'")
        written = _written(HEADER, categories=("新闻",))
        assert written == HEADER.replace('categories: \n    - 新媒体\n    - "新闻"\n', "categories:\n  - '新闻'\n")

    def test_given(self) -> None:
        """Values of a mapping of the caller's are written as they are."""
        assert to_post(Article(title="a", front_matter={"weight": "1.5"})) == "---\nweight: '1.5'\ntitle: 'a'\n---\n\n"

    @pytest.mark.parametrize(
        "categories", ["新闻", "\n- [甲, 乙]\n- [丙]", "\n - 2021\n - '2022'", "[a, b]", "\n  - '1.10'"]
    )
    def test_categories(self, categories: str) -> None:
        """Paths of categories, and numbers whose text is the same, stay."""
        header = f"title: a\ncategories: {categories}\n"
        assert _written(header) == header

    @pytest.mark.parametrize(
        "line",
        [
            *(
                "title: 'it's'",
                "title: #风#",
                "title: &a 风",
                "title:【转】x",
                "title: 12",
                "title: 1.10",
                "title: 2021-07-26",
            ),
            *("categories:\n - @a", "categories:\n - 1.10\n - b", "categories:\n - #a", "tags:\n - Telegram: x"),
            *("seo:\n  a: 'b'c'", "seo:\n  a: 1\n  a: 2", "author: 010", "comments: 'false'", "title: a\n author: b"),
            *("title: 'a'# b", 'author: "a"#b', "tags: [a]# b", "note: |# b\n  a", "title: [", "tags: [#a, b]"),
            *("tags: [a, #b]", 'title: "a\\"', "tags:\n  - a\n - b", "tags:\n - a\n  - b", "no #te: a", "tags: [a: b]"),
            *(
                "tags:\n\u3000- a",
                "a: 'b\nc: d'\ntags: e",
                "tags: a\ntags: #b",
                "author: a\n\u3000",
                "tags: \u3000\n- a\n- b",
            ),
        ],
    )
    def test_repaired(self, line: str) -> None:
        """What Hexo refuses or reads otherwise is written so that it reads the same, and then stays as it is."""
        article = RAW.parse(f"---\n{line}\nz: 1\n---\n<p>a</p>")
        post = to_post(article)
        again = RAW.parse(post)
        assert line not in post
        assert attrs.evolve(again, front_matter={}) == attrs.evolve(article, front_matter={})
        assert again.extra == article.extra
        assert {note.code for note in again.diagnostics} <= {"date-missing", "title-missing"}
        assert to_post(again) == post

    def test_bad_line(self) -> None:
        """A line that is left out is not written; those around it are as they were."""
        assert _written("title: a\n这一行不是键值\nweight: 1.50\n") == "title: a\nweight: 1.50\n"

    @pytest.mark.parametrize(
        "header",
        ["tags: [\n  甲,\n  '乙'\n]\ntitle: c\n", "seo: {\n a: 1,\n b: 2\n}\n\ntitle: c\n", "tags:\n  [\n  甲\n  ]\n"],
    )
    def test_in_brackets(self, header: str) -> None:
        """A list or mapping in brackets over several lines stays, with the line that closes it."""
        assert _written(header) == header

    @pytest.mark.parametrize("header", ["a: 'x\nb: y'\ntitle: c\n", "{title: a, b: 'c'}\n", "? a\n: b\ntitle: c\n"])
    def test_over_lines(self, header: str) -> None:
        """A value over several lines is never cut."""
        article = RAW.parse(f"---\n{header}---\n<p>a</p>")
        assert RAW.parse(to_post(article)).front_matter == article.front_matter


class TestDates:
    """Hexo reads the time that this library reads, whatever the zone of the machine."""

    @pytest.mark.parametrize(
        "date",
        [
            *("Mon, 26 Jul 2021 01:29:00 GMT", "26 Jul 2021 09:29 +0800", "'2021-07-26T09:29:00+08:00'"),
            *("'2021-07-26 01:29:00Z'", '"2021-07-26T01:29:00.000Z"', "Mon Jul 26 2021 09:29:00 GMT+0800 (CST)"),
        ],
    )
    @pytest.mark.parametrize("key", ["date", "updated"])
    def test_zoned(self, key: str, date: str) -> None:
        """A text that names its zone, as JavaScript reads it too, stays in its form."""
        line = f"{key}: {date}\n"
        assert line in _written(f"title: a\n{line}")

    @pytest.mark.parametrize(
        "date",
        [
            *("2021-07-26 01:29:00", "'2021-07-26 01:29:00'", "2021-07-26T01:29:00Z", "2021-07-26T09:29:00+08:00"),
            *("2021-07-26 09:29:00 +08:00", "Mon, 26 Jul 2021 09:29:00 CST", "2021年7月26日 01:29", "2021/7/26 1:29"),
        ],
    )
    @pytest.mark.parametrize("key", ["date", "updated"])
    def test_not_text(self, key: str, date: str) -> None:
        """Any other form is written quoted, in UTC."""
        assert f"{key}: '2021-07-26T01:29:00Z'\n" in _written(f"title: a\n{key}: {date}\n")

    @pytest.mark.parametrize("key", ["date", "updated"])
    def test_default_zone(self, key: str) -> None:
        """A time that names no zone is in the parser's."""
        parser = Parser(normalizers=(), default_timezone=timezone(timedelta(hours=8)))
        assert f"{key}: '2021-07-26T01:29:00Z'\n" in _written(f"title: a\n{key}: 2021-07-26 09:29:00\n", parser)

    @pytest.mark.parametrize(
        "date",
        [
            "2021/7/26 09:29",
            "'2021年7月26日 09:29'",
            "July 26, 2021 9:29 am",
            "\n  2021-07-26 09:29",
            "26/07/2021 9:29 # 注",
        ],
    )
    @pytest.mark.parametrize("key", ["date", "updated"])
    def test_default_zone_of_any_form(self, key: str, date: str) -> None:
        """In whatever form, and wherever else the same line is."""
        parser = Parser(normalizers=(), default_timezone=timezone(timedelta(hours=8)))
        seo = f"seo:\n  {key}: {date}\n".replace("\n  2021", "\n    2021")
        assert _written(f"title: a\n{seo}{key}: {date}\n", parser) == f"title: a\n{seo}{key}: '2021-07-26T01:29:00Z'\n"

    def test_default_zone_of_json(self) -> None:
        """In JSON too."""
        parser = Parser(normalizers=(), default_timezone=timezone(timedelta(hours=8)))
        post = to_post(parser.parse(';;;\n"title": "a",\n"updated": "2021-07-26 09:29"\n;;;\n<p>正文</p>'))
        assert post.startswith("---\ntitle: 'a'\nupdated: '2021-07-26T01:29:00Z'\n---\n")

    @pytest.mark.parametrize("key", ["date", "updated"])
    def test_order(self, key: str) -> None:
        """A time of which only the parser knows the order is written so that everyone does."""
        parser = Parser(normalizers=(), date_order="dmy")
        assert f"{key}: '2015-04-12T00:00:00Z'\n" in _written(f"title: a\n{key}: 12/04/2015\n", parser)
        assert f"{key}: 12/04/2015\n" in _written(f"title: a\n{key}: 12/04/2015\n")

    @pytest.mark.parametrize("key", ["date", "updated"])
    def test_unreadable(self, key: str) -> None:
        """What is no date stays as it is."""
        assert _written(f"title: a\n{key}: 改天\n") == f"title: a\n{key}: 改天\n"

    def test_changed(self) -> None:
        """Another time is written in place of the old one."""
        assert _written("title: a\ndate: Mon, 26 Jul 2021 01:29:00 GMT\n", published=TIME + timedelta(days=1)) == (
            "title: a\ndate: '2021-07-27T01:29:00Z'\n"
        )


class TestDeleted:
    """What a step deleted stays deleted."""

    @pytest.mark.parametrize(
        ("field", "line"),
        [
            *(
                ("author", "author: 林"),
                ("headimg", "headimg: 'https://x.example/a.png'"),
                ("thumbnail", "thumbnail: a.png"),
            ),
            *(
                ("comments", "comments: false"),
                ("published", "date: Mon, 26 Jul 2021 01:29:00 GMT"),
                ("author", "author: 12"),
            ),
        ],
    )
    def test_dropped(self, field: str, line: str) -> None:
        """A field that is ``None`` drops the key that it could be read from."""
        assert _written(f"title: a\n{line}\nweight: 1\n", RAW, **{field: None}) == "title: a\nweight: 1\n"

    def test_ambiguous_date(self) -> None:
        """A date that was read because its order was known is dropped, and one that was not read stays."""
        header = "title: a\ndate: 12/04/2015\n"
        assert _written(header, Parser(normalizers=(), date_order="dmy"), published=None) == "title: a\n"
        assert _written(header) == header
        assert _written(header, published=TIME) == "title: a\ndate: '2021-07-26T01:29:00Z'\n"

    @pytest.mark.parametrize("title", ["\n - 甲", "\n  甲: 乙"])
    def test_title_of_another_kind(self, title: str) -> None:
        """A title that is no text stays, unless the article has one."""
        header = f"title: {title}\nweight: 1\n"
        assert _written(header) == header
        assert _written(header, title="丙") == "title: '丙'\nweight: 1\n"

    @pytest.mark.parametrize("line", ["author:\n  a: b", "date: 改天", "comments: 也许", "author:", "author: null"])
    def test_kept(self, line: str) -> None:
        """A key that no field could be read from stays."""
        assert _written(f"title: a\n{line}\nweight: 1\n") == f"title: a\n{line}\nweight: 1\n"
