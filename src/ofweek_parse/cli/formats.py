"""The output formats with one file per article."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ofweek_parse.writers.html import to_html
from ofweek_parse.writers.json import json_text, to_json
from ofweek_parse.writers.markdown import to_markdown
from ofweek_parse.writers.post import to_post
from ofweek_parse.writers.record import to_record
from ofweek_parse.writers.text import to_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ofweek_parse.model.article import Article

__all__ = ["FORMATS", "Format", "Left", "jsonl_line"]

_MARKDOWN = frozenset({"markdown-body", "markdown-possible"})


@attrs.frozen
class Left:
    """Stands for a post that is to be left as it is.

    Attributes:
        why: The reason for which it was left.
    """

    why: str


@attrs.frozen
class Format:
    """A form, and the suffix of its files.

    Attributes:
        suffix: The suffix.
        write: Writes an article.
        write_html: The same, but leaves posts whose body may be Markdown, where the form is a post again.
    """

    suffix: str
    write: Callable[[Article], str]
    write_html: Callable[[Article], str | Left] = attrs.field(
        default=attrs.Factory(lambda self: self.write, takes_self=True)
    )

    @property
    def is_post(self) -> bool:
        """Whether the format is a post, which may replace the original post."""
        return self.write_html is not self.write


def _post_of_html(article: Article) -> str | Left:
    """Return *article* as a post, if its body is HTML: this library would escape Markdown markup as text."""
    note = next((note for note in article.diagnostics if note.code in _MARKDOWN), None)
    return to_post(article) if note is None else Left(f"line {note.line}: {note.code}")


def _html(article: Article) -> str:
    return to_html(article, page=True)


def _json(article: Article) -> str:
    return to_json(article, indent=2) + "\n"


def _markdown(article: Article) -> str:
    return to_markdown(article, front_matter=True)


def _text(article: Article) -> str:
    return to_text(article, title=True) + "\n"


FORMATS: Mapping[str, Format] = {
    "markdown": Format(".md", _markdown),
    "html": Format(".html", _html),
    "text": Format(".txt", _text),
    "post": Format(".md", to_post, _post_of_html),
    "json": Format(".json", _json),
}
"""The values of ``--to`` for a folder."""


def jsonl_line(article: Article) -> str:
    """Return *article* as a line of JSON Lines: the record of `to_record`."""
    return json_text(to_record(article)) + "\n"
