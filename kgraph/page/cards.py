"""Cards: what the page tells of a claim, an event or a statement, and where in the text it is proven."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kgraph.page.index import Index, words
from kgraph.page.passages import Span, find_marks, find_passages
from kgraph.turtle import KG

ARTICLE = "the article itself"
UNNAMED = "an unnamed source"
BEFORE = {"according to", "citing", "per"}  # cues that stand before the speaker
LONGEST = 300  # characters of a title
# Properties of claims and events that the evidence shows as they are, in this order.
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

USUAL = {KG + name for name in ("positive", "asserted", "body")}  # told only where it is otherwise


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of people: what befell them, the words, and between which bounds; None where a side is open."""

    effect: str
    text: str
    minimum: int | None
    maximum: int | None
    bound: str
    place: str


@dataclass(frozen=True, slots=True)
class Saying:
    """What only a claim has: its words, how it was said, and the claims that it denies."""

    words: str
    cue: str
    quotation: str
    denies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a person decided: confirmed or rejected, who and when, and why ("" if not said)."""

    verdict: str
    by: str
    on: str
    why: str


@dataclass(frozen=True, slots=True)
class Card:
    """One claim, event or statement.

    `kind` is claim, event or relation; `type` the speech act, event type or property in words. `who` says who asserts
    it, `sources` are the speakers' names, `claim` is the claim that states it (None: the article itself does) and
    `event` the event that a relation follows from. `ends` are the nodes that it is about, `same` the events that are
    the same one.
    """

    node: str
    kind: str
    type: str
    title: str
    who: str
    sources: tuple[str, ...]
    claim: str | None
    event: str | None
    article: str
    date: tuple[str, ...]
    ends: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    passages: tuple[Span, ...]
    marks: tuple[Span, ...]
    same: tuple[str, ...]
    verdict: Verdict | None
    saying: Saying | None = None
    figure: Figure | None = None


def make_cards(index: Index) -> dict[str, Card]:
    """The cards of all claims, events and statements by IRI: by article, and then in order of the text."""
    relations = [_statement_card(index, node) for node in index.of_type("Statement")]
    titles = {card.event: card.title for card in reversed(relations) if card.event}
    cards = [
        *(_claim_card(index, node) for node in index.of_type("Claim")),
        *(_event_card(index, node, titles.get(node)) for node in index.of_type("Event")),
        *relations,
    ]
    rank = {"claim": 0, "event": 1, "relation": 2}
    cards.sort(key=lambda card: (*_first_place(card), rank[card.kind], card.node))
    return {card.node: card for card in cards}


def event_title(index: Index, event: str) -> str:
    """An event in few words: "353 injured", "not: arrest", "planned: deployment", "host"."""
    figure, effect = index.value(event, "quantityText"), index.value(event, "effect")
    kind = index.value(event, "lemma") or words(index.kind(event))
    title = f"{figure or ''} {words(effect)}".strip() if effect else kind
    polarity, modality = (words(index.value(event, name) or "") for name in ("polarity", "modality"))
    marks = ["not"] * (polarity == "negative") + [modality] * (modality not in ("asserted", ""))
    return ": ".join([*marks, title])


def shorten(text: str, length: int) -> str:
    """A text in one line and of at most `length` characters, cut at a space where there is one.

    >>> shorten("The bridge was blown up at night", 16), shorten("a" * 20, 8)
    ('The bridge was…', 'aaaaaaa…')
    """
    line = " ".join(text[: 4 * length].split())
    if len(line) <= length:
        return line
    cut = line[: length - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut[length // 2 :] else cut).rstrip(" ,;:") + "…"


def sources(index: Index, claim: str) -> list[str]:
    """Those who make a claim, or of whom it is told that they do not make it."""
    return [*index.values(claim, "saidBy"), *index.values(claim, "notSaidBy")]


def speakers(index: Index, claim: str) -> list[str]:
    """The names of those who make a claim."""
    return [index.label(source) for source in sources(index, claim)]


def _claim_card(index: Index, claim: str) -> Card:
    cue = index.value(claim, "cue") or words(index.value(claim, "speechAct") or "said")
    said = index.value(claim, "text") or ""
    how = "not said" if index.value(claim, "polarity") else words(index.value(claim, "quotation") or "")
    saying = Saying(said, cue, how, tuple(index.values(claim, "denies")))
    ends = [*sources(index, claim), *index.values(claim, "about")]
    who = ", ".join(speakers(index, claim)) or UNNAMED
    title = f"{cue} {who}" if cue.casefold() in BEFORE else f"{who} {cue}"
    act = words(index.value(claim, "speechAct") or "say")
    type = f"not {act}" if index.value(claim, "polarity") else act
    return _card(index, claim, claim, "claim", type, title, ends, index.value(claim, "within"), saying=saying)


def _event_card(index: Index, event: str, told: str | None) -> Card:
    """`told` is the title of the first relation that follows from the event, if any does."""
    fillers = list(dict.fromkeys(index.fillers(event)))
    short, names = event_title(index, event), [index.label(filler) for _, filler in fillers]
    effect = index.value(event, "effect")
    figure = _figure(index, event, effect) if effect else None
    if figure:
        names = [figure.place] if figure.place else []
    title = told or (f"{short} · {', '.join(names)}" if names else short)
    type = words(index.kind(event))
    ends = [filler for _, filler in fillers]
    return _card(index, event, event, "event", type, title, ends, index.value(event, "accordingTo"), figure=figure)


def _figure(index: Index, event: str, effect: str) -> Figure:
    least, most = (index.value(event, name) for name in ("minimum", "maximum"))
    return Figure(
        words(effect),
        index.value(event, "quantityText") or "",
        int(least) if least else None,
        int(most) if most else None,
        words(index.value(event, "bound") or ""),
        ", ".join(map(index.label, index.values(event, "place"))),
    )


def _statement_card(index: Index, statement: str) -> Card:
    subject, property, value = (index.value(statement, name) or "" for name in ("subject", "predicate", "object"))
    title = f"{index.label(subject)} {words(property)} {index.label(value) if value in index.out else value}"
    event = index.value(statement, "fromEvent")
    ends = [end for end in (subject, value) if end in index.out]
    said = index.value(statement, "accordingTo")
    return _card(index, statement, event or statement, "relation", words(property), title, ends, said, event=event)


def _card(
    index: Index,
    node: str,
    proof: str,
    kind: str,
    type: str,
    title: str,
    ends: list[str],
    claim: str | None,
    event: str | None = None,
    saying: Saying | None = None,
    figure: Figure | None = None,
) -> Card:
    """A card of `node`; `proof` is the node that has the evidence."""
    marks = find_marks(index, proof)
    speaking = node if kind == "claim" else claim
    return Card(
        node,
        kind,
        type,
        shorten(title, LONGEST),
        _who(index, claim),
        tuple(speakers(index, speaking) or [UNNAMED]) if speaking else (ARTICLE,),
        claim,
        event,
        index.value(node, "reportedIn") or "",
        tuple(value for name in ("date", "dateEnd") for value in index.values(proof, name)[:1]),
        tuple(dict.fromkeys(ends)),
        tuple(_facts(index, proof, kind)),
        tuple(find_passages(index, marks)),
        tuple(marks),
        tuple(index.told_alike(node)),
        _verdict(index, node),
        saying,
        figure,
    )


def _verdict(index: Index, node: str) -> Verdict | None:
    decision, verdict = index.value(node, "decidedBy"), index.value(node, "verdict")
    if not decision or not verdict:
        return None
    by, on, why = (index.value(decision, name) or "" for name in ("creator", "date", "why"))
    return Verdict(words(verdict), by, on, why)


def _facts(index: Index, node: str, kind: str) -> Iterator[tuple[str, str]]:
    roles = [role for role, _ in index.fillers(node) if kind != "claim" and role != "place"]
    for name in dict.fromkeys([*roles, *FACTS]):
        values = [value for value in index.values(node, name) if value not in USUAL]
        if values:
            yield words(name), ", ".join(_plain(index, value) for value in values)


def _who(index: Index, claim: str | None) -> str:
    """Who asserts what stands in a claim: "Ida Rask, general (said), according to Radio Sahel"."""
    if claim is None:
        return ARTICLE
    names = [", ".join([index.label(s), *index.values(s, "holdsRole")[:1]]) for s in sources(index, claim)]
    who, cue, outer = ", ".join(names) or UNNAMED, index.value(claim, "cue"), index.value(claim, "within")
    if cue and cue.casefold() != "according to":
        who = f"{who} ({cue})"
    return f"{who}, according to {_who(index, outer)}" if outer else who


def _plain(index: Index, value: str) -> str:
    if value in index.out:
        return index.label(value)
    return words(value) if value.startswith(KG) else value


def _first_place(card: Card) -> tuple[str, int, int]:
    first = min(card.marks, default=None)
    return (first.article, first.begin, first.end) if first else (card.article, 0, 0)
