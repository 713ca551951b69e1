"""The body of a generated post, with the blocks that reading it should return."""

from __future__ import annotations

import html
from collections import Counter
from typing import TYPE_CHECKING

import attrs

from ofweek_parse.model.blocks import Figure, Heading, Paragraph
from ofweek_parse.model.inlines import Image, Text
from ofweek_parse.model.metadata import CreditRole, Keyword
from ofweek_parse.testing.figures import PostFigure, alt_attributes, article_copy
from ofweek_parse.testing.quirks import Quirk, dirtied, wrapped

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ofweek_parse.model.blocks import Alignment, Block

__all__ = ["CREDIT_LABELS", "Body", "Recipe"]

CREDIT_LABELS: Mapping[CreditRole, str] = {
    "author": "作者",
    "reporter": "记者",
    "editor": "编辑",
    "translator": "翻译",
    "reviewer": "审校",
    "planner": "策划",
    "photographer": "摄影",
    "source": "来源",
    "image": "题图",  # not 图源, which marks the caption of a figure before it
    "publisher": "出品",
    "supervisor": "监制",
    "layout": "排版",
    "other": "校对",
}
_PROXY = "https://cors.zfour.workers.dev/?"
_NOTICE = "如需转载，请留言申请"
_STYLE = ' style="text-indent: 2em; text-align: left;"'
_FEWEST_LETTERS = 40  # a copy of less may be chance
_CENTRED = ' style="text-align:center"'


@attrs.frozen(kw_only=True)
class Recipe:
    """The validated arguments of `make_post`."""

    title: str
    paragraphs: tuple[str, ...]
    figures: tuple[PostFigure, ...]
    headings: Mapping[int, str]
    keywords: Mapping[str, str]
    credits: Mapping[CreditRole, str]
    quirks: frozenset[Quirk]

    def __attrs_post_init__(self) -> None:
        shared = Counter(figure.text for figure in self.figures if figure.alt == "shared")
        letters = sum(map(str.isalnum, "".join(self.paragraphs)))
        for figure in self.figures:
            if figure.alt == "caption" and not figure.caption:
                raise ValueError("A figure of alt 'caption' needs a caption.")
            if figure.alt == "shared" and shared[figure.text] < 2:
                raise ValueError("A figure of alt 'shared' needs another one of the same text.")
            if figure.alt in {"cut-short", "whole-article"} and letters < _FEWEST_LETTERS:
                raise ValueError(
                    f"A figure of alt {figure.alt!r} needs paragraphs of {_FEWEST_LETTERS} letters in all."
                )
        for place in (*self.headings, *(figure.after for figure in self.figures)):
            if not 0 <= place <= len(self.paragraphs):
                raise ValueError(f"Nothing can be placed after paragraph {place} of {len(self.paragraphs)}.")
        if not any(map(str.isalnum, self.title)):
            raise ValueError("A title needs a letter or a digit.")

    @property
    def title_in_text(self) -> str:
        """A paragraph that names the title."""
        return f"这一篇叫做{self.title}，说的是山谷里的人。"

    @property
    def other_title(self) -> str:
        """A longer title."""
        return f"{self.title}，再看一遍"

    def copy(self, *, cut_short: bool = False) -> str:
        """The whole article as in `AltPattern`, or the same truncated."""
        return article_copy(self.title, self.paragraphs, self.figures, self.headings)[cut_short]


class Body:
    """A body that is being written, and the expected blocks."""

    def __init__(self, recipe: Recipe) -> None:
        self.blocks: list[Block] = []
        self.keywords: list[Keyword] = []
        self.residue: dict[str, None] = {}  # an ordered set
        self.first_image: tuple[str, str] | None = None
        self.shown_title: set[str] = set()
        self.original_title: str | None = None
        self._recipe = recipe
        self._odd = recipe.quirks
        self._wanted = dict(recipe.keywords)
        self._lines: list[str] = []
        self._figures = self._headings = 0
        if "credits-first" in self._odd and recipe.credits:
            self._add_text("2022/03/05", html.escape("2022／03／05"))
            self._add_credits()
        for count in range(len(recipe.paragraphs) + 1):
            if count:
                self._add_paragraph(recipe.paragraphs[count - 1])
            for figure in recipe.figures:
                if figure.after == count:
                    self._add_figure(figure)
            if count in recipe.headings:
                self._add_heading(recipe.headings[count])
        if self._wanted:
            raise ValueError(f"No paragraph has the keyword {next(iter(self._wanted))!r}.")
        if "title-in-text" in self._odd:
            self.shown_title.add(recipe.title_in_text)
            self._add_paragraph(recipe.title_in_text)
        if "credits-first" not in self._odd:
            self._add_credits()
        if self._odd & {"original-title", "other-original-title", "lost-blanks"}:
            self._add_original_title()

    @property
    def written(self) -> str:
        """The body as HTML."""
        return ("<br><br>" if "br-paragraphs" in self._odd else "").join(self._lines)

    def _add_line(self, inside: str, style: str = _STYLE) -> None:
        self._lines.append(inside if "br-paragraphs" in self._odd else f"<p{style}>{inside}</p>")

    def _add_text(self, text: str, written: str) -> None:
        align: Alignment | None = None if "br-paragraphs" in self._odd else "left"
        self.blocks.append(Paragraph(inlines=(Text(text=text),), align=align))
        self._add_line(written)

    def _add_paragraph(self, text: str) -> None:
        plain, linked = self._cut(text)
        if "hard-wraps" in self._odd:
            longest = plain.index(max(plain, key=len))
            plain[longest] = wrapped(plain[longest])
        written = self._text(plain[0])
        for word, rest in zip(linked, plain[1:], strict=True):
            keyword = Keyword(text=word, href=self._wanted.pop(word))
            self.keywords.append(keyword)
            attributes = f'href="{html.escape(keyword.href)}" target="_blank" title="{html.escape(word)}"'
            written += f'<span class="hrefStyle"><a {attributes}>{self._text(word)}</a></span>{self._text(rest)}'
        indent = "\u3000\u3000" if "ideographic-indent" in self._odd else ""
        token = "_ueditor_page_break_tag_" if "page-break-tokens" in self._odd else ""
        self._add_text(text, f"{indent}{written}{token}")
        if "empty-paragraphs" in self._odd:
            self._add_line("&nbsp;")

    def _cut(self, text: str) -> tuple[list[str], list[str]]:
        """Split *text* at the keywords that are still needed."""
        plain: list[str] = []
        linked: list[str] = []
        while words := [word for word in self._wanted if word in text and word not in linked]:
            word = min(words, key=lambda word: (text.index(word), -len(word)))
            before, _, text = text.partition(word)
            plain.append(before)
            linked.append(word)
        return [*plain, text], linked

    def _text(self, text: str) -> str:
        return html.escape(dirtied(text, self._odd), quote=False)

    def _add_heading(self, text: str) -> None:
        number = ""
        if "numbered-headings" in self._odd:
            self._headings += 1
            number = f"{self._headings:02}"
            self._add_line(number)
        self.blocks.append(Heading(level=2, inlines=(Text(text=f"{number} {text}".strip()),)))
        self._add_line(f"<strong>{html.escape(text, quote=False)}</strong>")

    def _add_figure(self, figure: PostFigure) -> None:
        self._figures += 1
        is_proxied = "proxied-images" in self._odd
        real = f"{'http' if is_proxied else 'https'}://images.example.com/Upload/News/{self._figures}.png"
        written = f"{_PROXY}{real}" if is_proxied else real
        self.first_image = self.first_image or (written, real)
        alt = self._alt(figure)
        if figure.alt in {"title", "whole-article", "cut-short"}:
            self.shown_title.add(alt)
        if figure.verdict == "shared":
            self.residue[alt] = None
        image = Image(
            src=real,
            alt=alt if figure.verdict == "kept" else "",
            original_src=written if is_proxied else None,
            alt_verdict=figure.verdict,
        )
        caption = figure.shown_caption
        self.blocks.append(Figure(image=image, caption=(Text(text=caption),) if caption else ()))
        picture = f'<img {self._source(written)}{alt_attributes(figure, alt)} referrerpolicy="no-referrer">'
        caption = html.escape(caption, quote=False)
        if figure.in_element:
            self._lines.append(f"<figure>{picture}<figcaption>{caption}</figcaption></figure>")
            return
        self._add_line(picture, _CENTRED)
        if caption:
            self._add_line(caption, _CENTRED)

    def _source(self, url: str) -> str:
        if "lazy-images" in self._odd:
            return f'src="https://images.example.com/blank.gif" data-original="{url}"'
        return f'src="{url}"'

    def _alt(self, figure: PostFigure) -> str:
        """The alternative text of *figure*."""
        match figure.alt:
            case "whole-article":
                return self._recipe.copy()
            case "cut-short":
                return self._recipe.copy(cut_short=True)
            case "title" | "broken":
                return self._recipe.title
            case "caption":
                return figure.caption
            case "filename":
                return "1660299405506028395.png"
            case "editor-default":
                return "图片1"
            case "useful":
                return figure.text or f"黄昏里的第{self._figures}号样机"
            case "shared":
                return figure.text or "近处看样机的外壳"
            case _:
                return ""

    def _add_credits(self) -> None:
        names = self._recipe.credits.items()
        lines = [f"{CREDIT_LABELS[role]}：{html.escape(name, quote=False)}" for role, name in names]
        if lines and "glued-credits" in self._odd:
            lines = ["".join(lines)]
        for line in lines[:-1]:
            self._add_line(line)
        if lines and "credit-notice" in self._odd:
            self._add_text(_NOTICE, f"{lines[-1]}{_NOTICE}")
        elif lines:
            self._add_line(lines[-1])

    def _add_original_title(self) -> None:
        has_other = "other-original-title" in self._odd and "original-title" not in self._odd
        title = self._recipe.other_title if has_other else self._recipe.title
        self.original_title = title
        self.shown_title.add(title)
        blank = "?" if "lost-blanks" in self._odd else ""
        self._add_line(f"{blank}原文标题 : {html.escape(title, quote=False)}{blank}")
