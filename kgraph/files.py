"""Files that are written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

from kgraph.records import KgraphError


def check_target(path: Path) -> None:
    """Refuse a path that no file can be written to, before any work is done for it.

    >>> check_target(Path("no/such/folder/page.html"))
    Traceback (most recent call last):
    kgraph.records.KgraphError: no/such/folder/page.html: its folder does not exist
    """
    if path.is_dir():
        raise KgraphError(f"{path}: is a folder")
    if not path.absolute().parent.is_dir():
        raise KgraphError(f"{path}: its folder does not exist")


def write_whole(path: Path, text: str) -> None:
    """Write a file so that there is either what was there before or the whole new text.

    Raises KgraphError where it cannot be written.
    """
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_text(text, encoding="utf-8", newline="\n")
        os.replace(part, path)
    except OSError as error:
        raise KgraphError(f"{path}: {(error.strerror or str(error)).lower()}") from error
    finally:
        part.unlink(missing_ok=True)
