"""Events: frames of the ontology laid over the slots of each trigger, with type, polarity, modality, time and place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from kgraph.components.cast import PLACES, Cast
from kgraph.components.circumstances import find_place, find_time
from kgraph.components.entities import describe
from kgraph.components.frames import FrameIndex
from kgraph.components.modality import Words, find_modality, light_verb_of, load_words
from kgraph.components.quantities import find_quantity, is_nobody
from kgraph.components.slots import Slots, find_adjective_slots, find_slots
from kgraph.ontology import EventType, Frame, Ontology
from kgraph.records import Argument, Attribution, Event, Quantity, Slice, Time, Zone

SPEAKING = frozenset(("headline", "body", "caption"))
# What infinitives of a claim are: demanded of somebody, or promised.
ACT_MODALITY = {
    "urge": "demanded",
    "ask": "demanded",
    "demand": "demanded",
    "order": "demanded",
    "advise": "demanded",
    "promise": "planned",
    "threaten": "planned",
    "agree": "planned",
    "offer": "planned",
}
# A noun of no known class that is made like a word for people ("poachers", "unionists").
AGENTIVE = re.compile(r"^\w{2,}(?:ers?|ors?|ists?|ians?|eers?|ees|men|women)$")
CONFIDENCE = {"verb": 0.8, "noun": 0.65, "adjective": 0.7}


@dataclass(frozen=True, slots=True)
class Filler:
    """A role's filler: the head of its phrase."""

    role: str
    head: Token


def find_events(
    doc: Doc, zones: list[Zone], cast: Cast, times: list[Time], claims: list[Attribution], ontology: Ontology
) -> tuple[list[Event], list[Attribution]]:
    """All events of an article in order of their triggers, and the claims, with denials tied to what they deny."""
    index, words = FrameIndex(ontology), load_words(ontology)
    events: dict[str, Event] = {}
    for token in doc:
        zone = _zone_of(token, zones)
        if zone not in SPEAKING:
            continue
        best: dict[str, tuple[int, Event]] = {}
        for part, kind, frame, further in index.frames_at(token):
            event = _read_frame(token, part, kind, frame, further, zone, cast, times, claims, ontology, words)
            if event is not None:
                key = kind.name + (frame.effect or "")
                filled = len(event.arguments) + (event.quantity is not None)
                if key not in best or filled > best[key][0]:
                    best[key] = (filled, event)
        kinds = {e.type for _, e in best.values()}
        for _, event in best.values():
            if not any(other != event.type and ontology.is_a(other, event.type) for other in kinds):
                events.update((each.id, each) for each in _by_victim(event, doc, cast))
    found = sorted(events.values(), key=lambda e: (e.trigger, e.id))
    return found, tie_denials(claims, found)


def _by_victim(event: Event, doc: Doc, cast: Cast) -> Iterator[Event]:
    """ "Two men and three women were killed": a figure for each group, never one for both."""
    victims = [a for a in event.arguments if a.role == "victim"]
    if event.quantity is None or len(victims) < 2:
        yield event
        return
    for victim in victims:
        span = doc.char_span(victim.slice.start, victim.slice.end, alignment_mode="expand")
        mention = next((cast.by_head[t.i] for t in span or () if t.i in cast.by_head), None)
        figure = (
            Quantity(event.quantity.effect)
            if mention is None
            else find_quantity(doc[mention.head], event.quantity.effect, cast.type_at(doc[mention.head]))
        )
        others = tuple(a for a in event.arguments if a.role != "victim" or a == victim)
        name = event.id if victim == victims[0] else f"{event.id}-{victim.slice.start}"
        yield replace(event, id=name, arguments=others, quantity=figure)


def _zone_of(token: Token, zones: list[Zone]) -> str:
    return next((z.name for z in zones if z.slice.start <= token.idx < z.slice.end), "body")


def _read_frame(
    token: Token,
    part: str,
    kind: EventType,
    frame: Frame,
    further: tuple[Token, ...],
    zone: str,
    cast: Cast,
    times: list[Time],
    claims: list[Attribution],
    ontology: Ontology,
    words: Words,
) -> Event | None:
    light = light_verb_of(token, words) if part == "noun" else None
    slots = find_adjective_slots(token) if part == "adjective" else find_slots(token, light)
    claim = claim_of(token, claims)
    fillers = list(_fill(kind, frame, slots, further, claim, cast, ontology))
    have = {f.role for f in fillers}
    needed = set(frame.needs) | {r.name for r in kind.roles if r.required}
    if not needed <= have or not fillers and not frame.effect:
        return None
    if part == "verb" and frame.effect is None and token.dep_ == "amod" and token.tag_ == "VBN":
        return None  # "suspected rebels", "the accused man": told in passing, of nobody in particular
    if part == "verb" and not further and _has_foreign_object(frame, slots, fillers):
        return None
    polarity, modality = find_modality(token, light, words)
    trigger = _trigger_slice(token, further, light if part == "noun" else None)
    polarity, modality = _in_claim(token, claim, polarity, modality)
    if frame.modality:
        modality = frame.modality
    figure = _figure(frame, fillers, cast)
    if figure is not None and figure.value == 0 and polarity == "negative":
        polarity = "positive"  # "nobody was hurt" states a figure: none
    arguments = tuple(
        sorted({_argument(f, cast) for f in fillers if not is_nobody(f.head)}, key=lambda a: (a.slice, a.role))
    )
    place = find_place(token, light, slots, {f.head.i for f in fillers}, cast)
    name = f"{kind.name.lower()}-{frame.effect}" if frame.effect else kind.name.lower()
    return Event(
        id=f"event-{name}-{trigger.start}-{trigger.end}",
        type=kind.name,
        plover=kind.plover,
        trigger=trigger,
        arguments=arguments,
        polarity=polarity,
        modality=modality,
        zone=zone,
        time=find_time(token, times),
        place=place[0] if place else None,
        place_entity=place[1] if place else None,
        quantity=figure,
        attribution=claim.id if claim else None,
        confidence=CONFIDENCE[part],
    )


def _has_foreign_object(frame: Frame, slots: Slots, fillers: list[Filler]) -> bool:
    """Whether the verb is done to something of a kind that the frame does not know: "met expectations"."""
    roles = {role for slot, role in frame.slots if slot == "object"}
    heads = {f.head.i for f in fillers}
    return (
        bool(roles)
        and bool(slots.get("object"))
        and not any(t.i in heads for t in slots["object"])
        and all(
            slots.get(slot, []) == [] or slot in ("object", "subject") for slot, role in frame.slots if role in roles
        )
    )


def _trigger_slice(token: Token, further: tuple[Token, ...], light: Token | None) -> Slice:
    tokens = [token, *(t for t in further if t.i - token.i <= 2)]
    return Slice(min(t.idx for t in tokens), max(t.idx + len(t) for t in tokens))


def _fill(
    kind: EventType,
    frame: Frame,
    slots: Slots,
    further: tuple[Token, ...],
    claim: Attribution | None,
    cast: Cast,
    ontology: Ontology,
) -> Iterator[Filler]:
    # what lies between a trigger and its further words ("declared a state of emergency") fills nothing
    used: set[int] = {a.i for t in further for a in (t, *t.ancestors)}
    for slot, name in sorted(frame.slots, key=lambda s: (s[0] not in ("subject", "object"), s)):
        role = kind.role(name)
        if role is None:
            continue
        heads = list(slots.get(slot, ()))
        if slot == "subject" and not heads and not any(s == "object" for s, _ in frame.slots):
            heads = slots.get("object", [])  # an intransitive verb has no passive: the parser erred
        if slot == "subject" and not heads:
            heads = [
                t
                for t in slots.get("modifier", ())
                if (cast.type_at(t) or "") in ("Group", "Country", "Force", "Organization")
                and (m := cast.mention_at(t)) is not None
                and (m.demonym or m.kind == "name")
            ]
        if slot == "subject" and len(heads) > 1 and claim is not None:  # of several, those that the claim's words hold
            heads = [h for h in heads if any(c.start <= h.idx < c.end for c in claim.contents)] or heads
        for head in heads:
            if head.i not in used and (
                fits(head, role.types, slot, cast, ontology) or (frame.effect and is_nobody(head))
            ):
                used.add(head.i)
                yield Filler(name, head)


def fits(head: Token, types: frozenset[str], slot: str, cast: Cast, ontology: Ontology) -> bool:
    """Whether a filler's entity is of one of a role's types.

    A place that acts (as subject) stands for its government; a noun of unknown class may act, too.
    """
    kind = cast.type_at(head)
    if kind is not None:
        mention = cast.mention_at(head)
        if mention is not None and mention.kind == "pronoun" and mention.head not in cast.entity_of:
            return bool(types & {"Actor", "Person", "Group", "Entity"}) and (
                kind != "Entity" or "Entity" in types or "Actor" in types
            )
        if kind in PLACES and slot == "subject" and kind != "Country":  # a place that acts stands for those who rule it
            return "Place" in types and mention is not None and mention.kind == "name" and kind != "Facility"
        if any(ontology.is_a(kind, wanted) for wanted in types) or "Entity" in types:
            return True
        if kind == "Entity" or kind == "Actor":
            return bool(types & {"Actor", "Entity"})
        return False
    if _is_counted(head):
        return bool(types & {"Group", "Actor"})
    if head.pos_ in ("NOUN", "PROPN") and head.ent_type_ not in (
        "DATE",
        "TIME",
        "PERCENT",
        "MONEY",
        "CARDINAL",
        "QUANTITY",
        "ORDINAL",
    ):
        return "Entity" in types or (
            "Actor" in types
            and slot in ("subject", "object")
            and (head.pos_ == "PROPN" or slot == "subject" and AGENTIVE.search(head.lower_) is not None)
        )
    return False


def _is_counted(head: Token) -> bool:
    """People that only a figure tells of: "killed 13 and injured 40 others"."""
    return head.pos_ == "NUM" or (head.lower_ == "others" and any(c.dep_ in ("nummod", "amod") for c in head.children))


def _argument(filler: Filler, cast: Cast) -> Argument:
    """The filler with its phrase's slice; a phrase that is no mention yet becomes one."""
    doc, head = cast.doc, filler.head
    mention = cast.mention_at(head)
    if mention is None:
        mention = describe(head, "Group" if _is_counted(head) else "Entity")
        cast.add(mention, cast.new(mention))
    place, entity = mention.slice_of(doc), cast.entity_of.get(mention.head)
    for child in head.children:  # "the editor Lena Okoro"
        name = cast.by_head.get(child.i) if child.dep_ == "appos" else None
        if (
            name is not None
            and name.kind == "name"
            and name.start == mention.end
            and cast.entity_of.get(name.head) == entity
        ):
            place = Slice(place.start, name.slice_of(doc).end)
    return Argument(filler.role, place, entity)


def _figure(frame: Frame, fillers: list[Filler], cast: Cast) -> Quantity | None:
    if frame.effect is None:
        return None
    victim = next((f for f in fillers if f.role == "victim"), None)
    return find_quantity(victim.head, frame.effect, cast.type_at(victim.head)) if victim else Quantity(frame.effect)


def claim_of(token: Token, claims: list[Attribution]) -> Attribution | None:
    """The innermost claim whose words hold a token."""
    holding = [c for c in claims if any(s.start <= token.idx < s.end for s in c.contents)]
    if not holding:
        return None
    outer = {c.within for c in holding}
    innermost = [c for c in holding if c.id not in outer] or holding
    return min(innermost, key=lambda c: sum(s.end - s.start for s in c.contents))


def _in_claim(token: Token, claim: Attribution | None, polarity: str, modality: str) -> tuple[str, str]:
    """A denial negates what it is about; what is urged or promised has not happened."""
    if claim is None or claim.cue is None:
        return polarity, modality
    below = _below_cue(token, claim.cue)
    if claim.speech_act == "deny":
        # below "denied the attack" and "denied attacking", the verb itself was already counted as negating
        counted = below is not None and below.dep_ != "ccomp" and polarity == "negative"
        polarity = "negative" if counted or polarity == "positive" else "positive"
    infinitive = below is not None and any(c.dep_ == "aux" and c.lower_ == "to" for c in below.children)
    if modality == "asserted" and claim.speech_act in ACT_MODALITY and claim.quotation == "indirect" and infinitive:
        modality = ACT_MODALITY[claim.speech_act]
    return polarity, modality


def _below_cue(token: Token, cue: Slice) -> Token | None:
    """The word right below a claim's cue on the way down to a token; None where the way does not lead there."""
    current = token
    while current.head.i != current.i:
        if cue.start <= current.head.idx < cue.end:
            return current
        current = current.head
    return None


def tie_denials(claims: list[Attribution], events: list[Event]) -> list[Attribution]:
    """Each denial with the claim it answers: another source's, which asserts such an event of the same participants."""
    tied = []
    for claim in claims:
        denied = (
            [e for e in events if e.attribution == claim.id and e.polarity == "negative"]
            if claim.speech_act == "deny"
            else []
        )
        answer = next(
            (
                e.attribution
                for d in denied
                for e in events
                if e.type == d.type
                and e.polarity == "positive"
                and e.attribution not in (None, claim.id)
                and ({a.entity for a in e.arguments} & {a.entity for a in d.arguments} - {None})
            ),
            None,
        )
        tied.append(replace(claim, denies=answer) if answer else claim)
    return tied
