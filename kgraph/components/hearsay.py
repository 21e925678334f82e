"""What is said by nobody in particular: "reportedly", "is said to", "feared dead"."""

from __future__ import annotations

from spacy.tokens import Token

from kgraph.components.drafts import Draft
from kgraph.components.phrases import runs
from kgraph.components.subjects import find_subject
from kgraph.components.voice import find_agent
from kgraph.ontology import SpeechAct
from kgraph.records import Slice

NOMINAL = frozenset(
    "accusation allegation assertion charge claim complaint contention denial insinuation report rumor rumour".split()
)
ORIGINS = ("by", "of", "from")
RAISING = frozenset("advance circulate issue level make post publish raise repeat spread voice".split())
HEARSAY = frozenset(("reportedly", "allegedly", "purportedly", "supposedly"))
# "Was seen leaving", "was found dead", "is supposed to pay": told as facts or duties, by nobody.
PLAIN_TOLD = frozenset("begin call catch discover feel find hear name observe overhear see spot suppose".split())
UNATTRIBUTED = frozenset("report say claim believe fear suspect think estimate predict know announce".split())


def unattributed(draft: Draft, verb: Token, agent: Token | None) -> Draft | None:
    """ "Dozens were reported killed", "is said to have fled": what nobody named is said to say."""
    complement = next(
        (c for c in verb.children if c.dep_ in ("oprd", "xcomp") and c.pos_ in ("VERB", "AUX", "ADJ") and c.i > verb.i),
        None,
    )
    thing = find_subject(verb)
    if complement is None or thing is None or draft.act.name not in UNATTRIBUTED or verb.lemma_ in PLAIN_TOLD:
        return None
    if verb.lemma_ == "know" and any(c.lemma_ == "have" for c in verb.children):
        return None  # "has been known to lie": a habit
    draft.kind, draft.source, draft.addressee = "hearsay", agent, None
    draft.contents = runs(
        [*thing.subtree, *complement.subtree]
        if verb not in set(thing.subtree)
        else [*(t for t in thing.subtree if t.i < verb.i), *complement.subtree],
        {verb},
    )
    return draft if draft.contents else None


def is_headline_passive(verb: Token) -> bool:
    """ "Dozens reported killed", "two feared dead": a passive without its auxiliary."""
    return (
        verb.tag_ == "VBD"
        and any(
            c.dep_ in ("xcomp", "oprd", "acomp")
            and (c.tag_ == "VBN" or c.lower_ in ("dead", "missing", "injured", "hurt"))
            for c in verb.children
        )
        and not any(c.dep_ in ("dobj", "ccomp") for c in verb.children)
    )


def clause_around(adverb: Token) -> list[Slice]:
    """The clause that "reportedly" makes a report of."""
    verb = adverb.head
    if verb.pos_ not in ("VERB", "AUX", "ADJ"):
        return []
    outside = {
        t
        for c in verb.children
        if c.dep_ in ("conj", "relcl", "cc") or (c.dep_ == "advcl" and c.i < verb.i)
        for t in c.subtree
    }
    outside.add(adverb)
    told = any(t.pos_ not in ("AUX", "PRON", "PUNCT", "SPACE") for t in verb.subtree if t not in outside)
    return runs(verb.subtree, outside) if told else []


def nominal_claim(noun: Token, finder_act: SpeechAct) -> Draft | None:
    """ "[the mayor's] claim that ...", "rumours that ...": whose by possessor, "of", "by", or who makes it."""
    contents = words_of_claim(noun)
    if not contents:
        return None
    owner = next((c for c in noun.children if c.dep_ == "poss"), None)
    if owner is None:
        before = (c for c in noun.children if c.dep_ == "prep" and c.idx < contents[0].start)
        owner = next((g for c in before if c.lower_ in ORIGINS for g in c.children if g.dep_ == "pobj"), None)
    if owner is None and noun.lemma_ == "report":  # "an El Faro report that ..."
        owner = next((c for c in noun.children if c.dep_ == "compound" and c.pos_ == "PROPN"), None)
    if owner is None and noun.dep_ == "nsubjpass" and noun.head.lemma_ in RAISING:
        owner = find_agent(noun.head)
    return Draft(noun, Slice(noun.idx, noun.idx + len(noun)), "nominal", finder_act, owner, contents)


def words_of_claim(noun: Token) -> list[Slice]:
    """What a noun claims: the words of its "that" clause."""
    clause = next((c for c in noun.children if c.dep_ in ("acl", "ccomp", "relcl") and _is_that_clause(c)), None)
    return runs([t for t in clause.subtree if t.lower_ != "that" or t.dep_ != "mark"], set()) if clause else []


def _is_that_clause(verb: Token) -> bool:
    """A finite clause that "that" opens and in which it stands for nothing."""
    return (
        verb.pos_ in ("VERB", "AUX")
        and any(c.lower_ == "that" and c.dep_ == "mark" for c in verb.children)
        and any(c.dep_ in ("nsubj", "nsubjpass", "expl") for c in verb.children)
    )
