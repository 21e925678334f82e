"""Verbs that tell of something which no frame of the ontology knows by its words."""

from __future__ import annotations

from spacy.tokens import Token

from kgraph.components.labels import OBJECTS
from kgraph.ontology import Ontology

# Verbs that tell how something is, or nothing by themselves.
STATIVE = frozenset(
    """be have seem appear remain belong consist contain include comprise own mean matter depend relate resemble lack
    deserve cost weigh fit suit exist involve concern represent constitute equal need live date differ vary tend lie
    stand sit owe entail signify keep let go do get
    come become care""".split()
)

FINDING = frozenset(("find", "discover"))  # a thing or a body, where no clause tells what is found to be so
CLAUSES = frozenset(("ccomp", "xcomp", "oprd"))


def find_speaking_verbs(ontology: Ontology) -> frozenset[str]:
    """The lemmas of verbs of speaking and thinking: what they tell of are claims."""
    return frozenset(lemma for act in ontology.acts.values() for lemma in act.verbs)


def tells_of_occurrence(verb: Token, speaking: frozenset[str]) -> bool:
    """Whether a verb by itself says that something happened: no state, and not only how another verb's deed is done."""
    lemma = verb.lemma_.lower()
    if verb.pos_ != "VERB" or verb.dep_ in ("amod", "compound", "aux", "auxpass", "prep", "nmod"):
        return False
    if verb.lower_ == "armed" and verb.dep_ == "acl":  # "a man armed with a knife"
        return False
    if lemma in FINDING:
        return not any(c.dep_ in CLAUSES for c in verb.children)
    if not lemma.isalpha() or lemma in STATIVE or lemma in speaking or _is_in_brackets(verb):
        return False
    return not any(c.dep_ == "xcomp" and c.pos_ == "VERB" for c in verb.children) or any(
        c.dep_ in OBJECTS for c in verb.children
    )


def _is_in_brackets(word: Token) -> bool:
    """Whether a word is in an editor's aside, which nobody says: "We will pay [pointing to the crowd]"."""
    left = next((t for t in reversed(word.doc[word.sent.start : word.i]) if t.text in ("[", "]")), None)
    return left is not None and left.text == "["
