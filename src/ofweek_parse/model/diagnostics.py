"""What was odd, repaired or dropped: `Diagnostic`, and the one table of its codes."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, get_args

import attrs

from ofweek_parse.arguments import check_choice, check_kind
from ofweek_parse.characters import clean
from ofweek_parse.errors import (
    DecodingError,
    FrontMatterError,
    LimitError,
    MarkupError,
    NormalizerError,
    OfweekParseError,
    SchemaError,
    UnknownNormalizerError,
    WorkerError,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["DIAGNOSTIC_CODES", "Diagnostic", "DiagnosticCode", "Severity"]

Severity = Literal["info", "warning", "error"]
"""``info``: repaired; or dropped where no reader of the page saw it, where the article has it already, or where a step was
asked to. ``warning``: the article lacks text, a picture or a link that readers of the page saw, or front matter was not
read as it is written. ``error``: the post can't be read. ``strict=True`` raises the first of the latter two."""


@attrs.frozen(kw_only=True)
class DiagnosticCode:
    """One row of the table of codes.

    Attributes:
        severity: The severity of every diagnostic with this code.
        error: The exception that ``strict=True`` raises for it.
        meaning: What was found, in one sentence.
    """

    severity: Severity
    error: type[OfweekParseError]
    meaning: str


def _code(severity: Severity, error: type[OfweekParseError], meaning: str) -> DiagnosticCode:
    return DiagnosticCode(severity=severity, error=error, meaning=meaning)


DIAGNOSTIC_CODES: Mapping[str, DiagnosticCode] = MappingProxyType(
    {
        # bytes to text
        "bom": _code("info", DecodingError, "Leading byte order mark removed."),
        "control-char": _code("info", DecodingError, "A character that no text holds became U+FFFD."),
        "encoding-doubtful": _code("warning", DecodingError, "Bytes read as GB18030 may be Big5."),
        "encoding-guessed": _code("info", DecodingError, "The bytes are not UTF-8 and were read as GB18030."),
        "eol-cr": _code("info", DecodingError, "A lone carriage return was read as a line break."),
        "undecodable": _code("warning", DecodingError, "Bytes that are no text in the encoding became U+FFFD."),
        # the front-matter block
        "closer-dots": _code("info", FrontMatterError, "The front matter is closed by `...`."),
        "content-before-opener": _code(
            "info", FrontMatterError, "A comment stands before the front matter; it leaves nothing."
        ),
        "empty-input": _code("error", FrontMatterError, "The input is empty or blank."),
        "front-matter-cut-short": _code("warning", FrontMatterError, "HTML began before the front matter was closed."),
        "front-matter-empty": _code("info", FrontMatterError, "The front matter holds no key."),
        "front-matter-missing": _code("warning", FrontMatterError, "There is no front matter; all is body."),
        "path-as-post": _code("warning", FrontMatterError, "The input looks like a path and was read as a body."),
        "front-matter-unsupported": _code("error", FrontMatterError, "The front matter is TOML or a bare JSON object."),
        "front-matter-unterminated": _code("warning", FrontMatterError, "The front matter is not closed."),
        "invisible-before-opener": _code("info", FrontMatterError, "An invisible character before `---` went."),
        "json-braces": _code("info", FrontMatterError, "The `;;;` front matter has its own braces."),
        "json-front-matter": _code("info", FrontMatterError, "The front matter is JSON between `;;;`."),
        "leading-whitespace": _code("info", FrontMatterError, "A line of spaces stands before the front matter."),
        "opener-indented": _code("info", FrontMatterError, "The opening `---` is indented."),
        "opener-missing": _code("info", FrontMatterError, "The opening `---` is missing, the closing one stands."),
        "separator-length": _code("info", FrontMatterError, "The opening and closing fence differ in length."),
        # its YAML or JSON
        "bad-escape": _code("info", FrontMatterError, "A backslash that starts no YAML escape was kept."),
        "comment-cut": _code("info", FrontMatterError, "YAML reads the rest of an unquoted value as a comment."),
        "colon-repaired": _code("info", FrontMatterError, "The colon behind a key is full-width or lacks its space."),
        "depth": _code("error", LimitError, "The nesting is deeper than the limit."),
        "duplicate-key": _code("warning", FrontMatterError, "A key stands twice; the first value was kept."),
        "front-matter-not-a-mapping": _code("warning", FrontMatterError, "The front matter is a list or a scalar."),
        "json-syntax": _code("warning", FrontMatterError, "The JSON front matter can't be read."),
        "key-indented": _code("info", FrontMatterError, "Stray blanks before a key were ignored."),
        "non-string-key": _code("info", FrontMatterError, "A key that YAML would give another type was read as text."),
        "odd-line-break": _code(
            "info", FrontMatterError, "U+0085, or U+2028 or U+2029 in the front matter, became a space."
        ),
        "quote-repaired": _code("info", FrontMatterError, "A value that was not quoted rightly was read as its text."),
        "tab-indent": _code("info", FrontMatterError, "A leading tab was read as two spaces."),
        "unquoted-colon": _code("info", FrontMatterError, "An unquoted value holding `: ` was read as its text."),
        "unquoted-value": _code(
            "info", FrontMatterError, "A value that YAML would change in silence was read as text."
        ),
        "yaml-alias": _code("error", FrontMatterError, "YAML anchors with aliases are refused."),
        "yaml-directive": _code("warning", FrontMatterError, "A YAML directive stands in the front matter."),
        "yaml-multiple-documents": _code("warning", FrontMatterError, "The front matter holds several documents."),
        "yaml-syntax": _code("warning", FrontMatterError, "Lines of the front matter are not YAML and were left out."),
        "yaml-tag": _code("error", FrontMatterError, "YAML tags are refused."),
        # its fields
        "date-ambiguous": _code("info", FrontMatterError, "The date could be read in several orders; none was taken."),
        "date-invalid": _code("info", FrontMatterError, "The date can't be read."),
        "date-missing": _code("info", FrontMatterError, "The front matter has no date."),
        "field-type": _code("info", FrontMatterError, "A known key has a value of another kind than its field."),
        "title-missing": _code("info", FrontMatterError, "The front matter has no title."),
        # the body
        "attribute-dropped": _code(
            "info", MarkupError, "An attribute says something that the article has no place for and nowhere else."
        ),
        "attribute-limit": _code("error", LimitError, "A tag has more attributes than the limit."),
        "bare-ampersand": _code(
            "info", MarkupError, "A reference without its semicolon before a letter, digit or `=` was read as text."
        ),
        "block-limit": _code("error", LimitError, "The body has more blocks than the limit."),
        "code-layout": _code("info", MarkupError, "Line numbers or buttons beside code were left out."),
        "link-in-code": _code("warning", MarkupError, "A link in code was dropped; its text stays."),
        "broken-attribute": _code("info", MarkupError, "Text spilled out of an attribute into attribute names."),
        "duplicate-attribute": _code("info", MarkupError, "A tag has an attribute twice; the first counts."),
        "drawing-dropped": _code("warning", MarkupError, "A drawing (`<svg>`) was dropped; text in it stays."),
        "embed-fallback": _code("info", MarkupError, "What a player shows where it can't play was dropped."),
        "embed-without-url": _code("info", MarkupError, "An embedded frame or player without a URL was dropped."),
        "empty-body": _code("info", MarkupError, "The body holds no block."),
        "empty-link": _code("info", MarkupError, "A link around nothing was dropped."),
        "formula-copy": _code(
            "info", MarkupError, "What shows a formula again that was read as TeX, such as its image, was dropped."
        ),
        "formula-lost": _code("warning", MarkupError, "A formula that is only drawn, without its TeX, was dropped."),
        "hidden-content": _code("info", MarkupError, "Content that no reader sees was dropped."),
        "icon-dropped": _code("info", MarkupError, "An icon that is drawn in place (`<svg>`) was dropped."),
        "image-copy": _code("info", MarkupError, "An image was dropped that shows the same as the one beside it."),
        "image-map": _code("warning", MarkupError, "A link on a part of an image was dropped."),
        "image-without-source": _code("info", MarkupError, "An image without any URL was dropped."),
        "literal-markup": _code("info", MarkupError, "What looks like a tag in prose was read as text."),
        "markdown-body": _code("warning", MarkupError, "The body is Markdown, of which the marks were read as text."),
        "markdown-possible": _code("info", MarkupError, "Bare text in the body would be read otherwise by Markdown."),
        "malformed-url": _code("info", MarkupError, "A URL can't be read as one; it stays as it is."),
        "name-cut": _code("info", MarkupError, "A name longer than 100 bytes was cut."),
        "nested-link": _code("warning", MarkupError, "A link in another was dropped; its text stays."),
        "nesting-flattened": _code("info", MarkupError, "Elements nested deeper than any reader needs were unwrapped."),
        "size-limit": _code("error", LimitError, "The input is larger than the limit."),
        "source-in-code": _code("info", MarkupError, "Tags and comments in code were read as part of the code."),
        "text-after-end": _code("info", MarkupError, "The body goes on after `</body>` or `</html>`."),
        "token-limit": _code("error", LimitError, "One text, comment or attribute is longer than the limit."),
        "tracking-pixel": _code("info", MarkupError, "An image of one pixel was dropped."),
        "unclosed-markup": _code(
            "info", MarkupError, "A tag, comment, quote or raw-text element that is never closed was read as text."
        ),
        "unknown-element": _code("info", MarkupError, "A tag that HTML does not know was dropped; its text stays."),
        "unsafe-url": _code("info", MarkupError, "A URL has a scheme that no writer gives out."),
        # any of these
        "diagnostics-left-out": _code("info", MarkupError, "There are more than a hundred diagnostics of one code."),
        # normalizers
        "boilerplate": _code("info", MarkupError, "A disclaimer or promotion was removed."),
        "editor-token": _code("info", MarkupError, "Tokens that the editor left in the text were removed."),
        "figure-lost": _code("info", MarkupError, "A copy of the body shows a figure where the body has none."),
        "lost-character": _code("info", MarkupError, "The site wrote `?` for a character that it lost."),
        "normalizer-clash": _code("error", NormalizerError, "Two plugins register a normalizer under one name."),
        "normalizer-failed": _code("error", NormalizerError, "A normalizer raised an exception."),
        "normalizer-import": _code("error", NormalizerError, "A plugin can't be imported."),
        "normalizer-kind": _code("error", NormalizerError, "What stands for a normalizer can't be called."),
        "normalizer-result": _code("error", NormalizerError, "A normalizer returned something that is no article."),
        "normalizer-unknown": _code("error", UnknownNormalizerError, "No normalizer has that name."),
        "normalizer-unpicklable": _code("error", NormalizerError, "A normalizer can't be sent to worker processes."),
        "title-restored": _code("info", MarkupError, "A `_` of the title became what the article itself shows there."),
        # reading articles back
        "schema": _code("error", SchemaError, "A document is not of the form of an article."),
        "schema-version": _code("error", SchemaError, "A document has a schema version that this release can't read."),
        # many posts
        "no-text": _code("error", MarkupError, "An article holds no text, and datatrove passes over such documents."),
        "out-of-memory": _code("error", WorkerError, "There is not enough memory for a post."),
        "worker-died": _code("error", WorkerError, "A worker process died at a post."),
    }
)
"""Every code there is, with its severity, the error it raises when strict, and its meaning."""


_OWN_CODE = re.compile(r"[a-z0-9]+(?:[-_.][a-z0-9]+)*/[a-z0-9]+(?:-[a-z0-9]+)*")


@attrs.frozen(kw_only=True)
class Diagnostic:
    """One thing that was odd, repaired or dropped.

    Attributes:
        code: A stable kebab-case code: a key of `DIAGNOSTIC_CODES`, or ``name/code`` from a plugin.
        severity: ``info``, ``warning`` or ``error``.
        message: What was found and what became of it.
        line: The line in the file, counted from 1, or ``None``.
        column: The column in that line, counted from 1 in characters, or ``None``.

    Example:
        >>> str(Diagnostic.of("date-invalid", "'Invalid Date' is no date.", line=10, column=7))
        "10:7: date-invalid: 'Invalid Date' is no date."
    """

    code: str
    severity: Severity
    message: str = attrs.field(converter=clean)
    line: int | None = None
    column: int | None = None

    @classmethod
    def of(
        cls,
        code: str,
        message: str,
        *,
        severity: Severity | None = None,
        line: int | None = None,
        column: int | None = None,
    ) -> Diagnostic:
        """Return the diagnostic of *code*, with that code's severity.

        Args:
            code: A key of `DIAGNOSTIC_CODES`, or a code of your own such as ``my-plugin/short-paragraph``: the name of a
                plugin or project, a slash, and a name.
            message: What was found and what became of it.
            severity: The severity of a code of your own; ``info`` by default.
            line: The line in the file, counted from 1.
            column: The column in that line, counted from 1 in characters.

        Raises:
            ValueError: There is no such code, it is given another severity than it has, or there is no such severity.

        Example:
            >>> str(Diagnostic.of("my-plugin/short", "A short paragraph was removed.", severity="warning"))
            'my-plugin/short: A short paragraph was removed.'
        """
        check_kind("message", message, str, "text")
        if severity is not None:
            check_choice("severity", severity, get_args(Severity))
        if code in DIAGNOSTIC_CODES:
            known = DIAGNOSTIC_CODES[code].severity
            if severity not in {None, known}:
                raise ValueError(f"The severity of {code!r} is {known!r}; it can't be {severity!r}.")
            severity = known
        elif not _OWN_CODE.fullmatch(code):
            advice = "use a key of DIAGNOSTIC_CODES, or a code of your own such as 'my-plugin/short-paragraph'"
            raise ValueError(f"There is no diagnostic code {code!r}; {advice}.")
        return cls(code=code, severity=severity or "info", message=message, line=line, column=column)

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.line, self.column) if part is not None)
        return f"{place}: {self.code}: {self.message}" if place else f"{self.code}: {self.message}"
