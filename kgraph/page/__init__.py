"""The page: a store as one HTML file that needs no network and no other file.

pyvis holds the network's data and options; its scripts are put into a template of ours, for its own loads them from
elsewhere and does not escape text. All text reaches the page as JSON and is shown as text, never as markup.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from importlib.resources import files
from string import Template
from typing import TYPE_CHECKING, Any

from kgraph.page.cards import Index, make_cards
from kgraph.page.drawing import draw_network

if TYPE_CHECKING:
    from kgraph.store import Store

VIS = ("templates", "lib", "vis-9.1.2", "vis-network.min.js")


def page_html(store: Store) -> str:
    """The page of a store: network, evidence panel and table of claims. The same store gives the same page."""
    index = Index(store)
    cards = make_cards(index)
    network = draw_network(index, cards)
    nodes, edges, *_, options = network.get_network_data()
    articles = sorted(index.label(article) for article in index.of_type("Article"))
    data = {
        "nodes": nodes,
        "edges": edges,
        "options": json.loads(options),
        "articles": articles,
        "cards": [card.as_json() for card in cards.values()],
    }
    script, style = _asset("page.js"), _asset("page.css")
    vis = files("pyvis").joinpath(*VIS).read_text(encoding="utf-8")
    policy = f"default-src 'none'; script-src {_hash(vis)} {_hash(script)}; style-src {_hash(style)}; img-src data:"
    return Template(_asset("template.html")).substitute(
        policy=policy, style=style, vis=vis, script=script, data=_json(data)
    )


def check_page(html: str) -> list[str]:
    """What is wrong with a page: anything that would be loaded from elsewhere, or a script that its policy forbids."""
    faults = []
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', html)
    if not policy or "default-src 'none'" not in policy[1]:
        return ["the page has no policy that forbids loading"]
    frame = re.sub(r"<(script|style)([^>]*)>.*?</\1>", r"<\1\2>", html, flags=re.S)
    faults += [f"the page loads {found}" for found in re.findall(r"<[^>]+\s(?:src|href)\s*=\s*\"?([^\s\">]+)", frame)]
    for attributes, body in re.findall(r"<(?:script|style)([^>]*)>(.*?)</(?:script|style)>", html, flags=re.S):
        if "application/json" not in attributes and _hash(body) not in policy[1]:
            faults.append(f"the policy forbids the script or style that begins with {body.strip()[:40]!r}")
    return faults


def _asset(name: str) -> str:
    return files("kgraph.page").joinpath(name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _json(value: Any) -> str:
    """JSON that may stand in a script element: nothing in it can end the element or open another."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text
