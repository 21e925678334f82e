"""A short account of a store for people: what was found, some of it with its sentences, and whether the checks pass.

`python -m kgraph.summary STORE PAGE` prints it; the exit status is 1 where a check finds something.
"""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

from kgraph.checks import check_store
from kgraph.declarations import ontology_folder
from kgraph.page import check_page
from kgraph.page.cards import Card, make_cards
from kgraph.page.index import Index
from kgraph.records import KgraphError
from kgraph.store import Store, open_store

WIDTH = 100


def write_summary(store: Store, page: str) -> tuple[str, int]:
    """The account of a store and its page (the HTML), and how many faults the checks found in both."""
    index = Index(store)
    cards = make_cards(index)
    faults = [*map(str, check_store(store, ontology_folder())), *check_page(page)]
    lines = [
        "Found",
        *_count(index, len(store)),
        "",
        "Three claims",
        *_tell(index, _some_claims(index, cards)),
        "",
        "Deployments",
        *_tell(
            index,
            (cards[event] for event in cards if index.kind(event) == "Deployment"),
            "force",
            "destination",
            "sender",
            "date",
        ),
        "",
        "Checks",
        *(f"  {fault}" for fault in faults or ["the store and the page pass all checks"]),
    ]
    return "\n".join(lines), len(faults)


def _count(index: Index, triples: int) -> Iterator[str]:
    counts = [
        ("articles", len(index.of_type("Article"))),
        ("entities", len(index.of_type("Entity"))),
        ("claims", len(index.of_type("Claim"))),
        ("events", len(index.of_type("Event"))),
        ("casualties", len(index.of_type("Casualties"))),
        ("triples", triples),
    ]
    return (f"  {number:>6,} {name}" for name, number in counts)


def _some_claims(index: Index, cards: dict[str, Card], wanted: int = 3) -> Iterator[Card]:
    """The first claim of each of the first named sources."""
    told: set[str] = set()
    for node, card in cards.items():
        sources = index.values(node, "saidBy")
        if card.kind == "claim" and sources and sources[0] not in told and len(told) < wanted:
            told.add(sources[0])
            yield card


def _tell(index: Index, cards: Iterable[Card], *shown: str) -> Iterator[str]:
    for card in cards:
        about = [value if name == "date" else f"{name} {value}" for name, value in card.facts if name in shown]
        yield f"  {': '.join([card.title, ', '.join(about)] if about else [card.title])} (according to {card.who})"
        for passage in card.passages:
            text = index.value(passage.article, "text") or ""
            sentence = " ".join(text[passage.begin : passage.end].split())
            yield textwrap.fill(sentence, WIDTH, initial_indent="    | ", subsequent_indent="    | ")


def main(arguments: list[str]) -> int:
    """Print the account of the store and the page named in the arguments; the exit status."""
    folder, page = arguments
    try:
        with closing(open_store(folder)) as store:
            text, faults = write_summary(store, Path(page).read_text(encoding="utf-8"))
    except (KgraphError, OSError) as error:
        print(f"kgraph: {error}", file=sys.stderr)
        return 2
    print(f"{text}\n\nGraph  {folder}/\nPage   {page}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
