"""What speaks for a claim."""

from __future__ import annotations

import pytest

from kgraph.components.evidence import BY_RULES, chance, weigh
from kgraph.reader import Reader, ReaderSettings
from kgraph.records import Article

TEXT = "“We lost three boats,” Lena Holt said.\n\nThe harbour may reopen in May, according to the ministry."


def test_more_evidence_makes_a_claim_likelier() -> None:
    weights = {"always": -2.0, "cue": 1.0, "roles": 1.0, "quoted": 0.5}
    reasons = {"always": 1.0, "cue": 0.5, "roles": 0.5, "quoted": 0.0}
    chances = [chance({**reasons, "cue": cue}, weights) for cue in (-4.0, 0.5, 4.0)]
    assert chances == sorted(chances) and 0 < chances[0] < 0.02 and 0.9 < chances[2] < 1
    assert chance({**reasons, "never learned": 9.0}, weights) == chances[1]


def test_every_claim_has_a_probability() -> None:
    for kind in ("learned", "rules"):
        reading = Reader(ReaderSettings(attributions=kind)).read(Article("a", "urn:kgraph:article:a", TEXT))
        assert len(reading.attributions) == 2
        for claim in reading.attributions:
            assert claim.confidence is not None and 0.3 < claim.confidence < 1
            if kind == "rules":
                assert claim.confidence in BY_RULES.values()


def test_reasons_have_a_weight_in_what_ships(learned_reader: Reader) -> None:
    encoder = learned_reader.encoder
    assert encoder is not None
    assert {"always", "cue", "roles", "agreement", "source", "quoted", "within"} <= set(encoder.evidence)
    assert encoder.evidence["cue"] > 0 < encoder.evidence["agreement"]


@pytest.fixture(scope="module")
def learned_reader() -> Reader:
    return Reader()


def test_weighing_names_the_construction() -> None:
    from kgraph.components.cues import CueFinder, find_drafts

    reader = Reader(ReaderSettings(attributions="rules"))
    doc = reader.nlp("The ministry said the harbour would reopen.")
    (draft,) = find_drafts(doc, CueFinder(reader.ontology), [False] * len(doc))
    draft.grammar = draft.kind
    found = weigh(doc.text, draft)
    assert found["alone clause"] == found["speech"] == found["grammar alone"] == found["source"] == 1
    assert found["quoted"] == found["agreement"] == found["cue"] == 0
