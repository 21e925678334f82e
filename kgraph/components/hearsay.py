"""What is said by nobody in particular: "reportedly", "is said to", "feared dead"."""

from __future__ import annotations

from spacy.tokens import Token

from kgraph.components.drafts import Draft
from kgraph.components.phrases import runs
from kgraph.components.subjects import find_subject
from kgraph.records import Slice

HEARSAY = frozenset(("reportedly", "allegedly", "purportedly", "supposedly"))
UNATTRIBUTED = frozenset("report say claim believe fear suspect think estimate predict know announce".split())


def unattributed(draft: Draft, verb: Token, agent: Token | None) -> Draft | None:
    """ "Dozens were reported killed", "is said to have fled": what nobody named is said to say."""
    complement = next(
        (c for c in verb.children if c.dep_ in ("oprd", "xcomp") and c.pos_ in ("VERB", "AUX", "ADJ") and c.i > verb.i),
        None,
    )
    thing = find_subject(verb)
    if complement is None or thing is None or draft.act.name not in UNATTRIBUTED:
        return None
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
    return runs(verb.subtree, outside | {adverb})
