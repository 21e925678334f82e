"""What is one and what stays apart: short names, acronyms, descriptions, pronouns."""

from __future__ import annotations

import pytest
from conftest import Read
from words import entity_of, label_of

from kgraph.components.cast import clean
from kgraph.components.coreference import initials

SAME = [
    # a short name after (and before) the full one
    ("Lena Holt opened the bridge. Later Holt sang.", "Lena Holt", "Holt"),
    ("Holt opened the bridge. Later Lena Holt sang.", "Lena Holt", "Holt"),
    ("Kwame van der Berg resigned. Friends of van der Berg wept.", "Kwame van der Berg", "van der Berg"),
    # acronyms, explained either way round
    ("The Union of Orle Farmers (UOF) met. The UOF wants rain.", "Union of Orle Farmers", "UOF"),
    ("The African Union met on Monday. The AU wants peace.", "African Union", "AU"),
    ("The AU met on Monday. The African Union wants peace.", "African Union", "AU"),
    # definite descriptions
    ("A farmer found the body. The farmer called the police.", "A farmer", "The farmer"),
    ("The health ministry closed two wells. The ministry blamed the mine.", "The health ministry", "The ministry"),
    ("President Ada Voss resigned. The president wept.", "Ada Voss", "The president"),
    ("Ada Voss, the spokeswoman, resigned.", "Ada Voss", "the spokeswoman"),
    ("The spokeswoman, Ada Voss, resigned.", "Ada Voss", "The spokeswoman"),
    ("The protesters marched to the square. The protesters sang.", "The protesters", "The protesters#1"),
    ("Actress Lena Okoro left the clinic. The actress is 33.", "Lena Okoro", "The actress"),
    ("A 40-year-old was arrested. The 40-year-old is a farmer.", "A 40-year-old", "The 40-year-old"),
    ("A 12-year-old boy was hurt. The 12-year-old is at home.", "A 12-year-old boy", "The 12-year-old"),
    # pronouns
    ("Ada Voss resigned. She wept.", "Ada Voss", "She"),
    ("Omar Reyes resigned because he was ill.", "Omar Reyes", "he"),
    ("Omar Reyes resigned and took his books.", "Omar Reyes", "his"),
    ("The company closed the mine. It blamed the price of coal.", "The company", "It"),
    ("The protesters marched to the square. They sang.", "The protesters", "They"),
    ("Police met Omar Reyes, who had called them.", "Omar Reyes", "who"),
    ("Norway closed its border.", "Norway", "its"),
]


@pytest.mark.parametrize(("text", "one", "other"), SAME, ids=[f"{o}: {t}" for t, _, o in SAME])
def test_the_same(read: Read, text: str, one: str, other: str) -> None:
    reading = read(text)
    words, _, nth = other.partition("#")
    assert entity_of(reading, one) == entity_of(reading, words, int(nth or 0)) is not None


APART = [
    ("Actress Lena Okoro met actress Ana Simic. The actress left.", "Lena Okoro", "The actress"),
    ("Lena Holt met Omar Holt. Holt spoke first.", "Lena Holt", "Omar Holt"),
    ("Lena Holt met Omar Holt. Holt spoke first.", "Lena Holt", "Holt"),
    ("Lena Holt met Omar Holt. Holt spoke first.", "Omar Holt", "Holt"),
    ("A farmer found the body. Another farmer called the police.", "A farmer", "Another farmer"),
    ("A farmer found the body. A farmer called the police.", "A farmer", "A farmer#1"),
    ("Three soldiers were killed in Orle. Two soldiers were killed in Selm.", "Three soldiers", "Two soldiers"),
    ("The health ministry blamed the justice ministry.", "The health ministry", "the justice ministry"),
    ("Ada Voss met Lena Holt.", "Ada Voss", "Lena Holt"),
    ("Norway sent Norwegian troops to Chad.", "Norway", "Chad"),
    ("His brother met her brother.", "His brother", "her brother"),
]


@pytest.mark.parametrize(("text", "one", "other"), APART, ids=[f"{o}, {p}: {t}" for t, o, p in APART])
def test_apart(read: Read, text: str, one: str, other: str) -> None:
    reading = read(text)
    words, _, nth = other.partition("#")
    assert entity_of(reading, one) != entity_of(reading, words, int(nth or 0))


@pytest.mark.parametrize(
    ("text", "pronoun"),
    [
        ("She wept.", "She"),
        ("It rained all night.", "It"),
        ("It is clear that the mine closed.", "It"),
        ("The mine closed in May. She wept.", "She"),
        ("They say that the mine will close.", "They"),
        ("A vote on the budget was held. He left.", "He"),
    ],
)
def test_what_is_unsure_stays_open(read: Read, text: str, pronoun: str) -> None:
    assert entity_of(read(text), pronoun) is None


def test_a_pronoun_takes_up_the_one_who_spoke(read: Read) -> None:
    reading = read("“The bridge is closed,” Lena Holt told Ada Voss. “It is old,” she added.")
    assert label_of(reading, "she") == "Lena Holt"


def test_the_subject_of_its_own_verb_is_not_taken_up_by_its_object(read: Read) -> None:
    reading = read("Omar Reyes resigned. Jon Lund praised him.")
    assert label_of(reading, "him") == "Omar Reyes"


def test_an_object_is_not_its_own_subject(read: Read) -> None:
    reading = read("Omar Reyes met Jon Lund. He praised him.")
    assert label_of(reading, "He") == "Omar Reyes"
    assert label_of(reading, "him") != "Omar Reyes"
    assert label_of(read("Omar Reyes blamed himself."), "himself") == "Omar Reyes"


def test_who_speaks_in_a_quotation_is_not_guessed_outside_it(read: Read) -> None:
    reading = read("Ada Voss resigned. “The mayor was brave, and he was right,” said Jon Lund.")
    assert label_of(reading, "he") in ("mayor", None)


def test_names_without_articles() -> None:
    assert clean("the  health\nministry") == "health ministry"
    assert clean("The") == "The"
    assert initials("Union of Free Farmers".split()) == "UFF"


def test_the_us_speaks_for_nobody(read: Read) -> None:
    reading = read("“He is all that the US is not,” said Ana Gonzalez. “I know the US well.”")
    names = [m for m in reading.mentions if m.slice.of(reading.article.text) == "US"]
    assert len(names) == 2 and {m.type for m in names} == {"Country"}


def test_a_bare_noun_is_no_name_of_what_has_one(read: Read) -> None:
    reading = read("Norway objected on Monday. The country closed its border.")
    (norway,) = (e for e in reading.entities if e.label == "Norway")
    assert "country" not in norway.aliases
    described = read("An Orle journalist objected. The journalist blamed the mayor.")
    assert any("journalist" in (e.label, *e.aliases) for e in described.entities)
