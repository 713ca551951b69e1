"""Properties that hold for any bytes: `check` raises an error if one does not.

- `Parser.parse` gives an article or raises an `OfweekParseError`, and takes time in proportion to the input.
- Neither holds a control character, and an article keeps the promises of the model.
- The fast path of reading gives what the reference path gives, and both what `explain` gives, which skips no step.
- No letter is lost: what a browser shows of a body is in the raw article or a diagnostic, and what that says is in the normalized one.
- It can be written in every form; HTML, posts and what Markdown renderers show have elements and targets of an article
  only, and the JSON reads back as the same article.

The first byte of an input chooses the parser, the others are the post.
"""

from __future__ import annotations

import os
import re
import sys
import time
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[1]))  # for the tests' renderers

from tests.loss_detector import lost_characters, visible_runs
from tests.rendering import HTML_ALLOWED, MARKDOWN_POST_ALLOWED, POST_ALLOWED, RENDERERS, violations

from ofweek_parse import (
    Article,
    OfweekParseError,
    Parser,
    from_json,
    to_html,
    to_json,
    to_markdown,
    to_post,
    to_text,
)
from ofweek_parse.reading.post import REFERENCE_VARIABLE
from ofweek_parse.testing.invariants import broken_promises, control_characters, is_control
from ofweek_parse.testing.text_loss import lost_text

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["check", "trace"]

STRICT, RAW, AS_TEXT, MARKDOWN = 1, 2, 4, 8
"""The bits of the first byte: a strict parser, no normalizers, the post as ``str``, the body of `to_post` as Markdown."""

_PARSERS = {
    flags: Parser(strict=bool(flags & STRICT), **({"normalizers": ()} if flags & RAW else {})) for flags in range(4)
}
_RAW = Parser(normalizers=())
_LONGEST, _LONGEST_BYTE = 0.5, 0.0001
"""Seconds of the processor: of any input, and of each byte."""
_CUT = {"diagnostics-left-out", "nesting-flattened", "name-cut"}
"""With these a message no longer quotes all that was left out."""
_BODY = re.compile(r"^---\n", re.MULTILINE)
"""What is before and behind the front matter of a written post."""
os.environ.pop(REFERENCE_VARIABLE, None)


def check(data: bytes) -> None:
    """Parse *data* in every way and write what comes of it; raise whatever should not have been raised."""
    flags, post = (data[0], data[1:]) if data else (0, b"")
    source = _text(post) if flags & AS_TEXT else post
    parser = _PARSERS[flags & (STRICT | RAW)]
    begin = time.process_time()
    result = _outcome(parser.parse, source)
    took = time.process_time() - begin
    if took > _LONGEST + _LONGEST_BYTE * len(post):
        message = f"{took:.2f} s for {len(post)} bytes"
        raise AssertionError(message)
    _check_same(_on_reference_path(parser.parse, source), result, "the reference path")
    _check_same(_outcome(_explained(parser), source), result, "explain")
    article = result[0]
    if not isinstance(article, Article):
        _check_texts([text for text in [str(result[1])] if any(map(is_control, text))])
        return
    _check_texts(control_characters(article))
    _check_none("a broken promise", broken_promises(article))
    _check_kept(source, article, flags)
    _check_written(article, flags)
    if from_json(to_json(article)) != article:
        message = "from_json(to_json(article)) is another article"
        raise AssertionError(message)


def _outcome(read: Callable[[str | bytes], Article], source: str | bytes) -> tuple[object, ...]:
    """What *read* makes of *source*, with what the equality of articles leaves out, or its error."""
    try:
        article = read(source)
    except OfweekParseError as error:
        return (type(error), str(error), error.code, error.line, error.column)
    return (article, list(article.front_matter), article.diagnostics)


def _explained(parser: Parser) -> Callable[[str | bytes], Article]:
    return lambda source: parser.explain(source).article


def _on_reference_path(read: Callable[[str | bytes], Article], source: str | bytes) -> tuple[object, ...]:
    os.environ[REFERENCE_VARIABLE] = "1"
    try:
        return _outcome(read, source)
    finally:
        del os.environ[REFERENCE_VARIABLE]


def _check_same(found: tuple[object, ...], expected: tuple[object, ...], where: str) -> None:
    if found != expected:
        message = f"{where} gives another result: {found!r:.300} instead of {expected!r:.300}"
        raise AssertionError(message)


def _check_texts(texts: list[str]) -> None:
    """Raise if there are *texts* with control characters."""
    if texts:
        message = f"a control character is in {texts[0]!r}"
        raise AssertionError(message)


def _check_none(what: str, found: list[str]) -> None:
    if found:
        message = f"{what}: {found[0]!r:.300}"
        raise AssertionError(message)


def _check_kept(source: str | bytes, article: Article, flags: int) -> None:
    """Raise if the source shows letters that neither the article nor a diagnostic has, or a step lost some."""
    raw = article if flags & RAW else _RAW.parse(source)
    if any(note.code in _CUT for note in article.diagnostics):
        return
    text = source if isinstance(source, str) else _text(source)
    header, fence, body = text.partition("\n---\n") if isinstance(text, str) else ("", "", "")
    if fence and header.startswith("---\n") and not any(map(is_control, body)):
        found = lost_characters(_RAW.parse_html(body), visible_runs(body))
        _check_none("lost by reading", [f"{letter} × {count}" for letter, count in found.items()])
    _check_none("lost by a step", lost_text(raw, article))


def _check_written(article: Article, flags: int) -> None:
    """Raise if a form can't be written, or shows what no article has."""
    to_text(article)
    markdown = to_markdown(article)
    for name, render in RENDERERS.items():
        _check_none(f"{name} shows", violations(render(markdown), article))
    _check_none("HTML has", violations(to_html(article), article, HTML_ALLOWED))
    body = _BODY.split(to_post(article, body="markdown" if flags & MARKDOWN else "html"), maxsplit=2)[2]
    if flags & MARKDOWN:
        for name, render in RENDERERS.items():
            _check_none(f"{name} shows of a post", violations(render(body), article, MARKDOWN_POST_ALLOWED))
    else:
        _check_none("a post has", violations(body, article, POST_ALLOWED))


def _text(post: bytes) -> str | bytes:
    """*post* as text, halves of surrogate pairs included, or as it is where it is no UTF-8."""
    try:
        return post.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return post


def trace(error: BaseException) -> str:
    """What tells one failure from another: its type and the innermost places, or what it says first."""
    frames = traceback.extract_tb(error.__traceback__)[1:]
    places = [f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames if "ofweek_parse" in frame.filename]
    return f"{type(error).__name__} {' '.join(places[:1] + places[-2:]) or str(error)[:24]}"
