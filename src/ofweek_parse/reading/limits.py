"""`Limits`: limits on the size and nesting of a post."""

from __future__ import annotations

import attrs

from ofweek_parse.arguments import check_count
from ofweek_parse.errors import LimitError

__all__ = ["Limits"]


@attrs.frozen(kw_only=True)
class Limits:
    """Limits on the size and nesting of a post; exceeding one raises `LimitError`.

    The defaults are far above any real post. Change a limit with ``Parser(limits=Limits(file_size=…))``.

    Attributes:
        file_size: The size of the whole input in bytes, or in characters for a ``str``.
        header_size: The size of the front matter in characters.
        header_depth: The nesting depth of lists and mappings in the front matter.
        depth: The nesting depth of elements in the body.
        attributes: The number of attributes of a tag.
        token_size: The length of a text, comment or attribute value in characters.
        blocks: The number of blocks in the body, at all depths.
    """

    file_size: int = 64 * 2**20
    header_size: int = 8 * 2**20
    header_depth: int = 20
    depth: int = 512
    attributes: int = 1_000
    token_size: int = 8_000_000
    blocks: int = 1_000_000

    def __attrs_post_init__(self) -> None:
        for field in attrs.fields(Limits):
            check_count(field.name, getattr(self, field.name), least=0)

    def error(
        self, limit: str, code: str, found: str, *, line: int | None = None, column: int | None = None
    ) -> LimitError:
        """Return the error for *found*, which exceeds the limit named *limit*."""
        value: int = getattr(self, limit)
        advice = f"The limit is {value:,}; raise it with Limits({limit}=…) if this is intended."
        return LimitError(f"{found}. {advice}", limit=limit, value=value, code=code, line=line, column=column)
