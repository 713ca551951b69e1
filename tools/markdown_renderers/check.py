"""Write articles as Markdown, render it with marked and cmark-gfm, and report unsafe output.

The articles are hostile ones, payloads in every place, and of posts in the folders that are named. The check is that of
tests/writers/test_markdown_renderers.py, which does the same with the renderers that are Python's.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from ofweek_parse import Article, Parsed, Parser, iter_articles, to_markdown
from ofweek_parse.testing import articles

sys.path.insert(0, str(Path(__file__).parents[2]))
from tests.rendering import PAYLOADS, RENDERERS, beside, everywhere, hostile_articles, violations

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).parent


def generated(count: int) -> list[Article]:
    """As many articles as *count*, always the same, two of three hostile."""
    found: list[Article] = []

    @seed(0)
    @settings(max_examples=count, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(st.one_of(hostile_articles(), hostile_articles(), articles()))
    def collect(article: Article) -> None:
        found.append(article)

    collect()
    return found


def of_posts(folders: list[str]) -> Iterator[Article]:
    """The articles of posts, cleaned and raw."""
    for parser in (Parser(), Parser(normalizers=())):
        yield from (result.article for result in iter_articles(folders, parser=parser) if isinstance(result, Parsed))


def marked(texts: list[str]) -> list[str]:
    """What marked makes of each of *texts*."""
    command = [shutil.which("node") or "node", str(HERE / "render.mjs")]
    done = subprocess.run(command, input=json.dumps(texts), capture_output=True, check=True, encoding="utf-8")  # noqa: S603
    return list(json.loads(done.stdout))


def cmark_gfm(texts: list[str]) -> list[str]:
    """What cmark-gfm makes of each of *texts*, with raw HTML and every URL let through."""
    extensions = [
        part for name in ("table", "strikethrough", "autolink", "footnotes", "tasklist") for part in ("-e", name)
    ]
    command = [shutil.which("cmark-gfm") or "cmark-gfm", "--unsafe", *extensions]

    def rendered(text: str) -> str:
        return subprocess.run(command, input=text, capture_output=True, check=True, encoding="utf-8").stdout  # noqa: S603

    return list(map(rendered, texts))


def main() -> int:
    """Render, check, print, and tell whether anything was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", help="folders of posts")
    parser.add_argument("--count", type=int, default=2000, help="number of generated articles (default: 2000)")
    parser.add_argument("--python", action="store_true", help="also use the renderers of the tests")
    arguments = parser.parse_args()
    every = [*(make(payload) for payload in PAYLOADS for make in (everywhere, beside)), *generated(arguments.count)]
    every += of_posts(arguments.folders) if arguments.folders else []
    renderers = {"marked": marked, "cmark-gfm": cmark_gfm}
    if arguments.python:
        renderers |= {name: lambda texts, render=render: list(map(render, texts)) for name, render in RENDERERS.items()}
    total = 0
    for style in ("inline", "reference"):
        texts = [to_markdown(article, title=True, links=style, images=style) for article in every]
        for name, render in renderers.items():
            found = [
                (text, faults)
                for article, text, html in zip(every, texts, render(texts), strict=True)
                if (faults := violations(html, article))
            ]
            print(
                f"{name}, links {style}: {len(texts)} articles, {len(found)} with what they should not have", flush=True
            )
            for text, faults in sorted(found, key=lambda pair: len(pair[0]))[:5]:
                print(f"  {faults[:3]}: {text[:300]!r}")
            total += len(found)
    return int(total > 0)


if __name__ == "__main__":
    sys.exit(main())
