"""Coreference as the shipped weights see it, in invented articles; wanted entities written before the first run."""

from __future__ import annotations

import pytest
from words import entity_of, label_of

from kgraph.reader import Reader
from kgraph.records import Article, Reading

ARTICLES = {
    "clinic": (
        "Lena Holt opened a clinic in the port of Norvik on Monday. She said it would serve the whole coast.\n\n"
        "The clinic has ten beds, and its director is Omar Reyes. Reyes told reporters that he would hire nurses.\n\n"
        "The nurses will start in May. They come from three countries."
    ),
    "strike": (
        "The Harbour Workers Union called a strike on Friday. The union said its members had waited long enough.\n\n"
        "Ana Brill, who leads the union, spoke to them at the gate. “I am proud of you,” she said.\n\n"
        "The port authority rejected the demand. It asked a court to stop the strike."
    ),
    "match": (
        "The Bergen Dockers beat the Jaguars on Sunday. Lena Okoro threw three passes for the Dockers.\n\n"
        "Nordbank Inc. pays for the stadium. Nordbank blamed the rent for the delay."
    ),
}
WANTED = {  # (article, pronoun or description, which of them) -> label of its entity
    ("clinic", "She", 0): "Lena Holt",
    ("clinic", "it", 0): "clinic",
    ("clinic", "The clinic", 0): "clinic",
    ("clinic", "its", 0): "clinic",
    ("clinic", "he", 0): "Omar Reyes",
    ("strike", "The union", 0): "Harbour Workers Union",
    ("strike", "its", 0): "Harbour Workers Union",
    ("strike", "the union", 0): "Harbour Workers Union",
    ("strike", "she", 0): "Ana Brill",
    ("strike", "I", 0): "Ana Brill",
    ("strike", "It", 0): "port authority",
    ("match", "Dockers", 0): "Bergen Dockers",
}


@pytest.fixture(scope="module")
def readings() -> dict[str, Reading]:
    reader = Reader()
    return {name: reader.read(Article(name, f"urn:kgraph:article:{name}", text)) for name, text in ARTICLES.items()}


def test_companies_lose_their_endings(readings: dict[str, Reading]) -> None:
    match = readings["match"]
    assert entity_of(match, "Nordbank Inc.") == entity_of(match, "Nordbank") is not None


def test_who_comes_from_three_countries(readings: dict[str, Reading]) -> None:
    assert label_of(readings["clinic"], "They") == "nurses"


@pytest.mark.parametrize("case", WANTED, ids=lambda case: f"{case[0]} {case[1]} {case[2]}")
def test_who_is_taken_up(case: tuple[str, str, int], readings: dict[str, Reading]) -> None:
    name, words, nth = case
    assert label_of(readings[name], words, nth) == WANTED[case]


def test_what_events_and_claims_refer_to_is_there(readings: dict[str, Reading]) -> None:
    text = (
        "The trip was long. Lena Holt, a sailor, told us that we were late. “I hope the trip ends soon,” she told us. "
        "The trip, she said, harmed the crew, and Norway supported the trip and the crew."
    )
    more = Reader().read(Article("trip", "urn:kgraph:article:trip", text))
    assert len(more.events) >= 1 and len(more.attributions) >= 2
    for reading in (*readings.values(), more):
        there = {e.iri for e in reading.entities}
        named = {e for c in reading.attributions for e in (*c.source_entities, c.addressee_entity) if e}
        named |= {a.entity for e in reading.events for a in e.arguments if a.entity}
        assert named and named <= there
        assert len({m.id for m in reading.mentions}) == len(reading.mentions)


def test_people_are_kept_apart(readings: dict[str, Reading]) -> None:
    for reading in readings.values():
        people = [e.label for e in reading.entities if e.type == "Person"]
        assert len(people) == len(set(people)) >= 1
    assert label_of(readings["clinic"], "Reyes") == "Omar Reyes" != label_of(readings["clinic"], "She")


def test_what_is_told_apart_stays_apart() -> None:
    text = "The Riga nominee sang. The Orle nominee left the hall. Officers of two states, Ohio and Utah, watched."
    reading = Reader().read(Article("apart", "urn:kgraph:article:apart", text))
    assert entity_of(reading, "The Orle nominee") not in (None, entity_of(reading, "The Riga nominee"))
    ohio = next(e for e in reading.entities if e.label == "Ohio")
    assert not any("states" in name for name in ohio.aliases)


def test_nobody_accuses_himself_unless_it_is_said_so() -> None:
    text = "A lawyer sued Prince Adan Holt on Monday, accusing him of fraud."
    reading = Reader().read(Article("suit", "urn:kgraph:article:suit", text))
    assert label_of(reading, "him") == "Adan Holt"
