"""The page of a store: `page`."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer

from kgraph.commands.options import StoreOption, tell
from kgraph.files import check_target, write_whole


def page(
    store: StoreOption,
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="The HTML file to write.", show_default=False)],
) -> None:
    """Draw a store as one HTML file that needs nothing else."""
    from kgraph.page import page_html
    from kgraph.store import open_store

    check_target(out)
    with closing(open_store(store)) as opened:
        write_whole(out, page_html(opened))
    tell(f"{out} written")
