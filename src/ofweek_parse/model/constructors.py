"""Faster construction and copying of model objects, generated from the fields of each class.

A frozen class sets each field with a call of ``object.__setattr__``. The functions here set the fields of an object of
a twin class, which has the same layout but is not frozen, and then change its class.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final, ParamSpec, TypeVar

import attrs

from ofweek_parse.model.blocks import Figure, Heading, Paragraph
from ofweek_parse.model.inlines import Image, Link, Strong, Text
from ofweek_parse.model.metadata import Keyword

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

__all__ = [
    "constructor",
    "evolve",
    "make_figure",
    "make_heading",
    "make_image",
    "make_keyword",
    "make_link",
    "make_paragraph",
    "make_strong",
    "make_text",
]

Parameters = ParamSpec("Parameters")
Model = TypeVar("Model")

_MODEL = __name__.rpartition(".")[0]
_KEPT = object()


def constructor(kind: Callable[Parameters, Model]) -> Callable[Parameters, Model]:
    """Return a function with the same arguments and result as the model class *kind*; sequences must be tuples.

    Example:
        >>> constructor(Text)(text="a")
        Text(text='a')
    """
    made: Callable[Parameters, Model] = _maker(kind)
    return made


def _maker(kind: Any) -> Any:
    parameters, values = [], {}
    for field in _fields(kind):
        default = "" if field.default is attrs.NOTHING else f"=_fields.{field.name}.default"
        parameters.append(f"{field.name}{default}")
        values[field.name] = _converted(field)
    return _function(kind, parameters, values)


def evolve(old: Model, **changes: Any) -> Model:
    """Return *old* with other values in some fields.

    Example:
        >>> evolve(Text(text="a"), text="b")
        Text(text='b')
    """
    kind: Any = type(old)
    evolved: Model = _evolver(kind)(old, **changes)
    return evolved


@cache
def _evolver(kind: type[Any]) -> Any:
    if not kind.__module__.startswith(_MODEL):  # a user's
        return attrs.evolve
    parameters, values = [], {}
    for field in _fields(kind):
        parameters.append(f"{field.name}=_kept")
        values[field.name] = f"_old.{field.name} if {field.name} is _kept else {_converted(field)}"
    return _function(kind, parameters, values, of="_old")


def _fields(kind: Any) -> Iterator[attrs.Attribute[Any]]:
    """Give the fields of *kind*, of which all that attrs can do with them is known here."""
    for field in attrs.fields(kind):
        if not field.init or field.alias != field.name or field.validator or isinstance(field.default, attrs.Factory):  # type: ignore[arg-type]
            message = f"{kind.__name__}.{field.name} asks for more of attrs than constructors know."
            raise TypeError(message)
        yield field


def _converted(field: attrs.Attribute[Any]) -> str:
    # The library itself makes tuples where tuples are due, and to see that once more takes time.
    is_converted = field.converter and not field.metadata.get("sequence")
    return f"_fields.{field.name}.converter({field.name})" if is_converted else field.name


def _function(kind: Any, parameters: list[str], values: Mapping[str, str], *, of: str = "") -> Any:
    """Return the function of these *parameters*, given by name, that makes an object of these *values*: both are code.

    No field has a name that begins with an underscore, as those that the code uses do.
    """
    # Setting a field is slow with any of the three but `object`'s own, `__delattr__` too: they share a slot in C.
    methods = {name: getattr(object, name) for name in ("__init__", "__setattr__", "__delattr__")}
    twin = type(f"Settable{kind.__name__}", (kind,), {"__slots__": (), **methods})
    scope = {"_kind": kind, "_twin": twin, "_fields": attrs.fields(kind), "_kept": _KEPT}
    signature = ", ".join(filter(None, [of, "*" if parameters else "", *parameters]))
    setting = [f"_made.{name} = {value}" for name, value in values.items()]
    body = ["_made = _twin()", *setting, "_made.__class__ = _kind", "return _made"]
    exec("\n    ".join([f"def _make({signature}):", *body]), scope)  # noqa: S102 # as attrs makes methods
    return scope["_make"]


make_figure: Final = constructor(Figure)
make_heading: Final = constructor(Heading)
make_image: Final = constructor(Image)
make_keyword: Final = constructor(Keyword)
make_link: Final = constructor(Link)
make_paragraph: Final = constructor(Paragraph)
make_strong: Final = constructor(Strong)
make_text: Final = constructor(Text)
