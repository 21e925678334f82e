"""Direct triples: which two fillers of an event are told so surely that they may stand as a fact without the event.

An event is kept however loosely it is told; a direct triple is a promise. In doubt there is none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from spacy.tokens import Token

from kgraph.components.cast import PLACES, Cast
from kgraph.components.fillers import Filler
from kgraph.components.labels import OBJECTS, RELATIVE
from kgraph.components.lists import included, people_of
from kgraph.components.modal_words import Words
from kgraph.components.plain import is_asked, is_habit, is_plain
from kgraph.components.referents import find_referent, is_named, may_be_told_of
from kgraph.components.triggers import Trigger
from kgraph.components.voice import is_passive
from kgraph.ontology import Direct
from kgraph.records import Edge, Slice

# Slots that leave no doubt about the role of what stands in them, beside those of subject and object; a noun has more.
SURE = frozenset("to on against with between at into by".split())
LATER = frozenset(("for", "at", "into", "by"))
SURE_OF_NOUNS = SURE | {"of", "for", "among"}


@dataclass(frozen=True, slots=True)
class Telling:
    """How a sentence tells of an event: its trigger, the fillers, the place with its entity, and the zone."""

    trigger: Trigger
    fillers: list[Filler]
    place: tuple[Slice, str | None] | None
    zone: str

    @property
    def anchors(self) -> set[int]:
        """The words at which its fillers stand."""
        return {self.trigger.word.i, self.trigger.verb.i, *(t.i for t in self.trigger.further)}


def find_edges(telling: Telling, cast: Cast, words: Words) -> tuple[Edge, ...]:
    """The direct triples of a positive asserted event, sorted; none where it is not told plainly."""
    verb = telling.trigger.verb
    if (
        not telling.trigger.kind.direct
        or _is_loose(telling)
        or not is_plain(telling.trigger.word, telling.trigger.further, telling.trigger.carrier, words)
        or verb.pos_ == "VERB"
        and is_asked(verb)
    ):
        return ()
    found: set[Edge] = set()
    for direct in telling.trigger.kind.direct:
        for start, end in _pairs(direct, telling):
            one = _referent(start, telling, cast)
            other = _referent(end, telling, cast) if end is not None else _named_place(telling, cast)
            if one is None or other is None or one == other or not _suits(direct, (one, other), cast):
                continue
            if verb.pos_ == "VERB" and telling.zone == "body" and is_habit(verb) and not is_named(one, cast):
                continue
            found.add(Edge(direct.property, one, other))
    return tuple(sorted(found))


def _referent(filler: Filler, telling: Telling, cast: Cast) -> str | None:
    """The entity of a filler, where it is sure who that is."""
    role = telling.trigger.kind.role(filler.role)
    entity = find_referent(filler.head, telling.trigger.claim, cast, things=role is not None and "Entity" in role.types)
    if (
        entity is None
        or filler.slot == "subject"
        and not may_be_told_of(telling.trigger.verb, cast.types.get(entity, ""))
    ):
        return None
    return entity


def _named_place(telling: Telling, cast: Cast) -> str | None:
    """The entity of a named place that stands at the trigger itself, not within what it is about."""
    span = (
        cast.doc.char_span(telling.place[0].start, telling.place[0].end, alignment_mode="expand")
        if telling.place
        else None
    )
    if telling.place is None or span is None or not is_named(telling.place[1], cast):
        return None
    return telling.place[1] if span.root.head.head.i in telling.anchors else None


def _is_loose(telling: Telling) -> bool:
    if any(t.pos_ == "VERB" and t.head.i != telling.trigger.word.i for t in telling.trigger.further):
        return True  # "showed a willingness to support"
    if any(t.dep_ == "pobj" and t.head.lower_ == "as" for t in telling.trigger.further):
        return True  # "dismissed him as an employee with a grudge"
    return telling.trigger.is_vague


def _pairs(direct: Direct, telling: Telling) -> Iterator[tuple[Filler, Filler | None]]:
    """The pairs of fillers that a direct triple may join; with None for the place."""
    fillers = [f for f in telling.fillers if _is_beside(f, telling) and _is_first_choice(f, telling)]
    ends: list[Filler | None] = [f for f in fillers if f.role == direct.object_role]
    if direct.object_role == "place":
        ends.append(None)
    for start, end in product((f for f in fillers if f.role == direct.subject_role), ends):
        if end is not None and (
            start == end or direct.subject_role == direct.object_role and not _face(start, end, telling)
        ):
            continue
        if end is None or end.slot != "of" or telling.trigger.word.is_ancestor(start.head):  # "had the backing of Holt"
            yield start, end


def _is_first_choice(filler: Filler, telling: Telling) -> bool:
    """Whether no surer slot fills the same role: "endorsed Holt for president"."""
    return not (
        filler.slot in LATER
        and any(f.role == filler.role and f.slot not in (*LATER, "owner", "complement") for f in telling.fillers)
    )


def _face(one: Filler, other: Filler, telling: Telling) -> bool:
    """Whether two participants meet each other, not both a third: "X met A and B" says nothing of A and B.

    Who "is met with protest" meets nobody.
    """
    if telling.trigger.verb.pos_ == "VERB" and is_passive(telling.trigger.verb):
        return False
    if one.head in included(other.head) or other.head in included(one.head):
        return False  # "several firms, including a bank, had been in talks"
    if one.slot != other.slot:
        return True
    return (
        one.slot in ("between", "among") or one.slot == "subject" and all(f.slot == "subject" for f in telling.fillers)
    )


def _is_crossed(subject: Token, verb: Token) -> bool:
    """Whether another subject stands between a verb and the far word that is taken for its subject."""
    return any(
        t.dep_ in ("nsubj", "nsubjpass") and t.head.i != verb.i and t.lower_ not in RELATIVE
        for t in verb.doc[subject.i + 1 : verb.i]
    )


def _is_beside(filler: Filler, telling: Telling) -> bool:
    """Whether a filler stands at the trigger itself, in a place that leaves no doubt about its role."""
    head = filler.head
    if head in telling.trigger.further and head.tag_ == "NN" and not list(head.children):
        return False  # "took them hostage"
    if filler.slot == "subject":
        return head.head.i in telling.anchors or not _is_crossed(head, telling.trigger.verb)
    if filler.slot in ("object", "indirect"):
        while head.dep_ == "conj":
            head = head.head
        objects = [c for c in telling.trigger.verb.children if c.dep_ in OBJECTS]
        return (head == filler.head or head not in telling.trigger.further) and head not in objects[1:]
    if filler.slot not in (SURE_OF_NOUNS if telling.trigger.word.pos_ == "NOUN" else SURE):
        role = telling.trigger.kind.role(filler.role)
        if role is None or not role.types <= PLACES or filler.slot != "in":
            return False
    while head.dep_ in ("conj", "appos") or (head.dep_ == "pobj" and people_of(head.head.head) == filler.head != head):
        head = head.head if head.dep_ != "pobj" else head.head.head
    return head.dep_ == "pobj" and head.head.head.i in telling.anchors and head.i > telling.trigger.word.i


def _suits(direct: Direct, ends: tuple[str, str], cast: Cast) -> bool:
    """Whether both ends are of the classes asked for; a place that is no country acts only as its rulers would."""
    kinds = [cast.types.get(end, "Entity") for end in ends]
    if kinds[0] in PLACES and kinds[0] != "Country":
        return False
    return all(
        not classes or any(cast.ontology.is_a(kind, wanted) for wanted in classes)
        for kind, classes in zip(kinds, (direct.starts, direct.ends), strict=True)
    )
