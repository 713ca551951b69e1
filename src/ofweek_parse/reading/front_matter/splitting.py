"""Splitting a text into front matter and body, in Hexo's dialect (the reference is hexo-front-matter).

1. Before the front matter: blank lines, an invisible character, an HTML comment.
2. The opening separator: ``---`` or ``;;;`` alone on a line, or longer; it may be missing if there is a closing one.
3. The closing separator: the first line that consists only of dashes (as many as in the opening one, if that has more
   than three), or ``...``. HTML at the start of a line also ends the front matter; it is never passed to the YAML
   parser.

This differs from Hexo only where Hexo silently turns metadata into article text or the reverse.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

import attrs

from ofweek_parse.errors import FrontMatterError
from ofweek_parse.model.diagnostics import Diagnostic
from ofweek_parse.reading.decoding import position

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Split", "split_front_matter"]

_BLANKS = r"[ \t\xa0\u3000]*"
_UNSEEN = r"[ \t\xa0\u3000\u200b\u200c\u200d\u2060\ufeff]*"
_PRELUDE = re.compile(
    r"""
    (?: [ \t\n\xa0\u3000\u200b\u200c\u200d\u2060\ufeff]* \n )?
    (?: <!-- (?= (.*?-->) ) \1 [ \t\xa0\u3000]* \n )?       # up to the first -->, whatever follows
    (?: [ \t\n\xa0\u3000]* \n )?
    """,
    re.DOTALL | re.VERBOSE,
)
_OPENER = re.compile(rf"(?P<indent>{_UNSEEN})(?P<fence>-{{3,}}|;{{3,}}){_BLANKS}(?:\n|\Z)")
_CLOSER = {
    "-": re.compile(rf"^(?P<fence>-{{3,}}|\.\.\.){_BLANKS}(?:\n|\Z)", re.MULTILINE),
    ";": re.compile(rf"^(?P<fence>;{{3,}}){_BLANKS}(?:\n|\Z)", re.MULTILINE),
}
_ANY_CLOSER = re.compile(rf"^(?P<fence>-{{3,}}|;{{3,}}){_BLANKS}(?:\n|\Z)", re.MULTILINE)
_MARKUP = re.compile(r"^<[A-Za-z!/]", re.MULTILINE)
_YAML_LINE = re.compile(
    r"""
    [^\s<>\#\-'"{}\[\];] [^:\n]* : (?=[ \t\n]|\Z)   # a bare key
    | ["'] [^\n]* :                                  # a key in quotes
    | [ \t]+ (?!-{3,}[ \t]*$) \S                     # an indented line, but no fence
    | -[ ] | \#                                      # an item, a comment
    """,
    re.MULTILINE | re.VERBOSE,
)
_KEY = re.compile(r"""["']?([^\s:#"'-][^:\n]*?)["']?[ \t]*:(?:\s|$)""")
_UNSUPPORTED = re.compile(r"\+{3,}[ \t]*\n|\{[ \t]*(?:\n|\")")
_PATH = re.compile(r"\s*[^\s<>]{1,400}\.(?:html?|markdown|md|txt)\s*", re.IGNORECASE)
_USUAL_KEY = re.compile(r"^(?:title|date):[ \t]", re.MULTILINE)


@attrs.frozen(kw_only=True)
class Split:
    """A post cut into its parts; joined in this order they are the text again, character for character.

    Attributes:
        prelude: The text before the opening separator.
        opener: The opening fence's line.
        header: The lines between the fences.
        closer: The closing fence's line.
        body: The rest.
        kind: The format of the header, or ``None`` if there is no front matter.
    """

    prelude: str = ""
    opener: str = ""
    header: str = ""
    closer: str = ""
    body: str = ""
    kind: Literal["yaml", "json"] | None = None

    @property
    def header_line(self) -> int:
        """The line of the file that the header begins in."""
        return 1 + (self.prelude + self.opener).count("\n")

    @property
    def body_line(self) -> int:
        """The line of the file that the body begins in."""
        return self.header_line + (self.header + self.closer).count("\n")

    def locate(self, key: str) -> tuple[int, int]:
        """The line and column, in the file, of the value of *key*; of the header where the key is missing."""
        entry = rf"""^["']?{re.escape(key)}["']?[ \t]*[:：][ \t\xa0\u3000]*"""
        match = re.search(entry, self.header, re.MULTILINE)
        line, column = position(self.header, match.end() if match else 0)
        return self.header_line - 1 + line, column

    def key_at(self, line: int | None) -> str | None:
        """Return the key of the entry at *line* of the file, or ``None``."""
        before = self.header.split("\n")[: max((line or 0) - self.header_line + 1, 0)]
        keys = (match[1] for row in reversed(before) if (match := _KEY.match(row)))
        return next(keys, None) if line is not None and line < self.body_line else None


def split_front_matter(text: str, diagnostics: list[Diagnostic], composes: Callable[[str], bool]) -> Split:
    """Cut *text* into front matter and body.

    Args:
        text: The whole post, with ``\\n`` at line ends.
        diagnostics: Gets what was found.
        composes: Checks whether a text is a valid YAML mapping; used if the opening separator is missing.

    Raises:
        FrontMatterError: *text* is blank, or begins with TOML or a bare JSON object.
    """
    if not text or text.isspace():
        message = "The file is empty or blank."
        raise FrontMatterError(message, code="empty-input", line=1, column=1)
    prelude = _PRELUDE.match(text)
    start = prelude.end() if prelude else 0
    opener = _OPENER.match(text, start)
    if opener is None:
        if _UNSUPPORTED.match(text, start):
            message = "TOML (+++) and bare JSON ({…}) front matter are not supported; use YAML between --- lines."
            line, column = position(text, start)
            raise FrontMatterError(message, code="front-matter-unsupported", line=line, column=column)
        return _without_opener(text, start, diagnostics, composes)
    _note_prelude(text[:start], opener, diagnostics)
    return _with_opener(text, start, opener, diagnostics)


def _note_prelude(prelude: str, opener: re.Match[str], diagnostics: list[Diagnostic]) -> None:
    line, _ = position(opener.string, opener.start())
    if "<!--" in prelude:
        message = "The comment before the front matter was removed."
        diagnostics.append(Diagnostic.of("content-before-opener", message, line=1, column=1))
    if re.search(r"[\u200b\u200c\u200d\u2060\ufeff]", prelude + opener["indent"]):
        message = "An invisible character before the front matter was removed."
        diagnostics.append(Diagnostic.of("invisible-before-opener", message, line=line, column=1))
    elif opener["indent"]:
        diagnostics.append(Diagnostic.of("opener-indented", "The opening separator is indented.", line=line, column=1))
    if re.search(r"[ \t\xa0\u3000]\n", prelude):
        diagnostics.append(
            Diagnostic.of("leading-whitespace", "A blank line before the front matter was ignored.", line=1, column=1)
        )


def _with_opener(text: str, start: int, opener: re.Match[str], diagnostics: list[Diagnostic]) -> Split:
    fence = opener["fence"]
    begin = opener.end()
    closer = _closer(text, begin, fence)
    markup = _MARKUP.search(text, begin, closer.start() if closer else len(text)) if fence[0] == "-" else None
    prelude, opened = text[:start], text[start:begin]
    kind: Literal["yaml", "json"] = "yaml" if fence[0] == "-" else "json"
    if closer is None or markup is not None:
        end = _last_yaml_line(text, begin, markup.start() if markup else len(text))
        line, column = position(text, end)
        if closer is not None:
            message = "HTML begins before the front matter is closed; close it with a line ---."
            diagnostics.append(Diagnostic.of("front-matter-cut-short", message, line=line, column=column))
        else:
            message = f"The front matter opened by {fence} is never closed; only its first lines were read."
            diagnostics.append(Diagnostic.of("front-matter-unterminated", message, line=line, column=column))
        return Split(prelude=prelude, opener=opened, header=text[begin:end], body=text[end:], kind=kind)
    line, _ = position(text, closer.start())
    if closer["fence"] == "...":
        diagnostics.append(Diagnostic.of("closer-dots", "The front matter is closed by `...`.", line=line, column=1))
    elif len(closer["fence"]) != len(fence):
        message = f"The front matter is opened by {fence} but closed by {closer['fence']}."
        diagnostics.append(Diagnostic.of("separator-length", message, line=line, column=1))
    header, body = text[begin : closer.start()], text[closer.end() :]
    return Split(prelude=prelude, opener=opened, header=header, closer=closer[0], body=body, kind=kind)


def _closer(text: str, begin: int, fence: str) -> re.Match[str] | None:
    first = None
    for match in _CLOSER[fence[0]].finditer(text, begin):
        if match["fence"] == fence:
            return match
        first = first or match
        if len(fence) == 3:
            return first
    return first


def _last_yaml_line(text: str, begin: int, end: int) -> int:
    """Return the end of the lines that look like YAML, at most *end*."""
    here = begin
    while here < end and (text[here] == "\n" or _YAML_LINE.match(text, here)):
        here = (text.find("\n", here) + 1) or end
    return min(here, end)


def _without_opener(text: str, start: int, diagnostics: list[Diagnostic], composes: Callable[[str], bool]) -> Split:
    closer = _ANY_CLOSER.search(text, start)
    if closer is not None:
        header = text[start : closer.start()]
        is_json = closer["fence"][0] == ";"
        if header.startswith('"') if is_json else _reads_as_header(header, composes):
            line, column = position(text, start)
            message = f"The front matter closed by {closer['fence']} has no opening separator."
            diagnostics.append(Diagnostic.of("opener-missing", message, line=line, column=column))
            kind: Literal["yaml", "json"] = "json" if is_json else "yaml"
            body = text[closer.end() :]
            return Split(prelude=text[:start], header=header, closer=closer[0], body=body, kind=kind)
    diagnostics.append(
        Diagnostic.of(
            "path-as-post", f"{text.strip()!r} looks like a path; read a file with parse_file.", line=1, column=1
        )
        if _PATH.fullmatch(text)
        else Diagnostic.of(
            "front-matter-missing", "There is no front matter; everything was read as the body.", line=1, column=1
        )
    )
    return Split(body=text)


def _reads_as_header(header: str, composes: Callable[[str], bool]) -> bool:
    end = _last_yaml_line(header, 0, len(header))
    if not header or end < len(header) or header[0].isspace():
        return False
    return composes(header) or _USUAL_KEY.search(header) is not None
