"""The posts for timing: generated ones of any size, and real ones from a folder."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["HEADER", "generated", "real_posts", "write_folder"]

HEADER = """
---
title: '山谷里的风声_四十二台风机的一年（{number}）'
categories:
 - 新媒体
 - 高科技行业门户
 - 新闻
headimg: 'https://images.example.com/Upload/News/1.png'
author: 高科技行业门户
comments: false
date: Mon, 26 Jul 2021 01:29:00 GMT
thumbnail: 'https://images.example.com/Upload/News/1.png'
---

"""
_SENTENCES = (
    "山谷里一共有四十二台风机，最老的一台已经转了二十年。",
    "去年它们发电３．２亿度，足够一座小城用上八个月。",
    "维护的人说：“风大的时候，整座山都在唱歌。”",
    "叶片在２０１９年造成，每片长６８．５米，运上山用了整整一个春天。",
    "新的一批风机会更高，也更安静，预计三年后完工。",
)
_KEYWORD = (
    '<span class="hrefStyle"><a href="https://www.example.com/tag-fengji" target="_blank" title="风机">风机</a></span>'
)
_STYLE = ' style="text-indent: 2em; text-align: left;"'
_COPIES = 6  # of the text, in the `alt` and `title` of three images


def generated(size: int, *, copies: bool = True, number: int = 0) -> bytes:
    """A post of about *size* bytes in the generator's shape; with *copies*, most of it is the text in the images' ``alt``."""
    paragraphs: list[str] = []
    left = (size - 800) // (_COPIES + 1 if copies else 1)
    while left > 0 or not paragraphs:
        index = len(paragraphs)
        if index % 8 == 7:
            paragraphs.append(f"第{index // 8 + 1}章 风从哪里来")
        else:
            paragraphs.append(
                "".join(_SENTENCES[(index + number + at) % len(_SENTENCES)] for at in range(index % 3 + 1))
            )
        left -= len(paragraphs[-1].encode()) + 56
    text = "  ".join(paragraphs)
    alt = f' alt="{text}" title="{text}"' if copies else ' alt="" title'
    body: list[str] = []
    for index, paragraph in enumerate(paragraphs):
        inside = f"<strong>{paragraph}</strong>" if index % 8 == 7 else paragraph
        if index % 4 == 1:
            inside = inside.replace("风机", _KEYWORD, 1)
        body.append(f"<p{_STYLE}>{inside}</p>")
        if index in {0, len(paragraphs) // 3, len(paragraphs) // 2}:
            body.append(
                f'<p style="text-align:center"><img src="https://images.example.com/{index}.png"{alt}'
                ' referrerpolicy="no-referrer"></p>'
            )
    post = f"{HEADER.format(number=number)}<div>   \n{''.join(body)}\n  \n</div>\n            "
    return post.encode()


def real_posts(folder: str | None) -> dict[str, bytes]:
    """The posts in *folder*, or in the one that the variable ``OFWEEK_POSTS`` names, by name."""
    folder = folder or os.environ.get("OFWEEK_POSTS")
    paths = sorted(Path(folder).glob("*.md")) if folder else []
    posts = {path.stem: path.read_bytes() for path in paths}
    return {name: post for name, post in posts.items() if b"\n---" in post}


def write_folder(folder: Path, count: int) -> None:
    """Write *count* posts of 2 to 20 kB into *folder*."""
    for number, post in _many(count):
        (folder / f"{number:06}.md").write_bytes(post)


def _many(count: int) -> Iterator[tuple[int, bytes]]:
    for number in range(count):
        yield number, generated(2_000 + number % 10 * 2_000, copies=number % 3 == 0, number=number)
