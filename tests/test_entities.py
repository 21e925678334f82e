"""Mentions: known names before the model's, descriptions by their head nouns, pronouns."""

from __future__ import annotations

from itertools import pairwise

import pytest
import spacy
from conftest import Read
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc
from words import entity_of, label_of, mention_of, words_of

from kgraph.components.entities import over_hyphens
from kgraph.reader import Reader
from kgraph.records import Article


@pytest.mark.parametrize(
    ("text", "words", "kind", "type_"),
    [
        ("Niger closed its border on Monday.", "Niger", "name", "Country"),
        ("Khabar 24 reported a fire in Orle.", "Khabar 24", "name", "NewsOutlet"),
        ("The UN sent food to Chad.", "UN", "name", "InternationalOrganization"),
        ("Ministers of NATO met in Oslo.", "NATO", "name", "InternationalOrganization"),
        ("Mayor Lena Holt opened the bridge.", "Lena Holt", "name", "Person"),
        ("The Orle Football Federation fined two players.", "Orle Football Federation", "name", "Organization"),
        ("The health ministry closed two wells.", "The health ministry", "description", "GovernmentBody"),
        ("Security forces closed the road.", "Security forces", "description", "Force"),
        ("Two protesters were fined.", "Two protesters", "description", "Group"),
        ("A spokesman for the mine resigned.", "A spokesman", "description", "Person"),
        ("A local newspaper printed the list.", "A local newspaper", "description", "NewsOutlet"),
        ("The town was quiet. The town slept.", "The town", "description", "Settlement"),
        ("The hospital was closed. The hospital is old.", "The hospital", "description", "Facility"),
        ("She left the room.", "She", "pronoun", "Person"),
        ("They left the room.", "They", "pronoun", "Group"),
    ],
)
def test_kinds_and_types(read: Read, text: str, words: str, kind: str, type_: str) -> None:
    mention = mention_of(read(text), words)
    assert (mention.kind, mention.type) == (kind, type_)


def test_known_names_have_one_iri_in_all_articles_and_others_do_not(read: Read) -> None:
    reading = read("Lena Holt of Norway met the head of the United Nations.")
    assert str(entity_of(reading, "Norway")).endswith("#NO")
    assert str(entity_of(reading, "Norway")) == entity_of(read("Floods hit Norway."), "Norway")
    assert entity_of(reading, "Lena Holt") == "urn:kgraph:article:test#entity-lena-holt"
    (norway,) = [e for e in reading.entities if e.label == "Norway"]
    assert (norway.type, bool(norway.same_as)) == ("Country", True)


def test_a_nationality_is_no_name_of_the_country_but_leads_to_it(read: Read) -> None:
    reading = read("The Norwegian minister flew to Chad.")
    assert mention_of(reading, "Norwegian").type == "Group"
    assert label_of(reading, "Norwegian") == "Norway"


def test_words_of_everyday_language_are_no_countries(read: Read) -> None:
    reading = read("They asked us to eat turkey and jordan almonds in the chad of the evening.")
    assert not [e for e in reading.entities if e.type == "Country"]


def test_the_longer_name_wins(read: Read) -> None:
    reading = read("The Bank of Norway Street Choir sang.")
    assert [
        m.slice.of(reading.article.text) for m in reading.mentions if "Norway" in m.slice.of(reading.article.text)
    ] != ["Norway"]


def test_a_name_with_a_word_for_its_kind_is_the_known_name(read: Read) -> None:
    reading = read("Khabar 24 TV reported a fire. Khabar 24 showed pictures.")
    assert entity_of(reading, "Khabar 24 TV") == entity_of(reading, "Khabar 24")


def test_a_title_is_no_part_of_a_name(read: Read) -> None:
    assert mention_of(read("President Ada Voss and Gen. Omar Reyes spoke."), "Ada Voss").type == "Person"
    assert mention_of(read("President Ada Voss and Gen. Omar Reyes spoke."), "Omar Reyes").type == "Person"


def test_what_an_office_is_for_is_no_part_of_a_name() -> None:
    text = "UN High Commissioner for Human Rights Ada Vel endorsed the calls for talks."
    reading = Reader().read(Article("a", "urn:kgraph:article:a", text))
    assert mention_of(reading, "Ada Vel").type == "Person"
    assert "worksFor" in {r.property for r in reading.relations}


def test_an_abbreviation_of_lower_case_words_is_no_name(read: Read) -> None:
    reading = read("The price of liquefied petroleum gas (LPG) rose. Shops ran out of LPG.")
    assert "LPG" not in {e.label for e in reading.entities}


def test_what_is_not_the_story_has_no_mentions(read: Read) -> None:
    text = (
        "Floods cut off two villages\n\nThe governor asked for boats.\n\nRead more: Norway sends Ada Voss to Chad\n\n"
        "Boats came in the evening.\n\nFollow us on the Norway channel"
    )
    reading = read(text)
    assert "Norway" not in {e.label for e in reading.entities}
    assert [m.slice.of(text) for m in reading.mentions if m.kind == "description" and "governor" in m.slice.of(text)]


def test_labels_are_the_fullest_name_and_others_are_aliases(read: Read) -> None:
    reading = read("Holt opened the bridge. Lena Holt spoke, and Holt sang.")
    (holt,) = [e for e in reading.entities if e.type == "Person"]
    assert (holt.label, holt.aliases) == ("Lena Holt", ("Holt",))


NAMES = [
    "Lena Holt",
    "Norway",
    "the UN",
    "Norwegian troops",
    "she",
    "the health ministry",
    "President",
    "of",
    "and",
    ",",
    ".",
    "Chad’s",
    "said",
    "Orle",
    "\n\n",
    "(CSTO)",
    "24",
    "dozens of protesters",
    "“",
]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(NAMES), max_size=12))
def test_mentions_are_in_order_and_each_entity_is_mentioned(read: Read, parts: list[str]) -> None:
    reading = read(" ".join(parts))
    text = reading.article.text
    assert list(reading.mentions) == sorted(reading.mentions, key=lambda m: m.slice)
    assert all(m.slice.of(text).strip() == m.slice.of(text) != "" for m in reading.mentions)
    assert {e.iri for e in reading.entities} == {m.entity for m in reading.mentions if m.entity}
    names = [m.slice for m in reading.mentions if m.kind == "name"]
    assert all(one.end <= other.start for one, other in pairwise(names))


@pytest.mark.parametrize(
    ("words", "tag", "name", "expected"),
    [
        (["Nam", "Ji", "-", "hye", "sang"], "NN", (0, 2), "Nam Ji-hye"),
        (["Lena", "Holt", "-", "Rask", "sang"], "NNP", (0, 2), "Lena Holt-Rask"),
        (["Lena", "Holt", "-", "backed", "bill"], "VBN", (0, 2), "Lena Holt"),
        (["Holt", "-", "Rask", "sang"], "NNP", (2, 3), "Holt-Rask"),
    ],
)
def test_names_of_people_go_over_hyphens(words: list[str], tag: str, name: tuple[int, int], expected: str) -> None:
    hyphen = words.index("-")
    spaces = [i not in (hyphen - 1, hyphen) for i in range(len(words))]
    tags = ["NNP"] * hyphen + ["HYPH", tag] + ["VBD"] * (len(words) - hyphen - 2)
    pos = ["PROPN"] * hyphen + ["PUNCT", "PROPN" if tag == "NNP" else "NOUN"] + ["VERB"] * (len(words) - hyphen - 2)
    doc = Doc(spacy.blank("en").vocab, words=words, spaces=spaces, tags=tags, pos=pos)
    start, end = over_hyphens(doc, *name)
    assert doc[start:end].text == expected


@pytest.mark.parametrize(("text", "words"), [
    ("The vice-president left.", ["The vice-president"]),
    ("Two ex-soldiers were arrested.", ["Two ex-soldiers"]),
    ("Its co-founder spoke to anti-government protesters.", ["Its", "Its co-founder", "anti-government protesters"]),
])
def test_a_prefix_is_part_of_its_word(read: Read, text: str, words: list[str]) -> None:
    reading = read(text)
    assert [m.slice.of(reading.article.text) for m in reading.mentions] == words


def test_a_school_is_a_place_where_something_is_in_it() -> None:
    reader = Reader()
    text = "The Orle School of Arts opposed the plan. Two pupils were hurt in the Dorva Hospital on Monday."
    reading = reader.read(Article("a", "urn:a", text))
    types = {m.slice.of(text).removeprefix("the ").removeprefix("The "): m.type for m in reading.mentions}
    assert types["Orle School of Arts"] == "Organization"
    assert types["Dorva Hospital"] == "Facility"


def test_datelines_newspapers_and_sides() -> None:
    reading = Reader().read(
        Article("a", "urn:a", "KERAVA, Norway - The Kerava Post reported that both sides met in Oslo, Norway.")
    )
    found = {e.label: e.type for e in reading.entities}
    assert {"Kerava Post": "NewsOutlet", "both sides": "Group", "Norway": "Country"}.items() <= found.items()
    assert {words_of(reading, m.slice) for m in reading.mentions} >= {"KERAVA, Norway", "Norway", "Oslo, Norway"}


def test_a_country_of_hers_is_no_other_that_is_named_later() -> None:
    text = "Minister Dalia Korpi of Chad warned that her country will act. The United States withdrew its staff."
    reading = Reader().read(Article("a", "urn:a", text))
    assert label_of(reading, "her country") != "United States"
