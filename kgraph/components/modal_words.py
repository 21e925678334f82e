"""The words that decide how real an event is, as the ontology lists them."""

from __future__ import annotations

from dataclasses import dataclass

from kgraph.ontology import Ontology

REPORTED = frozenset(("reportedly", "reported"))  # who reports is a claim's matter


@dataclass(frozen=True, slots=True)
class Words:
    """The lexicons of modality of an ontology."""

    verbs: dict[str, str]
    nouns: dict[str, str]
    others: dict[str, str]
    implicative: frozenset[str]
    light: frozenset[str]


def load_words(ontology: Ontology) -> Words:
    """The lexicons, the stronger last, so that it wins where a word stands in two."""
    tables: dict[str, dict[str, str]] = {"verb": {}, "noun": {}, "adjective": {}}
    for name in ("conditional", "possible", "planned", "demanded", "negative"):
        for kind, table in tables.items():
            table.update({w: name for w in ontology.lexicon.get(name, {}).get(kind, ())})
    lexicon = ontology.lexicon
    return Words(
        tables["verb"],
        tables["noun"],
        {w: k for w, k in tables["adjective"].items() if w not in REPORTED},
        lexicon.get("implicative", {}).get("verb", frozenset()),
        lexicon.get("lightVerb", {}).get("verb", frozenset()),
    )
