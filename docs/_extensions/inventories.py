"""Inventories of other projects for links in signatures, without network access.

Intersphinx reads an inventory, a compressed file; here it is made of a text file beside this one, a name a line.
"""

from __future__ import annotations

import zlib
from pathlib import Path


def made_inventory(listed: Path, folder: Path) -> str:
    """The path of an inventory below *folder* that holds the names in the file *listed*."""
    text = listed.read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    rows = "".join(f"{name} {role} 1 {place} -\n" for name, role, place in map(str.split, lines))
    header = f"# Sphinx inventory version 2\n# Project: {listed.stem}\n# Version: \n# The rest is compressed by zlib.\n"
    folder.mkdir(parents=True, exist_ok=True)
    inventory = folder / f"{listed.stem}.inv"
    inventory.write_bytes(header.encode() + zlib.compress(rows.encode()))
    return str(inventory)
