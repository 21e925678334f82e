"""Verbs of violence that tell of words: "Holt attacked Lind over his record", "Reyes fired back at his critics"."""

from __future__ import annotations

from spacy.tokens import Token

from kgraph.components.apart import OFFICES
from kgraph.components.cast import Cast
from kgraph.components.contests import HARM, TOOL
from kgraph.components.triggers import Trigger

WEAPONS = frozenset(
    """acid arrow axe bayonet blade bomb bottle brick bullet car crossbow dagger dynamite explosive firearm fork
    grenade gun handgun hatchet knife lorry machete missile mortar musket petrol pistol revolver rifle rocket
    scissors screwdriver shotgun shovel spear stone sword torch truck van vehicle""".split()
)
# Who or what bears the marks of real blows.
HURT = frozenset("bleed bruise die hospitalize injure injury kill murder police shoot stab victim wound".split())
SPEAKERS = OFFICES | frozenset(
    """adviser ambassador analyst author campaign candidate chief coach columnist commentator congressman congresswoman
    critic director editor executive host lawmaker leader legislator manager minister nominee opponent party pastor
    politician pundit rival secretary senator spokesman spokeswoman tweet""".split()
)
# What is attacked with words only.
WORDY = frozenset(
    """aide audience bill budget case claim comment critic criticism decision idea law media opponent opposition plan
    policy press proposal record remark report rival ruling speech staff statement tax view vote""".split()
)
ORDERING = frozenset("order approve authorize authorise".split())
TARGETS = ("object", "on", "against", "at", "over")  # the first that is filled tells what is struck


def is_quarrel(trigger: Trigger, cast: Cast) -> bool:
    """Whether people whom one knows by name or office strike others like them, or what those say, with no weapon."""
    if trigger.carrier is not None and trigger.carrier.lemma_.lower() in ORDERING:
        return False  # "ordered attacks on the strip"
    near = {t.lemma_.lower() for t in trigger.word.sent if t.i != trigger.word.i}
    if near & (WEAPONS | TOOL | HARM | HURT):
        return False
    doers = trigger.slots.get("subject", ())
    if not doers or not all(_speaks(t, cast) for t in doers):
        return False
    slots = ([t for t in trigger.slots.get(slot, ()) if t not in trigger.further] for slot in TARGETS)
    struck = next((heads for heads in slots if heads), [])
    return all(_speaks(t, cast) or t.lemma_.lower() in WORDY or _is_known(t, cast) for t in struck)


def _speaks(token: Token, cast: Cast) -> bool:
    """Whether somebody is known by name or has an office of which one hears what its holder says."""
    if token.lemma_.lower() in SPEAKERS:
        return True
    if token.pos_ == "PRON":
        entity = cast.entity_at(token)
        return entity is not None and bool(cast.proper.get(entity)) and cast.types.get(entity) == "Person"
    mention = cast.mention_at(token)
    return mention is not None and mention.kind == "name" and cast.type_at(token) == "Person"


def _is_known(token: Token, cast: Cast) -> bool:
    """Whether what is struck is a body or a people with a name: nobody known by name beats those alone."""
    mention = cast.mention_at(token)
    return mention is not None and mention.kind == "name" and cast.type_at(token) not in ("Settlement", "Facility")
