"""Whom "he" and "she" cannot be: by first names, nouns and what other pronouns say."""

from __future__ import annotations

import pytest
from conftest import Read
from words import labels

from kgraph.components.genders import load_first_names
from kgraph.reader import Reader
from kgraph.records import Article


def test_first_names_are_men_s_or_women_s() -> None:
    names = load_first_names()
    assert len(names) == 20728
    assert set(names.values()) == {"he", "she"}
    assert [names.get(name) for name in ("Omar", "Rosa", "Sergei", "Fatima", "Robin", "Kim")] == [
        "he",
        "she",
        "he",
        "she",
        None,
        None,
    ]


@pytest.fixture(scope="module")
def learned() -> Reader:
    return Reader()


def whom(reader: Reader, text: str, pronoun: str) -> list[str | None]:
    """The labels of what each occurrence of a pronoun takes up."""
    reading = reader.read(Article("article", "urn:kgraph:article:article", text))
    names = labels(reading)
    return [names.get(m.entity or "") for m in reading.mentions if m.slice.of(text).lower() == pronoun]


@pytest.mark.parametrize(
    ("text", "pronoun", "expected"),
    [
        ("Rosa Lind met Omar Reyes in Orle on Monday. She brought a letter.", "she", "Rosa Lind"),
        ("Rosa Lind met Omar Reyes in Orle on Monday. He brought a letter.", "he", "Omar Reyes"),
        ("Omar Reyes wrote to Rosa Lind in May. Her answer came in June.", "her", "Rosa Lind"),
    ],
)
def test_a_first_name_speaks_against_a_pronoun(learned: Reader, text: str, pronoun: str, expected: str) -> None:
    assert whom(learned, text, pronoun) == [expected]


def test_a_surname_tells_nothing(learned: Reader) -> None:
    text = "Senator Clinton opened a school in Orle. She said its library was the best in the state."
    assert "Clinton" in (whom(learned, text, "she")[0] or "")


def test_whom_a_clause_is_done_to_is_not_who_does_it(learned: Reader) -> None:
    text = "The rebels freed nine sailors and handed them to the Red Cross."
    assert "rebels" not in (whom(learned, text, "them")[0] or "")


def test_rules_know_first_names_too(read: Read) -> None:
    reading = read("Rosa Lind met Omar Reyes in Orle. She said the bridge was safe.")
    claim = reading.attributions[-1]
    assert [labels(reading)[iri] for iri in claim.source_entities] == ["Rosa Lind"]
