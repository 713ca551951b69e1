"""The stub file for type checkers contains every public name."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import ofweek_parse

USER = Path(__file__).parents[1] / "typing" / "api.py"


def test_every_public_name() -> None:
    """What is public is used there, beyond being imported."""
    tree = ast.parse(USER.read_text("utf-8"))
    used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    assert set(ofweek_parse.__all__) - used == set()


@pytest.mark.parametrize("module", ["arrow", "datatrove", "testing"])
def test_every_name_of(module: str) -> None:
    """So are the names of the modules that users import by themselves."""
    source = (Path(ofweek_parse.__file__).parent / module).with_suffix(".py")
    if not source.exists():
        source = source.with_suffix("") / "__init__.py"
    tree = ast.parse(source.read_text("utf-8"))
    (names,) = (
        ast.literal_eval(node.value)
        for node in tree.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__"
    )
    used = ast.parse(USER.read_text("utf-8"))
    attributes = {ast.unparse(node) for node in ast.walk(used) if isinstance(node, ast.Attribute)}
    assert {f"{module}.{name}" for name in names} - attributes == set()
