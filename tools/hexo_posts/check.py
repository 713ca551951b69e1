"""Process written posts with Hexo, and report all differences from the article.

The posts are of generated articles, as they are and with texts that mean something to Hexo, of the samples and of the
files named, each cleaned and raw, with an HTML and a Markdown body. Hexo's readers of front matter read them in three time
zones; Hexo 6, 7 and 8 render them with both usual renderers, with and without what makes typography and highlights code.
Of each page

- nothing may be active: no element, attribute or URL that no writer writes or renderer adds;
- no template may have been run;
- an HTML body must be what was written, and the text of either the article's.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from functools import cache
from itertools import product
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import html5lib
from hypothesis import HealthCheck, given, seed, settings

from ofweek_parse import Article, OfweekParseError, Parser, to_post
from ofweek_parse.dates import parse_date
from ofweek_parse.testing import SAMPLES, articles

sys.path.insert(0, str(Path(__file__).parents[2]))
from tests.hexo import RUN, front_matter, hostile, shows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from xml.etree.ElementTree import Element

HERE = Path(__file__).parent
PARSERS = (Parser(), Parser(normalizers=()))
TAGS = frozenset(
    "html head body a audio blockquote br code dd del div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr iframe img li mark ol p pre s "
    "span strong sub sup table tbody td th thead tr ul video".split()
)
ATTRIBUTES = frozenset(
    "alt aria-hidden class colspan controls data-alt-verdict data-fetched-from data-language height href id poster rel role rowspan src "
    "start style target title width".split()
)
SCHEMES = frozenset({"http", "https", "mailto", "tel", "ftp"})
PICTURE = re.compile(r"data:image/(?:png|gif|jpe?g|webp);base64,", re.IGNORECASE)

PLAIN = {"marked": {"smartypants": False}, "markdown": {"render": {"typographer": False}}}
NOT_HIGHLIGHTED = {**PLAIN, "syntax_highlighter": "", "highlight": {"enable": False}, "prismjs": {"enable": False}}
PRISM = {
    **PLAIN,
    "syntax_highlighter": "prismjs",
    "highlight": {"enable": False},
    "prismjs": {"enable": True, "preprocess": True, "line_number": False},
}
OPTIONS: Mapping[str, Any] = {"as installed": {}, "plain": PLAIN, "not highlighted": NOT_HIGHLIGHTED, "prism": PRISM}


@dataclass(frozen=True, eq=False)
class Post:
    """An article and its post."""

    article: Article
    body: Literal["html", "markdown"]
    text: str


class Setup(NamedTuple):
    """What a post is taken through, and in which time zone."""

    package: str
    renderer: str = ""
    options: str = "plain"
    zone: str = "UTC"


ZONES = ("UTC", "Asia/Shanghai", "America/New_York")
SETUPS = (
    *(Setup(f"front-matter-{version}", zone=zone) for version, zone in product((4, 5), ZONES)),
    *(
        Setup(f"hexo-{version}", f"hexo-renderer-{renderer}", options)
        for version, renderer, options in product((6, 7, 8), ("marked", "markdown-it"), OPTIONS)
    ),
)


def generated(count: int) -> list[Article]:
    """As many articles as *count*, always the same."""
    found: list[Article] = []

    @seed(0)
    @settings(max_examples=count, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(articles())
    def collect(article: Article) -> None:
        found.append(article)

    collect()
    return found


def headers() -> Iterator[bytes]:
    """Posts with the dates and the front matter that need care, each with something that Hexo refuses or shifts."""
    dates = (
        *("Mon, 26 Jul 2021 01:29:00 GMT", "2021-07-26 01:29:00", "2021-07-26T01:29:00Z", "2021-07-26T09:29:00+08:00"),
        *("2021-07-26", "'2021-07-26 01:29:00'", "'2021-07-26T01:29:00+08:00'", "Mon, 26 Jul 2021 09:29:00 CST"),
        *("2021-07-26 09:29:00 +0800", "2021年7月26日 下午3:20", "Sat Mar 20 20:39:33 +0800 2021", "25/12/2021 10:05"),
        *("Mon Jul 26 2021 09:29:00 GMT+0800 (中国标准时间)", "2021-07-26 01:29:00 +0000 UTC", "20210726T012900Z"),
        *(
            "北京时间 2021-07-26 09:29",
            "7/26/2021, 9:29:00 AM",
            "2021-07-26 09:29:00 +0800 CST",
            "20210726T092900+0800",
        ),
    )
    lines = (
        *(
            "title: 'it's'",
            "title: #风#",
            "title: &a 风",
            "title:【转】x",
            "title: 12",
            "title: 1.10",
            "title: 2021-07-26",
        ),
        *(
            "title: ! x",
            "title: a: b",
            "title: '风'电",
            'title: """风"""',
            "title: no",
            "title: 0x1F",
            "title: ~",
            "title: 'a' # b",
        ),
        *(
            "title: a\ncategories:\n - @a",
            "title: a\ncategories:\n - 1.10\n - b",
            "title: a\ncategories:\n - #a\n - b: c",
        ),
        *("title: a\ntags: [a, 'b']  # c\nweight: 1.50", "title: a\nnote: |\n  a: b\n\n  c", "title: a\n author: b"),
        *(
            "title: 'a'# b",
            "title: [",
            "title: a\nno #te: b",
            "title: a\ntags: b\ntags: #c",
            "title: a\ntags: [#b, 'c, d']",
        ),
        *(
            "title: a\ntags: [\n  b,\n  c\n]\nweight: 1",
            "title: a\ncategories:\n - b\n  - c",
            "title: a\ncategories:\n - [b, @c]",
        ),
    )
    for date, key in product(dates, ("date", "updated")):
        yield f"---\ntitle: 风电\n{key}: {date}\nweight: 1.5\n---\n<p>正文</p>\n".encode()
    for line in lines:
        yield f"---\n{line}\ndate: Mon, 26 Jul 2021 01:29:00 GMT\n---\n<p>正文</p>\n".encode()


def parsed(sources: Iterable[bytes]) -> Iterator[Article]:
    """The article of each post, cleaned and raw."""
    for source, parser in product(sources, PARSERS):
        try:
            yield parser.parse(source)
        except OfweekParseError:  # noqa: PERF203 # there is nothing to write
            continue


def read(posts: list[Post], setup: Setup, modules: Path) -> list[dict[str, Any]]:
    """What *setup* makes of each post."""
    script = [str(HERE / "render.cjs"), setup.package, setup.renderer, json.dumps(OPTIONS[setup.options]), str(modules)]
    node = subprocess.run(  # noqa: S603 - what runs is the script beside this one
        ["node", *script],  # noqa: S607 - wherever it is installed
        input=json.dumps([post.text for post in posts]),
        stdout=subprocess.PIPE,
        check=True,
        encoding="utf-8",
        env={**os.environ, "TZ": setup.zone},
    )
    results: list[dict[str, Any]] = json.loads(node.stdout)
    return results


def faults(post: Post, result: Mapping[str, Any], setup: Setup) -> Iterator[tuple[str, object]]:
    """What is wrong with what was made of *post*: the kind and the case."""
    if "error" in result:
        yield "error", result["error"]
        return
    yield from wrong_fields(post.article, result)
    written = front_matter(post.text)[1]
    if result["body"] != written:
        yield "body", result["body"][:200]
    if "page" not in result:
        return
    yield from page_faults(post, result["page"], written, as_installed=setup.options == "as installed")


@cache  # since most setups make the same page of a post
def page_faults(post: Post, page: str, written: str, *, as_installed: bool) -> tuple[tuple[str, object], ...]:
    """What is wrong with *page*, of which the body was *written*."""
    return tuple(_page_faults(post, page, written, as_installed=as_installed))


def _page_faults(post: Post, page: str, written: str, *, as_installed: bool) -> Iterator[tuple[str, object]]:
    if RUN in page:
        yield "template run", page
    for found in active(page):
        yield "active", found
    page = page.replace('<span id="more"></span>', "<!-- more -->", 1)  # what Hexo makes of the excerpt's end
    if post.body == "html" and page.strip() != written.strip():
        yield "HTML changed", page
    if not as_installed and not shows(page, post.article, markdown=post.body == "markdown"):
        yield "text changed", page


def wrong_fields(article: Article, result: Mapping[str, Any]) -> Iterator[tuple[str, object]]:
    """The fields that were read as something else."""
    data = result["data"]
    wanted: dict[str, Any] = {"title": article.title, "categories": list(article.categories)}
    got: dict[str, Any] = {"title": data.get("title", ""), "categories": list(flat(data.get("categories")))}
    if article.published is not None and article.published.year >= 100:  # JavaScript takes 62 for 1962
        date = data.get("date")
        wanted["date"] = milliseconds(article.published)
        got["date"] = date["milliseconds"] if isinstance(date, dict) else date
    wanted["unknown keys"] = {key: plain(value) for key, value in article.extra.items() if key != "updated"}
    got["unknown keys"] = {
        key: as_text(data.get(key, "(absent)"), wanted["unknown keys"][key])
        for key in article.extra
        if key != "updated"
    }
    if updated := parse_date(str(article.extra.get("updated"))):
        wanted["updated"], got["updated"] = milliseconds(updated), data.get("updated", {}).get("milliseconds")
    wanted["order of keys"] = list(article.extra)
    got["order of keys"] = [key for key in result["keys"] if key in article.extra]
    for name, value in wanted.items():
        if got[name] != value:
            yield name, f"{value!r}\n      read as {got[name]!r}"


def milliseconds(time: datetime) -> int:
    """*time* as JavaScript has it."""
    return (time - datetime.fromtimestamp(0, timezone.utc)) // timedelta(milliseconds=1)


def as_text(value: Any, written: Any) -> Any:
    """*written* where Hexo makes a number of that text, which unknown keys keep as the file has it; else *value*."""
    is_number = isinstance(value, (int, float)) and isinstance(written, str) and not isinstance(value, bool)
    return written if is_number and float(written) == value else value


def plain(value: Any) -> Any:
    """*value* with the types that JSON has."""
    if isinstance(value, tuple):
        return [plain(part) for part in value]
    return {key: plain(part) for key, part in value.items()} if hasattr(value, "items") else value


def flat(value: Any) -> Iterator[str]:
    """The names in *value*, which is one category, a path, or several paths."""
    if isinstance(value, list):
        for part in value:
            yield from flat(part)
    elif value not in (None, "") and not isinstance(value, dict):
        yield value if isinstance(value, str) else json.dumps(value)


def active(page: str) -> Iterator[str]:
    """What in *page* is neither written nor added by a renderer."""
    root: Element = html5lib.parse(page, namespaceHTMLElements=False)
    for element in root.iter():
        if element.tag not in TAGS:  # a comment's is a function
            yield f"element {element.tag}"
        for name, value in element.attrib.items():
            if name not in ATTRIBUTES or (name == "style" and not re.fullmatch(r"text-align: ?\w+;?", value)):
                yield f"attribute {name}={value[:60]!r}"
            if name in {"href", "src"} and not is_safe(value):
                yield f"URL {value[:60]!r}"


def is_safe(url: str) -> bool:
    """Whether a browser only goes where *url* leads."""
    bare = re.sub("[\t\n\r]", "", url).strip("".join(map(chr, range(33))))
    scheme = re.match(r"([A-Za-z][A-Za-z0-9+.-]*):", bare)
    return scheme is None or scheme[1].lower() in SCHEMES or bool(PICTURE.match(bare))


def main() -> int:
    """Check, print, and tell whether all was right."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, help="further posts")
    parser.add_argument("--count", type=int, default=500, help="number of generated articles (default: 500)")
    parser.add_argument("--show", type=int, default=1, help="how many cases of each fault (default: 1)")
    parser.add_argument("--modules", type=Path, default=HERE, help="the folder that the packages are installed in")
    parser.add_argument("--only", default="", help="the prefix of the names of the packages to use (default: all)")
    parser.add_argument("--jobs", type=int, default=1, help="number of parallel Hexo processes (default: 1)")
    options = parser.parse_args()
    made = generated(options.count)
    setups = [setup for setup in SETUPS if setup.package.startswith(options.only)]
    sources = [
        *(sample.source for sample in SAMPLES.values()),
        *headers(),
        *(path.read_bytes() for path in options.files),
    ]
    found = [*made, *(hostile(article, Random(number)) for number, article in enumerate(made)), *parsed(sources)]  # noqa: S311
    bodies: tuple[Literal["html", "markdown"], ...] = ("html", "markdown")
    posts = [Post(article, body, to_post(article, body=body)) for article in found for body in bodies]
    print(f"{len(posts)} posts of {len(found)} articles", flush=True)
    total = 0
    with ThreadPoolExecutor(options.jobs) as pool:
        for setup, results in zip(
            setups, pool.map(lambda each: read(posts, each, options.modules), setups), strict=True
        ):
            counts: Counter[str] = Counter()
            cases: list[str] = []
            for post, result in zip(posts, results, strict=True):
                for kind, case in faults(post, result, setup):
                    counts[f"{kind} ({post.body})"] += 1
                    if counts[f"{kind} ({post.body})"] <= options.show:
                        cases.append(f"  {kind} ({post.body}): {case}\n    post: {post.text[-1500:]!r}")
            total += counts.total()
            print(" ".join(filter(None, setup)), "—", dict(counts) or "nothing", flush=True)
            print(*cases, sep="\n", end="\n" if cases else "", flush=True)
    return int(total > 0)


if __name__ == "__main__":
    sys.exit(main())
