"""Standing relations: who holds which role for whom, who belongs to what, where a place lies."""

from __future__ import annotations

import pytest
from conftest import Read
from words import relation_words

Triple = tuple[str, str, str]

CASES: list[tuple[str, set[Triple]]] = [
    # a title before the name
    ("Mayor Lena Holt opened the bridge.", {("holdsRole", "Lena Holt", "Mayor")}),
    (
        "European Union spokesman Omar Reyes resigned.",
        {("holdsRole", "Omar Reyes", "spokesman"), ("worksFor", "Omar Reyes", "European Union")},
    ),
    (
        "Norwegian foreign minister Ada Voss flew to Chad.",
        {("holdsRole", "Ada Voss", "foreign minister"), ("worksFor", "Ada Voss", "Norway")},
    ),
    (
        "Norway’s foreign minister Ada Voss flew to Chad.",
        {("holdsRole", "Ada Voss", "foreign minister"), ("worksFor", "Ada Voss", "Norway")},
    ),
    # an apposition behind it
    (
        "Ada Voss, the foreign minister of Norway, flew to Chad.",
        {("holdsRole", "Ada Voss", "foreign minister"), ("worksFor", "Ada Voss", "Norway")},
    ),
    (
        "Omar Reyes, a spokesman for the African Union, resigned.",
        {("holdsRole", "Omar Reyes", "spokesman"), ("worksFor", "Omar Reyes", "African Union")},
    ),
    # membership
    ("Norway, a member of NATO, closed its border.", {("memberOf", "Norway", "NATO")}),
    ("Chad is a member of the African Union.", {("memberOf", "Chad", "African Union")}),
    (
        "The African Union, which includes Chad, Ghana and Mali, met on Monday.",
        {
            ("memberOf", "Chad", "African Union"),
            ("memberOf", "Ghana", "African Union"),
            ("memberOf", "Mali", "African Union"),
        },
    ),
    # places
    ("A mill burned in Bergen, Norway, on Monday.", {("locatedIn", "Bergen", "Norway")}),
    ("A mill burned in Oslo, the capital of Norway.", {("locatedIn", "Oslo", "Norway")}),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text for text, _ in CASES])
def test_relations(read: Read, text: str, expected: set[Triple]) -> None:
    assert relation_words(read(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Chad is not a member of the European Union.",
        "Norway met Chad, Ghana and Mali.",
        "The bus stopped in Oslo, and Norway won.",
        "Lena Holt met the mayor.",
        "A member of the choir sang in Norway.",
    ],
)
def test_no_relation(read: Read, text: str) -> None:
    assert relation_words(read(text)) == set()


def test_a_relation_has_its_evidence_and_the_claim_that_states_it(read: Read) -> None:
    reading = read("The Courier reported that Chad is a member of the European Union. Norway is a member of NATO.")
    claimed, stated = reading.relations
    (claim,) = reading.attributions
    assert (claimed.attribution, stated.attribution) == (claim.id, None)
    text = reading.article.text
    assert claimed.evidence.of(text) == "Chad is a member of the European Union"
    assert stated.evidence.of(text) == "Norway is a member of NATO"


def test_each_relation_stands_once(read: Read) -> None:
    reading = read("Mayor Lena Holt sang. Mayor Lena Holt wept.")
    assert len(reading.relations) == 1


def test_a_body_of_a_country(read: Read) -> None:
    assert ("partOf", "foreign ministry", "Norway") in {
        (p, s.removeprefix("Norway’s "), o)
        for p, s, o in relation_words(read("Norway’s foreign ministry closed two embassies."))
    }


@pytest.mark.parametrize(
    "text",
    [
        "The aide to Ada Voss resigned.",
        "Omar Reyes, a Latvian poet, sang.",
        "The Latvian poet Omar Reyes sang.",
        "Former bank director Ada Voss sang.",
    ],
)
def test_nobody_works_where_it_is_not_said(read: Read, text: str) -> None:
    assert [r for r in read(text).relations if r.property == "worksFor"] == []


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("The head of Orle Pictures and Ada Voss sang.", set()),
        ("Senator Omar Reyes and Mayor Ada Voss sang.", {"Senator", "Mayor"}),
        ("Minister of Trade and Industry Ada Voss sang.", {"Minister of Trade and Industry"}),
        ("The reporter spoke of the investigation of former minister Ada Voss.", {"former minister"}),
        ("Advisers to Mr. Voss sang.", set()),
    ],
)
def test_a_role_is_that_of_whose_name_it_stands_before(read: Read, text: str, roles: set[str]) -> None:
    assert {r.object for r in read(text).relations if r.property == "holdsRole"} == roles


def test_former_offices_are_told_as_such(read: Read) -> None:
    reading = read("Former UN envoy Ada Voss sang.")
    assert {r.object for r in reading.relations if r.property == "holdsRole"} == {"Former UN envoy"}


def test_a_list_of_places_tells_not_where_they_lie(read: Read) -> None:
    reading = read("He sang in Riga, Norway, Chad and Mali.")
    assert [r for r in reading.relations if r.property == "locatedIn"] == []


def test_who_somebody_is_is_the_writers_word_unless_it_is_quoted(read: Read) -> None:
    told = read("Omar Reyes said on Monday that Mayor Ada Voss had left the town.")
    quoted = read("“I know Mayor Ada Voss very well,” Omar Reyes said on Monday.")
    assert [r.attribution is None for r in told.relations if r.property == "holdsRole"] == [True]
    assert [r.attribution is None for r in quoted.relations if r.property == "holdsRole"] == [False]


def test_who_only_stands_for_something_holds_no_office_there(read: Read) -> None:
    for text, wanted in {
        "Chief Justice John Rask spoke.": {("holdsRole", "John Rask", "Chief Justice")},
        "He is a member of the Holt clan.": set(),
        "Omar Reyes, a 40-year-old man, left.": set(),
        "Hedge-fund manager Omar Reyes left.": {("holdsRole", "Omar Reyes", "Hedge-fund manager")},
        "Chad’s potential president, Omar Reyes, left.": {("holdsRole", "Omar Reyes", "potential president")},
    }.items():
        assert relation_words(read(text)) == wanted


def test_who_was_trained_somewhere_does_not_work_there(read: Read) -> None:
    for how in ("educated", "trained"):
        told = relation_words(read(f"UN-{how} envoy Ada Voss sang."))
        assert {r for r in told if r[0] == "worksFor"} == set()
    assert ("worksFor", "Ada Voss", "United Nations") in relation_words(read("UN envoy Ada Voss sang."))


def test_a_role_is_told_with_what_it_is_of(read: Read) -> None:
    for text, role in {
        "Lena Holt, the former secretary of state, spoke.": "former secretary of state",
        "Former Radio Orle editor Lena Holt spoke.": "Former Radio Orle editor",
        "Nord Bank board member Lena Holt spoke.": "board member",
    }.items():
        assert ("holdsRole", "Lena Holt", role) in relation_words(read(text))
