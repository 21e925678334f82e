"""No trigger stands for two unlike types of event, but for those that are told apart by who does it or to whom."""

from __future__ import annotations

from collections import defaultdict

from kgraph.declarations import load_ontology
from kgraph.ontology import Frame, Ontology

# Single words, of which the roles tell which is meant: "seized a town", "seized a truck", "seized a smuggler".
WORDS = frozenset(
    """accept airlift blockade boycott capture carpet-bomb compensate encircle evacuate expel heckle jeer liberate
    occupy order push quit recapture seize seizure ship strike surround truce""".split()
)
# The same of several words: workers launch a strike as well as armies; people are thrown out, and so are bills; police
# set up barricades, and so do crowds.
PHRASES = frozenset(("erect barricade", "launch strike", "set up barricade", "throw out"))
EXERCISES = ("war game", "military exercise")  # held alone or with others


def ties(ontology: Ontology) -> set[str]:
    """Triggers of unlike types of which neither asks for more roles than the other, so that none wins by that."""
    asked: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    for event in ontology.events.values():
        for frame in event.frames if event.plover else ():  # what has no code stands beside any other
            for part, lemma in _triggers(frame):
                asked[part, lemma][event.name] = max(len(frame.needs), asked[part, lemma].get(event.name, 0))
    found = set()
    for (_, lemma), kinds in asked.items():
        for kind, needs in kinds.items():
            for other, others in kinds.items():
                unlike = not ontology.is_a(kind, other) and not ontology.is_a(other, kind)
                if unlike and (needs == others or " " not in lemma):
                    found.add(lemma)
    return found


def _triggers(frame: Frame) -> list[tuple[str, str]]:
    """Those of a frame that stand for it alone: casualties join any event, rivals and quarrels are declared."""
    if frame.effect is not None:
        return []
    verbs = frame.verbs - frame.rivals - frame.quarrels
    return [(part, lemma) for part, lemmas in (("verb", verbs), ("noun", frame.nouns - frame.quarrels),
                                               ("adjective", frame.adjectives)) for lemma in lemmas]


def test_no_trigger_stands_for_two_unlike_types() -> None:
    found = {lemma for lemma in ties(load_ontology()) if not lemma.endswith(EXERCISES)}
    assert found == WORDS | PHRASES
