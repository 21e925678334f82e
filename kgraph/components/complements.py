"""Where in a sentence stands what a verb says: in a clause beneath it, behind an insertion, or left of it."""

from __future__ import annotations

from spacy.tokens import Token

from kgraph.components.embedded import is_embedded
from kgraph.components.labels import RELATIVE
from kgraph.components.phrases import runs
from kgraph.records import Slice

INSERTION = 16  # tokens between a cue and the clause that an insertion parts from it
FINITE = frozenset(("VBD", "VBZ", "VBP"))
SUBORDINATE = frozenset(
    """as after although though while if when because since before once until unless despite""".split()
)
INTERJECTED = frozenset("advmod npadvmod prep aux neg punct dative prt".split())


def find_clause(verb: Token) -> Token | None:
    """The finite clause that says what is said."""
    clauses = [
        c
        for c in verb.children
        if c.dep_ == "ccomp"
        and not any(g.dep_ == "aux" and g.lower_ == "to" for g in c.children)
        and not any(t.text == ";" for t in verb.doc[c.i : verb.i])  # "...; he denies wrongdoing"
    ]
    return max(clauses, key=lambda c: sum(1 for _ in c.subtree), default=None)


def find_that_clause(verb: Token) -> list[Slice]:
    """ "reported, citing two officials, that ...": a that-clause behind an insertion, which parsers misplace."""
    doc, end = verb.doc, verb.sent.end
    for token in doc[verb.i + 1 : min(end, verb.i + INSERTION)]:
        if (
            token.lower_ == "that"
            and token.i + 2 < end
            and (
                token.i == verb.i + 1
                or doc[token.i - 1].text == ","
                or all(
                    t.dep_ in INTERJECTED or t.pos_ in ("PROPN", "NOUN", "ADP", "DET", "ADV")
                    for t in doc[verb.i + 1 : token.i]
                )
            )
        ):
            return (
                runs(doc[token.i + 1 : end], set())
                if any(t.pos_ in ("VERB", "AUX") for t in doc[token.i + 1 : end])
                else []
            )
        if token.pos_ in ("VERB", "AUX") and doc[verb.i + 1].text != ",":
            return []
    return []


def find_left_clause(verb: Token, source: Token | None) -> list[Slice]:
    """ "..., TASS reported.": what stands in the sentence before source and cue, parted by a comma."""
    start = verb.i
    if source is not None and source.i < verb.i:
        start = source.left_edge.i
        while start - 1 > verb.sent.start and verb.doc[start - 1].pos_ in (
            "DET",
            "ADJ",
            "NOUN",
            "PROPN",
            "NUM",
            "PART",
        ):
            start -= 1
    if (
        verb.tag_ not in FINITE
        or verb.sent[0].lower_ in SUBORDINATE
        or verb.sent[0].tag_ in ("VBG", "VBN")
        or any(c.dep_ in ("aux", "dobj", "xcomp", "ccomp", "acomp", "intj") for c in verb.children)
    ):
        return []  # "If ..., the neighbours would object", "Entering June, he leads": nobody's words
    comma = start - 1
    while comma >= verb.sent.start and verb.doc[comma].is_space:
        comma -= 1
    sentence = verb.sent
    if comma - sentence.start < 3 or verb.doc[comma].lower_ not in (",", "”", '"', "''", "’"):
        return []
    left = [t for t in verb.doc[sentence.start : comma]]
    if not any(t.pos_ in ("VERB", "AUX") for t in left) or (source is not None and source.i > verb.i + 6):
        return []
    return runs(left, set())


def find_own_words(verb: Token, source: Token | None, addressee: Token | None) -> set[Token]:
    """Cue, source and whatever hangs on the cue between them: no part of what is said."""
    words = {verb}
    if source is not None:
        words |= set(source.subtree) if verb not in set(source.subtree) else {source}
    if addressee is not None:
        words |= set(addressee.subtree)
    words |= {c for said in verb.rights if is_embedded(said) for c in said.lefts if c.lower_ in RELATIVE}
    for child in verb.children:
        if child.dep_ in INTERJECTED and child.dep_ != "punct":
            words |= set(child.subtree)
    return words


def find_further_cues(clause: Token) -> set[Token]:
    """ ", adding that ..." inside a clause by the parser's mistake: another claim of the same source."""
    adding = {
        t
        for child in clause.subtree
        if child.dep_ == "advcl"
        and child.tag_ == "VBG"
        and child.i > 0
        and child.lemma_ in ("add", "cite", "note", "stress", "warn")
        and child.doc[child.i - 1].lower_ == ","
        for t in child.subtree
    }
    # "demanded that people leave and warned that ...": a second cue of the same tense
    second = {
        t
        for child in clause.children
        if child.dep_ == "conj"
        and child.tag_ == clause.head.tag_ == "VBD"
        and clause.tag_ in ("VB", "VBP")
        and not any(c.dep_ in ("nsubj", "nsubjpass") for c in child.children)
        for t in (*child.subtree, *(c for c in clause.children if c.dep_ == "cc"))
    }
    return adding | second
