"""How the time of parsing grows with the input, one dimension after the other.

    python benchmarks/scaling.py [dimension …]

Each dimension is doubled from 10 kB to 10 MB; the exponent is the slope of log time over log size on the larger half of
the sizes: 1 is linear, 2 quadratic. The limits are out of the way. A dimension ends early where a parse would take more
than 20 seconds.
"""

from __future__ import annotations

import argparse
import gc
import math
import sys
import time
from typing import TYPE_CHECKING

from ofweek_parse import Limits, OfweekParseError, Parser

if TYPE_CHECKING:
    from collections.abc import Callable

SMALLEST, LARGEST = 10_000, 10_000_000
LONGEST = 20.0
TARGET = 1.1
HEADER = "---\ntitle: 风机\ndate: 2021-07-26\n---\n"
SENTENCES = (
    "山谷里一共有四十二台风机。",
    "去年它们发电三亿度，足够一座小城用上八个月。",
    "维护的人说：“风大的时候，整座山都在唱歌。”",
    "叶片在２０１９年造成，每片长６８．５米。",
)
NO_LIMITS = Limits(
    **dict.fromkeys(("file_size", "header_size", "attributes", "token_size", "blocks"), 2**40)  # type: ignore[arg-type]
)


def _sentence(number: int) -> str:
    return f"{number}、{SENTENCES[number % len(SENTENCES)]}"


def repeated(make: Callable[[int], str], before: str = "", after: str = "") -> Callable[[int], str]:
    """A post with as many of what *make* makes as its size allows."""

    def post(size: int) -> str:
        unit = len(make(1_000).encode())
        return HEADER + before + "".join(map(make, range(max(size // unit, 1)))) + after

    return post


def images(size: int) -> str:
    """A post of paragraphs and images, each image with the whole article in ``alt``: quadratic in the paragraphs."""
    count = max(round(math.sqrt(size / 400)), 1)
    text = "".join(map(_sentence, range(count)))
    row = size // max(len(text.encode()), 1)
    paragraphs = "".join(f"<p>{_sentence(number)}</p>" for number in range(count))
    return HEADER + paragraphs + "".join(f'<img src="{number}.png" alt="{text}">' for number in range(row))


def nested(size: int) -> str:
    """A post of columns of elements nested as deep as the limit lets them."""
    levels = 480
    column = "".join(f"<{'div' if level % 2 else 'span'}>{level}" for level in range(levels))
    column += "".join(f"</{'div' if level % 2 else 'span'}>" for level in reversed(range(levels)))
    return HEADER + column * max(size // len(column), 1)


def keys(size: int) -> str:
    """A post with many keys in its front matter."""
    return "---\n" + "".join(f"key{number}: 'value {number}'\n" for number in range(size // 25)) + "---\n<p>风</p>"


def broken_keys(size: int) -> str:
    """A post with many keys in its front matter, of which each second has to be repaired."""
    return "---\n" + "".join(f"key{number}: 'it's {number}'\n" for number in range(size // 25)) + "---\n<p>风</p>"


def category_list(size: int) -> str:
    """A post with a long list in its front matter."""
    return (
        "---\ntitle: a\ncategories:\n" + "".join(f" - 类{number}\n" for number in range(size // 12)) + "---\n<p>风</p>"
    )


def alt_length(size: int) -> str:
    """A post with one image, the alt of which copies the body and goes on for as long again."""
    half = size // 2
    text = "".join(_sentence(number) for number in range(max(half // 60, 1)))
    return f'{HEADER}<p>{text}</p><img src="a.png" alt="{text}">'


def foreign_alts(size: int) -> str:
    """A post with images, each with a text of its own that nothing else says."""
    return repeated(
        lambda number: f'<p><img src="{number}.png" alt="第{number}张照片，{number * 7}" title="拍于{number}"></p>'
    )(size)


def lost_figures(size: int) -> str:
    """A post with one image, whose alt copies the body and shows a figure after each paragraph."""
    numbers = range(max(size // 40, 1))
    paragraphs = "".join(f"<p>叶片{number}</p>" for number in numbers)
    copy = "".join(f"叶片{number}风机" for number in numbers)
    return f'{HEADER}{paragraphs}<p><img src="a.png" alt="{copy}"></p>'


def with_text(size: int) -> str:
    """The same with a text as long as all else."""
    paragraphs = "".join(f"<p>{_sentence(number)}</p>" for number in range(max(size // 120, 1)))
    return foreign_alts(size // 2).replace(HEADER, HEADER + paragraphs)


def keyword_links(number: int) -> str:
    """A paragraph with a keyword link."""
    return f'<p>动力<span class="hrefStyle"><a href="/tag-{number}">电池{number}</a></span>展</p>'


DIMENSIONS: dict[str, Callable[[int], str]] = {
    "paragraphs": repeated(lambda number: f"<p>{_sentence(number)}</p>"),
    "one paragraph": repeated(_sentence, "<p>", "</p>"),
    "inlines in one paragraph": repeated(lambda number: f"{number}<b>风</b>", "<p>", "</p>"),
    "line breaks": repeated(lambda number: f"{_sentence(number)}<br>", "<p>", "</p>"),
    "headings": repeated(lambda number: f"<p><strong>{number}</strong></p><p><strong>第{number}章</strong></p>"),
    "images with the article in alt": images,
    "images with texts of their own": foreign_alts,
    "the same below a text": with_text,
    "length of one alt": alt_length,
    "captions": repeated(lambda number: f'<p><img src="{number}.png"></p><p>▲ 图{number}</p>'),
    "captions of one image": repeated(lambda number: f"<p>▲ 图{number}</p>", '<p><img src="a.png"></p>'),
    "figures that the body lacks": lost_figures,
    "attributes on one tag": repeated(lambda number: f" a{number}=b", "<p", ">风</p>"),
    "spilled attributes on one image": repeated(lambda number: f' 风{number}"', '<img src="a.png" title=""', ">"),
    "nesting": nested,
    "quotes in quotes": repeated(lambda number: "<blockquote>" * 10 + _sentence(number) + "</blockquote>" * 10),
    "list items": repeated(lambda number: f"<li>{_sentence(number)}</li>", "<ul>", "</ul>"),
    "lists in a list, no item": repeated(lambda number: f"<ul><li>{number}</li></ul>", "<ul><li>风</li>", "</ul>"),
    "table cells": repeated(
        lambda number: f"<tr><td>{number}</td><td>{SENTENCES[number % 4]}</td></tr>", "<table>", "</table>"
    ),
    "cells in one row": repeated(lambda number: f"<td>{number}</td>", "<table><tr><td>a<tr>", "</table>"),
    "caption lines": repeated(lambda number: f"<figcaption>{number}</figcaption>", "<figure><img src=a>", "</figure>"),
    "code": repeated(lambda number: f"line {number} &lt;a&gt; <b>b</b>\n", "<pre>", "</pre>"),
    "credits": repeated(lambda number: f"<p>作者：林{number}</p>"),
    "credits in one paragraph": repeated(lambda number: f"编辑：林{number} ", "<p>", "</p>"),
    "keyword links": repeated(keyword_links),
    "unknown elements": repeated(lambda number: f"<foo>{number}</foo>"),
    "hidden elements": repeated(lambda number: f"<p hidden>{number}</p>"),
    "comments": repeated(lambda number: f"<!-- {number} -->风"),
    "comments never closed": repeated(lambda number: f"<p>{number}</p><!-- 风"),
    "stray end tags": repeated(lambda number: f"</div>{number}"),
    "references": repeated(lambda number: f"&amp;&#{number % 99 + 33};", "<p>", "</p>"),
    "control characters": repeated(lambda number: f"{number}\1"),
    "header keys": keys,
    "header keys to repair": broken_keys,
    "header list": category_list,
}
"""What grows, and the post of a size."""


def seconds(parser: Parser, post: str) -> float:
    """How many seconds of the processor *parser* takes for *post*; the better of two for what is quick."""
    best = math.inf
    for _ in range(2):
        gc.collect()
        gc.disable()  # as timeit does: its passes over all that lives are the interpreter's, and add up to 0.1
        begin = time.process_time()
        try:
            parser.parse(post)
        except OfweekParseError as error:
            sys.exit(f"not parsed: {error}")
        best = min(best, time.process_time() - begin)
        gc.enable()
        if best > 1:
            break
    return best


def measured(parser: Parser, make: Callable[[int], str]) -> list[tuple[int, float]]:
    """The sizes in bytes and the times."""
    points: list[tuple[int, float]] = []
    size = SMALLEST
    while size <= LARGEST * 1.1:
        post = make(size)
        points.append((len(post.encode()), seconds(parser, post)))
        if len(points) > 1:
            growth = max(points[-1][1] / points[-2][1], 1)
            if points[-1][1] * growth > LONGEST:
                break
        size *= 2
    return points


def exponent(points: list[tuple[int, float]]) -> float:
    """The slope of log time over log size, by least squares, on the larger half."""
    half = [(math.log(size), math.log(took)) for size, took in points[len(points) // 2 :]]
    mean_x, mean_y = (sum(values) / len(half) for values in zip(*half, strict=True))
    return sum((x - mean_x) * (y - mean_y) for x, y in half) / sum((x - mean_x) ** 2 for x, _ in half)


def main() -> None:
    """Print a table: dimension, largest size, its time, the speed there, the exponent."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("dimensions", nargs="*", metavar="dimension", help=", ".join(DIMENSIONS))
    names = arguments.parse_args().dimensions or DIMENSIONS
    for name in names:
        if name not in DIMENSIONS:
            arguments.error(f"there is no dimension {name!r}; there are {', '.join(DIMENSIONS)}")
    parser = Parser(limits=NO_LIMITS)
    print(f"{'dimension':34}{'largest':>10}{'seconds':>9}{'MB/s':>7}{'exponent':>10}")
    for name in names:
        points = measured(parser, DIMENSIONS[name])
        size, took = points[-1]
        slope = exponent(points)
        note = "" if slope <= TARGET else "  over the target"
        if size < LARGEST / 2:
            note += "  stopped early"
        print(f"{name:34}{size / 1e6:8.2f}MB{took:9.2f}{size / took / 1e6:7.2f}{slope:10.2f}{note}", flush=True)


if __name__ == "__main__":
    main()
