"""Handlers for formulas: MathML, and the output of KaTeX and MathJax.

A page rendered by a script contains each formula several times; the TeX is kept, and one diagnostic lists the
duplicates.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ofweek_parse.model.inlines import Math
from ofweek_parse.reading.html import elements
from ofweek_parse.reading.html.attributes.formulas import formula_in_attributes, is_tex_script, read_tex, tex_of_script
from ofweek_parse.reading.html.building.block_builder import Attributes, BlockBuilder, EndHandler, Skipped
from ofweek_parse.reading.html.handlers.mathml import MathmlReader

if TYPE_CHECKING:
    from ofweek_parse.reading.html.attributes.styles import Style

__all__ = ["Formula", "add_formula", "is_formula", "report_formulas", "start_formula", "start_tex_script"]

_ON_LINES: Final = elements.tags_of("paragraph", "wrapper", "block", "figure")
_HOLDERS: Final = elements.tags_of("span", "paragraph", "wrapper", "figure")
_DROPPED: Final = elements.tags_of("dropped")
_MATHML: Final = "math"
_LOST: Final = "A formula without text or TeX was removed."
_TEX_ENCODINGS: Final = frozenset({"application/x-tex", "application/x-latex", "tex", "latex", "text/x-tex"})


class Formula(Skipped):
    """The inside of an element that shows a formula.

    Attributes:
        tex: The TeX that it names.
        display: Whether the formula is on a separate line.
    """

    def __init__(self, tex: str, *, display: bool) -> None:
        super().__init__()
        self.tex: str = tex
        self.display: bool = display
        self._mathml = MathmlReader()
        self._depth = 0  # of elements in MathML
        self._is_in_annotation = False
        self._inside: list[str] = []  # texts of MathML
        self._outside: list[str] = []
        self._hidden: list[str] = []  # in other languages than TeX

    def start(self, tag: str, attributes: Attributes) -> EndHandler:
        """Begin an element inside."""
        if self._is_in_annotation:
            return None
        self._flush()
        if is_tex_script(tag, attributes):
            return lambda: self._take_tex(tex_of_script("".join(self.texts)))
        if tag == _MATHML and not self._depth:
            self.begin_mathml(attributes)
            return self.end_mathml
        if tag in _DROPPED:
            return self.texts.clear
        self.tex = self.tex or formula_in_attributes(attributes)
        if not self._depth:
            return self._flush
        if tag.startswith("annotation"):
            is_tex = tag == "annotation" and attributes.get("encoding", "").strip().lower() in _TEX_ENCODINGS
            self._is_in_annotation = True
            return self._end_tex_annotation if is_tex else self._end_annotation
        self._depth += 1
        self._mathml.start(tag, attributes)
        return self._end

    def begin_mathml(self, attributes: Attributes) -> None:
        """Begin MathML, of which *attributes* may have the TeX."""
        self._depth = 1
        self.display = self.display or attributes.get("display") == "block" or attributes.get("mode") == "display"
        self.tex = self.tex or (attributes.get("alttext") or attributes.get("data-latex") or "").strip()

    def end_mathml(self) -> None:
        """End it."""
        self._flush()
        self._depth = 0

    @property
    def hidden(self) -> str:
        """Annotations that are not TeX."""
        return " ".join(" ".join(self._hidden).split())

    def finish(self) -> tuple[Math | None, str]:
        """The formula, if there is one, and the text of what else shows it."""
        self._flush()
        outside = " ".join("".join(self._outside).split())
        inside = " ".join(" ".join(self._inside).split())
        if formula := read_tex(self.tex, display=self.display):
            return formula, f"{inside} {outside}".strip()
        return read_tex(self._mathml.tex, display=self.display), outside

    def _end(self) -> None:
        self._flush()
        self._depth -= 1
        self._mathml.end()

    def _end_tex_annotation(self) -> None:
        self._is_in_annotation = False
        self._take_tex("".join(self.texts))

    def _end_annotation(self) -> None:
        self._is_in_annotation = False
        self._hidden += self.texts
        self.texts.clear()

    def _take_tex(self, tex: str) -> None:
        self.texts.clear()
        if tex.strip():
            self.tex = tex

    def _flush(self) -> None:
        text = "".join(self.texts)
        self.texts.clear()
        if not self._depth:
            self._outside.append(text)
        elif text:
            self._mathml.add_text(text)
            self._inside.append(text)


def is_formula(builder: BlockBuilder, tag: str, attributes: Attributes, style: Style) -> bool:
    """Whether all of the element *tag* is a formula, or shows once more one that was just read."""
    if style.formula == "drawn" or (style.formula == "preview" and builder.has_tex_scripts):
        return tag not in _ON_LINES or style.is_display
    if tag == "span" and (style.formula == "copy" or attributes.get("aria-hidden") == "true"):
        return builder.line.ends_with_formula
    return tag in _HOLDERS and bool(formula_in_attributes(attributes))


def start_formula(builder: BlockBuilder, tag: str, attributes: Attributes) -> EndHandler:
    """Begin an element that is a formula, or shows one once more."""
    style = builder.style
    is_on_lines = tag in _ON_LINES
    if is_on_lines:
        builder.end_line()
    display = is_on_lines or builder.display_depth > 0 or style.is_display or attributes.get("display") == "true"
    tex = formula_in_attributes(attributes)
    is_copy = not tex and (
        (tag == "span" and builder.line.ends_with_formula and style.formula != "drawn")
        or (style.formula in {"drawn", "preview"} and builder.has_tex_scripts)
    )
    formula = Formula(tex, display=display)
    if tag == _MATHML:
        formula.begin_mathml(attributes)
    builder.skipped = formula
    number = builder.tag_number

    def end() -> None:
        builder.skipped = None
        read, others = formula.finish()
        if is_copy:
            _note(builder, number, read.tex if read and read.tex not in others else "", others)
            if style.formula == "drawn" and (read or others):
                builder.drawn_formulas.append(number)
        elif read is not None:
            add_formula(builder, read, number, others)
        elif others:
            builder.line.add_text(others)
        elif tag != _MATHML:
            builder.report("formula-lost", _LOST, tag_number=number)
        _note(builder, number, *formula.urls)
        builder.report_hidden(formula.hidden, tag_number=number)
        if is_on_lines:
            builder.end_line()

    return end


def start_tex_script(builder: BlockBuilder, attributes: Attributes) -> EndHandler:
    """Begin the script with the TeX of a formula."""
    builder.skipped = source = Skipped()
    display = "mode=display" in attributes.get("type", "").replace(" ", "").lower()

    def end() -> None:
        builder.skipped = None
        if (formula := read_tex(tex_of_script("".join(source.texts)), display=display)) is not None:
            add_formula(builder, formula, builder.tag_number)
            if builder.drawn_formulas:
                builder.drawn_formulas.pop()

    return end


def add_formula(builder: BlockBuilder, formula: Math, tag_number: int, *others: str) -> None:
    """Take in the formula of the tag of that number; *others* show or name it too."""
    builder.line.add_formula(formula)
    _note(builder, tag_number, *others)


def _note(builder: BlockBuilder, tag_number: int, *others: str) -> None:
    builder.formula_copies += [(tag_number, text) for text in others if text]


def report_formulas(builder: BlockBuilder) -> None:
    """Report, at the end, what shows formulas once more, and which were drawn and never read."""
    if builder.formula_copies:
        number = builder.formula_copies[0][0]
        shown = " ".join(text for _, text in builder.formula_copies)
        builder.report(
            "formula-copy", f"{shown!r} duplicates formulas and was removed; their TeX was kept.", tag_number=number
        )
    for number in builder.drawn_formulas:
        builder.report("formula-lost", _LOST, tag_number=number)
