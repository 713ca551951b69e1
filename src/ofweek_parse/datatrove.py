"""datatrove pipeline steps for posts, for collections that exceed one machine (extra ``datatrove``).

`PostReader` reads individual post files from any file system that fsspec supports; `PostParser` parses posts in packed
files, such as JSON Lines. A post that can't be parsed is counted and recorded in a failures file, and never aborts a
task.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Any

from ofweek_parse.arguments import check_callable, check_kind
from ofweek_parse.errors import MarkupError, OfweekParseError
from ofweek_parse.parser import Parser
from ofweek_parse.writers.json import json_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from contextlib import AbstractContextManager

    import datatrove.io
    from datatrove.data import Document

    from ofweek_parse.model.article import Article

    # datatrove's classes have no types to inherit: this is what is used of them.

    class PipelineStep:
        """A step of a pipeline of datatrove."""

        def __call__(
            self, data: Iterable[Document] | None = None, rank: int = 0, world_size: int = 1
        ) -> Iterator[Document]:
            """The documents that `run` yields."""
            ...

        def stat_update(self, *labels: str) -> None:
            """Count."""

        def update_doc_stats(self, document: Document) -> None:
            """Count the content of *document*."""

        def track_time(self) -> AbstractContextManager[object]:
            """Count the time."""
            ...

    class BaseDiskReader(PipelineStep):
        """A reader of files of datatrove."""

        data_folder: Any
        default_metadata: dict[str, Any] | None
        add_file_path: bool

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

_SENTENCE = re.compile(r"[^。！？!?\n]*[。！？!?\n]|[^。！？!?\n]+")
_WORD = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]|[^\W_\u3400-\u4dbf\u4e00-\u9fff]+")


def document_of(article: Article) -> Document:
    """Return *article* as a document with its plain text, its `Article.id`, and flat metadata.

    The metadata are strings and integers, so that every batch of documents has the same columns: ``title``,
    ``original_title``, ``author``, ``categories`` (joined by ``/``), ``published`` (ISO 8601, ``""`` for none), ``credits`` and ``keywords``
    (each joined by ``、``), ``images`` and ``headimg``.

    Example:
        >>> from ofweek_parse import parse
        >>> from ofweek_parse.datatrove import document_of
        >>> document = document_of(parse("---\\ntitle: a\\n---\\n<p>b</p>"))
        >>> document.text, document.metadata["title"], document.metadata["images"]
        ('b', 'a', 0)
    """
    return Document(
        text=article.text,
        id=article.id,
        metadata={
            "title": article.title,
            "original_title": article.original_title or "",
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
    """The side file of a task: a line of JSON for each post that gave no document."""

    def __init__(self, step: PipelineStep, folder: Any) -> None:
        self._step = step
        self._folder = folder
        self._file: IO[str] | None = None

    @contextmanager
    def of_task(self, rank: int) -> Iterator[None]:
        """Keep the side file of task *rank* open."""
        if self._folder is None:
            yield
            return
        with get_datafolder(self._folder).open(f"{rank:05d}.jsonl", "wt", encoding="utf-8") as file:
            self._file = file
            try:
                yield
            finally:
                self._file = None

    def add(self, path: str, packed: str | None, failure: Exception) -> None:
        """Count *failure* at *path*, there in the document *packed*, and write it down."""
        code, message, line, column = "error", f"{type(failure).__name__}: {failure}", None, None
        match failure:
            case OfweekParseError():
                code, message, line, column = failure.code, failure.message, failure.line, failure.column
            case OSError():
                code = "unreadable-file"
            case MemoryError():
                code, message = "out-of-memory", "There is not enough memory for this post."
        self._step.stat_update("failed", f"failed_{code}")
        if self._file is not None:
            told = {"path": path, "id": packed, "code": code, "line": line, "column": column, "message": message}
            self._file.write(_writable(json_text(told)) + "\n")


def _writable(text: str) -> str:
    """Return *text*, such as a file's name, without what UTF-8 can't write."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _made(article: Article, make: Callable[[Article], Document]) -> Document:
    """Return the document that *make* creates for *article*.

    Readers of datatrove pass over documents without text; if only some stages saw them, they would count differently.
    """
    document = make(article)
    if not document.text:
        message = "The article has no text, for example only images; datatrove skips such documents."
        raise MarkupError(message, code="no-text")
    return document


def _checked(parser: Parser | None, make: Callable[[Article], Document]) -> Parser:
    """Return the parser if both have the right types; in a task, an error would count as the failure of each post."""
    check_kind("parser", parser, (Parser, type(None)), "a Parser")
    check_callable("make_document", make)
    return parser or Parser()


class PostReader(BaseDiskReader):
    """A pipeline step that reads individual post files as documents; each task reads its share in a fixed order.

    Args:
        data_folder: The folder of the posts, as a path or URL for fsspec, possibly with options as for datatrove's
            readers.
        parser: The parser; ``Parser()`` by default.
        failures: A folder for the failures files, one per task; use a separate folder for each step.
        make_document: A function that converts an article to a document.
        glob_pattern: The pattern of the files to read.
        options: Options of datatrove's readers, such as ``limit``, ``paths_file`` and ``default_metadata``.

    Raises:
        TypeError: An argument has the wrong type, or is ``adapter``, ``text_key`` or ``id_key``; use *make_document*.
    """

    name = "📰 OFweek posts"

    def __init__(
        self,
        data_folder: str | tuple[str, object] | datatrove.io.DataFolder,
        *,
        parser: Parser | None = None,
        failures: str | tuple[str, object] | datatrove.io.DataFolder | None = None,
        make_document: Callable[[Article], Document] = document_of,
        glob_pattern: str | None = "**/*.md",
        **options: Any,
    ) -> None:
        if refused := options.keys() & {"adapter", "text_key", "id_key"}:
            message = f"PostReader does not accept {', '.join(sorted(refused))}; use make_document to choose the content of a document."
            raise TypeError(message)
        super().__init__(data_folder, glob_pattern=glob_pattern, **options)
        self.parser: Parser = _checked(parser, make_document)
        self.make_document: Callable[[Article], Document] = make_document
        self._failures: _Failures = _Failures(self, failures)

    def run(self, data: Iterable[Document] | None = None, rank: int = 0, world_size: int = 1) -> Iterator[Document]:
        """Yield the documents of this task's posts."""
        with self._failures.of_task(rank):
            yield from super().run(data, rank, world_size)

    def read_file(self, filepath: str) -> Iterator[Document]:
        """Yield the document of a post, if it can be parsed."""
        path = _writable(self.data_folder.resolve_paths(filepath))
        try:
            with self.track_time():
                with self.data_folder.open(filepath, "rb") as file:
                    post = file.read()
                document = _made(self.parser.parse(post, name=path), self.make_document)
        except Exception as failure:  # noqa: BLE001 # one post is never the end of a task
            self._failures.add(path, None, failure)
            return
        document.metadata = {**(self.default_metadata or {}), **document.metadata}
        if self.add_file_path:
            document.metadata["file_path"] = path
        yield document


class PostParser(PipelineStep):
    """A pipeline step that parses documents whose text is a complete post.

    Args:
        parser: The parser; ``Parser()`` by default.
        failures: A folder for the failures files, one per task; use a separate folder for each step.
        make_document: A function that converts an article to a document.

    Raises:
        TypeError: An argument has the wrong type.
    """

    type = "🔧 - PARSER"
    name = "📰 OFweek posts"

    def __init__(
        self,
        *,
        parser: Parser | None = None,
        failures: str | tuple[str, object] | datatrove.io.DataFolder | None = None,
        make_document: Callable[[Article], Document] = document_of,
    ) -> None:
        super().__init__()
        self.parser: Parser = _checked(parser, make_document)
        self.make_document: Callable[[Article], Document] = make_document
        self._failures: _Failures = _Failures(self, failures)

    def run(self, data: Iterable[Document], rank: int = 0, world_size: int = 1) -> Iterator[Document]:  # noqa: ARG002 # datatrove's
        """Yield the documents of the posts in *data*, with additional metadata of the packed file."""
        with self._failures.of_task(rank):
            for packed in data:
                path, number = str(packed.metadata.get("file_path", "")), str(packed.id)
                try:
                    with self.track_time():
                        article = self.parser.parse(packed.text, name=_writable(path or number))
                        document = _made(article, self.make_document)
                except Exception as failure:  # noqa: BLE001 # one post is never the end of a task
                    self._failures.add(path, number, failure)
                    continue
                document.metadata = {**packed.metadata, **document.metadata}
                self.update_doc_stats(document)
                yield document


class CharacterTokenizer(WordTokenizer):
    """A tokenizer for MinHash on Chinese text, without a dictionary or a model.

    Each Han character, and each run of other letters and digits, is a word.

    Example:
        >>> from ofweek_parse.datatrove import CharacterTokenizer
        >>> CharacterTokenizer().word_tokenize("用LED照明")
        ['用', 'LED', '照', '明']
    """

    def word_tokenize(self, text: str) -> list[str]:
        """Return the words of *text*."""
        return _WORD.findall(text)

    def sent_tokenize(self, text: str) -> list[str]:
        """Return the sentences of *text*."""
        return [text[start:end] for start, end in self.span_tokenize(text)]

    def span_tokenize(self, text: str) -> list[tuple[int, int]]:
        """Return the start and end of each sentence of *text*."""
        return [match.span() for match in _SENTENCE.finditer(text) if match[0].strip()]
