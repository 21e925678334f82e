"""Events: frames of the ontology laid over the slots of each trigger, with type, polarity, modality, time and place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from kgraph.components.adjective_slots import find_adjective_slots
from kgraph.components.alone import stands_alone
from kgraph.components.arguments import find_arguments
from kgraph.components.cast import Cast
from kgraph.components.casualties import find_figure, part_by_victim
from kgraph.components.circumstances import find_place, find_time
from kgraph.components.contests import is_contest
from kgraph.components.denials import claim_of, find_source, tie_denials, weigh_claim
from kgraph.components.doublets import drop_doublets
from kgraph.components.echoes import drop_echoes, drop_looser, drop_mere_will, join_occasions
from kgraph.components.edges import Telling, find_edges
from kgraph.components.fillers import Filler, fill_roles, has_foreign_object, has_foreign_subject
from kgraph.components.frames import FrameIndex
from kgraph.components.light_verbs import happens, is_light, light_verb_of
from kgraph.components.modal_words import Words, load_words
from kgraph.components.modality import find_modality
from kgraph.components.occurrences import find_speaking_verbs, tells_of_occurrence
from kgraph.components.plover import find_code, is_own, name_orders, name_threats
from kgraph.components.purposes import is_ended, is_purpose, is_tried
from kgraph.components.quarrels import ORDERING, is_quarrel
from kgraph.components.slots import find_slots
from kgraph.components.speakers import find_speakers
from kgraph.components.triggers import Trigger
from kgraph.components.zones import STORY_ZONES, zones_by_token
from kgraph.ontology import EventType, Frame
from kgraph.records import Argument, Attribution, Event, Time, Zone

STATES = frozenset(("Country", "InternationalOrganization"))  # that hold exercises with each other
# Share of events of each kind that were right in type, participants, polarity and modality (benchmarks/judged).
DIRECT, CASUALTIES, NOUN, VERB, OCCURRENCE, LOOSE = 0.92, 0.84, 0.75, 0.59, 0.69, 0.22


@dataclass(frozen=True, slots=True)
class Scene:
    """What is known of an article before its events are read."""

    cast: Cast
    times: list[Time]
    claims: list[Attribution]
    words: Words


def find_events(
    doc: Doc,
    zones: list[Zone],
    cast: Cast,
    times: list[Time],
    claims: list[Attribution],
    index: FrameIndex,
) -> tuple[list[Event], list[Attribution]]:
    """All events of an article in order of their triggers, and the claims, with denials tied to what they deny."""
    ontology = cast.ontology
    scene = Scene(cast, times, claims, load_words(ontology))
    words, speaking = scene.words, find_speaking_verbs(ontology)
    events: dict[str, Event] = {}
    vague: dict[int, set[str]] = {}  # a verb that tells of much else, too -> its events ...
    carrying: set[int] = set()  # ... which count only where it does not carry what a noun tells of: "a storm hit"
    told: set[tuple[int, str]] = set()  # further words of triggers, with the types of event they helped to tell of
    spoken_for: set[int] = set()  # nouns that a verb's trigger has taken: "opened *fire*" tells of no fire
    cues = {t.i for c in claims if c.cue for t in doc.char_span(c.cue.start, c.cue.end, alignment_mode="expand") or ()}
    names = {i for m in cast.mentions if m.kind == "name" and m.end - m.start > 1 for i in range(m.start, m.end)}
    for token, zone in zip(doc, zones_by_token(doc, zones), strict=True):
        if zone not in STORY_ZONES or token.i in names:  # "the Norwegian Stock Exchange" exchanges nothing
            continue
        best: dict[str, tuple[int, Event]] = {}
        bound: dict[str, int] = {}
        is_vague = token.pos_ == "VERB" and is_light(token, words)
        longest = 0  # further words of the most specific trigger: "launch a probe" is no other launch
        deadliest = 0  # the same of casualties: "stabbed to death" is no mere wound
        for part, kind, frame, further in index.frames_at(token):
            trigger = _make_trigger(token, part, kind, frame, further, scene)
            if trigger is not None and not further and token.lemma_.lower() in index.rivals:
                if (token.lemma_.lower() in frame.rivals) != is_contest(trigger, cast):
                    continue  # "beat" of teams is no harm, and that of guards no victory
            if trigger is not None and (phrase := trigger.phrase) in index.quarrels:
                if (phrase in frame.quarrels) != is_quarrel(trigger, cast):
                    continue  # "attacked his record" is no assault
            event = _read_frame(trigger, zone, scene) if trigger is not None else None
            if event is not None and (token.i, kind.name) not in told and token.i not in spoken_for:
                told.update((t.i, name) for t in further if t.i > token.i for name in ontology.parents[kind.name])
                spoken_for.update(t.i for t in further if t.pos_ == "NOUN")
                if frame.effect is None and len(further) != longest:
                    # but a narrower type stays: "sent a frigate to Mali" is more than a mobilization
                    if len(further) < longest:
                        if not any(kind.name != e.type and ontology.is_a(kind.name, e.type) for _, e in best.values()):
                            continue
                    best = {
                        k: v
                        for k, v in best.items()
                        if v[1].quantity is not None or v[1].type != kind.name and ontology.is_a(v[1].type, kind.name)
                    }
                    longest = len(further)
                if frame.effect is not None and len(further) != deadliest:
                    if len(further) < deadliest:
                        continue
                    best = {k: v for k, v in best.items() if v[1].quantity is None}
                    deadliest = len(further)
                key = kind.name + (frame.effect or "")
                filled = len(event.arguments) + (event.quantity is not None)
                if key not in best or filled > best[key][0]:
                    best[key] = (filled, event)
                    bound[key] = len(frame.needs)
                    is_vague |= token.pos_ == "VERB" and not further and token.lemma_.lower() in frame.loose
        if longest:
            drop_looser(best, bound, ontology)
        if not best and token.i not in cues and tells_of_occurrence(token, speaking) and not is_purpose(token):
            for occurrence in _find_occurrences(token, zone, index, scene):
                best[occurrence.type] = (0, occurrence)
                is_vague = True
        kinds = {e.type for _, e in best.values()}
        for _, event in best.values():
            if not any(other != event.type and ontology.is_a(other, event.type) for other in kinds):
                made = {each.id: each for each in part_by_victim(event, doc, cast)}
                events.update(made)
                if not longest and is_vague:
                    vague.setdefault(token.i, set()).update(made)
        coded = any(event.plover or event.quantity for _, event in best.values())
        if coded and token.pos_ == "NOUN" and (light := light_verb_of(token, words)) is not None:
            carrying.add(light.i)
    for name in (name for i in carrying for name in vague.get(i, ())):
        events.pop(name)
    named = name_orders(name_threats(drop_mere_will(list(events.values()), doc), doc), doc, ontology)
    told_once = join_occasions(drop_echoes(named, doc), doc)
    found = sorted(drop_doublets(told_once, cast), key=lambda e: (e.trigger, e.id))
    return found, tie_denials(claims, found)


def _find_occurrences(verb: Token, zone: str, index: FrameIndex, scene: Scene) -> Iterator[Event]:
    """What a verb tells of that no frame knows by its words: only what is told as done, not done, or planned."""
    particles = tuple(c for c in verb.children if c.dep_ == "prt")
    for kind, frame in index.open:
        trigger = _make_trigger(verb, "verb", kind, frame, particles, scene)
        event = _read_frame(trigger, zone, scene) if trigger is not None else None
        if event is not None and event.modality in ("asserted", "planned") and _is_telling(event, verb, scene.cast):
            yield replace(event, lemma=" ".join(t.lemma_.lower() for t in (verb, *particles)), confidence=OCCURRENCE)


def _is_telling(event: Event, verb: Token, cast: Cast) -> bool:
    """Whether somebody takes part; where only things do, the verb has to state outright what they do."""
    kinds = [cast.types.get(a.entity, "Entity") for a in event.arguments if a.entity and a.role != "place"]
    if any(kind != "Entity" for kind in kinds):
        return True
    finite = any(t.tag_ in ("VBD", "VBZ", "VBP") for t in (verb, *verb.children) if t == verb or "aux" in t.dep_)
    return bool(kinds) and finite and event.modality == "asserted"


def _make_trigger(
    word: Token, part: str, kind: EventType, frame: Frame, further: tuple[Token, ...], scene: Scene
) -> Trigger | None:
    """A word with what stands around it; None for an auxiliary that nobody says."""
    carrier = light_verb_of(word, scene.words) if part == "noun" else None
    slots = find_adjective_slots(word) if part == "adjective" else find_slots(word, carrier, further)
    claim = claim_of(word, scene.claims)
    if word.dep_ == "aux":  # "Norway said that Chad must stop": who says so demands it
        source = find_source(claim, word.doc)
        if claim is None or source is None:
            return None
        slots["subject"] = [source]
        claim = next((c for c in scene.claims if c.id == claim.within), None)
    return Trigger(word, part, kind, frame, further, carrier, slots, claim)


def _find_needed(trigger: Trigger, have: set[str]) -> set[str]:
    """The roles without which a frame tells of nothing."""
    needed = set(trigger.frame.needs)
    if "counterpart" in have:  # whose the thing is serves for whom it is done to
        needed &= {role for slot, role in trigger.frame.slots if slot == "subject"}
    return needed | {r.name for r in trigger.kind.roles if r.required}


def _is_foreign(trigger: Trigger, fillers: list[Filler], cast: Cast) -> bool:
    """Whether a verb stands with what its frame does not know, or tells in passing of nobody in particular."""
    word = trigger.word
    if trigger.part != "verb":
        return False
    return (
        (trigger.frame.effect is None and word.dep_ == "amod" and word.tag_ == "VBN")  # "suspected rebels"
        or (not trigger.further and has_foreign_object(trigger, fillers))
        or (trigger.is_vague and has_foreign_subject(trigger, fillers, cast))
    )


def _read_frame(trigger: Trigger, zone: str, scene: Scene) -> Event | None:
    word, kind, frame, carrier, claim = trigger.word, trigger.kind, trigger.frame, trigger.carrier, trigger.claim
    cast = scene.cast
    fillers = list(fill_roles(trigger, cast))
    fillers += find_speakers(fillers, kind, claim, cast)
    have = {f.role for f in fillers}
    needed = _find_needed(trigger, have)
    if not needed <= have or not fillers and not frame.effect and trigger.part != "noun":
        return None
    if _is_foreign(trigger, fillers, cast):
        return None
    polarity, modality = find_modality(word, carrier, scene.words) if word.dep_ != "aux" else ("positive", "asserted")
    polarity, modality = weigh_claim(word, carrier, {f.head.i for f in fillers}, claim, polarity, modality)
    if frame.modality:
        modality = frame.modality
    figure = find_figure(word, trigger.further, frame, fillers, cast)
    harmed = any(f.role == "victim" for f in fillers)
    if frame.effect and not frame.needs and not harmed and (figure is None or figure.bound is None):
        return None  # neither who nor how many
    if figure is not None and figure.value == 0 and polarity == "negative":
        polarity = "positive"  # "nobody was hurt" states a figure: none
    arguments = find_arguments(fillers, cast)
    known = {a.role for a in arguments if a.entity} | {f.role for f in fillers if f.head.pos_ != "PRON"}
    if not frame.effect and needed - known:
        return None  # a pronoun that nobody is known to be behind
    others = {f.head.i for f in fillers if f.role != "counterpart"}
    moves = not have.isdisjoint(("origin", "destination"))
    owned = not any("Place" in r.types for r in kind.roles if r.name not in ("place", "counterpart"))
    place = find_place(word, carrier, trigger.further, trigger.slots, others, cast, moves, owned)
    if place is not None and not any(a.role == "place" for a in arguments):
        arguments = tuple(sorted((*arguments, Argument("place", *place)), key=lambda a: (a.slice, a.role)))
    time = find_time(word, scene.times)
    is_placed = place is not None or time is not None
    if (
        not fillers
        and not frame.effect
        and not (is_placed and happens(word, scene.words) or stands_alone(word, is_placed))
    ):
        return None
    doing = [a for a in arguments if a.role in {f.role for f in fillers if f.slot == "subject"}]
    is_fact = polarity == "positive" and modality == "asserted" and word.dep_ != "aux"
    edges = find_edges(Telling(trigger, fillers, place, zone), cast, scene.words) if is_fact else ()
    name = f"{kind.name.lower()}-{frame.effect}" if frame.effect else kind.name.lower()
    if claim is not None and claim.polarity == "negative":  # who tells that it is unsaid tells of it
        claim = next((c for c in scene.claims if c.id == claim.within), None)
    slice_ = trigger.slice
    return Event(
        id=f"event-{name}-{slice_.start}-{slice_.end}",
        type=kind.name,
        plover=find_code(
            None if _befalls(trigger.frame) else kind.plover,
            polarity,
            "asserted"
            if is_purpose(word) or is_tried(word)
            else "planned"
            if is_own(claim, modality, doing, word.doc, kind.plover)
            else modality,
            carrier is not None and carrier.lemma_.lower() in ORDERING,
            [f.head.lemma_.lower() for f in fillers if f.slot == "subject"],
            (t.lower_ for t in trigger.verb.subtree),
            word.lemma_.lower(),
            is_ended(carrier or word),
            len({a.entity for a in doing if a.entity and cast.types.get(a.entity) in STATES}),
        ),
        trigger=slice_,
        arguments=arguments,
        polarity=polarity,
        modality=modality,
        zone=zone,
        time=time,
        place=place[0] if place else None,
        place_entity=place[1] if place else None,
        quantity=figure,
        attribution=claim.id if claim else None,
        confidence=_confidence(trigger, bool(edges)),
        edges=edges,
    )


def _befalls(frame: Frame) -> bool:
    """Whether a frame tells of harm that nobody need have done: "died at home", "a toll of ten"."""
    return bool(frame.effect) and not any(role == "attacker" for _, role in frame.slots)


def _confidence(trigger: Trigger, is_direct: bool) -> float:
    if is_direct:
        return DIRECT
    if trigger.frame.effect:
        return CASUALTIES
    if trigger.part != "verb":
        return NOUN
    return LOOSE if trigger.is_vague else VERB
