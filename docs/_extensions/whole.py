"""Warnings about gaps in the reference: public names, fields, examples and commands."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

import attrs
from docutils import nodes
from from_the_code import commands
from sphinx import addnodes
from sphinx.util import logging

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

logger = logging.getLogger(__name__)

PAGES = {
    "api": "ofweek_parse",
    "parquet": "ofweek_parse.arrow",
    "datatrove": "ofweek_parse.datatrove",
}
"""Which page documents the public names of which module."""


def _check_names(_app: Sphinx, env: BuildEnvironment) -> None:
    """Warn of a public name that its page lacks, or shows no example of, and of a field that stands nowhere."""
    for page, module_name in PAGES.items():
        module = import_module(module_name)
        described = dict(_described(env, page))
        for name in module.__all__:
            full_name = f"{module_name}.{name}"
            if full_name not in described:
                logger.warning("%s is not on the page.", full_name, location=page)
            elif not described[full_name]:
                logger.warning("%s has no example.", full_name, location=page)
            for field in _fields(getattr(module, name)):
                if f"{full_name}.{field}" not in described:
                    logger.warning("The field %s.%s is not on the page.", full_name, field, location=page)


def _fields(public: object) -> list[str]:
    if not (isinstance(public, type) and attrs.has(public)):
        return []
    return [field.name for field in attrs.fields(public) if not field.name.startswith("_")]


def _described(env: BuildEnvironment, page: str) -> Iterator[tuple[str, bool]]:
    """The full names that *page* describes, and whether there is an example with each."""
    for description in env.get_doctree(page).findall(addnodes.desc):
        has_example = any(True for _ in description.findall(nodes.doctest_block))
        for signature in description.findall(addnodes.desc_signature):
            for name in signature.get("ids", []):
                yield name, has_example


def _check_commands(app: Sphinx, env: BuildEnvironment) -> None:
    """Warn of a command whose options no page lists."""
    pages = "\n".join((app.srcdir / f"{document}.md").read_text("utf-8") for document in sorted(env.found_docs))
    for name in commands():
        if f"{{command-options}} {name}\n" not in pages:
            logger.warning("No page has the directive {command-options} %s.", name, location="cli")


def setup(app: Sphinx) -> dict[str, Any]:
    """Check when all pages have been read."""
    app.connect("env-check-consistency", _check_names)
    app.connect("env-check-consistency", _check_commands)
    return {"parallel_read_safe": True}
