"""The words that decide how real an event is: those that the ontology lists, and those of grammar."""

from __future__ import annotations

from dataclasses import dataclass

from kgraph.ontology import Ontology

REPORTED = frozenset(("reportedly", "reported"))  # who reports is a claim's matter
MODALS = {
    "will": "planned",
    "'ll": "planned",
    "’ll": "planned",
    "wo": "planned",
    "shall": "planned",
    "may": "possible",
    "might": "possible",
    "could": "possible",
    "can": "possible",
    "ca": "possible",
    "would": "conditional",
    "'d": "conditional",
    "’d": "conditional",
    "should": "demanded",
    "must": "demanded",
    "ought": "demanded",
}
CONDITIONS = frozenset(("if", "unless", "whether", "lest", "provided", "once"))
LIMITS, PRESENT = frozenset(("until", "till")), frozenset(("VB", "VBP", "VBZ"))  # "until they lay down their arms"
NEGATIONS = frozenset("not n't n’t never no neither nor hardly scarcely without".split())
BLAMING = frozenset(("accuse", "suspect", "warn"))
HINDERING = frozenset("prevent stop keep ban bar block prohibit deter refrain discourage".split())
ESCAPING = frozenset(("escape", "evade", "elude"))  # "escaped being kidnapped", but not "escaped the bombing"
# Verbs whose infinitive tells what is to be done, though parsers may see a purpose: "vowed on Friday to strike".
WILLING = frozenset("threaten vow promise pledge agree plan offer refuse decide intend decline".split())
# Verbs that vouch for what they tell; "did not know that ..." takes it for granted and is none of them.
VOUCHING = frozenset(
    """confirm say claim report state believe think suggest allege prove verify establish mean show indicate assume
    accept""".split()
)
# Nouns whose that-clause nobody vouches for: "the claim that ...", "no evidence that ...".
UNPROVEN = frozenset(
    "accusation assertion assumption belief charge claim evidence hint idea indication report sign story theory".split()
)
TRUTH = frozenset(("true", "correct", "accurate", "case"))


@dataclass(frozen=True, slots=True)
class Words:
    """The lexicons of modality of an ontology."""

    verbs: dict[str, str]
    nouns: dict[str, str]
    others: dict[str, str]
    implicative: frozenset[str]
    light: frozenset[str]
    happening: frozenset[str]
    striking: frozenset[str]


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
        *(lexicon.get(name, {}).get("verb", frozenset()) for name in ("lightVerb", "happeningVerb", "strikingVerb")),
    )
