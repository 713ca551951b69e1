"""Posts as documents of datatrove, for collections past one machine (extra ``datatrove``).

`PostReader` reads loose post files over any file system that fsspec knows; `PostParser` parses posts that come packed,
such as a JSON Lines file of posts. A post that can't be read is counted, written to a side file with its reason, and
never ends a task.
"""

from __future__ import annotations

import json
import re
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Any

from ofweek_parse.errors import OfweekParseError
from ofweek_parse.parser import Parser

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from contextlib import AbstractContextManager

    from ofweek_parse.model.article import Article

    # datatrove has no types: this is what is used of it.

    class Document:
        """A document of datatrove."""

        def __init__(self, text: str, id: str, metadata: dict[str, Any]) -> None:  # noqa: A002
            self.text = text
            self.id = id
            self.metadata = metadata

    class PipelineStep:
        """A step of a pipeline of datatrove."""

        def stat_update(self, *labels: str) -> None:
            """Count."""

        def update_doc_stats(self, document: Document) -> None:
            """Count what *document* holds."""

        def track_time(self) -> AbstractContextManager[object]:
            """Count the time."""
            ...

    class BaseDiskReader(PipelineStep):
        """A reader of files of datatrove."""

        data_folder: Any
        default_metadata: dict[str, Any] | None

        def __init__(self, data_folder: Any, *, glob_pattern: str | None, **options: Any) -> None: ...

        def run(self, data: Iterable[Document] | None, rank: int, world_size: int) -> Iterator[Document]:
            """The documents of a task."""
            ...

    class WordTokenizer:
        """A tokenizer of datatrove."""

    def get_datafolder(data: Any) -> Any:
        """A folder of any file system."""

else:
    try:
        from datatrove.data import Document
        from datatrove.io import get_datafolder
        from datatrove.pipeline.base import PipelineStep
        from datatrove.pipeline.readers.base import BaseDiskReader
        from datatrove.utils.word_tokenizers import WordTokenizer
    except ImportError as _missing:
        _MESSAGE = "ofweek_parse.datatrove needs datatrove; run pip install 'ofweek-parse[datatrove]'."
        raise ImportError(_MESSAGE) from _missing

__all__ = ["CharacterTokenizer", "PostParser", "PostReader", "document_of"]

_WORD = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]|[^\W_\u3400-\u4dbf\u4e00-\u9fff]+")


def document_of(article: Article) -> Document:
    """*article* as a document: its plain text, its `Article.id`, and what is flat of the rest as metadata.

    The metadata are texts and whole numbers only, so that every batch of documents has the same columns: ``title``,
    ``author``, ``categories`` (joined by ``/``), ``published`` (ISO 8601, ``""`` for none), ``credits`` and ``keywords``
    (each joined by ``、``), ``images`` and ``headimg``.
    """
    return Document(
        text=article.text,
        id=article.id,
        metadata={
            "title": article.title,
            "author": article.author or "",
            "categories": "/".join(article.categories),
            "published": article.published.isoformat() if article.published else "",
            "credits": "、".join(credit.name for credit in article.credits),
            "keywords": "、".join(keyword.text for keyword in article.keywords),
            "images": len(article.images),
            "headimg": article.headimg or "",
        },
    )


class _Failures:
    """The side file of one task: a line of JSON for each post that gave no document."""

    def __init__(self, step: PipelineStep, file: IO[str] | None) -> None:
        self._step = step
        self._file = file

    def document(self, post: str | bytes, name: str, parser: Parser) -> Document | None:
        """The document that *post* gives, or ``None``, and then why is written down."""
        try:
            article = parser.parse(post, name=name)
        except (OfweekParseError, MemoryError) as failure:
            self.add(name, failure)
            return None
        if not article.text:
            self.add(name, OfweekParseError("The article has no text.", code="empty-body", source=name))
            return None
        return document_of(article)

    def add(self, name: str, failure: Exception) -> None:
        """Count *failure* and write it down."""
        self._step.stat_update("failed")
        if self._file is not None:
            places = {key: getattr(failure, key, None) for key in ("code", "line", "column")}
            reason = (
                failure.message if isinstance(failure, OfweekParseError) else f"{type(failure).__name__}: {failure}"
            )
            self._file.write(json.dumps({"path": name, **places, "message": reason}, ensure_ascii=False) + "\n")


@contextmanager
def _failures(step: PipelineStep, folder: Any, rank: int) -> Iterator[_Failures]:
    if folder is None:
        yield _Failures(step, None)
        return
    with get_datafolder(folder).open(f"{rank:05d}.jsonl", "wt", encoding="utf-8") as file:
        yield _Failures(step, file)


class PostReader(BaseDiskReader):
    """Reads loose post files as documents; each task takes its share of the files, in a fixed order.

    Args:
        data_folder: Where the posts are: a path or URL that fsspec knows.
        parser: What parses; ``Parser()`` by default.
        failures: A folder for the side files, one for each task, of posts that gave no document.
        glob_pattern: Which files to read.
        options: What every reader of datatrove takes, such as ``limit`` and ``default_metadata``.
    """

    name = "📰 OFweek posts"

    def __init__(
        self,
        data_folder: Any,
        *,
        parser: Parser | None = None,
        failures: Any = None,
        glob_pattern: str | None = "**/*.md",
        **options: Any,
    ) -> None:
        super().__init__(data_folder, glob_pattern=glob_pattern, **options)
        self.parser: Parser = parser or Parser()
        self.failures: Any = failures
        self._failures: _Failures = _Failures(self, None)

    def run(self, data: Iterable[Document] | None = None, rank: int = 0, world_size: int = 1) -> Iterator[Document]:
        """The documents of this task's posts."""
        with _failures(self, self.failures, rank) as self._failures:
            yield from super().run(data, rank, world_size)

    def read_file(self, filepath: str) -> Iterator[Document]:
        """The document of one post, if it gives one."""
        try:
            with self.data_folder.open(filepath, "rb") as file:
                post = file.read()
        except OSError as failure:
            self._failures.add(filepath, failure)
            return
        document = self._failures.document(post, filepath, self.parser)
        if document is not None:
            document.metadata = {**(self.default_metadata or {}), **document.metadata}
            document.metadata["file_path"] = self.data_folder.resolve_paths(filepath)
            yield document


class PostParser(PipelineStep):
    """Parses documents whose text is a whole post, as any reader of packed files gives them.

    Args:
        parser: What parses; ``Parser()`` by default.
        failures: A folder for the side files, one for each task, of posts that gave no document.
    """

    type = "🔧 - PARSER"
    name = "📰 OFweek posts"

    def __init__(self, *, parser: Parser | None = None, failures: Any = None) -> None:
        super().__init__()
        self.parser: Parser = parser or Parser()
        self.failures: Any = failures

    def run(self, data: Iterable[Document], rank: int = 0, world_size: int = 1) -> Iterator[Document]:  # noqa: ARG002 # datatrove's
        """The documents that the posts in *data* give; metadata that only the packed file has stay."""
        with _failures(self, self.failures, rank) as failures:
            for packed in data:
                with self.track_time():
                    document = failures.document(
                        packed.text, str(packed.metadata.get("file_path", packed.id)), self.parser
                    )
                if document is not None:
                    document.metadata = {**packed.metadata, **document.metadata}
                    self.update_doc_stats(document)
                    yield document


class CharacterTokenizer(WordTokenizer):
    """Takes each Han character, and each run of other letters and digits, for a word.

    For MinHash over Chinese text: it needs no dictionary and no model.

    Example:
        >>> from ofweek_parse.datatrove import CharacterTokenizer
        >>> CharacterTokenizer().word_tokenize("用LED照明")
        ['用', 'LED', '照', '明']
    """

    def word_tokenize(self, text: str) -> list[str]:
        """The words of *text*."""
        return _WORD.findall(text)

    def sent_tokenize(self, text: str) -> list[str]:
        """The sentences of *text*."""
        return [sentence for sentence in re.split(r"(?<=[。！？!?\n])", text) if sentence.strip()]

    def span_tokenize(self, text: str) -> list[tuple[int, int]]:
        """Where the sentences of *text* begin and end."""
        spans: list[tuple[int, int]] = []
        for sentence in self.sent_tokenize(text):
            start = text.index(sentence, spans[-1][1] if spans else 0)
            spans.append((start, start + len(sentence)))
        return spans
