"""Where and when: the place and the time expression that belong to an event's trigger."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Span, Token

from kgraph.components.cast import PLACES, Cast
from kgraph.components.doers import is_deed
from kgraph.components.slots import Slots, find_slots
from kgraph.records import Slice, Time

# Ways from a trigger down to where it is, none of them into another clause.
PATH = frozenset(("prep", "pobj", "npadvmod", "pcomp", "amod"))
# Who is held, tried or suspected is so for a deed that was done before: its time is told behind one of the words.
PROSECUTING = frozenset(
    """accuse acquit arrest charge convict detain extradite implicate indict interrogate investigate jail prosecute
    question sentence suspect try want""".split()
)
DEEDS = frozenset(("in", "over", "for", "of", "with", "from"))
ENDS = re.compile(r"\b(?:until|till)\s+$")  # when something is over
AWAY = frozenset(("to", "into", "toward", "towards"))  # "was beaten and taken *to* Orle": not beaten there
TOWNS = PLACES - {"Country"}
# What is part of a place, or of a way there: "on the steps of the theatre" is there.
PARTS = frozenset(
    """attic back backyard basement bathroom cellar centre center cloakroom corner corridor courtyard doorstep driveway
    edge entrance exit foot foyer front garage garden grounds hallway heart kitchen lobby middle outskirts perimeter
    platform porch rear reception rim roof side staircase stairs stairwell steps toilet top vicinity yard""".split()
)
PLACE_SLOTS = ("in", "at", "near", "on", "outside", "over", "to", "through", "from")


def find_place(
    token: Token,
    light: Token | None,
    further: tuple[Token, ...],
    slots: Slots,
    used: set[int],
    cast: Cast,
    moves: bool = False,
    owned: bool = False,
) -> tuple[Slice, str | None] | None:
    """Where it happened: a place after a preposition at the trigger, else at the verb that it is conjoined with.

    A deed that no place does is `owned` by the place where it was: "Algeria's protests".
    """
    for current in _clauses(token, light, moves):
        own = current is token or light is not None and current.i == light.i
        options = slots if current is token else find_slots(current)
        for slot in PLACE_SLOTS if own else PLACE_SLOTS[:5]:  # "resigned and flew to Orle": not there
            for head in options.get(slot, ()):
                if head.i in used or _is_elsewhere(head, slot) or _is_term(head):
                    continue
                for there in (head, *_places_in(head, slot, cast)):
                    if cast.type_at(there) in PLACES and (mention := cast.mention_at(there)):
                        return mention.slice_of(cast.doc), cast.entity_of.get(mention.head)
    if (place := _place_before(token, used, cast, owned)) is not None:
        return place
    if (place := _antecedent(token if light is None else light, cast)) is not None:
        return place
    return _place_within([token, *(t for t in further if t.pos_ == "NOUN")], used, cast)


def _is_elsewhere(place: Token, slot: str) -> bool:
    """Whether somebody or something only comes from there, or is on the way: "a man *from Orle* was arrested"."""
    while place.dep_ == "conj":
        place = place.head
    above = place.head.head
    if slot == "to" and above.lemma_ in ("way", "route"):  # "died on the way *to a clinic*"
        return True
    return slot == "from" and place.dep_ == "pobj" and above.pos_ in ("NOUN", "PROPN", "PRON", "NUM")


def _is_term(place: Token) -> bool:
    """Whether a time is to be spent there: "three years *in prison*"."""
    return place.lemma_ in ("prison", "jail") and place.dep_ == "pobj" and place.head.head.ent_type_ in ("DATE", "TIME")


def _places_in(head: Token, slot: str, cast: Cast) -> Iterator[Token]:
    """The place that a part is of, or where a deed was done in which another was: "died in *clashes in Orle*"."""
    if slot in ("in", "at", "on", "near") and head.lower_ in PARTS:
        wanted = frozenset(("of",))
    elif slot == "in" and head.pos_ == "NOUN" and is_deed(head, cast.ontology):
        wanted = frozenset(("in", "at", "near"))
    else:
        return
    for preposition in head.children:
        if preposition.dep_ == "prep" and preposition.lower_ in wanted:
            yield from (c for c in preposition.children if c.dep_ == "pobj")


def _place_before(noun: Token, used: set[int], cast: Cast, owned: bool) -> tuple[Slice, str | None] | None:
    """The town or region named before a noun: "the Orle bombing". A country there mostly acts: "the Norway talks"."""
    for child in noun.children:
        owns = owned and child.dep_ == "poss"
        before = owns or child.dep_ in ("compound", "nmod")
        mention = cast.by_head.get(child.i) if before and child.i not in used else None
        if (
            noun.pos_ in ("NOUN", "PROPN")
            and mention is not None
            and mention.kind == "name"
            and not mention.demonym
            and cast.type_at(child) in (PLACES if owns else TOWNS)
        ):
            return mention.slice_of(cast.doc), cast.entity_of.get(mention.head)
    return None


def _antecedent(verb: Token, cast: Cast) -> tuple[Slice, str | None] | None:
    """The place that a clause with "where" tells of: "the *station* where six guards were killed"."""
    where = any(c.dep_ == "advmod" and c.lower_ == "where" for c in verb.children)
    mention = cast.mention_at(verb.head) if where and verb.dep_ == "relcl" else None
    if mention is None or cast.type_at(verb.head) not in PLACES:
        return None
    return mention.slice_of(cast.doc), cast.entity_of.get(mention.head)


def _place_within(words: list[Token], used: set[int], cast: Cast) -> tuple[Slice, str | None] | None:
    """A named place deeper in the phrases of some words: "a demonstration over an increase in prices in Arvo"."""
    todo, start = list(words), words[0].i
    while todo:
        current = todo.pop(0)
        for child in current.children:
            if (
                child.dep_ == "pobj"
                and child.i not in used
                and current.lower_ in ("in", "at", "near")
                and (mention := cast.mention_at(child)) is not None
                and mention.kind == "name"
                and not mention.demonym
                and cast.type_at(child) in PLACES
            ):
                return mention.slice_of(cast.doc), cast.entity_of.get(mention.head)
            if child.dep_ in PATH and child.i > start:
                todo.append(child)
    return None


def _clauses(token: Token, light: Token | None, moves: bool) -> Iterator[Token]:
    """The clauses that may tell where; who `moves` does before and after that is done elsewhere."""
    yield token
    if light is not None:
        yield light
    verb = light if light is not None else token
    if verb.pos_ in ("VERB", "AUX"):
        if verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX") and not (moves or _has_own_time(verb)):
            yield verb.head
        if verb.dep_ in ("advcl", "xcomp") and verb.tag_ == "VBG":
            yield verb.head
        later = [c for c in verb.children if c.dep_ == "advcl" and c.tag_ == "VBG" and c.i > verb.i]
        later += [c for c in verb.children if c.dep_ == "conj" and c.pos_ == "VERB" and not moves]
        yield from (
            c
            for c in sorted(later)
            if not any(g.dep_ in ("nsubj", "nsubjpass", "mark") or g.lower_ in AWAY for g in c.children)
        )


def _has_own_time(verb: Token) -> bool:
    """ "Was arrested in Chad in May and convicted *a year later*": maybe elsewhere."""
    phrases = [*verb.children, *(g for c in verb.children if c.dep_ in ("prep", "advmod") for g in c.children)]
    return any(t.ent_type_ == "DATE" and t.dep_ in ("npadvmod", "pobj") for t in phrases)


def _is_of_deed(time: Span, preposition: Token) -> bool:
    """Whether a time belongs to the deed that somebody is held for: "arrested in the 1967 killings"."""
    return any(c.dep_ == "pobj" and c.i >= time.end and c.pos_ == "NOUN" for c in preposition.children)


def find_time(token: Token, times: list[Time]) -> Time | None:
    """The time expression that hangs on the trigger or its clause; a clause's own one before its governor's."""
    sentence = token.sent
    text, start = sentence.text, sentence.start_char  # the whole Doc would make its text anew
    near = [
        t
        for t in times
        if start <= t.slice.start < sentence.end_char
        and t.type in ("DATE", "TIME")
        and t.value not in ("PRESENT_REF", "PAST_REF", "FUTURE_REF")
        and not ENDS.search(text, max(0, t.slice.start - start - 8), t.slice.start - start)
    ]
    for owner in (token, *_governors(token)):
        if any(c.dep_ == "advmod" and c.lower_ == "when" for c in owner.children) and owner.dep_ == "relcl":
            told = [t for t in near if t.slice.start <= owner.head.idx < t.slice.end]  # "in 2008, when they protested"
            if told:
                return told[0]
        under = [t for t in near if hangs_on(t, owner)]
        if under:
            return min(under, key=lambda t: abs(t.slice.start - token.idx))
    return None


def _governors(token: Token) -> Iterator[Token]:
    current = token
    for _ in range(3):
        if current.dep_ in ("relcl", "ccomp") or current.head.i == current.i:
            return
        current = current.head
        yield current


def hangs_on(time: Time, owner: Token, most: int = 3) -> bool:
    """Whether a time expression tells when its owner is, by the tree: below it, at most so many steps away."""
    doc = owner.doc
    span = doc.char_span(time.slice.start, time.slice.end, alignment_mode="expand")
    if span is None:
        return False
    head = span.root
    for _ in range(most):
        if head.head.i == owner.i:
            return not (owner.lemma_ in PROSECUTING and head.lower_ in DEEDS and _is_of_deed(span, head))
        if head.head.pos_ not in ("ADP", "SCONJ", "NOUN", "PROPN", "ADV", "NUM"):
            return False
        head = head.head
    return False
