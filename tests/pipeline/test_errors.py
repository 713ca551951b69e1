"""The exceptions."""

from __future__ import annotations

import copy
import pickle

import pytest

import ofweek_parse
from ofweek_parse import errors
from ofweek_parse.errors import (
    DecodingError,
    FrontMatterError,
    LimitError,
    MarkupError,
    NormalizerError,
    OfweekParseError,
    SchemaError,
    UnknownNormalizerError,
    WorkerError,
)

PLACE = {"code": "some-code", "source": "posts/a.md", "line": 3, "column": 7}
EACH: list[tuple[type[OfweekParseError], dict[str, object]]] = [
    (OfweekParseError, {}),
    (DecodingError, {}),
    (FrontMatterError, {"key": "title"}),
    (MarkupError, {}),
    (LimitError, {"limit": "depth", "value": 512}),
    (NormalizerError, {"step": "width", "distribution": "some-plugin"}),
    (UnknownNormalizerError, {"step": "widht", "distribution": None}),
    (SchemaError, {"path": "blocks[2].image.src"}),
    (WorkerError, {}),
]


@pytest.mark.parametrize(("kind", "fields"), EACH)
class TestEachClass:
    """What holds for every class."""

    def test_fields(self, kind: type[OfweekParseError], fields: dict[str, object]) -> None:
        """The message, the place and the class's own fields are attributes."""
        error = kind("It is wrong. Fix it.", **PLACE, **fields)  # type: ignore[arg-type]
        assert error.message == "It is wrong. Fix it."
        assert vars(error) == {"message": error.message, **PLACE, **fields}

    def test_str(self, kind: type[OfweekParseError], fields: dict[str, object]) -> None:
        """The text tells the place, the code and the message."""
        error = kind("It is wrong.", **PLACE, **fields)  # type: ignore[arg-type]
        assert str(error) == "posts/a.md:3:7: some-code: It is wrong."

    @pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
    def test_pickle(self, kind: type[OfweekParseError], fields: dict[str, object], protocol: int) -> None:
        """An error crosses processes with all its fields."""
        error = kind("It is wrong.", **PLACE, **fields)  # type: ignore[arg-type]
        again = pickle.loads(pickle.dumps(error, protocol))  # noqa: S301
        assert (type(again), str(again), again.args) == (kind, str(error), error.args)
        assert vars(again) == vars(error)

    def test_defaults(self, kind: type[OfweekParseError], fields: dict[str, object]) -> None:
        """The message alone is enough, for pickling and for users' own code too."""
        error = kind("It is wrong.")
        assert str(copy.copy(error)) == "error: It is wrong."
        assert set(vars(error)) == {"message", *PLACE, *fields}

    def test_root(self, kind: type[OfweekParseError], fields: dict[str, object]) -> None:
        """One root catches it, and it is public."""
        assert issubclass(kind, OfweekParseError), fields
        assert getattr(ofweek_parse, kind.__name__) is kind


class TestFamily:
    """The family as a whole."""

    def test_whole(self) -> None:
        """Every public class of the module is tested here, and no class stands apart."""
        classes = {name for name in errors.__all__ if isinstance(getattr(errors, name), type)}
        assert {kind.__name__ for kind, _ in EACH} == classes

    def test_unknown_is_a_normalizer_error(self) -> None:
        """Whoever catches normalizer errors catches unknown names too."""
        assert issubclass(UnknownNormalizerError, NormalizerError)

    @pytest.mark.parametrize(
        ("place", "text"),
        [
            ({}, "x: Wrong."),
            ({"line": 2}, "2: x: Wrong."),
            ({"line": 2, "column": 5}, "2:5: x: Wrong."),
            ({"source": "a.md"}, "a.md: x: Wrong."),
        ],
    )
    def test_part_of_a_place(self, place: dict[str, object], text: str) -> None:
        """What is not known of the place is left out."""
        assert str(OfweekParseError("Wrong.", code="x", **place)) == text  # type: ignore[arg-type]

    def test_subclass(self) -> None:
        """A subclass with a required argument is pickled too."""
        again = pickle.loads(pickle.dumps(_StrangeError("Wrong.", reason="no")))  # noqa: S301
        assert (type(again), again.reason, again.message) == (_StrangeError, "no", "Wrong.")


class _StrangeError(OfweekParseError):
    def __init__(self, message: str, *, reason: str) -> None:
        super().__init__(message)
        self.reason = reason
