"""Casualties: how many a trigger counts, a figure for each group of victims, and each told of only once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc, Token

from kgraph.components.cast import Cast
from kgraph.components.fillers import Filler
from kgraph.components.labels import OBJECTS, SUBJECTS
from kgraph.components.quantities import find_quantity
from kgraph.components.slots import COUNTING, RISING, SETTING
from kgraph.ontology import Frame
from kgraph.records import Event, Quantity


def find_figure(
    trigger: Token, further: tuple[Token, ...], frame: Frame, fillers: list[Filler], cast: Cast
) -> Quantity | None:
    """How many were harmed: as the victims are counted, else the deaths, bodies or lives."""
    if frame.effect is None:
        return None
    victim = next((f.head for f in fillers if f.role == "victim"), None)
    counted = _find_total(victim) or victim or next((t for t in (trigger, *further) if t.pos_ == "NOUN"), None)
    if counted is None:
        return Quantity(frame.effect)
    own = victim is not None and trigger.head == victim and trigger.dep_ in ("acl", "relcl", "amod")
    figure = find_quantity(counted, frame.effect, _find_kind(victim, cast), own)
    # "killed or wounded 400": of neither is told how many
    return Quantity(frame.effect) if _is_either(trigger) and figure.value != 0 else figure


def _find_kind(victim: Token | None, cast: Cast) -> str | None:
    """What a victim is, by its own words or by the name behind them: "Holt's *handler*, Colonel Denk"."""
    if victim is None:
        return None
    names = (cast.type_at(c) for c in victim.children if c.dep_ == "appos" and c.pos_ == "PROPN")
    own = cast.type_at(victim)
    return next(names, None) if own in (None, "Actor", "Entity") else own


def _find_total(victim: Token | None) -> Token | None:
    """ "The number of people killed has risen to *45*", "put the number of people killed at *45*"."""
    if victim is None or victim.dep_ != "pobj" or victim.head.head.lemma_ not in COUNTING:
        return None
    verb, slot = victim.head.head.head, victim.head.head.dep_
    if (slot, True) not in (("nsubj", verb.lemma_ in RISING), ("dobj", verb.lemma_ in SETTING)):
        return None
    above = [*verb.children, *(c for t in victim.children if t.dep_ == "acl" for c in t.children)]
    reached = (t for c in above for t in (c, *c.children) if c.dep_ in ("prep", *OBJECTS) and c.lower_ != "by")
    return next((t for t in reached if t.pos_ == "NUM"), None)


def _is_either(verb: Token) -> bool:
    """Whether a verb is one of two that "or" joins."""
    joined = verb.head if verb.dep_ == "conj" else verb
    return (
        verb.pos_ == "VERB"
        and any(c.dep_ == "cc" and c.lower_ == "or" for c in joined.children)
        and any(
            c.dep_ == "conj" and c.pos_ == "VERB" and not any(g.dep_ in SUBJECTS for g in c.children)
            for c in joined.children
        )
    )


def part_by_victim(event: Event, doc: Doc, cast: Cast) -> Iterator[Event]:
    """ "Two men and three women were killed": a figure for each group, never one for both."""
    victims = [a for a in event.arguments if a.role == "victim"]
    # a pronoun comes with the name that it takes up: both are one victim
    victims = [a for n, a in enumerate(victims) if a.entity is None or a.entity not in {b.entity for b in victims[:n]}]
    if event.quantity is None or len(victims) < 2:
        yield event
        return
    for victim in victims:
        span = doc.char_span(victim.slice.start, victim.slice.end, alignment_mode="expand")
        heads = [t.i for t in span or () if t.i in cast.by_head]
        mention = cast.by_head[heads[-1]] if heads else None  # the last: "her husband" holds "her", too
        figure = (
            Quantity(event.quantity.effect)
            if mention is None
            else find_quantity(doc[mention.head], event.quantity.effect, cast.type_at(doc[mention.head]))
        )
        same = {victim.entity} - {None}
        others = tuple(a for a in event.arguments if a.role != "victim" or a == victim or a.entity in same)
        name = event.id if victim == victims[0] else f"{event.id}-{victim.slice.start}"
        yield replace(event, id=name, arguments=others, quantity=figure)
