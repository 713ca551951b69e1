"""`Limits`: how much of everything one post may hold."""

from __future__ import annotations

import attrs

from ofweek_parse.arguments import check_count
from ofweek_parse.errors import LimitError

__all__ = ["Limits"]


@attrs.frozen(kw_only=True)
class Limits:
    """How much of everything one post may hold; over a limit, `LimitError` is raised.

    The defaults are far above any real post. Raise one with ``Parser(limits=Limits(file_size=…))``.

    Attributes:
        file_size: Bytes (or characters, for a ``str``) of the whole input.
        header_size: Characters of the front matter.
        header_depth: Levels of lists and mappings in the front matter.
        depth: Levels of open elements in the body.
        attributes: Attributes on one tag.
        token_size: Characters of one text, comment or attribute value.
        blocks: Blocks in the body, at all depths.
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
        """The error that says that *found* is over the limit named *limit*."""
        value: int = getattr(self, limit)
        advice = f"The limit is {value:,}; raise it with Limits({limit}=…) if this is intended."
        return LimitError(f"{found}. {advice}", limit=limit, value=value, code=code, line=line, column=column)
