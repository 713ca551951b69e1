"""Handlers for drawings: their text is kept, and the shapes of each are reported once."""

from __future__ import annotations

import re
from typing import Final

from ofweek_parse.reading.html.attributes.images import pixels
from ofweek_parse.reading.html.building.block_builder import Attributes, BlockBuilder, Drawing, EndHandler
from ofweek_parse.reading.html.messages import named

__all__ = ["start_canvas", "start_drawing", "start_shape"]

_SHAPES: Final = frozenset("circle ellipse line path polygon polyline rect use".split())
_LARGEST_ICON: Final = 48
_VIEW: Final = re.compile(r"\s*-?[\d.]+[\s,]+-?[\d.]+[\s,]+(\d+)(?:\.\d*)?[\s,]+(\d+)", re.ASCII)


def start_drawing(builder: BlockBuilder, _tag: str, attributes: Attributes) -> EndHandler:
    """Begin a drawing; one in another belongs to that."""
    if builder.drawing is not None:
        return None
    builder.drawing = drawing = Drawing(is_icon=_is_icon(attributes))
    number = builder.tag_number
    if name := attributes.get("aria-label", "").strip():
        drawing.labels.append(name)

    def end() -> None:
        builder.drawing = None
        label = " ".join(dict.fromkeys(drawing.labels))
        if drawing.holds_shapes:
            builder.drawing_count += not drawing.is_icon
            code, what = ("icon-dropped", "An icon") if drawing.is_icon else ("drawing-dropped", "A drawing")
            builder.report(code, f"{what}{named(label)} was removed.", tag_number=number)
        else:
            builder.report_hidden(label, tag_number=number)

    return end


def start_canvas(builder: BlockBuilder, _tag: str, _attributes: Attributes) -> EndHandler:
    """Begin a drawing that a script makes; browsers without scripts show its text."""
    builder.report("drawing-dropped", "A drawing was removed.")
    builder.drawing_count += 1
    return None


def start_shape(drawing: Drawing, tag: str) -> None:
    """Begin an element of a drawing that HTML does not know."""
    drawing.holds_shapes = drawing.holds_shapes or tag in _SHAPES


def _is_icon(attributes: Attributes) -> bool:
    get = attributes.get
    if get("aria-hidden") == "true" or get("role") in {"none", "presentation"}:
        return True
    sizes = [size for name in ("width", "height") if (size := pixels(get(name))) is not None]
    if not sizes and (view := _VIEW.match(get("viewbox", get("viewBox", "")))):
        sizes = [int(view[1]), int(view[2])]
    return bool(sizes) and max(sizes) <= _LARGEST_ICON
