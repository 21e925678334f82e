"""What stands around an adjective that tells of an event: "ten are *dead*", "a report *critical* of the army"."""

from __future__ import annotations

from collections import defaultdict

from spacy.tokens import Token

from kgraph.components.labels import OBJECTS, SUBJECTS
from kgraph.components.objects import find_figure_before, find_modified, is_count
from kgraph.components.slots import COUNTING, RISING, SETTING, Slots, add_filler, add_prepositions
from kgraph.components.subjects import find_subject

STATES = frozenset(("be", "find", "lie", "declare", "pronounce", "remain"))  # verbs that say in what state one is


def find_adjective_slots(adjective: Token) -> Slots:
    """What an adjective is said of, as its object: "12 people were dead", "left 12 people dead", "12 dead"."""
    slots: Slots = defaultdict(list)
    head = adjective.head
    own = next((c for c in adjective.children if c.dep_ in SUBJECTS), None)
    figure = next((c for c in adjective.children if c.dep_ == "nummod"), None)
    if own is not None:
        add_filler(slots, "object", own)
    elif adjective.dep_ in ("acomp", "oprd", "xcomp", "ccomp", "advcl") and head.pos_ in ("VERB", "AUX"):
        thing = next((c for c in head.children if c.dep_ in OBJECTS), None)
        if thing is None and head.pos_ == "AUX" or head.lemma_ in STATES:
            thing = thing or find_subject(head)
        if thing is None and head.lemma_ == "leave":  # "left 12 dead"
            thing = find_figure_before(adjective)
        if thing is not None:
            add_filler(slots, "object", thing)
            if head.lemma_ == "leave" and (subject := find_subject(head)) is not None:
                add_filler(slots, "subject", subject)
    elif figure is not None:
        slots["object"].append(adjective)
    elif adjective.dep_ == "pobj" and head.lower_ == "of" and is_count(head.head):  # "ten of the injured"
        slots["object"].append(head.head)
    elif adjective.dep_ == "pobj" and head.head.lemma_ in COUNTING and head.head.head.lemma_ in (*SETTING, *RISING):
        reached = (c for p in head.head.head.children if p.lower_ in ("at", "to") for c in p.children)
        slots["object"] += [t for t in reached if t.pos_ == "NUM"][:1]  # "put the number of injured at *200*"
    elif adjective.dep_ == "amod" and head.pos_ == "NUM" and adjective.i > head.i:
        slots["object"].append(find_figure_before(adjective) or head)
    elif adjective.dep_ in ("amod", "acomp") and head.pos_ in ("NOUN", "PROPN"):
        slots["object"] += find_modified(head)
        slots["subject"] += [head] if adjective.i > head.i else []  # "a report critical of Chad"
    add_prepositions(adjective, slots)
    if head.pos_ in ("VERB", "AUX"):
        add_prepositions(head, slots)
    return slots
