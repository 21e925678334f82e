"""One thing told by several words of a sentence: each event is kept only once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from spacy.tokens import Doc

from kgraph.ontology import Ontology
from kgraph.records import Event, Slice

WILLING = frozenset(("ready", "willing", "prepared", "prepare"))
WITHIN = frozenset(("in", "during", "at"))


def drop_echoes(events: Iterable[Event], doc: Doc) -> list[Event]:
    """ "Two bodies were found beheaded" tells of one killing: the participle says more than its verb."""
    told: dict[tuple[str, tuple[Slice, ...], int], Event] = {}
    kept: list[Event] = []
    for event in events:
        trigger = doc.char_span(event.trigger.start, event.trigger.end, alignment_mode="expand")
        victims = tuple(a.slice for a in event.arguments if a.role == "victim")
        if event.quantity is None or trigger is None or not victims:
            kept.append(event)
        else:
            told[event.quantity.effect, victims, trigger.root.i] = event
    for (effect, victims, i), event in told.items():
        if not any((effect, victims, c.i) in told for c in doc[i].children if c.dep_ in ("oprd", "xcomp", "acomp")):
            kept.append(event)
    return kept


def drop_looser(best: dict[str, tuple[int, Event]], bound: dict[str, int], ontology: Ontology) -> None:
    """ "Held drills with Chad" is a joint exercise and no mere show of force: of unlike types that the same words tell
    of, those stay whose frames ask for most.

    `bound` says how many roles the frame of each asks for; figures of casualties stay, whatever else is told, and so
    does what has no code, such as a movement.
    """
    deeds = {key: e.type for key, (_, e) in best.items() if e.quantity is None and ontology.events[e.type].plover}
    most = max((bound[key] for key in deeds), default=0)
    bound_most = [kind for key, kind in deeds.items() if bound[key] == most]
    for key, kind in deeds.items():
        if not any(ontology.is_a(kind, other) or ontology.is_a(other, kind) for other in bound_most):
            del best[key]


def drop_mere_will(events: list[Event], doc: Doc) -> list[Event]:
    """ "Chad is ready to free them" tells of the release, which it means to bring about, and of nothing else."""
    told = {event.trigger.start for event in events if event.plover}
    kept = []
    for event in events:
        span = doc.char_span(event.trigger.start, event.trigger.end, alignment_mode="expand")
        word = span.root if span is not None else None
        meant = {c.idx for c in word.children if c.dep_ == "xcomp"} if word is not None else set()
        if word is None or word.lemma_ not in WILLING or not told & meant:
            kept.append(event)
    return kept


def join_occasions(events: Iterable[Event], doc: Doc) -> list[Event]:
    """ "Thousands marched in a protest against the law" tells of one protest: by its verb, with what its noun adds.

    Not so where the noun has somebody or a place of its own: "marched in Orle during a protest by miners in Dorva".
    """
    kept = {event.id: event for event in events}
    verbs: dict[tuple[int, str], Event] = {}
    for event in kept.values():
        token = doc.char_span(event.trigger.start, event.trigger.end, alignment_mode="expand")
        if token is not None and token.root.pos_ == "VERB" and event.quantity is None:
            verbs[token.root.i, event.type] = event
    for event in list(kept.values()):
        span = doc.char_span(event.trigger.start, event.trigger.end, alignment_mode="expand")
        if span is None or span.root.dep_ != "pobj" or span.root.head.lower_ not in WITHIN:
            continue
        told = verbs.get((span.root.head.head.i, event.type))
        if told is None or event.edges or (told.polarity, told.modality) != (event.polarity, event.modality):
            continue
        own = [a for a in told.arguments if not a.slice.overlaps(event.trigger)]  # "rallied *at a demonstration*"
        roles, taken = {a.role for a in own}, {a.slice for a in own}
        added = tuple(a for a in event.arguments if a.slice not in taken)
        if any(a.role in roles for a in added):
            continue
        del kept[event.id]
        kept[told.id] = verbs[span.root.head.head.i, event.type] = replace(
            told,
            arguments=tuple(sorted((*own, *added), key=lambda a: (a.slice, a.role))),
            time=told.time or event.time,
            place=told.place or event.place,
            place_entity=told.place_entity or event.place_entity,
        )
    return list(kept.values())
