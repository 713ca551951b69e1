"""Parse Hexo posts generated from RSSHub feeds of OFweek into typed articles.

``parse`` and ``parse_file`` convert a post to an `Article`; a `Parser` does so with custom normalizers, time zone and
limits; ``to_json`` and other writers convert the article to other formats.

PYTEST_DONT_REWRITE: a program may import the package, and then run pytest, which finds the plugin.
"""

# The names are listed in ``__init__.pyi``, for type checkers and for this, and each is imported on first use:
# importing all takes as long as parsing many posts. Scientific Python's SPEC 1 is about this way.
import ast
from importlib import import_module

_STUB = ast.parse(__spec__.loader.get_data(f"{__path__[0]}/__init__.pyi"))
_MODULES = {
    alias.name: statement.module
    for statement in _STUB.body
    if isinstance(statement, ast.ImportFrom) and statement.module
    for alias in statement.names
}
__all__ = list(_MODULES)


def __getattr__(name: str) -> object:
    if name in _MODULES:
        found = getattr(import_module(_MODULES[name]), name)
    elif name == "__version__":
        found = import_module("importlib.metadata").version("ofweek-parse")
    else:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__, "__version__"})
