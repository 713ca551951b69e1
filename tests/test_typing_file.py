"""The file that type checkers read has every public name in it."""

from __future__ import annotations

import ast
from pathlib import Path

import ofweek_parse

USER = Path(__file__).parent / "typing" / "api.py"


def test_every_public_name() -> None:
    """What is public is used there, beyond being imported."""
    tree = ast.parse(USER.read_text("utf-8"))
    used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    assert set(ofweek_parse.__all__) - used == set()
