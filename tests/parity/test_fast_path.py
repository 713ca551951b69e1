"""The fast path: what it accepts, what it declines, and that nothing depends on it. test_parity covers its results."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import get_args

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import ofweek_parse
from ofweek_parse import Limits, Parser, to_json
from ofweek_parse.reading.fast.fast_path import read_fast
from ofweek_parse.reading.html.elements import _ROWS, Role
from ofweek_parse.reading.post import REFERENCE_VARIABLE
from ofweek_parse.testing import SAMPLES
from tests.making import in_time
from tests.reading_paths import DEFAULT, HEADER, RAW, check_explained, check_same, is_read_fast

USUAL = (
    "<p>a</p>",
    "<p>a</p><!-- </body> --><p>b</p>",
    "<p>a &amp; b&nbsp;&#8226;</p>",
    "a<br><br>b",
    "<br>\na<br>\n<br>\n<strong>b</strong><br>\n<br>\nc<br>d<br>",
    "<p>&nbsp;<br><br>风机</p>",
    "<h2>a</h2><center><strong>b</strong></center>",
    '<p>a<b>b</b><em>c</em><sup>2</sup><sub>3</sub><u>d</u><font size="2">e</font></p>',
    '<div>   \n<section><p style="text-align:center">a</p></section>\n<article>b</article>\n</div>\n            ',
    '<p>a<span style="font-weight:bold">b</span><span>c</span></p>',
    '<p>a<a href="https://a.example/" title="b">b</a>c<a name="d">e</a></p>',
    '<p>动力<span class="hrefStyle"><a href="http://a.example/">电池展</a></span>开&nbsp;</p><!-- <p>b</p> -->',
    '<p>风<span class="hrefStyle"><a href="http://a.example/" target="_blank" title="机">机</a></span>叶片</p>',
    '<div><p style="text-align:center"><img src="https://a.example/b.png" alt="" title></p></div>',
    '<p>a<img src="https://a.example/b.png" alt="b" title="c" width="1" height="2px" referrerpolicy="no-referrer">d</p>',
    '<div align="center">\n<img class="a" src="https://a.example/b.png" width="600">\n</div><br>\n<font size="2"><u>a</u></font><br>',
)
UNUSUAL = (
    "",
    "<p>a",
    "<p>a</b></p>",
    "<p><strong>a</p></strong>",
    "<p><em/>重点</em>其他</p>",
    "<p hidden>a</p>",
    "<p>a<textarea>b<b>c</b></textarea></p>",
    "<p>a<noembed><b>b</b></noembed></p>",
    '<p><a href="javascript:x">a</a></p>',
    '<p>a<a href="">c</a></p>',
    '<p>a<a name="b">c<a href="https://a.example/">d</a>e</a>f</p>',
    "<p>a</p><table><tr><td>b</table>",
    "<p>&nbsp;<br><br>风机</p><table><tr><td>b</td></tr></table>",
    "<p>a <!-- b --> c</p>",
    "a <!-- b --> c",
    '<p \u3000align="left">a</p>',
    '<p align="left"\u3000>a</p>',
    "<p>a <b\xa0>b</b></p>",
    '<p><img src="https://a.example/b.png"\u2003></p>',
    '<p><img src="b.png"></p>',
    '<p>a<b>b</b>，</p><p><img src="https://a.example/b.png" alt="<p>"></p>',
)


class TestSwitch:
    """The environment variable that forces the reference path."""

    @pytest.mark.parametrize(("value", "is_asked"), [("1", False), ("", True), (None, True)])
    def test_forces(self, value: str | None, is_asked: bool) -> None:  # noqa: FBT001
        """Where it is set, the fast path, which needs no lxml, is not asked; where it is empty or not set, it is."""
        script = (
            f"import sys, ofweek_parse; ofweek_parse.parse({HEADER + '<p>a</p>'!r}); print('lxml' not in sys.modules)"
        )
        environment = {name: other for name, other in os.environ.items() if name != REFERENCE_VARIABLE}
        if value is not None:
            environment[REFERENCE_VARIABLE] = value
        command = [sys.executable, "-c", script]
        assert subprocess.check_output(command, env=environment, text=True).strip() == str(is_asked)  # noqa: S603

    def test_fixture(self, reading_path: str) -> None:
        """A test of another folder runs once, on the path that the environment asks for."""
        assert (reading_path == "reference") is bool(os.environ.get(REFERENCE_VARIABLE))


class TestAccepts:
    """What is usual is read on the fast path."""

    @pytest.mark.parametrize("name", ["whole-article-alt", "captions-and-credits", "cut-words-and-links"])
    def test_samples(self, name: str) -> None:
        """Samples as the generator writes them, as bytes and as text."""
        assert check_explained(SAMPLES[name].source)
        assert check_explained(SAMPLES[name].source.decode())

    @pytest.mark.parametrize("body", USUAL)
    def test_bodies(self, body: str) -> None:
        """Bodies of paragraphs, headings, wrappers, bold text, links, keyword links and images."""
        assert check_explained(HEADER + body)

    @pytest.mark.parametrize(
        "header", ["title: a\ndate: Invalid Date", "title: a", "author: a", "title:\n - a\ncomments: b"]
    )
    def test_notes(self, header: str) -> None:
        """Front matter of which there is something to note."""
        assert check_explained(f"\n---\n{header}\n---\n<p>a</p>")
        assert not check_explained(f"---\n{header}\n---\n<p>a</p><ul><li>b</li></ul>")

    def test_front_matter_alone(self) -> None:
        """The front matter of a post whose body it refuses is read on it all the same."""
        found = read_fast(HEADER + "<ul><li>b</li></ul>", base_url=None, limits=Limits())
        assert found is not None
        assert found.front_matter["title"] == "a"
        assert found.blocks is None


class TestRefuses:
    """What is out of the ordinary is left to the reference path."""

    @pytest.mark.parametrize("body", UNUSUAL)
    def test_bodies(self, body: str) -> None:
        """Bodies."""
        assert not check_explained(HEADER + body)

    @pytest.mark.parametrize("length", [40, 1_023, 1_024, 1_025, 2_000])
    def test_long_key(self, length: int) -> None:
        """A key that is longer than any that the generator writes, or than YAML takes for one."""
        assert check_explained(f"---\ntitle: a\n{'k' * length}: b\n---\n<p>a</p>") is (length == 40)

    @pytest.mark.parametrize(
        "limit", ["file_size", "header_size", "header_depth", "depth", "attributes", "token_size", "blocks"]
    )
    def test_limits(self, limit: str) -> None:
        """A limit that may bite."""
        assert not is_read_fast(HEADER + "<p>a</p>", attrs.evolve(RAW, limits=Limits(**{limit: 0})))


class TestUrls:
    """URLs of links and images."""

    @pytest.mark.parametrize("base_url", ["https://a.example/c/", "http://b.example"])
    @pytest.mark.parametrize(
        ("url", "is_absolute"),
        [
            ("https://a.example/b.png", True),
            ("https://a.example/012.png?a=1", True),
            ("https://a.example/../b.png", True),
            ("https://a.example/b.png?", False),
            ("https://a.example/b.png#", False),
            ("https:///b.png", False),
            ("https:///b/012.png", False),
            ("https://a.example/;", False),
        ],
    )
    def test_base_url(self, base_url: str, url: str, is_absolute: bool) -> None:  # noqa: FBT001
        """A base changes nothing of some; others it only writes in another way."""
        parser = attrs.evolve(RAW, base_url=base_url)
        for body in (
            f'<p><img src="{url}"></p>',
            f'<p><img src="{url}" alt="" class="a"></p>',
            f'<p>a<a href="{url}">b</a></p>',
            f'<p>a<span class="hrefStyle"><a href="{url}" target="_blank" title="b">b</a></span></p>',
        ):
            assert check_same(HEADER + body, parser) or not is_absolute

    @pytest.mark.parametrize("url", ["b", "/b", "//b", "?b", "https:b", "https://b/c?", "http://b/c"])
    @pytest.mark.parametrize("tag", ['<a href="{}">c</a>', '<img src="{}">'])
    def test_relative(self, url: str, tag: str) -> None:
        """What is relative is refused."""
        parser = attrs.evolve(RAW, base_url="https://a.example/")
        assert check_same(f"{HEADER}<p>{tag.format(url)}</p>", parser) is (url == "http://b/c")

    @pytest.mark.parametrize(
        ("url", "is_plain"),
        [
            ("https://a.example/图片 1.png", False),
            ("https://a.example/图片1.png", True),
            ("https://例子.example/b", True),
            ("https://a.example/é?ü#ß\U0001f600", True),
            ("https://a℀b.example/", False),
            ("https://a.example/\u3000b", True),
            ("https://a.example/b\u3000", True),
            ("图片1.png", False),
        ],
    )
    def test_letters(self, url: str, is_plain: bool) -> None:  # noqa: FBT001
        """Letters that are no ASCII."""
        for body in (f'<p><img src="{url}"></p>', f'<p>a<a href="{url}">b</a></p>'):
            assert check_same(HEADER + body) is is_plain
            check_same(HEADER + body, attrs.evolve(RAW, base_url="https://b.example/"))

    @given(
        st.permutations(
            (
                'width="50%"',
                'width="60%"',
                'src="https://a.example/0a1b.jpg"',
                'alt="一"',
                'alt="二.png"',
                "alt",
                'title=" 三 "',
                "title",
                'referrerpolicy="no-referrer"',
            )
        ),
        st.integers(0, 8),
    )
    def test_image(self, attributes: list[str], left_out: int) -> None:
        """An image with its attributes in any order is accepted, unless one stands twice."""
        attributes = attributes[left_out:]
        names = [attribute.partition("=")[0] for attribute in attributes]
        is_fast = check_same(f"{HEADER}<p>a</p><p><img {' '.join(attributes)}></p>")
        assert is_fast is ("src" in names and len(names) == len(set(names)))


class TestRepeated:
    """An alternative text that stands again and again."""

    TEXT = "山谷里一共有四十二台风机。" * 20

    def post(self, *values: str) -> str:
        """A post with images of these alternative texts."""
        images = [f'<p><img src="https://a.example/b.png" alt="{value}"></p>' for value in values]
        return f"{HEADER}<p>a</p>{''.join(images)}"

    @pytest.mark.parametrize("times", [1, 2, 5])
    def test_same(self, times: int) -> None:
        """It is on every image."""
        post = self.post(*[self.TEXT] * times)
        assert check_same(post)
        assert check_same(post.encode())
        assert [image.alt for image in RAW.parse(post).images] == [self.TEXT] * times

    @pytest.mark.parametrize(
        "rest", ["<table><tr><td>b</td></tr></table>", "<p>b", "<ul><li>b</li></ul><p hidden>c</p>"]
    )
    def test_other_body(self, rest: str) -> None:
        """It is on every image of a body that is refused."""
        post = self.post(*[f" {self.TEXT}"] * 3) + rest
        assert not check_same(post)
        assert not check_same(post.encode())
        assert [image.alt for image in RAW.parse(post).images] == [self.TEXT] * 3

    def test_in_text(self) -> None:
        """What stands in the text too, in quotes behind an equals sign, stays there."""
        check_same(self.post(self.TEXT) + f'<p>x="{self.TEXT}"</p>')

    def test_in_front_matter(self) -> None:
        """What stands in the front matter too stays there."""
        post = self.post(self.TEXT).replace("title:", f"summary: 'x=\"{self.TEXT}\"'\ntitle:", 1)
        assert not check_same(post)
        assert not check_same(post.encode())
        assert DEFAULT.parse(post).front_matter["summary"] == f'x="{self.TEXT}"'

    def test_stand_in(self) -> None:
        """A post that holds the stand-in itself is read as it is."""
        post = self.post(self.TEXT, "\ua4d2", self.TEXT)
        check_same(post)
        assert [image.alt for image in RAW.parse(post).images][1] == "\ua4d2"

    def test_stand_in_inside(self) -> None:
        """A text that holds the stand-in, and is repeated itself."""
        post = self.post(*[f"{self.TEXT}\ua4d2{self.TEXT}"] * 2)
        assert check_same(post)
        assert check_same(post + "<p>\ua4d2</p>")

    @pytest.mark.parametrize("written", ["{}风", "{}&amp;", "{} ", " {}", "{}\n", "<b>{}"])
    def test_other_values(self, written: str) -> None:
        """A text that only begins with it, or holds it, is another."""
        check_same(self.post(self.TEXT, written.replace("{}", self.TEXT), self.TEXT))
        check_same(self.post(written.replace("{}", self.TEXT), self.TEXT, self.TEXT))


def test_linear() -> None:
    """Time grows with the post: a list of many categories."""
    categories = tuple(f"类{number}" for number in range(100_000))
    post = "---\ntitle: a\ncategories:\n" + "".join(f" - {name}\n" for name in categories) + "---\n<p>风</p>"
    with in_time(5):
        found = read_fast(post, base_url=None, limits=Limits())
    assert found is not None
    assert found.front_matter["categories"] == categories


@pytest.fixture
def package_copy(tmp_path: Path) -> Path:
    """A copy of the package's source to change."""
    copy = tmp_path / "ofweek_parse"
    ignored = shutil.ignore_patterns("__pycache__", "*.so", "*.pyd")
    shutil.copytree(Path(ofweek_parse.__file__).parent, copy, ignore=ignored)
    return copy


def replace(path: Path, *replacements: tuple[str, str]) -> None:
    """Change the source at *path*; each text is there, once."""
    source = path.read_text("utf-8")
    for old, new in replacements:
        assert source.count(old) == 1, old
        source = source.replace(old, new)
    path.write_text(source, "utf-8")


def run(code: str, package: Path) -> str:
    """What *code* prints with the copy of the package."""
    environment = {**os.environ, "PYTHONPATH": str(package.parent), "PYTHONIOENCODING": "utf-8"}
    environment.pop(REFERENCE_VARIABLE, None)
    result = subprocess.run(  # noqa: S603
        [
            sys.executable,
            "-c",
            f"import ofweek_parse\nassert ofweek_parse.__file__.startswith({str(package)!r})\n{code}",
        ],
        capture_output=True,
        check=False,
        encoding="utf-8",
        env=environment,
        cwd=Path(__file__).parents[2],
    )
    assert result.returncode == 0, result.stderr
    return result.stdout


class TestDeleted:
    """The package without the fast path."""

    CODE = """
from ofweek_parse import Parser, to_json
from ofweek_parse.testing import SAMPLES
for sample in SAMPLES.values():
    for parser in (Parser(), Parser(normalizers=())):
        print(to_json(parser.parse(sample.source)))
"""

    def test_same(self, package_copy: Path) -> None:
        """Without the folder and the line that asks it, every sample is read as it is with them."""
        shutil.rmtree(package_copy / "reading" / "fast")
        replace(
            package_copy / "reading" / "post.py",
            ("from ofweek_parse.reading.fast.fast_path import read_fast\n", ""),
            ("(fast := read_fast(source, base_url=base_url, limits=limits, is_body=is_body))", "(fast := None)"),
        )
        parsers = (Parser(), RAW)
        expected = [to_json(parser.parse(sample.source)) for sample in SAMPLES.values() for parser in parsers]
        assert run(self.CODE, package_copy).splitlines() == expected


def moved(table: str, tag: str, role: str) -> str:
    """The *table* of elements with *tag* in the row of *role*, or, if that is empty, in none."""
    table = re.sub(rf'(?<=[ "]){tag}(?: |(?="))', "", table)
    return re.sub(rf'("{role}": (?:\(\n +)?")', rf"\1{tag} ", table) if role else table


class TestDerived:
    """The fast path follows the table of elements."""

    CODE = """
from tests.reading_paths import HEADER, RAW, check_explained
for body in {bodies}:
    is_fast = check_explained(HEADER + body)
    article = RAW.parse(HEADER + body)
    print(is_fast, *[type(inline).__name__ for inline in article.blocks[0].inlines], article.text)
"""
    MOVES = (
        ("mark", "emphasis", "<p>甲<mark>风</mark>乙</p>", "True Text 甲风乙", "True Text Emphasis Text 甲风乙"),
        ("ins", "dropped", "<p>甲<ins>风</ins>乙</p>", "True Text 甲风乙", "False Text 甲乙"),
        ("u", "", "<p>甲<u>风</u>乙</p>", "True Text 甲风乙", "False Text 甲风乙"),
        ("x-y", "strong", "<p>甲<x-y>风</x-y>乙</p>", "False Text 甲风乙", "True Text Strong Text 甲风乙"),
        ("loud", "strong", "<p>甲<loud>风</loud>乙</p>", "False Text 甲风乙", "True Text Strong Text 甲风乙"),
        ("sup", "subscript", "<p>甲<sup>2</sup></p>", "True Text Superscript 甲2", "True Text Subscript 甲2"),
        ("section", "block", "<section><p>甲</p></section>", "True Text 甲", "False Text 甲"),
        ("aside", "wrapper", "<aside><p>甲</p></aside>", "False Text 甲", "True Text 甲"),
    )

    def test_rows(self, package_copy: Path) -> None:
        """A tag in another row changes both paths, or the fast one refuses."""
        _, _, bodies, before, after = zip(*self.MOVES, strict=True)
        code = self.CODE.replace("{bodies}", repr(bodies))
        assert run(code, package_copy).splitlines() == list(before)
        path = package_copy / "reading" / "html" / "elements.py"
        table = path.read_text("utf-8")
        for tag, role, *_ in self.MOVES:
            table = moved(table, tag, role)
        path.write_text(table, "utf-8")
        assert run(code, package_copy).splitlines() == list(after)

    def test_one_row(self) -> None:
        """Every role has a row, and every tag is in one."""
        assert set(_ROWS) == {*get_args(Role)}
        tags = " ".join(_ROWS.values()).split()
        assert [tag for tag, count in Counter(tags).items() if count > 1] == []
