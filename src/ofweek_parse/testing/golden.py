"""`Golden`: compares articles with golden files next to a test."""

from __future__ import annotations

import hashlib
import json
import os
import re
from typing import TYPE_CHECKING, Any

from ofweek_parse.arguments import check_kind
from ofweek_parse.model.article import Article
from ofweek_parse.output import write_whole
from ofweek_parse.testing.differences import abridged, as_json, diff, differences
from ofweek_parse.writers.json import to_dict

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Golden"]

_UNSAFE = re.compile(r"[^\w.-]+")
_LONGEST = 60  # in characters; file systems take 255 bytes
_UPDATE = "Run pytest with --ofweek-update to write it"


class Golden:
    """The value of the fixture ``ofweek_golden``: call it with an article to compare that with its golden file.

    Attributes:
        folder: The folder of the files.
        test: The name of the test, from which file names are derived.
        update: Whether to write articles instead of comparing them.
        compared: The files used so far.
    """

    def __init__(self, folder: Path, test: str, *, update: bool = False) -> None:
        self.folder = folder
        self.test = test
        self.update = update
        self.compared: list[Path] = []
        self._names: set[str] = set()

    def __call__(self, article: Article, name: str = "") -> None:
        """Compare *article* with its golden file, except for its source.

        Args:
            article: The article.
            name: A name, to distinguish several articles of a test.

        Raises:
            TypeError: An argument has the wrong type.
            ValueError: The test has already used this *name*.
            AssertionError: The article differs, or there is no file.
        """
        __tracebackhide__ = True
        check_kind("article", article, Article, "an Article")
        check_kind("name", name, str, "text")
        if name in self._names:
            raise ValueError(f"This test has already compared an article {name!r}; give each a unique name.")
        self._names.add(name)
        path = self.path(name)
        self.compared.append(path)
        new = json.loads(json.dumps({**to_dict(article), "source": None}))
        if self.update:
            self._write(path, as_json(new) + "\n")
        else:
            _compare(path, new)

    def path(self, name: str = "") -> Path:
        """Return the path of the golden file for the article called *name*."""
        return self.folder / f"{_safe('.'.join(filter(None, (self.test, name))))}.json"

    def _write(self, path: Path, text: str) -> None:
        if path.exists() and path.read_text("utf-8") == text:
            return
        write_whole(path, text)


def _safe(name: str) -> str:
    """Return *name* as that of a file; where that might make two names one, with a hash of it."""
    plain = re.sub(r"\[(.*)\]", r"-\1", name)
    safe = _UNSAFE.sub("-", plain).strip("-")
    if safe == plain and len(safe) <= _LONGEST:
        return safe
    return f"{safe[:_LONGEST]}-{hashlib.sha256(name.encode()).hexdigest()[:8]}"


def _compare(path: Path, new: dict[str, Any]) -> None:
    __tracebackhide__ = True
    shown = os.path.relpath(path)
    try:
        old = json.loads(path.read_bytes())
    except FileNotFoundError:
        message = f"There is no golden file {shown}. {_UPDATE}, then check its content."
        raise AssertionError(message) from None
    except ValueError as error:
        message = f"The golden file {shown} is not valid JSON ({error}). {_UPDATE} again."
        raise AssertionError(message) from None
    if found := list(differences(old, new)):
        message = (
            f"The article does not match the golden file {shown} (file -> article):\n\n"
            f"{abridged(found)}\n\n{diff(old, new, shown, 'the article')}\n\n"
            f"{_UPDATE} again, if the change is intended."
        )
        raise AssertionError(message)
