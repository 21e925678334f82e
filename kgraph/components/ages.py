"""People who are called by their age: "the 12-year-old"."""

from __future__ import annotations

from spacy.tokens import Token

YEAR_OLD = "year-old"  # their lemma
UNITS = frozenset("year month week day years months weeks days".split())
NOMINAL = frozenset("nsubj nsubjpass dobj dative pobj conj appos attr ROOT oprd".split())


def is_age(word: Token) -> bool:
    """Whether a word ends an age that stands for a person: "old" in "the 12-year-old was hurt"."""
    doc, i = word.doc, word.i
    return (
        word.lower_ in ("old", "olds")
        and word.dep_ in NOMINAL
        and i >= 4
        and doc[i - 1].text == doc[i - 3].text == "-"
        and doc[i - 2].lower_ in UNITS
        and not (i + 1 < len(doc) and doc[i + 1].pos_ in ("NOUN", "PROPN") and word.dep_ != "appos")
    )
