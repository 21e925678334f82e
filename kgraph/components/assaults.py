"""What force is done to, and what merely tells where: "attacked a base *in the hills*", "*Algeria's* protests"."""

from __future__ import annotations

from spacy.tokens import Token

from kgraph.components.cast import PLACES, Cast
from kgraph.components.triggers import Trigger
from kgraph.ontology import Role

# What stands after one of these may be where a thing is that fills a role already.
WHERE = frozenset(("in", "near", "under", "over"))
BESIDE = WHERE | {"on", "at", "to"}


def is_below(head: Token, role: str, told: set[tuple[int, str]]) -> bool:
    """Whether a place only tells where a filler of the same role is: "fired at a house *on Linden Street*"."""
    above = head.head.head
    return head.dep_ == "pobj" and head.head.dep_ == "prep" and (above.i, role) in told


def is_force(trigger: Trigger) -> bool:
    """Whether it tells of an attack of whatever kind, but of no place that is only held."""
    held = trigger.kind.name == "Occupation"
    return trigger.frame.effect is None and "Attack" in (trigger.kind.name, trigger.kind.parent) and not held


def is_only_there(place: Token, trigger: Trigger, cast: Cast) -> bool:
    """Whether an attack was merely in a town or country: "an attack *in Orle*", but "the attack on Orle"."""
    named = any(t.lemma_.lower() in frame.nouns for t in trigger.further for frame in trigger.kind.frames)
    needed = "target" in trigger.frame.needs and not named  # "carried out *attacks*": the noun tells of it alone
    return is_force(trigger) and not needed and cast.type_at(place) in PLACES - {"Facility"}


def has_target(trigger: Trigger, role: str) -> bool:
    """Whether force is done to an object, of whatever kind: what stands beside it is where that was."""
    objects = [t for t in trigger.slots.get("object", ()) if t not in trigger.further]
    return is_force(trigger) and trigger.part == "verb" and ("object", role) in trigger.frame.slots and bool(objects)


def is_unknown_target(head: Token, trigger: Trigger, role: str, cast: Cast) -> bool:
    """ "Ambushed a *column* on the road": its kind is not known, but the place shows that it is a thing or people."""
    placed = any(cast.type_at(t) in PLACES for slot in BESIDE for t in trigger.slots.get(slot, ()))
    return placed and has_target(trigger, role) and head.pos_ == "NOUN" and cast.type_at(head) is None


def is_unarmed(target: Token, cast: Cast) -> bool:
    """Whether what stands "with" a target is no weapon of its own: "attacked a *base* with rockets"."""
    return cast.type_at(target) in PLACES | {"Artifact"}


def is_only_where(owner: Token, trigger: Trigger, cast: Cast) -> bool:
    """Whether what was attacked merely lies there: "bombed positions *in the hills*"."""
    lies = owner.dep_ == "pobj" and owner.head.lower_ in ("in", "at", "on", "near", "to", "from")
    return is_force(trigger) and lies and cast.type_at(owner) in PLACES - {"Country"}


def is_scene(head: Token, trigger: Trigger, role: Role, cast: Cast) -> bool:
    """Whether a place that a deed is called after is only where people did it: "*Algeria's* protests"."""
    return (
        trigger.part == "noun"
        and head.dep_ == "poss"
        and head.head.i == trigger.word.i
        and "Place" not in role.types
        and cast.type_at(head) in PLACES
    )
