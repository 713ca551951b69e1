"""`make_post`: generates a post in the format of the generator, with the expected article.

The article is built from the arguments, not by parsing, so that comparing the two is a real test.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import attrs

from ofweek_parse.arguments import as_path, as_tuple, check_choice, check_kind
from ofweek_parse.model.article import Article
from ofweek_parse.model.front_matter import FrontMatter
from ofweek_parse.model.metadata import Credit, CreditRole
from ofweek_parse.testing.body import CREDIT_LABELS, Body, Recipe
from ofweek_parse.testing.figures import AltPattern, PostFigure, placed
from ofweek_parse.testing.quirks import DateForm, Quirk, read_date, with_braces, written_date

if TYPE_CHECKING:
    import os
    from collections.abc import Collection, Sequence

    from ofweek_parse.model.front_matter import FrontMatterValue

__all__ = ["Post", "make_post"]

_PARAGRAPHS = (
    "山谷里一共有四十二台风机，去年它们发电 3.2 亿度，足够一座小城用上八个月。",
    "维护的人说，风大的时候整座山都在唱歌，风停了反而睡不着。",
    "叶片在2019年造成，每片长68.5米，运上山用了整整一个春天。",
)
_LOST = str.maketrans(dict.fromkeys(":/\\?*“”<>|[]", "_"))
_PAIR = re.compile(r"“[^“”]+”|<[^<>]+>|\[[^\[\]]+\]")
_NEIGHBOURS = 2
_PLACEHOLDER = "https://picsum.photos/400/300?random=12"


@attrs.frozen(kw_only=True)
class Post:
    """A post and the expected article.

    Attributes:
        text: The post as text.
        article: The article that ``Parser()`` should return, without diagnostics and source.
        file_name: The file name that the generator would choose.
        encoding: The encoding of `source`.
    """

    text: str
    article: Article
    file_name: str
    encoding: str = "utf-8"

    @property
    def source(self) -> bytes:
        """The post as bytes."""
        return self.text.encode(self.encoding)

    def write(self, folder: str | os.PathLike[str]) -> Path:
        """Write the post to *folder*, as `file_name`, and return its path."""
        path = Path(as_path("folder", folder)) / self.file_name
        path.write_bytes(self.source)
        return path


def make_post(  # noqa: PLR0913 # each describes one aspect of the post
    *,
    title: str = "风声里的山谷：四十二台风机的一年",
    paragraphs: Sequence[str] | str = _PARAGRAPHS,
    figures: Sequence[PostFigure | AltPattern] = (),
    headings: Mapping[int, str] | None = None,
    keywords: Mapping[str, str] | None = None,
    credits: Mapping[CreditRole, str] | None = None,  # noqa: A002 # as the article calls them
    published: datetime = datetime(2021, 7, 26, 1, 29, tzinfo=timezone.utc),
    date_form: DateForm = "rfc822",
    author: str = "高科技行业门户",
    extra: Mapping[str, str] | None = None,
    quirks: Iterable[Quirk] | Quirk = (),
) -> Post:
    """Return a post in the format of the generator, with the expected article.

    Pass clean texts, as in the article, which no default normalizer would change; *quirks* make them dirty.

    Args:
        title: The real title. Characters that the generator can't write become ``_``, in the article too unless the
            post shows them: all of them with the quirk ``original-title`` or a figure with alt ``title``, and all but
            the first and last with the quirk ``title-in-text`` or a copy of the article.
        paragraphs: The texts of the paragraphs; a string is one paragraph.
        figures: The figures; an `AltPattern` alone means a figure, the first one after the first paragraph, and so on.
        headings: Bold paragraphs, by the number of paragraphs before each.
        keywords: Words with the URLs of their links; the first occurrence in the paragraphs becomes a keyword link.
        credits: Names by role, as paragraphs at the end, or at the start with the quirk ``credits-first``.
        published: The publication time; in UTC if it has no time zone.
        date_form: The format of the date.
        author: The channel, which is also the middle category.
        extra: Further front-matter keys, quoted.
        quirks: One or more quirks of the generator.

    Raises:
        TypeError: An argument has the wrong type.
        ValueError: The arguments contradict each other, or a name is unknown.

    Example:
        >>> from ofweek_parse import parse
        >>> post = make_post(title="风/光", figures=["whole-article"], quirks=["full-width", "original-title"])
        >>> post.file_name, post.article.title
        ('风_光.md', '风/光')
        >>> parse(post.source) == post.article
        True
    """
    extra = extra or {}
    for name, value in (("title", title), ("author", author)):
        check_kind(name, value, str, "text")
    check_kind("published", published, datetime, "a datetime")
    paragraphs = (paragraphs,) if isinstance(paragraphs, str) else as_tuple(paragraphs)
    for paragraph in paragraphs:
        check_kind("A paragraph", paragraph, str, "text")
    _check_texts("headings", headings or {}, int, "a whole number")
    _check_texts("keywords", keywords or {}, str, "text")
    _check_texts("extra", extra, str, "text")
    _check_texts("credits", credits or {}, str, "text")
    for role in credits or {}:
        check_choice("A credit's role", role, tuple(CREDIT_LABELS))
    odd = _quirks(quirks, date_form)
    if "missing-opening-fence" in odd and any({"'", '"'} <= {*value} for value in (title, *extra.values())):
        raise ValueError(
            "Without its opening separator, front matter with both kinds of quotation marks is read as the body."
        )
    recipe = Recipe(
        title=title,
        paragraphs=paragraphs,
        figures=placed(as_tuple(figures), len(paragraphs)),
        headings=headings or {},
        keywords=keywords or {},
        credits=credits or {},
        quirks=odd,
    )
    body = Body(recipe)
    written_image, real_image = body.first_image or (_PLACEHOLDER, None)
    written_title = title.translate(_LOST)
    front_matter = _front_matter(written_title, author, written_image, written_date(published, date_form), extra)
    article = Article(
        title=_shown_title(recipe, body.shown_title),
        original_title=body.original_title,
        author=author,
        categories=("新媒体", author, "新闻"),
        published=read_date(published, date_form),
        headimg=real_image,
        thumbnail=real_image,
        comments=False,
        front_matter=front_matter,
        blocks=tuple(body.blocks),
        credits=tuple(Credit(role=role, name=name, label=CREDIT_LABELS[role]) for role, name in recipe.credits.items()),
        keywords=tuple(body.keywords),
        alt_residue=tuple(body.residue),
    )
    return Post(
        text=_file(front_matter, body.written, odd),
        article=article,
        file_name=re.sub(r"[#.\n]", "", written_title) + ".md",
        encoding="gb18030" if "gb18030" in odd else "utf-8",
    )


def _shown_title(recipe: Recipe, shown: Collection[str]) -> str:
    """Return the title of *recipe* as far as it can be restored from *shown*, the texts of the post with the title.

    Where it is only part of a text, a mark next to its edge stays ``_``, unless it is one of a pair.
    """
    title = recipe.title
    if title in shown:
        return title
    characters = list(title.translate(_LOST))
    if any(title in text for text in shown):
        paired = {at for pair in _PAIR.finditer(title) for at in (pair.start(), pair.end() - 1)}
        for at, mark in enumerate(title):
            if at in paired or (mark not in "“”<>[]" and _NEIGHBOURS <= at < len(title) - _NEIGHBOURS):
                characters[at] = mark
    return "".join(characters)


def _check_texts(name: str, texts: Mapping[Any, str], kind: type, expected: str) -> None:
    check_kind(name, texts, Mapping, "a mapping")
    for key, text in texts.items():
        check_kind(f"A key of {name}", key, kind, expected)
        check_kind(f"A value of {name}", text, str, "text")


def _quirks(quirks: Iterable[Quirk] | Quirk, date_form: DateForm) -> frozenset[Quirk]:
    check_kind("quirks", quirks, Iterable, "a quirk or several")
    odd = frozenset((quirks,) if isinstance(quirks, str) else quirks)
    for name, known in ((date_form, get_args(DateForm)), *((quirk, get_args(Quirk)) for quirk in sorted(odd))):
        if name not in known:
            raise ValueError(f"There is no {name!r}; there are {', '.join(known)}.")
    if odd >= {"bom", "gb18030"}:
        raise ValueError("A post in GB18030 has no byte order mark.")
    return odd


def _front_matter(title: str, author: str, image: str, date: str | None, extra: Mapping[str, str]) -> FrontMatter:
    items: dict[str, FrontMatterValue] = {
        "title": with_braces(title),
        "categories": ("新媒体", with_braces(author), "新闻"),
        "headimg": image,
        "author": with_braces(author),
        "comments": False,
        "date": date,
        "thumbnail": image,
        **{key: with_braces(value) for key, value in extra.items()},
    }
    return FrontMatter({key: value for key, value in items.items() if value is not None})


def _file(front_matter: FrontMatter, body: str, odd: frozenset[Quirk]) -> str:
    lines: list[str] = []
    for key, value in front_matter.items():
        if isinstance(value, tuple):
            lines += [f"{key}: ", *(f" - {part}" for part in value)]
        elif key in {"author", "comments", "date"}:
            lines.append(f"{key}: {str(value).lower() if value is False else value}")
        else:
            quote = '"' if "'" in str(value) else "'"
            lines.append(f"{key}: {quote}{value}{quote}")
    opener = "" if "missing-opening-fence" in odd else "\n---\n"
    text = f"{opener}{chr(10).join(lines)}\n---\n\n<div>   \n{with_braces(body)}\n  \n</div>\n            "
    if "crlf" in odd:
        text = text.replace("\n", "\r\n")
    return f"\ufeff{text}" if "bom" in odd else text
