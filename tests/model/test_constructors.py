"""Creating and copying model objects."""

from __future__ import annotations

import copy
import pickle
from typing import Any

import attrs
import pytest

from ofweek_parse import Article, Diagnostic, FrontMatter, Image
from ofweek_parse.model.checking import Checked
from ofweek_parse.model.constructors import constructor, evolve
from tests.filled import CLASSES, filled, spelled

WITH_FIELDS = [kind for kind in CLASSES if attrs.fields(kind)]


def fields_of(value: Any) -> dict[str, Any]:
    """The fields of *value*."""
    return {field.name: getattr(value, field.name) for field in attrs.fields(type(value))}


def _upper(text: str) -> str:
    return text.upper()


@attrs.frozen(kw_only=True)
class Picture(Image):
    """An image with a field of a user's own."""

    licence: str = attrs.field(default="", converter=_upper)


class TestFilled:
    """The objects that the tests of copying are made with."""

    @pytest.mark.parametrize("kind", CLASSES)
    def test_no_default(self, kind: type[Any]) -> None:
        """No field has its default."""
        for field in attrs.fields(kind):
            assert getattr(filled(kind), field.name) != field.default


class TestChecked:
    """What the classes check."""

    @pytest.mark.parametrize("kind", CLASSES)
    def test_every_class(self, kind: type[Any]) -> None:
        """Every class refuses a value of a type that no field has."""
        assert Checked in kind.__mro__
        for field in attrs.fields(kind):
            with pytest.raises((TypeError, ValueError)):
                kind(**{**fields_of(filled(kind)), field.name: object()})


class TestConstructor:
    """What a constructor makes is what the class makes."""

    @pytest.mark.parametrize("kind", CLASSES)
    def test_all_fields(self, kind: type[Any]) -> None:
        """Given every field, it makes the same object, with the same hash, that can be copied and pickled."""
        expected = filled(kind)
        made = constructor(kind)(**fields_of(expected))
        assert type(made) is kind
        assert (made, spelled(made), hash(made)) == (expected, spelled(expected), hash(expected))
        assert copy.copy(made) == copy.deepcopy(made) == pickle.loads(pickle.dumps(made)) == expected  # noqa: S301

    @pytest.mark.parametrize("kind", CLASSES)
    def test_defaults(self, kind: type[Any]) -> None:
        """Given only those that have no default, it makes the same object."""
        given_fields = fields_of(filled(kind))
        needed = {
            field.name: given_fields[field.name] for field in attrs.fields(kind) if field.default is attrs.NOTHING
        }
        assert spelled(constructor(kind)(**needed)) == spelled(kind(**needed))

    @pytest.mark.parametrize("kind", WITH_FIELDS)
    def test_frozen(self, kind: type[Any]) -> None:
        """What it makes is frozen."""
        made = constructor(kind)(**fields_of(filled(kind)))
        for name in fields_of(made):
            with pytest.raises(attrs.exceptions.FrozenInstanceError):
                setattr(made, name, None)
            with pytest.raises(attrs.exceptions.FrozenInstanceError):
                delattr(made, name)

    @pytest.mark.parametrize("kind", WITH_FIELDS)
    def test_signature(self, kind: type[Any]) -> None:
        """It takes fields by name only, those that there are, and none too few."""
        given_fields = fields_of(filled(kind))
        with pytest.raises(TypeError, match="positional"):
            constructor(kind)(*given_fields.values())
        with pytest.raises(TypeError, match="nothing"):
            constructor(kind)(**given_fields, nothing=1)
        needed = [field.name for field in attrs.fields(kind) if field.default is attrs.NOTHING]
        for name in needed:
            with pytest.raises(TypeError, match=name):
                constructor(kind)(**{other: value for other, value in given_fields.items() if other != name})

    def test_converter(self) -> None:
        """A mapping given for the front matter becomes one that is read-only."""
        made = constructor(Article)(front_matter={"a": "b"})
        assert type(made.front_matter) is FrontMatter

    @pytest.mark.parametrize(
        "field",
        [attrs.field(validator=attrs.validators.instance_of(str)), attrs.field(init=False), attrs.field(factory=str)],
    )
    def test_unknown(self, field: Any) -> None:
        """A class that asks attrs for more than it knows is refused."""
        kind = attrs.make_class("Kind", {"a": field}, frozen=True)
        with pytest.raises(TypeError, match=r"Kind\.a asks for more"):
            constructor(kind)


class TestEvolve:
    """An object with other values in some fields."""

    @pytest.mark.parametrize("kind", CLASSES)
    def test_unchanged(self, kind: type[Any]) -> None:
        """Every field that is not named is kept, those that play no part in equality too; the old object stays."""
        old = filled(kind)
        before = spelled(old)
        assert spelled(evolve(old)) == before
        for name in fields_of(old).keys() - {
            "front_matter",
            "message",
        }:  # these are converted: to a mapping, to clean text
            new = evolve(old, **{name: None})
            assert type(new) is kind
            assert fields_of(new) == fields_of(old) | {name: None}
        assert spelled(old) == before

    def test_same_as_attrs(self) -> None:
        """It is what attrs makes, with what it converts converted."""
        changes = {
            "title": "另一",
            "blocks": (),
            "diagnostics": (Diagnostic.of("bom", "x"),),
            "front_matter": {"a": "b"},
        }
        old = filled(Article)
        assert spelled(evolve(old, **changes)) == spelled(attrs.evolve(old, **changes))

    def test_no_such_field(self) -> None:
        """A field that there is not is an error."""
        with pytest.raises(TypeError, match="nothing"):
            evolve(filled(Image), nothing=1)

    def test_subclass(self) -> None:
        """A user's subclass stays one, with all that attrs does for it."""
        picture = evolve(Picture(src="a", licence="cc0"), alt="b", licence="cc-by")
        assert picture == Picture(src="a", alt="b", licence="CC-BY")
