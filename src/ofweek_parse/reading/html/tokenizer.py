"""HTML to blocks: the only module that imports lxml.

libxml2 drives a `Target` as a parser target: in tree mode it would cut the tree at 256 levels and drop what
follows ``</html>``, both without a word. What it still drops (the rest of the body after a tag, comment or quote that is
never closed) is noticed by a sentinel tag put after the body: the target is never told of it. Then the ``<`` of the
culprit is taken for text, and the body is read again.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from ofweek_parse.errors import LimitError, MarkupError
from ofweek_parse.model.diagnostics import Diagnostic
from ofweek_parse.reading.decoding import LinePositions, position
from ofweek_parse.reading.html.oddities import Oddity, after_end, doubled_attributes
from ofweek_parse.reading.html.parser_target import Target
from ofweek_parse.reading.html.preprocessing import mend
from ofweek_parse.sentinels import LITERAL_LT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ofweek_parse.model.blocks import Block
    from ofweek_parse.reading.limits import Limits

__all__ = ["read_blocks"]

_OLDEST_LIBXML2 = (2, 14)
_RETRIES = 3
_TAG = re.compile(r"<[A-Za-z][^<>]*(>?)")
_END = re.compile(r"</(?:[bB][oO][dD][yY]|[hH][tT][mM][lL])")
_ADDED_TAGS = 3  # <html>, <body> and the sentinel
_FIRST_TAG = 3  # the number of the body's first one
_END_TAG = re.compile(r"</[A-Za-z][^<>]*>")


def read_blocks(
    body: str, line: int, *, base_url: str | None, limits: Limits, notes: list[Diagnostic]
) -> tuple[Block, ...]:
    """The blocks of *body*.

    Args:
        body: The HTML.
        line: The line of the file that it begins in.
        base_url: What relative URLs are relative to; ``None`` leaves them as they are.
        limits: How much of everything it may hold.
        notes: Gets what was odd.

    Raises:
        LimitError: The body is over a limit.
        MarkupError: The libxml2 that lxml was built with is too old to read without loss.
    """
    _check_version()
    markup, oddities = mend(body)
    target, markup, unclosed = _read(markup, line, base_url, limits)
    blocks = target.finish()
    oddities += [*unclosed, *after_end(body), *_found(target, markup)]
    if markup.count("=") - markup.count('=""') - markup.count("=''") > target.equals:  # one of them was not told
        oddities += doubled_attributes(markup)
    target.release()
    locate = LinePositions(body if oddities else "")
    for oddity in oddities:
        here, column = locate(oddity.offset)
        notes.append(Diagnostic.of(oddity.code, oddity.message, line=line - 1 + here, column=column))
    if not blocks:
        notes.append(Diagnostic.of("empty-body", "The body holds no text and no picture.", line=line, column=1))
    return blocks


def _check_version() -> None:
    if etree.LIBXML_VERSION < _OLDEST_LIBXML2:
        found = ".".join(map(str, etree.LIBXML_VERSION))
        message = f"lxml is built with libxml2 {found}, which drops content; run pip install 'lxml>=6'."
        raise MarkupError(message, code="unclosed-markup")


def _parser(target: Target | _Progress) -> etree.HTMLParser:
    return etree.HTMLParser(target=target, encoding="utf-8", huge_tree=True)  # type: ignore[arg-type]


def _drive(markup: str, target: Target) -> None:
    parser = _parser(target)
    etree.fromstring(f"<html><body>{markup}{target.sentinel}".encode(), parser)


def _read(markup: str, line: int, base_url: str | None, limits: Limits) -> tuple[Target, str, list[Oddity]]:
    """The target that was told all of *markup*, *markup* as it was read in the end, and what was never closed."""
    unclosed: list[Oddity] = []
    while True:
        target = Target(limits, base_url, markup)
        try:
            _drive(markup, target)
        except LimitError as error:
            offset = _tag_offsets(markup, {target.tag_number}).get(target.tag_number, len(markup))
            here, error.column = position(markup, offset)
            error.line = line - 1 + here
            raise
        if target.is_complete:
            return target, markup, unclosed
        if target.swallowed_by is not None:
            tag, number = target.swallowed_by
            offset = _tag_offsets(markup, {number}).get(number, 0)
            mended = markup[:offset] + _without_raw_text(markup[offset:], tag)
        else:
            offset = _unclosed_at(markup)
            mended = markup[:offset] + markup[offset:].replace("<", LITERAL_LT, 1 if len(unclosed) < _RETRIES else -1)
        message = f"{markup[offset : offset + 40]!r} is never closed; what follows it was read as if it were not there."
        unclosed.append(Oddity("unclosed-markup", message, offset))
        if mended == markup:
            return target, markup, unclosed
        markup = mended


def _without_raw_text(markup: str, tag: str) -> str:
    """*markup*, which starts with a raw-text tag that is never closed, so that what follows is read.

    Nor are the later tags of that name closed. Each stays as long as it was, so that places stay right.
    """
    if tag in {"script", "style"}:
        return markup  # what follows is no text
    tags = re.compile(rf"(?P<outer><[a-z][^<>]*)?(?P<name><{tag}\b)(?P<rest>[^>]*)(?P<end>>|\Z)", re.IGNORECASE)
    return tags.sub(_without_content if tag == "iframe" else _blank, markup)


def _without_content(frame: re.Match[str]) -> str:
    return f"{frame['outer'] or ''}<embed {frame['rest']}{frame['end']}"


def _blank(raw: re.Match[str]) -> str:
    """Nothing in the place of a tag; where it stands in another one, that one's end stays."""
    outer, end = (raw["outer"], raw["end"]) if raw["outer"] else ("", " " * len(raw["end"]))
    return outer + " " * len(raw["name"]) + re.sub(r"[^\n]", " ", raw["rest"]) + end


class _Progress:
    """A parser target that counts what it is told of."""

    def __init__(self) -> None:
        self.tags = 0
        self.events = 0

    def start(self, _tag: str, _attributes: Mapping[str, str]) -> None:
        self.tags += 1
        self.events += 1

    def end(self, _tag: str) -> None:
        self.events += 1

    def comment(self, _text: str) -> None:
        self.events += 1

    def pi(self, _target: str, _data: str | None = None) -> None:
        self.events += 1

    def close(self) -> None:
        pass


def _pieces(markup: str) -> list[tuple[int, str]]:
    """*markup* cut before every ``<``, each piece with its offset."""
    starts = [0, *(match.start() for match in re.finditer("<", markup) if match.start())]
    return [(start, markup[start:end]) for start, end in zip(starts, [*starts[1:], len(markup)], strict=True)]


def _unclosed_at(markup: str) -> int:
    """Where the markup starts that swallowed the end of *markup*."""
    progress = _Progress()
    parser = _parser(progress)
    parser.feed(b"<html><body>")
    told, culprit = progress.events, 0
    for offset, piece in _pieces(markup):
        parser.feed(piece.encode())
        if progress.events == told:
            continue
        told, culprit = progress.events, offset + len(piece)
    while culprit < len(markup):  # text and stray end tags, of which a parser tells nothing, are not the culprit
        if markup[culprit] != "<":
            culprit = (markup.find("<", culprit) + 1 or len(markup) + 1) - 1
        elif stray := _END_TAG.match(markup, culprit):
            culprit = stray.end()
        else:
            break
    return min(culprit, len(markup))


def _tag_offsets(markup: str, numbers: set[int]) -> dict[int, int]:
    """Where the tags of these numbers start, by feeding the parser a tag at a time."""
    progress = _Progress()
    parser = _parser(progress)
    parser.feed(b"<html><body>")
    offsets: dict[int, int] = {}
    last = max(numbers)
    for offset, piece in _pieces(markup):
        if progress.tags >= last:
            break
        before = progress.tags
        parser.feed(piece.encode())
        for number in range(before + 1, progress.tags + 1):
            if number in numbers:
                offsets[number] = offset
    return offsets


def _plain_offsets(markup: str, target: Target, numbers: set[int]) -> dict[int, int] | None:
    """As `_tag_offsets`, without the parser, if it told *target* of a tag at each ``<`` with a letter behind it.

    A tag starts nowhere else, so as many are the same ones; only behind the document's end is it told of others.
    """
    tags = list(_TAG.finditer(markup))
    if not target.is_complete or len(tags) != target.tag_number - _ADDED_TAGS or _END.search(markup):
        return None
    sought = {number: tag for number, tag in enumerate(tags, _FIRST_TAG) if number in numbers}
    if not all(tag[1] for tag in tags) or any(tag[0].count(quote) % 2 for tag in sought.values() for quote in "\"'"):
        return None  # it goes on behind the `<` or `>` in it
    return {number: tag.start() for number, tag in sought.items()}


def _found(target: Target, markup: str) -> list[Oddity]:
    """What *target* found, with its place in *markup*."""
    if not target.findings:
        return []
    numbers = {finding.tag_number for finding in target.findings}
    offsets = _plain_offsets(markup, target, numbers)
    if offsets is None:
        offsets = _tag_offsets(markup, numbers)
    return [
        Oddity(finding.code, finding.message, offsets.get(finding.tag_number, len(markup)))
        for finding in target.findings
    ]
