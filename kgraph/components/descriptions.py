"""Mentions that are no names: descriptions ("the health ministry", "an Orle journalist") and pronouns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc, Token

from kgraph.components.ages import YEAR_OLD
from kgraph.components.antecedents import is_country
from kgraph.components.candidates import Candidate
from kgraph.ontology import Ontology

# More specific first: "police department" is a body by its head, "security forces" a force.
CLASSES = (
    "Force",
    "GovernmentBody",
    "NewsOutlet",
    "InternationalOrganization",
    "Group",
    "Person",
    "Facility",
    "Settlement",
    "Region",
    "Country",
    "Organization",
    "Artifact",
)
PRONOUNS = {
    **dict.fromkeys(("he", "him", "his", "himself", "she", "her", "hers", "herself"), "Person"),
    **dict.fromkeys(("they", "them", "their", "theirs", "themselves"), "Group"),
    **dict.fromkeys(("it", "its", "itself"), "Entity"),
    **dict.fromkeys(("who", "whom"), "Person"),
    **dict.fromkeys(("i", "me", "my", "mine", "myself"), "Person"),
    **dict.fromkeys(("we", "us", "our", "ours", "ourselves"), "Group"),
}
DOERS = frozenset("government coalition alliance".split())  # that deeds are called after: "a coalition air strike"
HOUSED = frozenset("embassy consulate parliament".split())  # bodies that are bombed where they sit
ANYWHERE = frozenset("street home house road".split())
ANYBODY = frozenset("terrorist terror".split())  # of whom "a terrorist attack" tells nothing
FIRST_PERSON = frozenset("i me my mine myself we us our ours ourselves".split())
INNER = frozenset("det amod compound nummod poss nmod quantmod advmod case punct predet".split())


def find_descriptions(doc: Doc, ontology: Ontology, taken: set[int]) -> Iterator[Candidate]:
    """Noun phrases of the kinds that the ontologies list, and pronouns; `taken` are the tokens of names."""
    classes = {noun: name for name in reversed(CLASSES) for noun in ontology.lexicon.get(name, {}).get("noun", ())}
    deeds = ontology.nouns_of("Attack") | ontology.nouns_of("Arrest")
    for token in doc:
        if token.i in taken:
            continue
        if token.lower_ in PRONOUNS and token.pos_ == "PRON" and not is_country(token):
            yield Candidate(token.i, token.i + 1, token.i, "pronoun", PRONOUNS[token.lower_])
        elif token.pos_ in ("NOUN", "PROPN") and token.dep_ not in ("compound", "amod", "nmod"):
            candidate = describe(token, "Entity")
            kind = next((k for words in _readings(doc, candidate) if (k := classes.get(words))), None)
            if kind:
                yield replace(candidate, type=kind)
        elif token.dep_ in ("compound", "amod", "nmod") and token.head.lemma_.lower() in deeds:  # "a rebel attack"
            kind = classes.get(token.lower_)
            force = kind == "Force" and token.lower_ not in ANYBODY
            if token.lower_ in HOUSED:
                kind = "Facility"
            if token.lower_ in DOERS or force or kind == "Facility" and token.lower_ not in ANYWHERE:
                yield Candidate(token.i, token.i + 1, token.i, "description", kind or "Organization")


def _readings(doc: Doc, phrase: Candidate) -> Iterator[str]:
    """The words a phrase may be listed under, the longest first: "mayor's office", then "office"."""
    head = doc[phrase.head]
    for size in (3, 2, 1):
        if phrase.head - size >= phrase.start:
            before = "".join(t.lower_ + t.whitespace_ for t in doc[phrase.head - size : phrase.head])
            yield (before + head.lower_).replace("’", "'")
            yield (before + head.lemma_.lower()).replace("’", "'")
    yield from (head.lower_, head.lemma_.lower())
    if "-" in head.text:  # "co-founder", "ex-soldiers"
        yield from (head.lower_.rpartition("-")[2], head.lemma_.lower().rpartition("-")[2])


def describe(head: Token, kind: str) -> Candidate:
    """The noun phrase around a head, without what follows it: determiner, modifiers, possessor."""
    start = head.i
    for child in head.lefts:
        inner = child.dep_ in INNER or head.lemma_ == YEAR_OLD and child.dep_ == "npadvmod"
        if inner and not (child.pos_ == "VERB" and any(True for _ in child.children)):
            start = min(start, child.left_edge.i)
    while start < head.i and (head.doc[start].is_punct or head.doc[start].is_space):
        start += 1
    return Candidate(start, head.i + 1, head.i, "description", kind)
