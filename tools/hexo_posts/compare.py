"""Compare written posts with what Hexo's own reader, hexo-front-matter, reads in them, and print right/total per field.

The posts are of the samples, as parsed and raw, and of generated articles, each with an HTML and a Markdown body.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, seed, settings

from ofweek_parse import Article, Parser, to_post
from ofweek_parse.testing import SAMPLES, articles

HERE = Path(__file__).parent


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


def sampled() -> Iterator[Article]:
    """The article of each sample, cleaned and raw."""
    for sample in SAMPLES.values():
        yield sample.article
        yield Parser(normalizers=()).parse(sample.source)


def plain(value: Any) -> Any:
    """*value* with the types that JSON has."""
    if isinstance(value, tuple):
        return [plain(part) for part in value]
    return {key: plain(part) for key, part in value.items()} if isinstance(value, Mapping) else value


def flat(value: Any) -> Iterator[str]:
    """The names in *value*, which is one category, a path, or several paths."""
    if isinstance(value, list):
        for part in value:
            yield from flat(part)
    elif value not in (None, "") and not isinstance(value, dict):
        yield value if isinstance(value, str) else json.dumps(value)


def fields(article: Article, read: Mapping[str, Any]) -> Iterator[tuple[str, object, object]]:
    """Each field by its name: what the article has and what Hexo read."""
    data = read["data"]
    yield "title", article.title, data.get("title", "")
    yield "categories", list(article.categories), list(flat(data.get("categories")))
    if article.published is not None and article.published.year >= 100:  # JavaScript takes 62 for 1962
        date = data.get("date")
        milliseconds = date["milliseconds"] if isinstance(date, dict) else date
        yield "date", article.published.timestamp() * 1000 // 1, milliseconds
    for key, value in article.extra.items():
        yield "unknown keys", {key: plain(value)}, {key: data.get(key, "(absent)")}
    yield "their order", list(article.extra), [key for key in read["keys"] if key in article.extra]


def main() -> int:
    """Compare, print, and tell whether all was right."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=200, help="how many generated articles (default: 200)")
    parser.add_argument("--show", type=int, default=3, help="how many differences of each field (default: 3)")
    options = parser.parse_args()
    pairs = [
        (article, to_post(article, body=body))
        for article in [*sampled(), *generated(options.count)]
        for body in ("html", "markdown")
    ]
    node = subprocess.run(  # noqa: S603 - what runs is the script beside this one
        ["node", str(HERE / "read.cjs")],  # noqa: S607 - wherever it is installed
        input=json.dumps([post for _, post in pairs]),
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    results: dict[str, list[str]] = defaultdict(list)
    for (article, _), read in zip(pairs, json.loads(node.stdout), strict=True):
        results["read at all"].append(read.get("error", ""))
        for name, wanted, got in fields(article, read) if "data" in read else ():
            results[name].append("" if wanted == got else f"{wanted!r}\n      read as {got!r}")
    for name, differences in results.items():
        print(f"{name}: {differences.count('')}/{len(differences)}")
        for difference in list(filter(None, differences))[: options.show]:
            print(f"    {difference}")
    return int(any(any(differences) for differences in results.values()))


if __name__ == "__main__":
    sys.exit(main())
