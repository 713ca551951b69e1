"""The Sphinx configuration; no network is needed.

What the directives print, and what is checked, stands in ``_extensions``; the examples of the reference in ``examples.py``.
"""

from __future__ import annotations

import doctest
import re
import sys
import tempfile
from importlib import metadata
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.pycode import ModuleAnalyzer
from sphinx.util import inspect

from ofweek_parse import DEFAULT_NORMALIZERS

if TYPE_CHECKING:
    from sphinx.application import Sphinx

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE / "_extensions")]

from inventories import made_inventory  # noqa: E402

# Inside `tuple[…]` Sphinx shows an alias of `autodoc_type_aliases` by its repr.
inspect.TypeAliasForwardRef.__repr__ = lambda alias: alias.name.rpartition(".")[2]


def _version() -> str:
    try:
        return metadata.version("ofweek-parse")
    except metadata.PackageNotFoundError:  # built from a source tree that is not installed
        pyproject = HERE.parent / "pyproject.toml"
        return re.findall(r'^version = "(.+)"$', pyproject.read_text(encoding="utf-8"), re.MULTILINE)[0]


project = "ofweek-parse"
author = "the authors of ofweek-parse"
copyright = author  # noqa: A001 - the name that Sphinx reads
release = version = _version()

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.doctest",
    "sphinx.ext.intersphinx",
    "sphinx.ext.napoleon",
    "sphinx_copybutton",
    "from_the_code",
    "whole",
]
exclude_patterns = ["_build", "_extensions"]
html_theme = "furo"
html_title = f"ofweek-parse {release}"
html_static_path = ["_static"]
html_css_files = ["site.css"]

default_role = "any"
nitpicky = True

_inventories = Path(tempfile.gettempdir(), "ofweek-parse-inventories")
intersphinx_mapping = {
    name: (address, made_inventory(HERE / "_extensions" / f"{name}.txt", _inventories))
    for name, address in (
        ("python", "https://docs.python.org/3/"),
        ("pyarrow", "https://arrow.apache.org/docs/"),
        ("datatrove", "https://github.com/huggingface/datatrove/"),
        ("hypothesis", "https://hypothesis.readthedocs.io/en/latest/"),
    )
}

myst_enable_extensions = ["colon_fence", "deflist"]
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

copybutton_exclude = ".linenos, .gp, .go"  # prompts and output


def _document_data(_app: Sphinx, what: str, name: str, _object: Any, _options: Any, lines: list[str]) -> None:
    """Give a constant or alias that the package re-exports the docstring from the module that defines it."""
    if what != "data":
        return
    lines.clear()
    for module in (
        "model.article",
        "model.metadata",
        "model.blocks",
        "model.inlines",
        "model.diagnostics",
        "pipeline.registry",
        "writers.json",
        "writers.markdown",
        "corpus",
        "paths",
        "arrow",
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
    """Write a default that a factory makes as ``...``, and the default normalizers by their name."""
    if signature:
        signature = signature.replace("= NOTHING", "= ...").replace(repr(DEFAULT_NORMALIZERS), "DEFAULT_NORMALIZERS")
    return signature, returned


def _type_beside_name(_app: Sphinx, _what: str, _name: str, _object: Any, _options: Any, lines: list[str]) -> None:
    """Show the type of an attribute behind its name, where napoleon puts it in a list below."""
    places = [place for place, line in enumerate(lines) if line.startswith(".. attribute:: ")]
    for start, end in pairwise([*places, len(lines)]):
        for place in range(start + 1, end):
            if lines[place].startswith("   :type: "):
                lines.insert(start + 1, lines.pop(place))
                break


def setup(app: Sphinx) -> None:
    """Mend what autodoc gives."""
    app.connect("autodoc-process-signature", _shorten_defaults)
    # after napoleon, for which `a: b` is a type
    app.connect("autodoc-process-docstring", _document_data, priority=900)
    app.connect("autodoc-process-docstring", _type_beside_name, priority=900)
