"""Take written posts through Hexo, and print what it reads, runs or shows otherwise than the article says.

The posts are of generated articles, as they are and with texts that mean something to Hexo, of the samples and of the
files named, each cleaned and raw, with an HTML and a Markdown body. Hexo's readers of front matter read them; Hexo 6, 7
and 8 render them with both usual renderers, with and without what makes typography and highlights code. Of each page

- nothing may be active: no element, attribute or URL that no writer writes or renderer adds;
- no template may have been run;
- an HTML body must be what was written, and the text of either the article's.
"""

from __future__ import annotations

import argparse
import json
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
from ofweek_parse.testing import SAMPLES, articles

sys.path.insert(0, str(Path(__file__).parents[2]))
from tests.hexo import RUN, front_matter, hostile, shows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from xml.etree.ElementTree import Element

HERE = Path(__file__).parent
PARSERS = (Parser(), Parser(normalizers=()))
TAGS = frozenset(
    "html head body a audio blockquote br code dd div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr iframe img li mark ol p pre s "
    "span strong sub sup table tbody td th thead tr ul video".split()
)
ATTRIBUTES = frozenset(
    "alt aria-hidden class colspan controls data-alt-verdict data-fetched-from data-language height href id rel role rowspan src "
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
    """What a post is taken through."""

    package: str
    renderer: str = ""
    options: str = "plain"


SETUPS = (
    *(Setup(f"front-matter-{version}") for version in (4, 5)),
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
    if post.body == "html" and page.strip() != written.strip():
        yield "HTML changed", page
    if not as_installed and not shows(page, post.article, markdown=post.body == "markdown"):
        yield "text changed", page


def wrong_fields(article: Article, result: Mapping[str, Any]) -> Iterator[tuple[str, object]]:
    """The fields that were read as something else."""
    data = result["data"]
    wanted: dict[str, object] = {"title": article.title, "categories": list(article.categories)}
    got: dict[str, object] = {"title": data.get("title", ""), "categories": list(flat(data.get("categories")))}
    if article.published is not None and article.published.year >= 100:  # JavaScript takes 62 for 1962
        date = data.get("date")
        wanted["date"] = (article.published - datetime.fromtimestamp(0, timezone.utc)) // timedelta(milliseconds=1)
        got["date"] = date["milliseconds"] if isinstance(date, dict) else date
    wanted["unknown keys"] = {key: plain(value) for key, value in article.extra.items()}
    got["unknown keys"] = {key: data.get(key, "(absent)") for key in article.extra}
    wanted["order of keys"] = list(article.extra)
    got["order of keys"] = [key for key in result["keys"] if key in article.extra]
    for name, value in wanted.items():
        if got[name] != value:
            yield name, f"{value!r}\n      read as {got[name]!r}"


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
    parser.add_argument("files", nargs="*", type=Path, help="posts to take too, read where they lie")
    parser.add_argument("--count", type=int, default=500, help="how many generated articles (default: 500)")
    parser.add_argument("--show", type=int, default=1, help="how many cases of each fault (default: 1)")
    parser.add_argument("--modules", type=Path, default=HERE, help="the folder that the packages are installed in")
    parser.add_argument("--jobs", type=int, default=1, help="how many Hexos at a time (default: 1)")
    options = parser.parse_args()
    made = generated(options.count)
    sources = [sample.source for sample in SAMPLES.values()] + [path.read_bytes() for path in options.files]
    found = [*made, *(hostile(article, Random(number)) for number, article in enumerate(made)), *parsed(sources)]  # noqa: S311
    bodies: tuple[Literal["html", "markdown"], ...] = ("html", "markdown")
    posts = [Post(article, body, to_post(article, body=body)) for article in found for body in bodies]
    print(f"{len(posts)} posts of {len(found)} articles", flush=True)
    total = 0
    with ThreadPoolExecutor(options.jobs) as pool:
        for setup, results in zip(
            SETUPS, pool.map(lambda each: read(posts, each, options.modules), SETUPS), strict=True
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
