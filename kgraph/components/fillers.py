"""Which words around a trigger fill the roles of a frame, by slot and by the type of what they name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from kgraph.components.assaults import (
    BESIDE,
    WHERE,
    has_target,
    is_below,
    is_force,
    is_only_there,
    is_only_where,
    is_scene,
    is_unarmed,
    is_unknown_target,
)
from kgraph.components.cast import PLACES, Cast
from kgraph.components.company import UNNAMED, find_company
from kgraph.components.doers import find_doers, find_issuers, names_actor, names_site
from kgraph.components.fitness import fits, kind_by_form
from kgraph.components.labels import SUBJECTS
from kgraph.components.lists import included, is_each_other
from kgraph.components.living import is_body, is_counted_name, is_counted_part, is_lifeless, named_people
from kgraph.components.objects import find_weapons
from kgraph.components.owners import find_conditions, find_far_owners, find_owners, find_purposes
from kgraph.components.triggers import Trigger
from kgraph.components.voice import is_passive
from kgraph.ontology import Frame, Role

FAR = frozenset(("owner", "purpose", "until"))  # filled only where nobody is reached by a nearer slot
# Where one of these fills a role, what stands "in" or "near" is no further one.
WHAT = frozenset(("object", "at", "through"))


@dataclass(frozen=True, slots=True)
class Filler:
    """A role's filler: the head of its phrase, and the slot in which it stands."""

    role: str
    head: Token
    slot: str
    kind: str = "Entity"  # what it is where no mention tells


def has_foreign_object(trigger: Trigger, fillers: list[Filler]) -> bool:
    """Whether the verb is done to something of a kind that the frame does not know: "met expectations"."""
    frame, slots = trigger.frame, trigger.slots
    roles = {role for slot, role in frame.slots if slot == "object"}
    heads = {f.head.i for f in fillers}
    if any(slot == "owner" for slot, _ in frame.slots) and any(
        f.role == role for f in fillers for slot, role in frame.slots if slot == "owner"
    ):
        return False
    return (
        bool(roles)
        and bool(slots.get("object"))
        and not any(
            t.i in heads or t.lower_ in UNNAMED or t.pos_ == "PRON" or is_each_other(t) for t in slots["object"]
        )
        and all(
            slots.get(slot, []) == [] or slot in ("object", "subject") for slot, role in frame.slots if role in roles
        )
    )


def has_foreign_subject(trigger: Trigger, fillers: list[Filler], cast: Cast) -> bool:
    """Whether what does it is nobody, and nothing that people made: "the *quake* struck a town"."""
    heads = {f.head.i for f in fillers}
    subjects = trigger.slots.get("subject", ())
    return bool(subjects) and not any(t.i in heads or t.pos_ == "PRON" or cast.type_at(t) is not None for t in subjects)


def fill_roles(trigger: Trigger, cast: Cast) -> Iterator[Filler]:
    """The fillers of a frame's roles, each word once; with victims, also who is told of together with them."""
    found = list(_fill_slots(trigger, cast))
    yield from found
    role = trigger.kind.role("victim") if trigger.frame.effect else None
    if role is None:
        return
    taken = {f.head.i for f in found}
    victims = [t for slot, name in trigger.frame.slots if name == role.name for t in trigger.slots.get(slot, ())]
    for victim in (*victims, trigger.word):
        if victim.i in taken or victim.lower_ in UNNAMED:
            for head in find_company(victim, trigger.word):
                fit = fits(head, role.types, "object", cast) and not is_body(head, cast)
                if head.i not in taken and (fit or is_counted_name(head) or is_counted_part(head)):
                    taken.add(head.i)
                    yield Filler(role.name, head, "object")


def _fill_slots(trigger: Trigger, cast: Cast) -> Iterator[Filler]:
    """The fillers that stand in a frame's slots, subject and object first."""
    frame, slots, further = trigger.frame, trigger.slots, trigger.further
    # what lies between a trigger and its further words ("declared a state of emergency") fills nothing, except who
    # is among them ("deployed peacekeepers")
    used: set[int] = {
        a.i
        for t in further
        for a in (t, *t.conjuncts, *_above(t, trigger.word))
        if not _acts(a, cast) or a.i != t.i and cast.type_at(a) in PLACES or _is_way(a, trigger)
    }
    definite = {t.i for t in further if _is_definite(t)}  # "lifted *the ban*": what it is done to
    acting: set[str] = set()  # who is known to act
    reached = False  # whether somebody on the other side is named
    filled: set[str] = set()
    done: set[str] = set()  # roles that an object fills; where that is, is no such role: "burned a house in Orle"
    told: set[tuple[int, str]] = set()  # words that fill roles
    struck: set[str] = set()  # those that a verb's own object fills
    objects = [role for slot, name in frame.slots if slot == "object" and (role := trigger.kind.role(name))]
    plain = (  # done to people only: "arrested a smuggler", not "rejected an offer"
        trigger.word.lemma_.lower() not in frame.loose and not any("Entity" in role.types for role in objects)
    )
    for slot, name in _in_order(frame):
        role = trigger.kind.role(name)
        if role is None or slot in FAR and reached:
            continue
        done_to = "object" if slot == "subject" and _undergoes(name, trigger) else None
        if slot == "possessor" and name in filled:
            continue  # "the army's murder of a judge"
        if any(is_each_other(t) for t in slots.get(slot, ())):
            doers = [t for t in slots.get("subject", ()) if fits(t, role.types, "subject", cast)]
            yield from (Filler(name, head, slot) for head in doers if ("subject", name) not in frame.slots)
            continue
        for heads in _circles(trigger, slot, cast):
            named = [t for t in heads if slot in ("object", "subject") and _is_named(t, trigger, role, cast)]
            yield from (Filler(name, tool, slot, "Artifact") for tool in named)
            filled.update([name] if named else [])
            fitting = [
                head
                for head in heads
                if (head.i not in used or head.i in definite and slot == "object" and role.types == {"Entity"})
                and (
                    fits(head, role.types, done_to or slot, cast, plain)
                    or (frame.effect and is_counted_name(head))
                    or (slot == "object" and plain and is_unknown_target(head, trigger, name, cast))
                )
                and not (name == "victim" and is_lifeless(head, cast))  # "the death of the party"
                and not (slot in WHERE and name in done and not _is_own(head, trigger.word))
                and not (slot in ("on", "at", "against") and name in struck)  # "attacked passengers *on a train*"
                and not (slot == "to" and name in struck and is_force(trigger))  # "on the road *to Orle*"
                and not (slot in BESIDE and (plain and has_target(trigger, name) or is_below(head, name, told)))
                and not (slot == "subject" and ("of", name) in frame.slots and _has_own(trigger, head))
                and not (slot == "in" and name == "target" and is_only_there(head, trigger, cast))
                and not (slot == "subject" and is_scene(head, trigger, role, cast))
                and not (slot == "subject" and head in further and is_passive(trigger.word))  # "a *team* was sent"
                and not (slot in FAR and head.pos_ == "PRON" and cast.entity_at(head) in acting)  # "*its* workers"
            ]
            for head in fitting:
                if slot not in FAR:  # whose it is may be where it is, too
                    used.add(head.i)
                if slot == "subject" and (entity := cast.entity_at(head)) is not None:
                    acting.add(entity)
                filled.add(name)
                told.add((head.i, name))
                done.update([name] if slot in WHAT else [])
                struck.update([name] if slot == "object" and trigger.word.pos_ == "VERB" else [])
                said = slot == "object" and trigger.part == "adjective"  # of whom it is said: "Chad is ready to talk"
                reached = reached or not said and _is_reached(head, slot, role, cast)
                unknown = slot == "object" and plain and is_unknown_target(head, trigger, name, cast)
                yield Filler(name, head, slot, "Artifact" if unknown else kind_by_form(head, role.types, slot, cast))
                members = [*included(head), *(slots.get("including", ()) if slot == "object" else ())]
                for part in [] if frame.effect else members:  # with a figure, they are in it already
                    if part.i not in used and fits(part, role.types, slot, cast):
                        used.add(part.i)
                        yield Filler(name, part, slot)
            if fitting or named:
                break


def _is_named(head: Token, trigger: Trigger, role: Role, cast: Cast) -> bool:
    """Whether one of the trigger's own words names the thing it is done with or to: "threw a *grenade*"."""
    mine = "Artifact" in role.types and any(t.i == head.i for t in trigger.further)
    kind = cast.type_at(head)
    return mine and (kind == "Artifact" or kind is None and role.types == {"Artifact"})


def _is_way(word: Token, trigger: Trigger) -> bool:
    """ "Taken *hostage*", "took *office*": how, not whom; "held an *audience* with Holt": the event itself."""
    if any(word.lemma_.lower() in frame.nouns for frame in trigger.kind.frames):
        return True
    return word.tag_ == "NN" and not any(word.children) and word.dep_ not in SUBJECTS


def _is_definite(word: Token) -> bool:
    """Whether a noun names one thing of its kind, or how many: "the ban", "nine skulls"."""
    return word.pos_ == "NOUN" and any(c.lower_ in ("the", "these", "those") or c.dep_ == "nummod" for c in word.lefts)


def _undergoes(role: str, trigger: Trigger) -> bool:
    """Whether a verb's subject is what other frames of its event have as object: "the *town* fell to the rebels"."""
    own = {slot for slot, name in trigger.frame.slots if name == role}
    others = (frame.slots for frame in trigger.kind.frames if frame.verbs)  # of an adjective, all are objects
    return trigger.part == "verb" and "object" not in own and any(("object", role) in slots for slots in others)


def _is_own(head: Token, word: Token) -> bool:
    """Whether a phrase hangs on the trigger's noun itself: "a flood *in Orle*", whatever it destroyed."""
    return word.pos_ == "NOUN" and head.head.head.i == word.i


def _has_own(trigger: Trigger, head: Token) -> bool:
    """Whether a noun tells itself whose it is, so that a light verb's subject is not: "announced the arrest of two"."""
    return trigger.word.pos_ == "NOUN" and bool(trigger.slots.get("of")) and not trigger.word.is_ancestor(head)


def _is_reached(head: Token, slot: str, role: Role, cast: Cast) -> bool:
    """Whether a filler is somebody on the other side: not who acts, and not one's own force."""
    if slot == "subject" or role.types == {"Force"} or role.name == "place":
        return False
    if head.pos_ == "NOUN" and role.types == {"Place"} and slot != "object":
        return False  # "massed troops on its border with Chad"
    return head.pos_ == "PRON" or _acts(head, cast)


def _above(word: Token, trigger: Token) -> Iterator[Token]:
    """The words that one hangs on, up to the trigger: what that is told of in a relative clause is beyond."""
    for above in word.ancestors:
        if trigger.is_ancestor(above) or above.i == trigger.i or not above.is_ancestor(trigger):
            yield above


def _acts(head: Token, cast: Cast) -> bool:
    """Whether a word names an actor or a place, which may stand for one; "proportionate force" is nobody."""
    kind = cast.type_at(head)
    if head.lemma_ == "force" and head.tag_ == "NN" and not any(c.dep_ in ("det", "poss") for c in head.children):
        return False
    return kind is not None and (cast.ontology.is_a(kind, "Actor") or cast.ontology.is_a(kind, "Place"))


def _in_order(frame: Frame) -> list[tuple[str, str]]:
    """A frame's slots with their roles: object and subject first, but who a killing is of before whose it is."""
    first = ["object", "subject"]
    if any(slot == "possessor" for slot, _ in frame.slots):
        first = ["object", "of", "possessor", "subject"]
    last = [*sorted(WHERE), *sorted(FAR)]
    ranks = {slot: n - len(first) for n, slot in enumerate(first)} | {slot: n + 1 for n, slot in enumerate(last)}
    return sorted(frame.slots, key=lambda pair: (ranks.get(pair[0], 0), *pair))


def _circles(trigger: Trigger, slot: str, cast: Cast) -> Iterator[list[Token]]:
    """What stands in a slot, and further from the trigger what may stand for it where none of that fits."""
    word, slots = trigger.word, trigger.slots
    if slot == "owner":
        things = slots if trigger.part != "adjective" else {}  # of "ready", only what somebody is ready to do
        for owners in (find_owners(word, things), find_far_owners(things)):
            yield [t for t in owners if (t.pos_ != "ADJ" or _is_head(t, cast)) and not is_only_where(t, trigger, cast)]
    elif slot == "purpose":
        yield [t for t in find_purposes(word) if t.pos_ not in ("ADJ", "PRON")]
    elif slot == "until":
        yield [t for t in find_conditions(word) if t.pos_ != "PRON"]
    elif slot == "subject":
        heads = _subjects(trigger, cast)
        yield [issuer for head in heads for issuer in find_issuers(head, word)]
        yield heads
        deeds = heads or list(slots.get("in", ()))  # "were killed in a raid by the army"
        yield [doer for deed in deeds for doer in find_doers(deed, cast)]
    elif slot == "with" and is_force(trigger):
        yield list(slots.get(slot, ()))
        yield [tool for thing in slots.get("object", ()) if is_unarmed(thing, cast) for tool in find_weapons(thing)]
    elif slot == "at":
        yield list(slots.get(slot, ()))
        yield [t for t in slots.get("modifier", ()) if names_site(t, cast)]
    elif slot == "possessor":
        people = slots.get(slot, ()) or named_people(slots, cast)
        own = {name for place, name in trigger.frame.slots if place == slot}
        befalls = any(name in own for place, name in trigger.frame.slots if place == "of")
        yield [t for t in people if not (befalls and is_body(t, cast))]  # "the army's killings"
    else:
        yield list(slots.get(slot, ()))


def _is_done_to(trigger: Trigger) -> bool:
    """ "Villagers *were driven* out": the verb, which may go without an object, has one here."""
    word = trigger.word
    verbs = (word, word.head) if word.dep_ == "conj" else (word,)
    lemma = word.lemma_.lower()
    both = any(lemma in f.verbs and any(s == "object" for s, _ in f.slots) for f in trigger.kind.frames)
    return both and any(c.dep_ == "auxpass" for verb in verbs for c in verb.children)


def _is_head(word: Token, cast: Cast) -> bool:
    """Whether a word names something by itself: "Chadian officials", not "tall officials"."""
    mention = cast.mention_at(word)
    return mention is not None and mention.head == word.i


def _subjects(trigger: Trigger, cast: Cast) -> list[Token]:
    slots, claim = trigger.slots, trigger.claim
    heads = list(slots.get("subject", ()))
    if not heads and trigger.word.pos_ != "NOUN" and not any(s == "object" for s, _ in trigger.frame.slots):
        heads = [] if _is_done_to(trigger) else slots.get("object", [])  # else the parser erred: it has no passive
    if not heads:
        heads = [t for t in slots.get("modifier", ()) if names_actor(t, cast)]
    if any(s == "possessor" for s, _ in trigger.frame.slots) and not slots.get("of"):
        # "a court ordered the captain's release": whom it befalls does not do it
        heads = [h for h in heads if h not in slots.get("possessor", ())] or heads
    if len(heads) > 1 and claim is not None:  # of several, those that the claim's words hold
        heads = [h for h in heads if any(c.start <= h.idx < c.end for c in claim.contents)] or heads
    return heads
