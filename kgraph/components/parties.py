"""Who speaks and who is spoken to, where word order may deceive: "was told that ...", "what he said was ..."."""

from __future__ import annotations

from spacy.tokens import Token

from kgraph.components.drafts import Draft
from kgraph.components.labels import OBJECTS
from kgraph.components.phrases import runs
from kgraph.components.subjects import find_subject
from kgraph.components.voice import find_agent, is_passive
from kgraph.records import Slice

# Acts whose object is the person spoken to; of others it is what is spoken about ("was accused of", "was criticized").
SPOKEN_TO = frozenset("tell warn ask urge order promise advise offer demand reply".split())
# With a noun of speaking, these tell of whom it is about: "faced criticism", "won praise".
UNDERGOING = frozenset(
    "attract draw earn endure face garner generate get prompt provoke receive secure spark suffer trigger win".split()
)
ABOUT = frozenset("about against for of on".split())
# "He's accused of", "she's praised for", "he's asked about": these are passives.
HAVING_OBJECTS = frozenset(
    "accuse ask blame charge condemn criticise criticize expect know praise tell thank urge warn".split()
)
GIVEN = frozenset("promise offer".split())  # these have two objects: "promised [the miners] a school"


def mend_parties(draft: Draft, known: bool = True) -> None:
    """Take the subject of a passive cue for the one spoken to or about, and whoever "by" names for the source.

    Of a verb that is not `known` as a cue, a passive form tells how its subject feels: "was outraged by the raid".
    """
    verb = draft.cue
    if verb.pos_ not in ("VERB", "AUX"):
        return
    if cleft := find_cleft(verb):
        draft.contents, draft.source_span = cleft, None  # "what" is no part of who says it
        draft.source = next((c for c in verb.children if c.dep_ == "nsubj" and c.lower_ != "what"), draft.source)
    if draft.act.name == "seem":
        _part_impression(draft)
    if draft.source is not None and _is_blamed(draft.source, verb):
        draft.source, draft.source_span = find_agent(verb), None
    if _undergoes(draft):
        draft.source, draft.source_span = _whom_from(verb), None
    _part_addressee(draft)
    if draft.addressee is None and draft.act.name in GIVEN:
        draft.addressee = next((c for c in verb.children if c.dep_ == "dative" and c.pos_ != "ADP"), None)
    if not known or draft.source is None or not is_passive(verb) or _has_colon(draft) or _is_has(draft):
        return
    if draft.learned is not None and _may_be_active(verb):
        return
    undergoer = find_subject(verb)
    if undergoer is None or not _within(draft.source, undergoer):
        return
    if draft.act.name in SPOKEN_TO:
        draft.addressee = undergoer
    elif draft.act.name not in (
        "say",
        "cite",
    ):  # "was quoted as saying", "is said to": it is the speaker, or in the words
        draft.contents = _joined([*runs(undergoer.subtree, set(verb.subtree)), *draft.contents])
    elif verb.lemma_ in ("quote", "cite"):
        return  # "was quoted as saying": it is the speaker
    draft.source, draft.source_span = find_agent(verb), None


def _part_impression(draft: Draft) -> None:
    """ "The minister seems to have forgotten": he says nothing, it is of him; "it seems to Holt that" is her view."""
    subject = find_subject(draft.cue)
    if draft.source is None or subject is None or not _within(draft.source, subject):
        return
    if subject.head.i == draft.cue.i and subject.lower_ not in ("it", "there"):
        draft.contents = _joined([*runs(subject.subtree, set()), *draft.contents])
    draft.source, draft.source_span = None, None


def _undergoes(draft: Draft) -> bool:
    """ "The mayor drew criticism for the delay": others criticize her, whom "from" may name."""
    told = (c for c in draft.cue.children if c.dep_ in OBJECTS and draft.cue_span.start <= c.idx < draft.cue_span.end)
    return draft.cue.lemma_ in UNDERGOING and any(c.pos_ == "NOUN" for c in told)


def _is_blamed(source: Token, verb: Token) -> bool:
    """ "The raid was blamed *on rebels*": they say nothing."""
    return verb.lemma_ in ("blame", "pin") and source.dep_ == "pobj" and source.head.lower_ == "on"


def _whom_from(verb: Token) -> Token | None:
    """Whoever "from" names behind a verb or its object: "drew praise from the union"."""
    for above in (verb, *(c for c in verb.children if c.dep_ in OBJECTS)):
        for child in above.children:
            if child.dep_ == "prep" and child.lower_ == "from":
                return next((g for g in child.children if g.dep_ == "pobj"), None)
    return None


def _may_be_active(verb: Token) -> bool:
    """ "A poll found last week that ...": a past tense that the parser took for a participle of its own subject."""
    alone = verb.dep_ in ("acl", "amod") and not any(c.dep_ == "auxpass" for c in verb.children)
    return alone and find_agent(verb) is None and not any(c.dep_ == "xcomp" for c in verb.children)


def _is_has(draft: Draft) -> bool:
    """ "He's said that ...", "she's called for troops", which parsers take for "is": it has what it says behind it."""
    verb = draft.cue
    short = any(c.dep_ == "auxpass" and c.lower_ in ("'s", "’s") for c in verb.children)
    behind = any(c.dep_ in ("ccomp", "dobj") or c.dep_ == "prep" and c.lower_ in ABOUT for c in verb.rights)
    it = draft.source is not None and draft.source.lower_ == "it"
    return short and behind and not it and verb.lemma_ not in HAVING_OBJECTS and find_agent(verb) is None


def _has_colon(draft: Draft) -> bool:
    """Whether a colon follows the cue, so that the words are its subject's: "Holt, the chair, tweeted: ..."."""
    behind = next((t for t in draft.cue.sent if t.idx >= draft.cue_span.end), None)
    return behind is not None and behind.text == ":"


def _part_addressee(draft: Draft) -> None:
    """ "told [the station] that ..." and "urged [people] to stay" have one; "predicted [a cold winter]" has none."""
    who = draft.addressee
    holding = next((c for c in draft.contents if who is not None and c.start <= who.idx < c.end), None)
    if who is None or holding is None:
        return
    behind = next((t for t in who.doc[who.i + 1 : who.sent.end] if t.i > who.right_edge.i), None)
    if behind is not None and behind.lower_ == "that" and behind.idx < holding.end:
        draft.contents = [Slice(behind.idx, c.end) if c is holding else c for c in draft.contents]
    elif draft.act.name not in SPOKEN_TO:
        draft.addressee = None


def passive_order(verb: Token, draft: Draft) -> Draft | None:
    """ "Residents were warned to stay indoors [by the mayor]": the infinitive is what they were told."""
    if draft.act.name not in SPOKEN_TO or any(c.dep_ in OBJECTS for c in verb.children):
        return None
    order = next(
        (c for c in verb.children if c.dep_ in ("xcomp", "ccomp") and c.i > verb.i and _is_infinitive(c)), None
    )
    undergoer = find_subject(verb)
    if order is None or undergoer is None:
        return None
    agent = find_agent(verb)
    by = {
        t
        for t in order.subtree
        if agent is not None and (t.i == agent.head.i or agent.is_ancestor(t) or t.i == agent.i)
    }
    draft.kind, draft.source, draft.addressee = "infinitive", agent, undergoer
    draft.contents, draft.protected = runs(order.subtree, by), agent is not None
    return draft if draft.contents else None


def find_cleft(verb: Token) -> list[Slice]:
    """ "What Holt said was that ...": the words behind "was"."""
    above = verb.head
    if verb.dep_ != "csubj" or above.lemma_ != "be" or not any(c.lower_ == "what" for c in verb.children):
        return []
    said = next((c for c in above.children if c.dep_ in ("ccomp", "attr") and c.i > above.i), None)
    return runs([t for t in said.subtree if t.lower_ != "that" or t.dep_ != "mark"], set()) if said is not None else []


def _is_infinitive(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)


def _within(source: Token, undergoer: Token) -> bool:
    return source.i == undergoer.i or undergoer.is_ancestor(source)


def _joined(places: list[Slice]) -> list[Slice]:
    found: list[Slice] = []
    for place in sorted(places):
        if not found or not found[-1].holds(place):
            found.append(place)
    return found
