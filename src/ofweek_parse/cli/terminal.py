"""Output to the terminal, which the content of posts and paths can't control.

On standard output and standard error, control characters, characters that change the text direction and Unicode line
separators are escaped. The escapes are those of JSON, so that JSON on standard output remains equivalent. Text in files
is not escaped.
"""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

from ofweek_parse.characters import CONTROL

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["as_lines", "escaped", "message", "one_line", "tell", "write"]

# https://www.unicode.org/reports/tr9/#Directional_Formatting_Characters, those that hold on
_UNSAFE = re.compile(f"[{CONTROL}\u2028-\u202e\u2066-\u2069]")


def escaped(text: str) -> str:
    """Return *text* with escapes for control characters; line breaks and tabs are kept.

    Example:
        >>> print(escaped("a\\x1b[31mb\\n\\u202ec"))
        a\\u001b[31mb
        \\u202ec
    """
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def one_line(text: str) -> str:
    """Return *text*, such as a file name, a value or an error, as a single line.

    Example:
        >>> print(one_line("a\\nb.md"))
        a\\nb.md
    """
    return escaped(text).replace("\n", "\\n")


def as_lines(lines: Iterable[str]) -> str:
    """Return *lines* as a text with as many lines, whatever they contain."""
    return "\n".join(map(one_line, lines))


def write(text: str) -> None:
    """Write *text* to standard output, escaped."""
    sys.stdout.write(escaped(text))


def message(text: str) -> str:
    """Return *text* as a message of the program, on one line."""
    return f"ofweek-parse: {one_line(text)}"


def tell(text: str) -> None:
    """Write the message *text* to standard error."""
    print(message(text), file=sys.stderr)
