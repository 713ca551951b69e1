"""`Diagnostic`, and the table of all diagnostic codes."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

import attrs

from ofweek_parse.arguments import check_kind
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
from ofweek_parse.model.checking import Checked

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["DIAGNOSTIC_CODES", "Diagnostic", "DiagnosticCode", "Severity"]

Severity = Literal["info", "warning", "error"]
"""``info``: something was repaired, or removed without loss: it was hidden, a duplicate, decoration, or what a normalizer
is meant to remove. ``warning``: the article lacks text, a picture or a link that the page shows, or front matter was not read as
written. ``error``: the post can't be parsed. ``strict=True`` raises the first warning or error."""


@attrs.frozen(kw_only=True)
class DiagnosticCode:
    """A row of the table of diagnostic codes.

    Attributes:
        severity: The severity of all diagnostics with this code.
        error: The exception that ``strict=True`` raises.
        meaning: A one-sentence description.
    """

    severity: Severity
    error: type[OfweekParseError]
    meaning: str


def _code(severity: Severity, error: type[OfweekParseError], meaning: str) -> DiagnosticCode:
    return DiagnosticCode(severity=severity, error=error, meaning=meaning)


DIAGNOSTIC_CODES: Mapping[str, DiagnosticCode] = MappingProxyType(
    {
        # bytes to text
        "bom": _code("info", DecodingError, "A leading byte order mark was removed."),
        "control-char": _code(
            "info", DecodingError, "A control character or other invalid character was replaced by U+FFFD."
        ),
        "encoding-doubtful": _code("warning", DecodingError, "The bytes were decoded as GB18030 but may be Big5."),
        "encoding-guessed": _code("info", DecodingError, "The bytes are not valid UTF-8 and were decoded as GB18030."),
        "eol-cr": _code("info", DecodingError, "A lone carriage return was read as a line break."),
        "undecodable": _code(
            "warning", DecodingError, "Bytes that are invalid in the encoding were replaced by U+FFFD."
        ),
        # the front-matter block
        "closer-dots": _code("info", FrontMatterError, "The front matter is closed by `...` instead of `---`."),
        "content-before-opener": _code("info", FrontMatterError, "A comment before the front matter was removed."),
        "empty-input": _code("error", FrontMatterError, "The input is empty or blank."),
        "front-matter-cut-short": _code("warning", FrontMatterError, "HTML begins before the front matter is closed."),
        "front-matter-empty": _code("info", FrontMatterError, "The front matter has no keys."),
        "front-matter-missing": _code(
            "warning", FrontMatterError, "There is no front matter; the whole input was read as the body."
        ),
        "path-as-post": _code(
            "warning", FrontMatterError, "The input looks like a path; it was read as the body of a post."
        ),
        "front-matter-unsupported": _code(
            "error", FrontMatterError, "The front matter is TOML or a bare JSON object, neither of which is supported."
        ),
        "front-matter-unterminated": _code("warning", FrontMatterError, "The front matter is not closed."),
        "invisible-before-opener": _code("info", FrontMatterError, "An invisible character before `---` was removed."),
        "json-braces": _code("info", FrontMatterError, "The JSON front matter between `;;;` has its own braces."),
        "json-front-matter": _code("info", FrontMatterError, "The front matter is JSON between `;;;`."),
        "leading-whitespace": _code("info", FrontMatterError, "A blank line before the front matter was ignored."),
        "opener-indented": _code("info", FrontMatterError, "The opening `---` is indented."),
        "opener-missing": _code("info", FrontMatterError, "The opening `---` is missing."),
        "separator-length": _code("info", FrontMatterError, "The opening and closing separators differ in length."),
        # its YAML or JSON
        "bad-escape": _code("info", FrontMatterError, "A backslash that is not a valid YAML escape was kept as text."),
        "comment-cut": _code("info", FrontMatterError, "YAML reads the end of an unquoted value as a comment."),
        "colon-repaired": _code("info", FrontMatterError, "The colon after a key is full-width or lacks its space."),
        "depth": _code("error", LimitError, "The front matter is nested more deeply than the limit."),
        "duplicate-key": _code("warning", FrontMatterError, "A key appears twice; the first value was kept."),
        "front-matter-not-a-mapping": _code(
            "warning", FrontMatterError, "The front matter is a list or a scalar instead of a mapping."
        ),
        "json-syntax": _code("warning", FrontMatterError, "The JSON front matter has a syntax error."),
        "key-indented": _code("info", FrontMatterError, "Stray spaces before a key were ignored."),
        "non-string-key": _code(
            "info", FrontMatterError, "A key that YAML would convert to another type was kept as text."
        ),
        "odd-line-break": _code(
            "info", FrontMatterError, "U+0085, or U+2028 or U+2029 in the front matter, was replaced by a space."
        ),
        "quote-repaired": _code("info", FrontMatterError, "A value with invalid quoting was read as plain text."),
        "tab-indent": _code("info", FrontMatterError, "A leading tab was read as two spaces."),
        "unquoted-colon": _code(
            "info", FrontMatterError, "An unquoted value that contains `: ` was read as plain text."
        ),
        "unquoted-value": _code(
            "info", FrontMatterError, "An unquoted value that YAML would alter was read as plain text."
        ),
        "yaml-alias": _code("error", FrontMatterError, "YAML aliases are not allowed."),
        "yaml-directive": _code("warning", FrontMatterError, "The front matter contains a YAML directive."),
        "yaml-multiple-documents": _code(
            "warning", FrontMatterError, "The front matter contains more than one YAML document."
        ),
        "yaml-syntax": _code(
            "warning", FrontMatterError, "Lines of the front matter that are not valid YAML were left out."
        ),
        "yaml-tag": _code("error", FrontMatterError, "YAML tags are not allowed."),
        # its fields
        "date-ambiguous": _code(
            "info",
            FrontMatterError,
            "The order of day, month and year in the date is ambiguous; the date was left out.",
        ),
        "date-invalid": _code("info", FrontMatterError, "The date can't be parsed."),
        "date-missing": _code("info", FrontMatterError, "The front matter has no date."),
        "field-type": _code("info", FrontMatterError, "The value of a known key has the wrong type for its field."),
        "title-missing": _code("info", FrontMatterError, "The front matter has no title."),
        # the body
        "attribute-dropped": _code(
            "info", MarkupError, "The text of an attribute, for which the article has no field, was removed."
        ),
        "attribute-lost": _code("warning", MarkupError, "An attribute that the page shows or loads was removed."),
        "attribute-limit": _code("error", LimitError, "A tag has more attributes than the limit."),
        "bare-ampersand": _code(
            "info",
            MarkupError,
            "A character reference without a semicolon, followed by a letter, digit or `=`, was read as text.",
        ),
        "block-limit": _code("error", LimitError, "The body has more blocks than the limit."),
        "code-layout": _code("info", MarkupError, "Line numbers, buttons, labels or copies next to code were removed."),
        "link-lost": _code("warning", MarkupError, "A link around a table, code, an embed or a drawing was removed."),
        "link-in-code": _code("warning", MarkupError, "A link in code was removed; its text was kept."),
        "broken-attribute": _code("info", MarkupError, "Part of an attribute's text was parsed as attribute names."),
        "duplicate-attribute": _code(
            "info", MarkupError, "A tag has the same attribute twice; the first one was used."
        ),
        "drawing-dropped": _code(
            "warning", MarkupError, "A drawing (`<svg>`, `<canvas>`) was removed; its text was kept."
        ),
        "embed-fallback": _code("info", MarkupError, "Fallback content of an embed was removed."),
        "embed-without-url": _code("info", MarkupError, "An embed without a URL was removed."),
        "empty-body": _code("info", MarkupError, "The body has no blocks."),
        "empty-link": _code("info", MarkupError, "A link without content was removed."),
        "formula-copy": _code(
            "info", MarkupError, "A duplicate of a formula, such as its image, was removed; the TeX was kept."
        ),
        "formula-lost": _code("warning", MarkupError, "A formula without TeX or text was removed."),
        "hidden-content": _code("info", MarkupError, "Hidden content was removed."),
        "icon-dropped": _code("info", MarkupError, "An inline icon (`<svg>`) was removed."),
        "image-copy": _code("info", MarkupError, "A duplicate of the image next to it was removed."),
        "image-map": _code("warning", MarkupError, "A link on an area of an image was removed."),
        "image-without-source": _code("info", MarkupError, "An image without a URL was removed."),
        "literal-markup": _code("info", MarkupError, "Text that looks like a tag was kept as text."),
        "markdown-body": _code("warning", MarkupError, "The body is Markdown; its markup was read as text."),
        "markdown-possible": _code(
            "info", MarkupError, "The body has bare text that Markdown would render differently."
        ),
        "malformed-url": _code("info", MarkupError, "A URL is invalid; it was kept unchanged."),
        "name-cut": _code("info", MarkupError, "A tag or attribute name longer than 100 bytes was truncated."),
        "nested-link": _code("warning", MarkupError, "A link inside another link was removed; its text was kept."),
        "nesting-flattened": _code("info", MarkupError, "Deeply nested elements were unwrapped."),
        "object-content": _code("warning", MarkupError, "The content of an `<object>` without a URL was removed."),
        "script-in-text": _code("info", MarkupError, "A script or style sheet between words was removed."),
        "size-limit": _code("error", LimitError, "The input is larger than the limit."),
        "source-in-code": _code("info", MarkupError, "Tags and comments in code were read as part of the code."),
        "text-after-end": _code("info", MarkupError, "There is content after `</body>` or `</html>`; it was kept."),
        "token-limit": _code("error", LimitError, "A text, comment or attribute is longer than the limit."),
        "tracking-pixel": _code("info", MarkupError, "A tracking pixel, an image of one pixel, was removed."),
        "unclosed-markup": _code(
            "info", MarkupError, "An unclosed tag, comment, quotation mark or raw-text element was read as text."
        ),
        "unknown-element": _code(
            "info", MarkupError, "A tag that is not an HTML element was removed; its text was kept."
        ),
        "unsafe-url": _code("info", MarkupError, "A URL has an unsafe scheme; writers leave it out."),
        # any of these
        "diagnostics-left-out": _code(
            "info", MarkupError, "There are more than a hundred diagnostics with the same code; the rest were left out."
        ),
        # normalizers
        "boilerplate": _code("info", MarkupError, "A disclaimer or promotion was removed."),
        "editor-token": _code("info", MarkupError, "Tokens left behind by the editor were removed."),
        "figure-lost": _code("info", MarkupError, "A copy of the body shows a figure that the body itself lacks."),
        "lost-character": _code("info", MarkupError, "The site replaced a character by `?`."),
        "normalizer-clash": _code("error", NormalizerError, "Two plugins register a normalizer with the same name."),
        "normalizer-failed": _code("error", NormalizerError, "A normalizer raised an exception."),
        "normalizer-import": _code("error", NormalizerError, "A plugin can't be imported."),
        "normalizer-kind": _code("error", NormalizerError, "A normalizer is not callable."),
        "normalizer-result": _code(
            "error", NormalizerError, "A normalizer returned something other than an `Article`."
        ),
        "normalizer-unknown": _code("error", UnknownNormalizerError, "There is no normalizer with this name."),
        "normalizer-unpicklable": _code("error", NormalizerError, "A normalizer can't be sent to worker processes."),
        "title-restored": _code(
            "info", MarkupError, "A `_` in the title was replaced by the characters that the article has there."
        ),
        # reading articles back
        "schema": _code("error", SchemaError, "A document does not match the schema of an article."),
        "schema-version": _code("error", SchemaError, "This release can't read the schema version of a document."),
        # many posts
        "no-text": _code("error", MarkupError, "The article has no text; datatrove skips such documents."),
        "out-of-memory": _code("error", WorkerError, "There is not enough memory to parse a post."),
        "worker-died": _code("error", WorkerError, "A worker process crashed while parsing a post."),
    }
)
"""A read-only mapping from each diagnostic code to its severity, the exception that ``strict=True`` raises, and its meaning."""


_OWN_CODE = re.compile(r"[a-z0-9]+(?:[-_.][a-z0-9]+)*/[a-z0-9]+(?:-[a-z0-9]+)*")


def _cleaned(message: str) -> str:
    check_kind("message", message, str, "text")
    return clean(message)


@attrs.frozen(kw_only=True)
class Diagnostic(Checked):
    """A report on something unusual, repaired or removed in a post.

    Attributes:
        code: A stable kebab-case code: a key of `DIAGNOSTIC_CODES`, or ``name/code`` for a plugin's own.
        severity: ``info``, ``warning`` or ``error``.
        message: What was found, and what was done about it.
        line: The line in the file, starting at 1, or ``None`` if it is unknown.
        column: The column in that line, in characters starting at 1, or ``None`` if it is unknown.

    Example:
        >>> str(Diagnostic.of("date-invalid", "'Invalid Date' is not a date.", line=10, column=7))
        "10:7: date-invalid: 'Invalid Date' is not a date."
    """

    code: str
    severity: Severity
    message: str = attrs.field(converter=_cleaned)
    line: int | None = None
    column: int | None = None

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        known = DIAGNOSTIC_CODES.get(self.code)
        if known and self.severity != known.severity:
            found = f"The severity of {self.code!r} is {known.severity!r}"
            raise ValueError(f"{found} and can't be changed to {self.severity!r}.")
        if not known and not _OWN_CODE.fullmatch(self.code):
            advice = "use a key of DIAGNOSTIC_CODES, or a code of your own such as 'my-plugin/short-paragraph'"
            raise ValueError(f"Unknown diagnostic code {self.code!r}; {advice}.")

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
        """Return a diagnostic with the severity of its code.

        Args:
            code: A key of `DIAGNOSTIC_CODES`, or a code of your own such as ``my-plugin/short-paragraph``: the name of a
                plugin or project, a slash, and a name.
            message: What was found, and what was done about it.
            severity: The severity, for a code of your own; ``info`` by default.
            line: The line in the file, starting at 1.
            column: The column in that line, in characters starting at 1.

        Raises:
            ValueError: The code or the severity is unknown, or the severity is not that of the code.

        Example:
            >>> str(Diagnostic.of("my-plugin/short", "A short paragraph was removed.", severity="warning"))
            'my-plugin/short: A short paragraph was removed.'
        """
        if severity is None:
            severity = DIAGNOSTIC_CODES[code].severity if code in DIAGNOSTIC_CODES else "info"
        return cls(code=code, severity=severity, message=message, line=line, column=column)

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.line, self.column) if part is not None)
        return f"{place}: {self.code}: {self.message}" if place else f"{self.code}: {self.message}"
