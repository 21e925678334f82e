"""Names over an article: found apart, they are joined; found once, their surnames are found again."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from kgraph.components.agreement import agree_on_types, join_people
from kgraph.components.candidates import Candidate

WORDS = "Ada Voss met Omar , Reyes Bridge stayed open .".split()


def doc_of(words: list[str]) -> Doc:
    heads = [1, *range(1, len(words))]
    deps = ["compound", *["dep"] * (len(words) - 1)]
    return Doc(spacy.blank("en").vocab, words=words, heads=heads, deps=deps)


def name(start: int, end: int, kind: str, authority: str | None = None) -> Candidate:
    return Candidate(start, end, end - 1, "name", kind, authority)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ([name(0, 1, "Person"), name(1, 2, "Person")], [(0, 2, "Person")]),
        ([name(0, 1, "Person"), name(1, 2, "Organization")], [(0, 2, "Person")]),
        ([name(0, 1, "Person"), name(1, 2, "Place")], [(0, 1, "Person"), (1, 2, "Place")]),
        ([name(0, 1, "Person"), name(1, 2, "Person", "urn:a")], [(0, 1, "Person"), (1, 2, "Person")]),
        ([name(3, 4, "Person"), name(5, 6, "Person")], [(3, 4, "Person"), (5, 6, "Person")]),
        ([name(5, 6, "Person"), name(6, 7, "Facility")], [(5, 6, "Person"), (6, 7, "Facility")]),
    ],
)
def test_parts_of_a_name_are_joined(found: list[Candidate], expected: list[tuple[int, int, str]]) -> None:
    assert [(n.start, n.end, n.type) for n in join_people(doc_of(WORDS), found)] == expected


def test_one_name_has_one_type() -> None:
    doc = doc_of("Voss left . Voss came . Voss sang .".split())
    found = [name(0, 1, "Person"), name(3, 4, "Organization"), name(6, 7, "Person")]
    assert {n.type for n in agree_on_types(doc, found)} == {"Person"}


def test_a_first_name_that_was_not_found_belongs_to_its_surname() -> None:
    doc = doc_of("Ada Voss met Omar .".split())
    doc[0].pos_ = "PROPN"
    surname = name(1, 2, "Person")
    assert [(n.start, n.end) for n in join_people(doc, [surname])] == [(0, 2)]
    assert [(n.start, n.end) for n in join_people(doc, [surname], frozenset(("ada",)))] == [(1, 2)]
