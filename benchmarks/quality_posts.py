"""Posts for the quality benchmark: generated ones with expected results, and real ones with facts of their source."""

from __future__ import annotations

import os
import random
import re
from contextlib import suppress
from datetime import datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import get_args

from quality_structure import HEADINGS, SEED, Facts, Writer

from ofweek_parse import CreditRole, Figure
from ofweek_parse.testing import AltPattern, DateForm, Post, PostFigure, Quirk, make_post
from ofweek_parse.testing.source_losses import header_and_body
from ofweek_parse.testing.source_text import decoded, read_source

__all__ = ["made_posts", "real_posts"]


_EDITOR_TOKEN = re.compile("_(?:ueditor|baidu)_page_break_tag_")
_TITLES = (
    "风声里的山谷：{n}台风机的一年",
    "“会唱歌的山”/第{n}年之后?",
    "谁在看管{n}号机房",
    "Blades of {n}",
    "模板{{{n}}}里的风",
)
_ROLES: dict[CreditRole, str] = {"author": "林小舟", "editor": "阮小满", "source": "风电周刊"}
_LABELS = {"author": "作者", "editor": "编辑", "source": "来源"}


def made_posts(count: int) -> list[Facts]:
    """Posts of `make_post`: each quirk, date form and pattern of alternative text alone, then *count* with several."""
    alone = [_made(f"quirk {quirk}", [quirk]) for quirk in get_args(Quirk)]
    alone += [_made(f"date {form}", [], date_form=form) for form in get_args(DateForm)]
    alone += [_made(f"alt {alt}", [], alts=(alt,) * (2 if alt == "shared" else 1)) for alt in get_args(AltPattern)]
    return alone + [_combined(number) for number in range(count)]


def _combined(number: int) -> Facts:
    chance = random.Random(f"{SEED} {number}")  # noqa: S311 # no secret
    while True:
        quirks = chance.sample(get_args(Quirk), chance.randint(2, 6))
        alts = tuple(chance.choices(get_args(AltPattern), k=chance.randint(1, 4)))
        with suppress(ValueError):  # some quirks exclude each other
            return _made(f"combined {number}", quirks, alts=alts, date_form=chance.choice(get_args(DateForm)))


def _made(
    name: str, quirks: list[Quirk], *, alts: tuple[AltPattern, ...] = ("whole-article",), date_form: DateForm = "rfc822"
) -> Facts:
    writer = Writer(f"{SEED} {name}")
    paragraphs = [writer.paragraph() for _ in range(writer.random.randint(4, 9))]
    paragraphs[1] += "动力电池展开在湖边。"
    figures: list[PostFigure] = []
    for number, alt in enumerate(alts, 1):
        caption = writer.text(("第{n}号机在黄昏里",)) if alt == "caption" or number % 2 else ""
        figures.append(PostFigure(after=min(number, len(paragraphs)), alt=alt, caption=caption))
    title = writer.text(_TITLES)
    post = make_post(
        title=title,
        paragraphs=paragraphs,
        figures=figures,
        headings={2: writer.text(HEADINGS), 4: writer.text(HEADINGS)},
        keywords={"动力电池": "https://www.example.com/tag-battery"},
        credits=_ROLES,
        date_form=date_form,
        published=datetime(2021, 7, 26, 1, 29, tzinfo=timezone.utc) + timedelta(days=writer.random.randint(0, 700)),
        quirks=quirks,
    )
    return _facts_of(name, post, title)


def _facts_of(name: str, post: Post, title: str) -> Facts:
    article = post.article
    lines = [f"{_LABELS[credit.role]}{credit.name}" for credit in article.credits]
    captions = tuple(
        (block.image.src, block.text) for block in article.blocks if isinstance(block, Figure) and block.text
    )
    written = [article.title] if title == article.title else [article.title, title]
    return Facts(
        name=name,
        source=post.source,
        text=article.text,
        allowed="\n".join([f"原文标题{title}", *lines, "".join(lines)]),
        lines=tuple(line for line in article.text.split("\n") if line),
        titles=frozenset(written),
        published=article.published,
        images=tuple(
            frozenset({image.src, f"https://cors.zfour.workers.dev/?{image.src}"}) for image in article.images
        ),
        alts=tuple(image.alt for image in article.images if image.alt),
        bold_headings=tuple(heading.text for heading in article.headings),
        mark_captions=captions,
        links=tuple(keyword.href for keyword in article.keywords),
        credits=tuple((credit.role, credit.name) for credit in article.credits),
    )


def real_posts(folders: str | None) -> list[Facts]:
    """The posts in *folders*, parted as in ``PATH``, or in those that the variable ``OFWEEK_POSTS`` names."""
    given = folders or os.environ.get("OFWEEK_POSTS") or ""
    paths = [path for folder in given.split(os.pathsep) if folder for path in sorted(Path(folder).rglob("*.md"))]
    posts = [(path, path.read_bytes()) for path in paths]
    return [_real(path.stem, post) for path, post in posts if re.search(rb"^-{3,}\s*$", post, re.MULTILINE)]


def _real(name: str, post: bytes) -> Facts:
    try:
        text = post.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = post.decode("gb18030", "replace")
    header, body = header_and_body(text)
    source = read_source(body)
    shown = [_EDITOR_TOKEN.sub("", run.text) for run in source.runs if run.place in {"text", "code"}]
    published, knows_time = _time(header)
    return Facts(
        name=name,
        source=post,
        text="\n".join(shown),
        allowed="".join(shown).replace("\n", " "),  # runs are cut at each tag, lines at those of blocks only
        lines=tuple(shown),
        titles=frozenset(filter(None, [_value(header, "title")])),
        published=published,
        knows_time=knows_time,
        is_answer=False,
        images=tuple(frozenset(url for each in picture.urls for url in _forms(each)) for picture in source.pictures),
        code=source.code_blocks or None,
        links=source.links,
    )


def _forms(url: str) -> tuple[str, ...]:
    """*url* as it stands, and what the generator's proxy stands before."""
    return url, url.rpartition("/?")[2]


def _value(header: str, key: str) -> str:
    match = re.search(rf"^{key}:[ \t]*(.*)$", header, re.MULTILINE)
    value = decoded(match[1]).strip() if match else ""
    return value.strip("'\"") if value[:1] in {"'", '"'} else value


def _time(header: str) -> tuple[datetime | None, bool]:
    """The time that the front matter tells in one of the generator's forms, and whether that can be said."""
    value = _value(header, "date")
    if value == "Invalid Date":
        return None, True
    with suppress(ValueError, TypeError):
        return parsedate_to_datetime(value).astimezone(timezone.utc), True
    with suppress(ValueError):
        return datetime.strptime(value, "%Y-%m-%d %H:%M:%S").replace(tzinfo=timezone.utc), True
    return None, False
