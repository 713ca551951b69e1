"""How Sphinx builds these pages.

Set ``DOCS_INTERSPHINX=1`` to link names of other projects to their documentation; it needs a network.
"""

from __future__ import annotations

import ast
import doctest
import os
import re
from importlib import import_module, metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from docutils.statemachine import StringList
from sphinx.pycode import ModuleAnalyzer
from sphinx.util import inspect, logging
from sphinx.util.docutils import SphinxDirective

import ofweek_parse
from ofweek_parse.normalizers.registry import BUILT_IN

if TYPE_CHECKING:
    from docutils.nodes import Node
    from sphinx.application import Sphinx

logger = logging.getLogger(__name__)

# Inside `tuple[…]` Sphinx shows an alias of `autodoc_type_aliases` by its repr.
inspect.TypeAliasForwardRef.__repr__ = lambda alias: alias.name.rpartition(".")[2]


def _version() -> str:
    try:
        return metadata.version("ofweek-parse")
    except metadata.PackageNotFoundError:  # built from a source tree that is not installed
        pyproject = Path(__file__).parent.parent / "pyproject.toml"
        return re.findall(r'^version = "(.+)"$', pyproject.read_text(encoding="utf-8"), re.MULTILINE)[0]


project = "ofweek-parse"
author = "the authors of ofweek-parse"
copyright = author  # noqa: A001 - the name that Sphinx reads
release = version = _version()

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.doctest",
    "sphinx.ext.napoleon",
]
exclude_patterns = ["_build"]
html_theme = "furo"
html_title = f"ofweek-parse {release}"

default_role = "any"
nitpicky = True
nitpick_ignore = [
    # attrs hands these annotations over as the source writes them, without their module.
    ("py:class", "datetime"),
    ("py:class", "tzinfo"),
    ("py:class", "Path"),
    ("py:class", "Document"),
]
if os.environ.get("DOCS_INTERSPHINX"):
    extensions.append("sphinx.ext.intersphinx")
    intersphinx_mapping = {"python": ("https://docs.python.org/3", None)}
else:
    # The standard library is documented elsewhere, and what leads there is known only with intersphinx.
    nitpick_ignore_regex = [
        ("py:.*", r"(?:collections\.abc|datetime|os|pathlib|types|typing)\..+"),
        ("py:.*", r"(?:datatrove|hypothesis|pa|pyarrow|st)\..+"),
    ]

myst_enable_extensions = ["colon_fence"]
myst_heading_anchors = 3

autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_type_aliases = {
    name: f"ofweek_parse.{name}"
    for name in (
        "Alignment",
        "AltVerdict",
        "Block",
        "CreditRole",
        "EmbedKind",
        "ExecutorKind",
        "FrontMatterValue",
        "Inline",
        "Normalizer",
        "Roots",
        "Row",
        "Severity",
    )
} | {name: f"ofweek_parse.testing.{name}" for name in ("AltPattern", "DateForm", "Quirk")}
napoleon_google_docstring = True
napoleon_numpy_docstring = False
napoleon_use_rtype = False

doctest_default_flags = doctest.NORMALIZE_WHITESPACE  # as pytest has it
doctest_global_setup = "from ofweek_parse import *"  # what the docstrings' examples see in their module


class DiagnosticTable(SphinxDirective):
    """The table of all diagnostic codes, made from ``ofweek_parse.DIAGNOSTIC_CODES``."""

    has_content: ClassVar[bool] = False

    def run(self) -> list[Node]:
        """The table."""
        rows = ["| Code | Severity | Error when strict | Meaning |", "| --- | --- | --- | --- |"]
        for name, code in ofweek_parse.DIAGNOSTIC_CODES.items():
            error = f"{{py:class}}`~ofweek_parse.{code.error.__name__}`"
            rows.append(f"| `{name}` | {code.severity} | {error} | {code.meaning.replace('|', chr(92) + '|')} |")
        self.env.note_dependency(import_module("ofweek_parse.model.diagnostics").__file__ or "")
        return self.parse_text_to_nodes(StringList(rows, source="DIAGNOSTIC_CODES"))


class SourceMap(SphinxDirective):
    """A table of the package's modules and the first paragraph of their docstrings.

    The arguments are the files and folders of the package in the order to show them; what they do not name follows.
    """

    has_content: ClassVar[bool] = False
    optional_arguments: ClassVar[int] = 1
    final_argument_whitespace: ClassVar[bool] = True

    def run(self) -> list[Node]:
        """The table."""
        root = Path(ofweek_parse.__file__).parent
        order = self.arguments[0].split() if self.arguments else []
        rows = ["| Folder | File | Responsibility |", "| --- | --- | --- |"]

        def rank(path: Path) -> tuple[int, str]:
            first = path.relative_to(root).parts[0]
            return (order.index(first) if first in order else len(order), path.as_posix())

        for path in sorted(root.rglob("*.py"), key=rank):
            self.env.note_dependency(str(path))
            folder = path.relative_to(root).parent.as_posix()
            docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
            summary = " ".join(docstring.partition("\n\n")[0].split()).replace("|", chr(92) + "|")
            if summary:
                rows.append(f"| {'' if folder == '.' else f'`{folder}/`'} | `{path.name}` | {summary} |")
        return self.parse_text_to_nodes(StringList(rows, source="ofweek_parse"))


def _document_data(_app: Sphinx, what: str, name: str, _object: Any, _options: Any, lines: list[str]) -> None:
    """Give a constant or alias that the package re-exports the docstring from the module that defines it."""
    if what != "data":
        return
    lines.clear()
    for module in (
        "model.article",
        "model.blocks",
        "model.diagnostics",
        "normalizers.registry",
        "writers.json",
        "corpus",
        "paths",
        "testing.figures",
        "testing.quirks",
        "testing.samples",
    ):
        analyzer = ModuleAnalyzer.for_module(f"ofweek_parse.{module}")
        found = analyzer.find_attr_docs().get(("", name.rpartition(".")[2]))
        if found:
            lines.extend(found)
            return


def _shorten_defaults(
    _app: Sphinx, _what: str, _name: str, _object: Any, _options: Any, signature: str | None, returned: str | None
) -> tuple[str | None, str | None]:
    """Write a default that a factory makes as ``...``."""
    return signature and signature.replace("= NOTHING", "= ..."), returned


def _check_normalizers(_app: Sphinx, document: str, source: list[str]) -> None:
    """Warn where the tables of the page on normalizers and the built-in normalizers differ."""
    if document == "normalizers":
        listed = set(re.findall(r"^\| (?:\d+ \| )?`([a-z-]+)` \|", source[0], re.MULTILINE))
        for name in sorted(listed ^ BUILT_IN.keys()):
            logger.warning("%r is not both built in and in a table.", name, location=document)


def _check_api(_app: Sphinx, document: str, source: list[str]) -> None:
    """Warn of a public name that the API page does not document."""
    if document == "api":
        listed = set(re.findall(r"^\.\. auto\w+:: (\w+)$", source[0], re.MULTILINE))
        for name in sorted(listed ^ set(ofweek_parse.__all__)):
            logger.warning("%r is not both public and on the page.", name, location=document)


def setup(app: Sphinx) -> None:
    """Add what the pages need."""
    app.add_directive("diagnostic-table", DiagnosticTable)
    app.add_directive("source-map", SourceMap)
    app.connect("source-read", _check_api)
    app.connect("source-read", _check_normalizers)
    app.connect("autodoc-process-signature", _shorten_defaults)
    app.connect("autodoc-process-docstring", _document_data, priority=900)  # after napoleon, for which `a: b` is a type
