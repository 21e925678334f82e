"""Cards: what the page's panel shows of a claim, an event or a statement, with the words that prove it.

Offsets in the graph count code points and a browser counts UTF-16 units, so the text is cut into marked segments here.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING, Any

from kgraph.declarations import KG, load_ontology

if TYPE_CHECKING:
    from kgraph.store import Store

ARTICLE = "the article itself"
# The end of a sentence: its mark with closing quotes, and what stands between it and the next one's capital.
STOP = re.compile(r"(?P<mark>(?<!\b[A-Z])(?<!\b(?:Mr|Ms|Dr|St))(?<!\bMrs)[.!?][”’\"')]*)\s+(?=[“‘\"'(]*[A-Z0-9])")
# Properties of claims and events that the panel shows as they are, in this order.
FACTS = (
    "speechAct",
    "quotation",
    "addressee",
    "medium",
    "dateText",
    "date",
    "dateEnd",
    "polarity",
    "modality",
    "effect",
    "quantityText",
    "minimum",
    "maximum",
    "place",
    "zone",
    "confidence",
)
# How evidence is marked; where slices overlap, the later in this order is seen.
MARKS = {
    "contentEvidence": "content",
    "evidence": "content",
    "roleEvidence": "role",
    "placeEvidence": "role",
    "quantityEvidence": "role",
    "dateEvidence": "date",
    "addresseeEvidence": "role",
    "mediumEvidence": "role",
    "sourceEvidence": "source",
    "cueEvidence": "cue",
    "triggerEvidence": "cue",
}


@dataclass(frozen=True, slots=True)
class Card:
    """One claim, event or statement as the panel shows it.

    `passages` are sentences, each a list of (text, mark), the mark "" where there is none. `row` is a claim's row in
    the table: who, how, what, when, where; empty for all others.
    """

    node: str
    kind: str
    title: str
    who: str
    facts: list[tuple[str, str]]
    passages: list[list[tuple[str, str]]]
    claimed: bool
    row: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """All that the page's script reads."""
        return {
            "kind": self.kind,
            "title": self.title,
            "who": self.who,
            "facts": self.facts,
            "passages": self.passages,
            "claimed": self.claimed,
            "row": self.row,
        }


def words(name: str) -> str:
    """A camelCase name as words.

    >>> words("deployedTo"), words("https://w3id.org/kgraph/ns#NewsOutlet")
    ('deployed to', 'news outlet')
    """
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name.rsplit("#", 1)[-1]).lower()


class Index:
    """A store's statements by subject and by the local name of the property; values are sorted text."""

    def __init__(self, store: Store) -> None:
        found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for subject, property, value in store.query("SELECT ?s ?p ?o { GRAPH ?g { ?s ?p ?o } }").rows:
            if subject and property and value is not None:
                found[subject][re.split("[#/]", property)[-1]].add(value)
        self.out = {
            subject: {name: sorted(values) for name, values in sorted(properties.items())}
            for subject, properties in sorted(found.items())
        }
        self.parents = load_ontology().parents

    def values(self, subject: str, property: str) -> list[str]:
        """All values, sorted; none if there are none."""
        return self.out.get(subject, {}).get(property, [])

    def value(self, subject: str, property: str) -> str | None:
        """The first value, if there is one."""
        return next(iter(self.values(subject, property)), None)

    def of_type(self, name: str) -> list[str]:
        """All subjects of a class of the core vocabulary, sorted."""
        return [subject for subject in self.out if KG + name in self.values(subject, "type")]

    def kind(self, subject: str) -> str:
        """The local name of the most specific class: one that is above none of the others."""
        names = [kind.rsplit("#", 1)[-1] for kind in self.values(subject, "type")]
        above = {parent for name in names for parent in self.parents.get(name, ()) if parent != name}
        # A class that only a user declares is not known here, and more specific than those that are.
        return max(names, key=lambda name: (name not in above, name not in self.parents, name), default="Entity")

    def label(self, subject: str) -> str:
        """What a person calls it: its label or title, else the last part of its IRI."""
        return self.value(subject, "label") or self.value(subject, "title") or re.split("[#/:]", subject)[-1]

    def place(self, piece: str) -> tuple[str, int, int] | None:
        """Article, begin and end of a slice."""
        article, begin, end = (self.value(piece, name) for name in ("referenceContext", "beginIndex", "endIndex"))
        return (article, int(begin), int(end)) if article and begin and end else None


def make_cards(index: Index) -> dict[str, Card]:
    """The cards of all claims, events and statements by IRI: by article, and then in order of the text."""
    kinds = {"Claim": _claim_card, "Event": _event_card, "Statement": _statement_card}
    nodes = [
        (_first_place(index, index.value(node, "fromEvent") or node), node, kind)
        for kind in kinds
        for node in index.of_type(kind)
    ]
    return {node: kinds[kind](index, node) for _, node, kind in sorted(nodes)}


def _first_place(index: Index, node: str) -> tuple[str, int, int]:
    """Article, begin and end of the node's first evidence."""
    places = (index.place(piece) for property in MARKS for piece in index.values(node, property))
    return min((place for place in places if place), default=("", 0, 0))


def event_title(index: Index, event: str) -> str:
    """An event in few words: "353 injured", "not: arrest", "planned: deployment"."""
    figure, effect = index.value(event, "quantityText"), index.value(event, "effect")
    title = f"{figure or ''} {words(effect)}".strip() if effect else words(index.kind(event))
    polarity, modality = (words(index.value(event, name) or "") for name in ("polarity", "modality"))
    marks = ["not"] * (polarity == "negative") + [modality] * (modality not in ("asserted", ""))
    return ": ".join([*marks, title])


def fillers(index: Index, event: str) -> Iterator[tuple[str, str]]:
    """The roles of an event, with the entities that fill them."""
    for property, values in index.out[event].items():
        yield from ((property, value) for value in values if index.values(value, "mentionedIn"))


def speakers(index: Index, claim: str) -> str:
    """Who makes a claim, as its article names them."""
    return ", ".join(map(index.label, index.values(claim, "saidBy"))) or "an unnamed source"


def _claim_card(index: Index, claim: str) -> Card:
    act = index.value(claim, "cue") or words(index.value(claim, "speechAct") or "said")
    card = _card(index, claim, "claim", f"{speakers(index, claim)}: {act}", index.value(claim, "within"), claim)
    facts = dict(card.facts)
    when = facts.get("date") or facts.get("date text") or ""
    row = (speakers(index, claim), act, index.value(claim, "text") or "", when, facts.get("zone", ""))
    return replace(card, row=row)


def _event_card(index: Index, event: str) -> Card:
    return _card(index, event, "event", event_title(index, event), index.value(event, "accordingTo"), event)


def _statement_card(index: Index, statement: str) -> Card:
    subject, property, value = (index.value(statement, name) or "" for name in ("subject", "predicate", "object"))
    title = f"{index.label(subject)} {words(property)} {index.label(value) if value in index.out else value}"
    event = index.value(statement, "fromEvent")
    return _card(index, statement, "relation", title, index.value(statement, "accordingTo"), event or statement)


def _card(index: Index, node: str, kind: str, title: str, claim: str | None, proof: str) -> Card:
    """A card of `node`; `claim` is who says so, `proof` the node that has the evidence."""
    names = [*dict.fromkeys(role for role, _ in fillers(index, proof) if kind != "claim" and role != "place"), *FACTS]
    facts = [
        (words(name), ", ".join(_plain(index, value) for value in index.values(proof, name)))
        for name in names
        if index.values(proof, name)
    ]
    article = index.value(node, "reportedIn") or ""
    return Card(
        node,
        kind,
        title,
        _who(index, claim),
        [*facts, ("article", index.label(article))],
        _passages(index, proof),
        claim is not None,
    )


def _who(index: Index, claim: str | None) -> str:
    if claim is None:
        return ARTICLE
    outer, cue = index.value(claim, "within"), index.value(claim, "cue")
    who = f"{speakers(index, claim)} ({cue})" if cue and cue.casefold() != "according to" else speakers(index, claim)
    return f"{who}, according to {_who(index, outer)}" if outer else who


def _plain(index: Index, value: str) -> str:
    if value in index.out:
        return index.label(value)
    return words(value) if value.startswith(KG) else value


def _passages(index: Index, node: str) -> list[list[tuple[str, str]]]:
    """The sentences that hold the node's evidence, those that touch joined, each cut into marked segments."""
    marks: dict[tuple[str, int, int], str] = {}
    for property, mark in MARKS.items():
        for piece in index.values(node, property):
            if place := index.place(piece):
                marks[place] = mark
    spans: list[tuple[str, int, int]] = []
    for article, begin, end in sorted(marks):
        text = index.value(article, "text") or ""
        first, last = find_sentence(text, begin, end)
        if spans and spans[-1][0] == article and first <= spans[-1][2] + 1:
            spans[-1] = (article, spans[-1][1], max(last, spans[-1][2]))
        else:
            spans.append((article, first, last))
    return [
        _segments(
            index.value(article, "text") or "",
            first,
            last,
            [(b - first, e - first, mark) for (a, b, e), mark in marks.items() if a == article],
        )
        for article, first, last in spans
    ]


def _segments(text: str, first: int, last: int, marks: Iterable[tuple[int, int, str]]) -> list[tuple[str, str]]:
    painted = [""] * (last - first)
    for begin, end, mark in marks:
        begin, end = max(begin, 0), min(end, len(painted))
        painted[begin:end] = [mark] * (end - begin)
    runs = groupby(zip(text[first:last], painted, strict=True), key=lambda pair: pair[1])
    return [("".join(character for character, _ in run), mark) for mark, run in runs]


def find_sentence(text: str, begin: int, end: int) -> tuple[int, int]:
    """The begin and end of the sentence, or sentences, that hold a slice; they never cross a line end.

    >>> text = "It rained. Mr. Orr said so. Then it stopped."
    >>> begin, end = find_sentence(text, 15, 18)
    >>> text[begin:end]
    'Mr. Orr said so.'
    """
    first = text.rfind("\n", 0, begin) + 1
    last = text.find("\n", end)
    last = len(text) if last < 0 else last
    for stop in STOP.finditer(text, first, last):
        if stop.end() <= begin:
            first = stop.end()
        elif stop.start("mark") >= end - 1:
            last = stop.end("mark")
            break
    return first, last
