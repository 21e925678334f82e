"""Events inside claims: which claim states an event, and what a denial or a promise makes of it."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import replace

from spacy.tokens import Doc, Token

from kgraph.components.labels import SUBJECTS
from kgraph.components.unsaid import asks_for_part
from kgraph.records import Attribution, Event, Slice

GIVEN = frozenset("the this that these those".split())
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


def claim_of(token: Token, claims: list[Attribution]) -> Attribution | None:
    """The innermost claim whose words hold a token."""
    holding = [c for c in claims if any(s.start <= token.idx < s.end for s in c.contents)]
    if not holding:
        return None
    outer = {c.within for c in holding}
    innermost = [c for c in holding if c.id not in outer] or holding
    return min(innermost, key=lambda c: sum(s.end - s.start for s in c.contents))


def find_source(claim: Attribution | None, doc: Doc) -> Token | None:
    """The head of the phrase that names a claim's source."""
    if claim is None or claim.source is None:
        return None
    span = doc.char_span(claim.source.start, claim.source.end, alignment_mode="expand")
    return span.root if span is not None else None


def weigh_claim(
    token: Token, light: Token | None, doers: Set[int], claim: Attribution | None, polarity: str, modality: str
) -> tuple[str, str]:
    """A denial negates what it is about; what is urged or promised has not happened.

    `light` is the verb that carries an event's noun, `doers` are the heads of who or what takes part in the event.
    """
    if claim is None or claim.cue is None:
        return polarity, modality
    below = _below_cue(token, claim.cue)
    if claim.polarity == "negative":  # "does not believe that ...": neither so nor not so
        is_open = (
            below is not None and below.dep_ == "ccomp" and not asks_for_part(below) and claim.speech_act != "know"
        )
        return polarity, "possible" if modality == "asserted" and is_open else modality
    if claim.speech_act == "deny" and not _is_beside(token, light, doers, claim.cue):
        # below "denied the attack" and "denied attacking", the verb itself was already counted as negating
        counted = below is not None and below.dep_ != "ccomp" and polarity == "negative"
        polarity = "negative" if counted or polarity == "positive" else "positive"
    infinitive = below is not None and any(c.dep_ == "aux" and c.lower_ == "to" for c in below.children)
    infinitive = infinitive and not _is_given(token, light, below)
    if modality == "asserted" and claim.speech_act in ACT_MODALITY and claim.quotation == "indirect" and infinitive:
        modality = ACT_MODALITY[claim.speech_act]
    return polarity, modality


def _is_given(token: Token, light: Token | None, below: Token | None) -> bool:
    """Whether an event is known already: "vowed to punish those behind *the attack*", "to visit the *wounded* men"."""
    known = any(c.lower_ in GIVEN or c.dep_ == "poss" for c in token.children)
    if light is None and token.pos_ in ("NOUN", "PROPN") and known:
        return True
    current = light or token
    while below is not None and current.i != below.i and current.head.i != current.i:
        if current.dep_ in ("amod", "acl", "relcl"):
            return current.tag_ in ("VBN", "VBD", "VBZ", "VBP")
        current = current.head
    return False


def _is_beside(token: Token, light: Token | None, doers: Set[int], cue: Slice) -> bool:
    """Whether a denial is about others: "denied that the trip is related to the murder" does not deny the murder."""
    if token.pos_ == "NOUN" and not any(c.lower_ in ("the", "this", "that", "these", "those") for c in token.children):
        return False  # "denied that rebels struck it with rockets", "denied that troops made arrests"
    current = token
    while current.head.i != current.i and not cue.start <= current.head.idx < cue.end:
        verb = current.head
        if verb.pos_ == "VERB" and verb != light and current.dep_ != "conj":
            subjects = {c.i for c in verb.children if c.dep_ in SUBJECTS}
            if subjects and not subjects & doers:
                return True
        current = verb
    return False


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
