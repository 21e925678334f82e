"""The page of a store: `page`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kgraph.commands.options import StoreOption, open_given, tell
from kgraph.files import check_target, write_whole


def page(
    store: StoreOption,
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="The HTML file to write.", show_default=False)],
    about: Annotated[
        str | None, typer.Option("--about", metavar="NAME", help="Open on what is near this name.", show_default=False)
    ] = None,
    hops: Annotated[int, typer.Option("--hops", metavar="N", min=1, help="With --about: how many lines away.")] = 1,
    top: Annotated[int, typer.Option("--top", metavar="N", min=1, help="How many nodes to open on.")] = 28,
) -> None:
    """Draw a store as one HTML file that needs nothing else.

    The whole store is in the file; a large graph opens on its most central part, and shows all on request.
    """
    from kgraph.page import View, page_html

    check_target(out)
    with open_given(store) as opened:
        write_whole(out, page_html(opened, View(top, about, hops)))
    tell(f"{out} written")
