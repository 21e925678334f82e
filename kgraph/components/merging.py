"""Claims that a model has learned to see, joined with those that grammar shows."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from kgraph.components.cues import CueFinder
from kgraph.components.drafts import Draft
from kgraph.components.learned_claims import LearnedClaim
from kgraph.components.quantities import is_nobody
from kgraph.components.subjects import find_subject, is_passive
from kgraph.ontology import SpeechAct
from kgraph.records import Slice

# Acts of which grammar alone is believed, ...
PLAIN = frozenset(("say", "tell", "add", "report", "announce", "warn", "deny", "confirm", "claim", "demand", "accuse"))
# ... and constructions of which it is believed whatever the act.
SURE = frozenset(("citing", "hearsay", "according"))
SHARED = 0.5  # of the words: grammar's and the model's contents are the same claim's


def merge_drafts(learned: Iterable[LearnedClaim], rules: list[Draft], finder: CueFinder) -> list[Draft]:
    """Learned claims, with what grammar knows about the same cue, and grammar's own.

    What the model alone sees stands, unless its cue is negated; what grammar alone sees stands in plain constructions
    (the model was trained on outermost claims of one kind of news), and "according to" and "citing" are grammar's.
    """
    drafts: list[Draft] = []
    joined: dict[int, Draft] = {}  # id of a draft of grammar's -> what it became
    for claim in learned:
        same = next((r for r in rules if id(r) not in joined and r.cue_span.overlaps(claim.cue_span)), None)
        if same is None and is_unsaid(claim, finder):
            continue
        drafts.append(_join(claim, same, finder))
        if same is not None:
            joined[id(same)] = drafts[-1]
    seen = list(drafts)
    drafts += [
        rule
        for rule in rules
        if id(rule) not in joined and rule.contents and (rule.kind in SURE or _is_plain(rule) and _is_new(rule, seen))
    ]
    for draft in drafts:
        draft.within = joined.get(id(draft.within), draft.within)
    return sorted(drafts, key=lambda d: d.cue_span)


def is_unsaid(claim: LearnedClaim, finder: CueFinder) -> bool:
    """Whether nobody says it: "did not say", "declined to say", "nobody said", and "according to plan"."""
    cue = claim.cue
    if cue.lower_ == "according":
        return True  # grammar reads every other "according to"
    if cue.lemma_ in ("refuse", "decline", "fail") and any(
        c.dep_ == "xcomp" and (found := finder.act_of(c)) and found[0].speech for c in cue.children
    ):
        return True
    if cue.pos_ not in ("VERB", "AUX") or finder.act_of(cue) is None:
        return False
    subject = find_subject(cue)
    return (
        any(c.dep_ == "neg" for c in cue.children)
        or (cue.dep_ == "xcomp" and cue.head.lemma_ in ("refuse", "decline", "fail"))
        or (subject is not None and (is_nobody(subject) or any(c.lower_ == "no" for c in subject.children)))
    )


def _is_plain(rule: Draft) -> bool:
    return rule.kind in ("clause", "quote", "preposition") and rule.act.name in PLAIN and rule.source is not None


def _is_new(rule: Draft, seen: list[Draft]) -> bool:
    """Whether no claim beside it has about the same words; one around it or within it may."""
    return all(
        overlap(rule.contents, other.contents) < SHARED or _holds_cue(rule, other) or _holds_cue(other, rule)
        for other in seen
        if other.kind not in SURE
    )


def _holds_cue(one: Draft, other: Draft) -> bool:
    return any(c.holds(other.cue_span) for c in one.contents)


def _is_grammars(claim: LearnedClaim, same: Draft) -> bool:
    """Whether grammar draws a claim that both see: no part of a denial or of a plain clause may fall out of it.

    Of quotations the model knows the ends better.
    """
    plain = same.kind == "clause" and same.act.name in PLAIN
    text = claim.cue.doc.text
    quoted = any(mark in c.of(text) for c in claim.contents for mark in '"“”')
    return (
        same.kind in SURE
        or (plain and same.act.name == "deny")
        or (plain and not quoted and overlap(claim.contents, same.contents) < SHARED)
    )


def _join(claim: LearnedClaim, same: Draft | None, finder: CueFinder) -> Draft:
    if same is not None and same.contents and _is_grammars(claim, same):
        same.probability = claim.probability
        return same
    source = claim.source
    if source is None and same is not None and claim.cue.tag_ == "VBG":
        source = same.source  # "..., adding that ...": the subject stands far off
    elif source is not None and source.lower_ == "it" and is_passive(source.head):
        source = None  # "it is assumed that"
    return Draft(
        cue=claim.cue,
        cue_span=_without_marks(claim),
        kind="learned",
        act=same.act if same is not None else act_of(claim.cue, claim.cue_span, finder),
        source=source,
        contents=list(claim.contents),
        source_span=claim.source_span if source is claim.source else None,
        addressee=same.addressee if same is not None else None,
        probability=claim.probability,
    )


def _without_marks(claim: LearnedClaim) -> Slice:
    """The cue without a colon or comma behind it."""
    words = claim.cue_span.of(claim.cue.doc.text).rstrip(" :,;.")
    return Slice(claim.cue_span.start, claim.cue_span.start + len(words)) if words else claim.cue_span


def act_of(cue: Token, span: Slice, finder: CueFinder) -> SpeechAct:
    """The speech act of a cue of any kind: of its head, else of another of its words, else saying."""
    tokens = [cue, *(t for t in cue.sent if span.start <= t.idx < span.end and t.i != cue.i)]
    for token in tokens:
        if token.pos_ in ("VERB", "AUX") and (found := finder.act_of(token)):
            return found[0]
        if (act := finder.nouns.get(token.lemma_.lower()) or finder.adjectives.get(token.lower_)) is not None:
            return act
    return finder.fallback


def overlap(one: Iterable[Slice], other: Iterable[Slice]) -> float:
    """Shared characters of two sets of slices over those of both.

    >>> overlap([Slice(0, 10)], [Slice(5, 10)])
    0.5
    """
    first, second = ({i for s in group for i in range(s.start, s.end)} for group in (one, other))
    return len(first & second) / max(1, len(first | second))
