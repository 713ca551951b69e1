"""Fuzz target: whatever the bytes, `Parser.parse` gives an article or raises an `OfweekParseError`.

Neither holds a control character. The first byte of an input chooses the parser, the others are the post. Whatever parses is then written in every form,
and its JSON is read back. See README.md for how to run it.
"""

from __future__ import annotations

import hashlib
import os
import sys
import traceback
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["ofweek_parse"]):
    from ofweek_parse import (
        OfweekParseError,
        Parser,
        from_json,
        to_html,
        to_json,
        to_markdown,
        to_post,
        to_text,
    )
    from ofweek_parse.testing.invariants import control_characters, is_control

STRICT, RAW, AS_TEXT, MARKDOWN = 1, 2, 4, 8
"""The bits of the first byte: a strict parser, no normalizers, the post as ``str``, the body of `to_post` as Markdown."""

_PARSERS = {
    flags: Parser(strict=bool(flags & STRICT), **({"normalizers": ()} if flags & RAW else {})) for flags in range(4)
}
_KEEP = os.environ.get("FUZZ_KEEP_GOING")
_seen: set[str] = set()


def check(data: bytes) -> None:
    """Parse *data* and write what comes of it; raise whatever should not have been raised."""
    flags, post = (data[0], data[1:]) if data else (0, b"")
    source = _text(post) if flags & AS_TEXT else post
    try:
        article = _PARSERS[flags & (STRICT | RAW)].parse(source)
    except OfweekParseError as error:
        _check_texts([text for text in [str(error)] if any(map(is_control, text))])
        return
    _check_texts(control_characters(article))
    to_text(article)
    to_html(article)
    to_markdown(article)
    to_post(article, body="markdown" if flags & MARKDOWN else "html")
    if from_json(to_json(article)) != article:
        message = "from_json(to_json(article)) is another article"
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
    """What tells one failure from another: its type and the innermost places."""
    frames = traceback.extract_tb(error.__traceback__)[1:]
    places = [f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames if "ofweek_parse" in frame.filename]
    return f"{type(error).__name__} {' '.join(places[:1] + places[-2:])}"


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
