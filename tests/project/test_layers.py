"""The architecture: the layers of the package and their imports."""

from __future__ import annotations

import ast
import importlib
import re
import subprocess
import sys
from collections import Counter
from graphlib import TopologicalSorter
from pathlib import Path
from typing import get_type_hints

import pytest

import ofweek_parse

PACKAGE = "ofweek_parse"
ROOT = Path(ofweek_parse.__file__).parent
REPOSITORY = Path(__file__).parents[2]
LAYERS = {
    **{
        name.removesuffix(".py"): int(layer)
        for layer, names in re.findall(
            r"^\| (\d) \| (.+?) \|", (REPOSITORY / "CONTRIBUTING.md").read_text("utf-8"), re.MULTILINE
        )
        for name in re.findall(r"`([\w.]+)/?`", names)
    },
    "__init__": 9,
    "__main__": 9,
}
"""Each module and package of the top level, and how high its layer is."""
MODEL = (
    "__init__",
    "unions",
    "checking",
    "identity",
    "front_matter",
    "diagnostics",
    "inlines",
    "blocks",
    "metadata",
    "constructors",
    "findings",
    "codec",
    "traversal",
    "rewriting",
    "sections",
    "summary",
    "article",
)
FAST = "reading.fast"


def _name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if len(parts) > 1 and parts[-1] == "__init__" else parts)


SOURCES = {_name(path): ast.parse(path.read_text("utf-8")) for path in sorted(ROOT.rglob("*.py"))}


STUB = SOURCES["__init__"] = ast.parse((ROOT / "__init__.pyi").read_text("utf-8"))


def _resolved(target: str) -> str:
    """The module of the package that *target*, a module or a name in one, stands for."""
    inner = target.removeprefix(PACKAGE).removeprefix(".")
    while inner and inner not in SOURCES:
        inner = inner.rpartition(".")[0]
    return inner or "__init__"


def _absolute(tree: ast.Module) -> set[str]:
    found = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, "relative imports hide where they point"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


IMPORTS = {
    module: {_resolved(target) for target in _absolute(tree) if target.partition(".")[0] == PACKAGE} - {module}
    for module, tree in SOURCES.items()
}
EDGES = [(module, target) for module, targets in IMPORTS.items() for target in sorted(targets)]


def _layer(module: str) -> int:
    return LAYERS[module.partition(".")[0]]


def _is_fast(module: str) -> bool:
    return module == FAST or module.startswith(f"{FAST}.")


class TestLayers:
    """Which module may import which."""

    def test_reads_something(self) -> None:
        """The source is found, and so are its imports."""
        assert {"errors", "parser", "model.article", "cli.show"} <= set(SOURCES)
        assert ("parser", "errors") in EDGES
        assert ("model.article", "model.blocks") in EDGES

    def test_every_module_has_a_layer(self) -> None:
        """Every module has a layer, and every layer a module."""
        assert {module.partition(".")[0] for module in SOURCES} == set(LAYERS)

    def test_down_only(self) -> None:
        """An import leads to a lower layer, or stays in its own package."""
        between = [edge for edge in EDGES if edge[0].partition(".")[0] != edge[1].partition(".")[0]]
        assert [edge for edge in between if _layer(edge[1]) >= _layer(edge[0])] == []

    def test_bottom(self) -> None:
        """Characters and sentinels need nothing of the package, and the model needs nothing but them and errors."""
        for module, target in EDGES:
            package = module.partition(".")[0]
            assert package not in {"arguments", "characters", "sentinels"}, f"{module} imports {target}"
            allowed = {"arguments", "characters", "sentinels", "errors", "model"}
            assert package != "model" or target.partition(".")[0] in allowed, f"{module} imports {target}"

    def test_fast_path(self) -> None:
        """Only the fast path itself knows of the fast path, and the one module that asks it."""
        importers = {module for module, target in EDGES if _is_fast(target) and not _is_fast(module)}
        assert importers == {"reading.post"}

    @pytest.mark.parametrize("package", ["reading", "normalizers", "pipeline", "writers", "cli"])
    def test_names(self, package: str) -> None:
        """No two modules of a package have one name, in whatever subpackages."""
        names = Counter(path.name for path in (ROOT / package).rglob("*.py") if path.name != "__init__.py")
        assert [name for name, times in names.items() if times > 1] == []

    @pytest.mark.parametrize("path", sorted(ROOT.rglob("*.py")), ids=lambda path: path.relative_to(ROOT).as_posix())
    def test_size(self, path: Path) -> None:
        """A module has at most 300 lines."""
        assert len(path.read_text("utf-8").splitlines()) <= 300

    def test_no_cycle(self) -> None:
        """No two modules need each other, annotations included."""
        order = list(TopologicalSorter(IMPORTS).static_order())
        assert order.index("errors") < order.index("parser") < order.index("__init__")

    def test_inside_the_model(self) -> None:
        """In the model, inlines stand below blocks, these below constructors, codec and traversal, these below the article."""
        for module, target in EDGES:
            if module.startswith("model.") and target.startswith("model."):
                assert MODEL.index(target.partition(".")[2]) < MODEL.index(module.partition(".")[2])


COMPILED = [
    ".".join((PACKAGE, *path.relative_to(ROOT).with_suffix("").parts))
    for folder in ("reading", "normalizers")
    for path in sorted((ROOT / folder).rglob("*.py"))
    if path.stem != "__init__"
]


class TestCompiled:
    """What mypyc asks of modules, tested without it."""

    @pytest.mark.parametrize("module", COMPILED)
    def test_named_tuples(self, module: str) -> None:
        """The types of a named tuple are there at run time: a compiled module looks them up when it is imported."""
        found = vars(importlib.import_module(module)).values()
        for kind in found:
            if hasattr(kind, "_field_defaults") and kind.__module__ == module:
                assert get_type_hints(kind).keys() == set(kind._fields)


class TestWrapped:
    """Libraries that one module wraps."""

    @pytest.mark.parametrize(
        ("library", "module"),
        [
            ("yaml", "reading.front_matter.yaml"),
            ("lxml", "reading.html.parsing.tokenizer"),
            ("dateutil", "dates"),
            ("jinja2", "report.page"),
            ("markupsafe", "report.page"),
            ("pygal", "report.plots"),
        ],
    )
    def test_one_importer(self, library: str, module: str) -> None:
        """Only the module that wraps the library imports it."""
        importers = {
            name
            for name, tree in SOURCES.items()
            if any(found.partition(".")[0] == library for found in _absolute(tree))
        }
        assert importers == {module}


class TestWritten:
    """What is written one way only."""

    def test_json(self) -> None:
        """JSON with characters beyond ASCII is written by the one function that escapes line separators."""
        writers = {
            name
            for name, tree in SOURCES.items()
            for node in ast.walk(tree)
            if isinstance(node, ast.Call)
            and ast.unparse(node.func) in {"json.dumps", "json.dump", "dumps", "dump"}
            and any(
                keyword.arg == "ensure_ascii" and ast.unparse(keyword.value) == "False" for keyword in node.keywords
            )
        }
        assert writers == {
            "writers.json",
            "writers.header",
            "reading.front_matter.json",
        }  # which write YAML, and no file

    def test_files(self) -> None:
        """Files get their names from the one module that asks what has them already; posts made for tests are tests'."""
        renaming = {
            name
            for name, tree in SOURCES.items()
            for node in ast.walk(tree)
            if isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and (
                node.func.attr in {"write_text", "write_bytes", "rename"}
                or (node.func.attr == "replace" and len(node.args) == 1)
            )
            and not node.keywords
            and ast.unparse(node.func.value) != "self"
        }
        assert renaming == {"output", "testing.post_factory"}


_WATCH = """
import sys
import attrs, yaml, lxml.etree, dateutil.parser, html.parser, json, difflib, inspect, importlib.resources
import importlib.metadata, email.message, zoneinfo, argparse
seen = []
def watch(event, arguments):
    if event == "open" and not str(arguments[0]).endswith((".py", ".pyi", ".pyc", ".so", ".pyd")):
        seen.append(arguments[0])
sys.addaudithook(watch)
from ofweek_parse import *
print(seen)
"""


class TestImporting:
    """What happens when the package is imported."""

    def test_opens_nothing(self) -> None:
        """Nothing but modules is opened."""
        result = subprocess.run([sys.executable, "-c", _WATCH], capture_output=True, text=True, check=True)  # noqa: S603
        assert result.stdout.strip() == "[]"

    @pytest.mark.parametrize(
        "library", ["hypothesis", "pytest", "pyarrow", "datatrove", "argparse", "jinja2", "pygal", "selenium"]
    )
    def test_not_imported(self, library: str) -> None:
        """What only tests, extras and the command line need is not imported."""
        code = f"from ofweek_parse import *; import sys; print({library!r} in sys.modules)"
        result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
        assert result.stdout.strip() == "False"

    def test_not_imported_by_commands(self, tmp_path: Path) -> None:
        """What one command needs of an extra, the others don't import."""
        (tmp_path / "a.md").write_text("---\ntitle: a\n---\n<p>b</p>", "utf-8")
        calls = [["show", "a.md"], ["stats", "a.md"], ["check", "a.md"], ["convert", "a.md", "-o", "a.jsonl"]]
        code = (
            f"import sys; from ofweek_parse.cli import main; codes = [main(call) for call in {calls!r}];"
            "print(codes, {'jinja2', 'markupsafe', 'pygal', 'pyarrow', 'datatrove'} & set(sys.modules), file=sys.stderr)"
        )
        command = [sys.executable, "-c", code]
        result = subprocess.run(command, capture_output=True, text=True, check=True, cwd=tmp_path)  # noqa: S603
        assert result.stderr.splitlines()[-1] == "[0, 0, 0, 0] set()"

    def test_not_imported_for_the_usual_post(self) -> None:
        """What only odd posts and other commands need is not imported to show one that is as the generator writes them."""
        path = ROOT / "testing" / "samples" / "whole-article-alt.md"
        code = (
            f"import sys; from ofweek_parse.cli import main; code = main(['show', {str(path)!r}]);"
            "print(code, {'lxml', 'yaml', 'dateutil', 'importlib.metadata'} & set(sys.modules), file=sys.stderr)"
        )
        command = [sys.executable, "-c", code]
        result = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)  # noqa: S603
        assert result.stderr == "0 set()\n"

    def test_late(self) -> None:
        """Nothing of the package is imported before it is asked for."""
        code = "import ofweek_parse, sys; print(sum(name.startswith('ofweek_parse.') for name in sys.modules))"
        result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
        assert result.stdout.strip() == "0"

    def test_no_name(self) -> None:
        """A name that is not there is told of as by any module."""
        with pytest.raises(AttributeError, match="module 'ofweek_parse' has no attribute 'nothing'"):
            ofweek_parse.nothing  # type: ignore[attr-defined] # noqa: B018

    def test_dir(self) -> None:
        """Every public name is listed, asked for or not."""
        assert set(ofweek_parse.__all__) <= set(dir(ofweek_parse))

    def test_public_names(self) -> None:
        """Every public name is there, the list is sorted, and type checkers know the same names."""
        assert all(hasattr(ofweek_parse, name) for name in ofweek_parse.__all__)
        (listed,) = [ast.literal_eval(node.value) for node in STUB.body if isinstance(node, ast.Assign)]
        assert sorted(listed, key=lambda name: (not name.isupper(), name[0].islower(), name)) == listed
        assert sorted(listed) == sorted(ofweek_parse.__all__)
