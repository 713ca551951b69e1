"""Detecting losses: every run of letters and every URL of a post must be in the article or in a diagnostic."""

from __future__ import annotations

import html
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal, TypeAlias

import attrs

from ofweek_parse.model.blocks import Embed, Figure
from ofweek_parse.model.traversal import iter_blocks, iter_images, iter_inlines
from ofweek_parse.testing.source_text import decoded, read_source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ofweek_parse.model.article import Article
    from ofweek_parse.model.diagnostics import Diagnostic
    from ofweek_parse.testing.source_text import Run, SourceText

__all__ = ["Loss", "LossKind", "header_and_body", "key", "lost_letters", "source_losses"]

LossKind: TypeAlias = Literal["attribute", "code", "front-matter", "hidden", "text", "url"]
"""The place in the file of what was lost."""

_HEADER = re.compile(r"\A\ufeff?\s*-{3,}[ \t]*\n(?P<header>.*?)^-{3,}[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_CLOSED_ONLY = re.compile(
    r"\A\ufeff?\s*(?P<header>[^\s<:][^\n<:]*:[^\n]*\n(?:[^\s<:][^\n<:]*:[^\n]*\n|[^\S\n][^\n]*\n|\n)*)^-{3,}[ \t]*\n",
    re.MULTILINE,
)
_PIECE = re.compile(r"[。！？!?；;\n<>丨]|_(?:ueditor|baidu)_page_break_tag_|原文标题")
_QUOTED = re.compile(r"""['"“<`].*['"”>`]""", re.DOTALL)
_SHORTEST = 4  # letters of a word that messages don't contain by chance
_CUT_QUOTE = re.compile(r"""['"“](?P<start>[^…]{8,})…""")
_OF_UNSEEN = frozenset({"attribute-dropped", "embed-fallback", "empty-link", "hidden-content"})
"""Diagnostics that readers of a page lose nothing by, so they can't be of its text."""
_FILE_NAME = re.compile(r"\S+\.(?:bmp|gif|jpe?g|png|svg|webp)", re.IGNORECASE)
_HEADER_RUN = re.compile(r"[^\s,\[\]{}]+")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|</>")


@attrs.frozen
class Loss:
    """Something in the file that is in neither the article nor a diagnostic; *element* also names an attribute."""

    kind: LossKind
    what: str
    line: int
    element: str = ""

    def __str__(self) -> str:
        place = f"{self.kind} {self.element}".strip()
        return f"line {self.line}: {place}: {self.what!r:.100}"


def key(text: str) -> str:
    """The letters and digits of *text*, whatever their width and case.

    Example:
        >>> key("Ａ, b １．5")
        'ab15'
    """
    return "".join(char for char in unicodedata.normalize("NFKD", text).casefold() if char.isalnum())


def header_and_body(source: str) -> tuple[str, str]:
    """The front matter between its fences, and what follows it."""
    source = re.sub("\r\n?", "\n", source)
    match = _HEADER.match(source) or _CLOSED_ONLY.match(source)
    return (match["header"], source[match.end() :]) if match else ("", source)


def source_losses(source: str, article: Article) -> list[Loss]:
    """Return what *source*, the text of a post, contains and *article* neither has nor reports.

    Example:
        >>> from ofweek_parse import Article, Paragraph, Text
        >>> article = Article(blocks=(Paragraph(inlines=(Text(text="甲"),)),))
        >>> [str(loss) for loss in source_losses("<p>甲</p><template>乙</template>", article)]
        ["line 1: hidden: '乙'"]
    """
    header, body = header_and_body(source)
    first_line = source.replace("\r\n", "\n").count("\n") - body.count("\n") + 1
    holdings = read_source(body)
    said = _Said(article, article.diagnostics)
    shown = _Said(article, [note for note in article.diagnostics if note.code not in _OF_UNSEEN])
    lines = _Lines(body, first_line)
    return [
        *_lost_header(header, article, said),
        *_lost_runs(_demanded(holdings, article), said, shown, lines),
        *_lost_addresses(holdings, article, lines),
    ]


def lost_letters(source: str, article: Article) -> dict[str, int]:
    """The letters and digits that *source* shows more often than the text and diagnostics of *article*, read raw."""
    shown = "".join(
        key(run.text) for run in read_source(header_and_body(source)[1]).runs if run.place in {"text", "code"}
    )
    named = "".join(note.message for note in article.diagnostics)
    return dict(Counter(shown) - Counter(key(article.text + named)))


class _Lines:
    """Lines of the file by offsets in its body."""

    def __init__(self, body: str, first: int) -> None:
        self._body = body
        self._first = first

    def __call__(self, offset: int) -> int:
        return self._first + self._body.count("\n", 0, offset)


class _Said:
    """All text of an article and of *diagnostics*, as keys."""

    def __init__(self, article: Article, diagnostics: Iterable[Diagnostic]) -> None:
        messages = [note.message for note in diagnostics]
        self._text = " ".join(key(text) for text in _texts(article))
        self._titles = {key(article.title), key(getattr(article, "original_title", None) or "")}
        self._solid = " ".join(_solid(text) for text in (article.text, *messages))
        self._messages = " ".join(map(key, messages))
        self._quotes = " ".join(key(match[0]) for message in messages for match in _QUOTED.finditer(message))
        names = sorted({credit.name for credit in article.credits}, key=len, reverse=True)
        self._names = re.compile("|".join(map(re.escape, names))) if names else None
        self.cut_quotes = [key(match["start"]) for message in messages for match in _CUT_QUOTE.finditer(message)]

    def has(self, piece: str) -> bool:
        """Whether *piece*, a key, is included; a short word must be quoted in a diagnostic."""
        if piece in self._text or piece in self._quotes:
            return True
        return (len(piece) >= _SHORTEST or not piece.isascii()) and piece in self._messages

    def has_run(self, run: Run) -> bool:
        """Whether all pieces of *run* are included, or it is a title."""
        if key(run.text.replace("原文标题", "")) in self._titles:
            return True
        if run.place == "attribute":  # an article keeps only attribute text that it does not contain otherwise
            return all(self._is_covered(key(piece)) for piece in re.split(r"\W+", run.text))
        if run.place == "code":  # of which each character counts
            return _solid(run.text) in self._solid
        return self._has_pieces(run.text) or (
            self._names is not None and self._has_pieces(self._names.sub(r"\g<0>\n", run.text))  # a notice glued to one
        )

    def _has_pieces(self, text: str) -> bool:
        return all(self.has(key(piece)) for piece in _PIECE.split(text))

    def _is_covered(self, piece: str) -> bool:
        """Whether *piece* consists of parts of at least two letters that are included, in the title too."""
        while not self._has_part(piece):
            size = next((size for size in range(len(piece) - 1, 1, -1) if self._has_part(piece[:size])), 0)
            if not size:
                return False
            piece = piece[size:]
        return True

    def _has_part(self, part: str) -> bool:
        return self.has(part) or any(part in title for title in self._titles)


def _solid(text: str) -> str:
    return "".join(text.split())


def _texts(article: Article) -> Iterator[str]:
    """The texts of every field and image."""
    # A stray end tag kept as text cuts a run in two.
    yield from (article.text, _TAG.sub("", article.text))
    yield from article.alt_residue
    yield "".join(f"{getattr(credit, 'label', '')}{credit.name}" for credit in article.credits)
    yield from (word.text for word in article.keywords)
    for block in iter_blocks(article.blocks):
        if isinstance(block, Embed):
            yield block.title or ""
    for image in iter_images(article.blocks):
        yield f"{image.alt} {image.title or ''}"
    yield from (getattr(inline, "title", None) or "" for inline in iter_inlines(article.blocks))


def _demanded(holdings: SourceText, article: Article) -> Iterator[Run]:
    """The runs that must be found; file names used as alternative texts are ignored."""
    named = {
        image.original_src or image.src for image in iter_images(article.blocks) if image.alt_verdict == "filename"
    }
    offsets = {each.offset for each in holdings.addresses if named.intersection(each.urls)}
    for run in holdings.runs:
        if run.place != "attribute" or (run.offset not in offsets and not _FILE_NAME.fullmatch(run.text.strip())):
            yield run


def _lost_runs(runs: Iterable[Run], said: _Said, shown: _Said, lines: _Lines) -> Iterator[Loss]:
    is_named = False  # by a diagnostic that quotes the beginning only
    for run in runs:
        if (shown if run.place in {"text", "code"} else said).has_run(run):
            is_named = is_named and run.place in {"hidden", "attribute"}
            continue
        start = key(run.text)
        is_named = is_named or any(
            start.startswith(quote) or (len(start) > 1 and quote.startswith(start)) for quote in said.cut_quotes
        )
        if not is_named:
            kind: LossKind = run.place
            yield Loss(kind, run.text.strip(), lines(run.offset), run.name)


def _lost_header(header: str, article: Article, said: _Said) -> Iterator[Loss]:
    values = key(html.unescape(_flat(article.front_matter)))
    for number, line in enumerate(header.split("\n"), 2):
        for run in _HEADER_RUN.findall(html.unescape(line)):
            if key(run) not in values and not said.has(key(run)):
                yield Loss("front-matter", run, number)


def _flat(value: object) -> str:
    if isinstance(value, (tuple, list)):
        return " ".join(map(_flat, value))
    if isinstance(value, Mapping):
        return " ".join(f"{name} {_flat(each)}" for name, each in value.items())
    return str(value)


def _lost_addresses(holdings: SourceText, article: Article, lines: _Lines) -> Iterator[Loss]:
    named = "\n".join(note.message.replace("\\\\", "\\") for note in article.diagnostics)
    known = {_url(url) for url in _urls(article)}
    cut = tuple(match["start"] for match in _CUT_QUOTE.finditer(named))
    for address in holdings.addresses:
        urls = [_url(url) for url in address.urls]
        is_told = any(url in known or url in named or (cut and url.startswith(cut)) for url in urls)
        if not is_told and any(urls):
            yield Loss("url", address.urls[0], lines(address.offset), address.element)


def _url(url: str) -> str:
    return re.sub(r"[\x00-\x20\x7f\ufffd]", "", decoded(url))


def _urls(article: Article) -> Iterator[str]:
    for image in iter_images(article.blocks):
        yield from (image.src, image.original_src or "")
    for block in iter_blocks(article.blocks):
        if isinstance(block, Embed):
            yield from (block.url, block.poster or "")
        elif isinstance(block, Figure):
            yield block.href or ""
    yield from (getattr(inline, "href", "") for inline in iter_inlines(article.blocks))
    yield from (word.href for word in article.keywords)
    yield from (credit.href or "" for credit in article.credits)
