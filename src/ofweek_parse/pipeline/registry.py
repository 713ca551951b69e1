"""The built-in normalizers, and look-up by name.

Plugins register normalizers as entry points in the group ``ofweek_parse.normalizers``. They are searched only if the
caller names normalizers, and a plugin is imported only when its own name is requested.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from ofweek_parse.arguments import as_tuple
from ofweek_parse.errors import NormalizerError, UnknownNormalizerError
from ofweek_parse.model.article import Article
from ofweek_parse.normalizers.alt_text import AltText
from ofweek_parse.normalizers.boilerplate import boilerplate
from ofweek_parse.normalizers.captions import captions
from ofweek_parse.normalizers.credits import move_credits
from ofweek_parse.normalizers.front_matter import front_matter_text, placeholder_images
from ofweek_parse.normalizers.heading_levels import heading_levels
from ofweek_parse.normalizers.headings import headings
from ofweek_parse.normalizers.keywords import keyword_links
from ofweek_parse.normalizers.lifting import LIFTED, ConditionalNormalizer, text_normalizer, url_normalizer
from ofweek_parse.normalizers.lists import lists
from ofweek_parse.normalizers.lost_characters import lost_characters, may_hold_lost_character
from ofweek_parse.normalizers.restored_title import restored_title
from ofweek_parse.normalizers.text import chinese_punctuation, editor_residue, may_hold_editor_token, spaced
from ofweek_parse.normalizers.titles import original_title
from ofweek_parse.normalizers.urls import direct_url, https_url, image_urls, untracked_url
from ofweek_parse.normalizers.whitespace import may_hold_loose_space, whitespace
from ofweek_parse.normalizers.width import may_hold_wide_forms, width
from ofweek_parse.pipeline.steps import Normalizer, Step

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from importlib.metadata import EntryPoint

__all__ = ["BUILT_IN", "DEFAULT_NORMALIZERS", "ENTRY_POINT_GROUP", "as_steps", "resolve"]

ENTRY_POINT_GROUP = "ofweek_parse.normalizers"
"""The entry-point group in which plugins register normalizers."""

DEFAULT_NORMALIZERS: tuple[str, ...] = (
    "front-matter-text",
    "placeholder-images",
    "image-urls",
    "editor-residue",
    "whitespace",
    "width",
    "original-title",
    "restored-title",
    "captions",
    "alt-text",
    "headings",
    "credits",
    "keyword-links",
    "lost-characters",
)
"""The names of the normalizers that `parse` runs, in order."""

BUILT_IN: Mapping[str, Normalizer] = MappingProxyType(
    {
        "front-matter-text": front_matter_text,
        "placeholder-images": placeholder_images,
        "image-urls": image_urls,
        "editor-residue": ConditionalNormalizer(editor_residue, may_hold_editor_token),
        "whitespace": ConditionalNormalizer(whitespace, may_hold_loose_space),
        "width": ConditionalNormalizer(width, may_hold_wide_forms),
        "original-title": original_title,
        "restored-title": restored_title,
        "captions": captions,
        "alt-text": AltText(),
        "headings": headings,
        "credits": move_credits,
        "keyword-links": keyword_links,
        "lost-characters": ConditionalNormalizer(lost_characters, may_hold_lost_character),
        # only where they are asked for
        "ascii-punctuation": text_normalizer(chinese_punctuation),
        "boilerplate": boilerplate,
        "cjk-spacing": text_normalizer(spaced),
        "heading-levels": heading_levels,
        "https-urls": url_normalizer(https_url),
        "lists": lists,
        "redirect-links": url_normalizer(direct_url),
        "strip-tracking": url_normalizer(untracked_url),
    }
)
"""All built-in normalizers, by name."""


def as_steps(steps: Iterable[str | Normalizer]) -> tuple[str | Normalizer, ...]:
    """Return *steps* as a tuple.

    Raises:
        TypeError: They are no sequence.
    """
    return as_tuple(steps)


def resolve(normalizers: Iterable[str | Normalizer]) -> tuple[Step, ...]:
    """Return the steps for *normalizers*, which are names and callables.

    Raises:
        UnknownNormalizerError: A name is neither built in nor registered.
        NormalizerError: A name is registered twice, its plugin can't be imported, or an object is no normalizer.
    """
    wanted = tuple(normalizers)
    names = tuple(step for step in wanted if isinstance(step, str))
    plugins = {} if all(map(BUILT_IN.__contains__, names)) and names == DEFAULT_NORMALIZERS else _plugins(names)
    return tuple(_named(step, plugins) if isinstance(step, str) else _given(step) for step in wanted)


def _plugins(names: tuple[str, ...]) -> dict[str, EntryPoint]:
    found: dict[str, EntryPoint] = {}
    if not names:
        return found
    from importlib.metadata import entry_points  # its import costs more than reading many posts

    for entry_point in entry_points(group=ENTRY_POINT_GROUP):
        name = entry_point.name
        rivals = [found[name]] if name in found and found[name].value != entry_point.value else []
        if name in names and (rivals or name in BUILT_IN):
            owners = " and ".join(_distribution(rival) or "a distribution" for rival in (*rivals, entry_point))
            also = " though it is built in" if name in BUILT_IN else ""
            message = f"{owners} register(s) the normalizer {name!r}{also}; uninstall one, or pass the callable itself."
            raise NormalizerError(message, code="normalizer-clash", step=name, distribution=_distribution(entry_point))
        found[name] = entry_point
    return found


def _distribution(entry_point: EntryPoint) -> str | None:
    return entry_point.dist.name if entry_point.dist is not None else None


def _named(name: str, plugins: dict[str, EntryPoint]) -> Step:
    if name in BUILT_IN:
        return Step(name=name, function=BUILT_IN[name])
    if name not in plugins:
        import difflib

        near = difflib.get_close_matches(name, [*BUILT_IN, *plugins], n=1)
        hint = f"did you mean {near[0]!r}?" if near else f"there are {', '.join(sorted({*BUILT_IN, *plugins}))}."
        raise UnknownNormalizerError(f"There is no normalizer {name!r}; {hint}", code="normalizer-unknown", step=name)
    entry_point = plugins[name]
    distribution = _distribution(entry_point)
    try:
        function = entry_point.load()
    except Exception as error:
        message = f"The normalizer {name!r} of {distribution} can't be loaded ({type(error).__name__}: {error})."
        raise NormalizerError(message, code="normalizer-import", step=name, distribution=distribution) from error
    _check(function, name, distribution)
    return Step(name=name, function=function, distribution=distribution)


def _given(function: Normalizer) -> Step:
    named = function.function if isinstance(function, LIFTED) else function
    name: str = getattr(named, "__qualname__", type(named).__qualname__)
    _check(function, name, None)
    return Step(name=name, function=function)


def _check(function: object, name: str, distribution: str | None) -> None:
    problem = ""
    if isinstance(function, type):
        problem = "is a class; pass an instance of it"
    elif not callable(function):
        problem = f"is {type(function).__name__}, not a callable"
    else:
        import inspect

        try:
            inspect.signature(function).bind(Article())
        except TypeError:
            problem = "can't be called with one article"
        except ValueError:
            pass  # a built-in without a signature
    if problem:
        who = f"The normalizer {name!r}" + (f" of {distribution}" if distribution else "")
        message = f"{who} {problem}."
        raise NormalizerError(message, code="normalizer-kind", step=name, distribution=distribution)
