"""Fuzz target: whatever the bytes, `Parser.parse` gives an article or raises an `OfweekParseError`.

Neither holds a control character. The fast path of reading gives what the reference path gives, and both what `explain`
gives, which skips no step. The first byte of an input chooses the parser, the others are the post. Whatever parses is
then written in every form, and its JSON is read back. See README.md for how to run it.
"""

from __future__ import annotations

import hashlib
import os
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

import atheris

if TYPE_CHECKING:
    from collections.abc import Callable

with atheris.instrument_imports(include=["ofweek_parse"]):
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
    from ofweek_parse.testing.invariants import control_characters, is_control

STRICT, RAW, AS_TEXT, MARKDOWN = 1, 2, 4, 8
"""The bits of the first byte: a strict parser, no normalizers, the post as ``str``, the body of `to_post` as Markdown."""

_PARSERS = {
    flags: Parser(strict=bool(flags & STRICT), **({"normalizers": ()} if flags & RAW else {})) for flags in range(4)
}
_KEEP = os.environ.get("FUZZ_KEEP_GOING")
_seen: set[str] = set()
os.environ.pop(REFERENCE_VARIABLE, None)


def check(data: bytes) -> None:
    """Parse *data* in every way and write what comes of it; raise whatever should not have been raised."""
    flags, post = (data[0], data[1:]) if data else (0, b"")
    source = _text(post) if flags & AS_TEXT else post
    parser = _PARSERS[flags & (STRICT | RAW)]
    result = _outcome(parser.parse, source)
    _check_same(_on_reference_path(parser.parse, source), result, "the reference path")
    _check_same(_outcome(_explained(parser), source), result, "explain")
    article = result[0]
    if not isinstance(article, Article):
        _check_texts([text for text in [str(result[1])] if any(map(is_control, text))])
        return
    _check_texts(control_characters(article))
    to_text(article)
    to_html(article)
    to_markdown(article)
    to_post(article, body="markdown" if flags & MARKDOWN else "html")
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


def _text(post: bytes) -> str | bytes:
    """*post* as text, halves of surrogate pairs included, or as it is where it is no UTF-8."""
    try:
        return post.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return post


def _trace(error: BaseException) -> str:
    """What tells one failure from another: its type and the innermost places, or what it says first."""
    frames = traceback.extract_tb(error.__traceback__)[1:]
    places = [f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames if "ofweek_parse" in frame.filename]
    return f"{type(error).__name__} {' '.join(places[:1] + places[-2:]) or str(error)[:24]}"


def test_one_input(data: bytes) -> None:
    """Take one input; with FUZZ_KEEP_GOING=folder, put the first input of every failure there and go on."""
    try:
        check(data)
    except Exception as error:
        if not _KEEP:
            raise
        name = _trace(error)
        if name not in _seen:
            _seen.add(name)
            folder = Path(_KEEP)
            folder.mkdir(parents=True, exist_ok=True)
            stem = hashlib.sha256(name.encode()).hexdigest()[:12]
            folder.joinpath(f"{stem}.bin").write_bytes(data)
            folder.joinpath(f"{stem}.txt").write_text(f"{name}\n\n{traceback.format_exc()}", encoding="utf-8")
            print(f"FAILURE {stem} {name}: {error!s:.200}", flush=True)


if __name__ == "__main__":
    if len(sys.argv) > 2 and sys.argv[1] == "--check":
        for path in sys.argv[2:]:
            check(Path(path).read_bytes())
    else:
        atheris.Setup(sys.argv, test_one_input)
        atheris.Fuzz()
