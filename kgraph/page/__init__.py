"""The page: a store as one HTML file that needs no network and no other file.

pyvis holds the network's data; its copy of vis-network is put into a template of ours, for pyvis' own loads scripts
from elsewhere and does not escape text. All text reaches the page as JSON and is shown as text, never as markup.
"""

from __future__ import annotations

import json
from importlib.resources import files
from string import Template
from typing import TYPE_CHECKING, Any

from kgraph.page.data import make_data
from kgraph.page.index import Index
from kgraph.page.parts import View
from kgraph.page.policy import check_page, write_policy
from kgraph.page.size import LIMIT

if TYPE_CHECKING:
    from kgraph.store import Store

__all__ = ["View", "check_page", "page_html"]

VIS = ("templates", "lib", "vis-9.1.2", "vis-network.min.js")
# The script is one text in this order: what a file uses while it loads stands before it.
SCRIPTS = (
    "data",
    "elements",
    "address",
    "filters",
    "shapes",
    "arrange",
    "parts",
    "graph",
    "legend",
    "passages",
    "evidence",
    "claims",
    "timeline",
    "casualties",
    "articles",
    "search",
    "export",
    "keys",
    "start",
)
STYLES = ("frame", "views", "text", "narrow", "print")


def page_html(store: Store, view: View | None = None, limit: int = LIMIT) -> str:
    """The page of a store, of at most `limit` bytes beside its scripts. The same store gives the same page.

    One article is there in any case. Raises KgraphError if nothing in the store has the name that `view` is about.
    """
    data = _write_data(Index(store), view or View(), limit)
    folder = files("kgraph.page")
    script = "\n".join(folder.joinpath("script", f"{name}.js").read_text(encoding="utf-8") for name in SCRIPTS)
    style = "\n".join(folder.joinpath("style", f"{name}.css").read_text(encoding="utf-8") for name in STYLES)
    vis = files("pyvis").joinpath(*VIS).read_text(encoding="utf-8")
    return Template(folder.joinpath("template.html").read_text(encoding="utf-8")).substitute(
        policy=write_policy([vis, script], [style]), style=style, vis=vis, script=script, data=data
    )


def _write_data(index: Index, view: View, limit: int) -> str:
    """The data of the page as JSON; the size of an article is known roughly before and exactly after it is written."""
    room = limit
    while True:
        data = make_data(index, view, room)
        text = _json(data)
        size = len(text.encode())
        if size <= limit or len(data["articles"]) < 2:
            return text
        room = int(room * 0.95 * limit / size)


def _json(value: Any) -> str:
    """JSON that may stand in a script element: nothing in it can end the element or open another."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text
