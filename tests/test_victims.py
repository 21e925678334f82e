"""Whom a harm befell, each person or group with a figure of its own: lists, parts, companions, bodies, possessors."""

from __future__ import annotations

import pytest
from conftest import Read
from words import event_of, roles

Victim = tuple[str, int | None, str]  # effect, figure, a word of the victim ("" where only a figure tells)


def victims(read: Read, text: str, role: str = "victim") -> set[Victim]:
    """All that a text asserts; what did not come about and what befell nobody is left out."""
    found: set[Victim] = set()
    reading = read(text)
    for event in reading.events:
        if (
            event.quantity
            and (event.polarity, event.modality) == ("positive", "asserted")
            and event.quantity.value != 0
        ):
            for words in roles(reading, event).get(role, [""]):
                found.add((event.quantity.effect, event.quantity.value, words.removeprefix("the ")))
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Nineteen villagers, including ten children, were killed.",
            {("killed", 19, "Nineteen villagers"), ("killed", 10, "ten children")},
        ),
        ("A 12-year-old was killed on Sunday.", {("killed", 1, "A 12-year-old")}),
        ("Two 12-year-olds were killed.", {("killed", 2, "Two 12-year-olds")}),
        (
            "Two people were killed and 12 were wounded, including three policemen.",
            {("killed", 2, "Two people"), ("injured", 12, "12"), ("injured", 3, "three policemen")},
        ),
        (
            "Two soldiers died and 11 were wounded, among them a lieutenant.",
            {("killed", 2, "Two soldiers"), ("injured", 11, "11"), ("injured", 1, "a lieutenant")},
        ),
        (
            "The minister was killed along with two of his bodyguards.",
            {("killed", 1, "The minister"), ("killed", 2, "his bodyguards")},
        ),
        (
            "The mayor was killed together with his driver.",
            {("killed", 1, "The mayor"), ("killed", 1, "his driver")},
        ),
        (
            "Gunmen killed a harbour inspector and two of his brothers.",
            {("killed", 1, "a harbour inspector"), ("killed", 2, "his brothers")},
        ),
        (
            "Police are investigating the deaths of a judge, a driver and two guards.",
            {("killed", 1, "a judge"), ("killed", 1, "a driver"), ("killed", 2, "two guards")},
        ),
        (
            "Ten other people (three soldiers and seven civilians) were wounded.",
            {("injured", 10, "Ten other people"), ("injured", 3, "three soldiers"), ("injured", 7, "seven civilians")},
        ),
        ("A total of 31 people were kidnapped.", {("kidnapped", 31, "31 people")}),
    ],
)
def test_parts_and_companions_have_figures_of_their_own(read: Read, text: str, expected: set[Victim]) -> None:
    assert victims(read, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The dead were two nurses and a driver.", {("killed", 2, "two nurses"), ("killed", 1, "a driver")}),
        ("Among the dead were three children.", {("killed", 3, "three children")}),
        ("The wounded include a child and two women.", {("injured", 1, "a child"), ("injured", 2, "two women")}),
        ("Two army officers are among the wounded.", {("injured", 2, "Two army officers")}),
        ("Among those killed were a judge and his wife.", {("killed", 1, "a judge"), ("killed", 1, "his wife")}),
        (
            "The injured were identified as Lena Okoro and Paul Mensah.",
            {("injured", 1, "Lena Okoro"), ("injured", 1, "Paul Mensah")},
        ),
    ],
)
def test_lists_tell_who_the_victims_were(read: Read, text: str, expected: set[Victim]) -> None:
    assert victims(read, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The bodies of three students were found near the river.", {("killed", 3, "three students")}),
        ("The bodies of two guards were found beheaded.", {("killed", 2, "two guards")}),
        ("Soldiers found 28 bodies in the village.", {("killed", 28, "")}),
        ("The corpses of five farmers were discovered on Sunday.", {("killed", 5, "five farmers")}),
        ("The storm caused 12 deaths.", {("killed", 12, "")}),
        ("The authorities reported three deaths and 40 injuries.", {("killed", 3, ""), ("injured", 40, "")}),
        ("The war has claimed more than 70,000 lives.", {("killed", 70_000, "")}),
        ("The explosion resulted in the injury of six people.", {("injured", 6, "six people")}),
        ("The guard found the body politic amusing.", set()),
        ("No deaths were reported.", set()),
        ("The death of the party was foretold.", set()),
    ],
)
def test_bodies_deaths_and_lives_are_counted(read: Read, text: str, expected: set[Victim]) -> None:
    assert victims(read, text) == expected


@pytest.mark.parametrize(
    ("text", "killed", "killers"),
    [
        ("The army's killing of two farmers was condemned.", {("killed", 2, "two farmers")}, "The army"),
        ("The killing of two farmers by gunmen was condemned.", {("killed", 2, "two farmers")}, "gunmen"),
        ("The judge's murder was condemned.", {("killed", 1, "The judge")}, ""),
        ("Killings by the army are common.", set(), ""),
        ("Foreigners participated in the assassination of the judge.", {("killed", 1, "judge")}, "Foreigners"),
    ],
)
def test_whose_a_killing_is(read: Read, text: str, killed: set[Victim], killers: str) -> None:
    assert victims(read, text) == killed
    assert {words for _, _, words in victims(read, text, "attacker")} == ({killers} if killed else set())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The attack, in which two people were killed and 30 wounded, shocked the town.",
            {("killed", 2), ("injured", 30)},
        ),
        ("The mayor's cook was killed and his gardener wounded.", {("killed", 1), ("injured", 1)}),
        ("Four people killed in blast near Orle.", {("killed", 4)}),
        (
            "The quake left 200 dead, 500 injured and thousands homeless.",
            {("killed", 200), ("injured", 500), ("displaced", None)},
        ),
        ("Three explosions left at least one person dead and five wounded.", {("killed", 1), ("injured", 5)}),
        ("Doctors counted 30 dead civilians and 50 wounded soldiers.", {("killed", 30), ("injured", 50)}),
        ("The shooting left a girl critically wounded.", {("injured", 1)}),
    ],
)
def test_what_befell_is_told_after_the_figure(read: Read, text: str, expected: set[tuple[str, int]]) -> None:
    assert {(effect, number) for effect, number, _ in victims(read, text)} == expected


@pytest.mark.parametrize(
    "text",
    [
        "Not a single person was killed.",
        "Nobody was killed or wounded in the raid.",
        "The mayor escaped being kidnapped.",
        "The company paid 40 dollars to the injured.",
    ],
)
def test_who_came_to_no_harm_is_no_victim(read: Read, text: str) -> None:
    assert victims(read, text) == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("More than 400 soldiers were killed or wounded.", {None}),
        ("The M-19 members were murdered.", {None}),
        ("A guard was killed.", {1}),
        ("An army was killed.", {None}),
        ("Two gunmen killed and robbed a farmer.", {1}),
    ],
)
def test_a_figure_counts_only_the_victims(read: Read, text: str, expected: set[int | None]) -> None:
    assert {number for _, number, _ in victims(read, text)} == expected


def test_one_killing_is_told_once(read: Read) -> None:
    (event,) = read("The bodies of two guards were found beheaded.").events
    assert event.quantity is not None
    assert event.quantity.value == 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Two of the seven kidnapped students were seen.", {("kidnapped", 7)}),
        ("The condition of four of the six persons injured was serious.", {("injured", 6)}),
        ("Ten of the 40 passengers were injured.", {("injured", 10)}),
        ("The bomb wounded nine people, four of them seriously.", {("injured", 9), ("injured", 4)}),
        ("Eight people, six of them priests, were murdered.", {("killed", 8), ("killed", 6)}),
        ("Chad beat Mali in the final.", set()),
        ("The party was hurt by the scandal.", set()),
    ],
)
def test_of_whom_a_figure_is_told(read: Read, text: str, expected: set[tuple[str, int]]) -> None:
    assert {(effect, number) for effect, number, _ in victims(read, text)} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Lena Holt was killed by a sniper and Paul Mensah was seriously wounded.",
            {("killed", 1, "Lena Holt"), ("injured", 1, "Paul Mensah")},
        ),
        (
            "A judge, three lawyers and a court clerk were shot to death.",
            {("killed", 1, "A judge"), ("killed", 3, "three lawyers"), ("killed", 1, "a court clerk")},
        ),
        (
            "The twin bombings killed at least 31 people and injured about 200.",
            {("killed", 31, "at least 31 people"), ("injured", 200, "about 200")},
        ),
        (
            "A total of 45 people, 23 of them women, have been killed this year.",
            {("killed", 45, "45 people"), ("killed", 23, "women")},
        ),
        (
            "Fifteen people were killed, among whom were three policemen.",
            {("killed", 15, "Fifteen people"), ("killed", 3, "three policemen")},
        ),
        (
            "They are on trial for the murder of Luis Ferro, his wife, and two servants.",
            {("killed", 1, "Luis Ferro"), ("killed", 1, "his wife"), ("killed", 2, "two servants")},
        ),
        ("The raid resulted in three dead and four wounded.", {("killed", 3, "three dead"), ("injured", 4, "four")}),
        ("Nine miners remain missing.", {("missing", 9, "Nine miners")}),
        ("Soldiers found 28 bodies of farmers.", {("killed", 28, "farmers")}),
    ],
)
def test_sentences_that_the_parser_takes_apart(read: Read, text: str, expected: set[Victim]) -> None:
    assert victims(read, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It had treated 17 wounded and five had died.", {("injured", 17, "17"), ("killed", 5, "five")}),
        ("Members of the party were killed.", {("killed", None, "party")}),
        ("Also injured were a cook and two guards.", {("injured", 1, "a cook"), ("injured", 2, "two guards")}),
        (
            "The attacks claimed the lives of Senator Luis Vera, a police officer and a judge.",
            {("killed", 1, "Luis Vera"), ("killed", 1, "a police officer"), ("killed", 1, "a judge")},
        ),
        ("The death of Luis Vera, a poet and a friend, shocked her.", {("killed", 1, "Luis Vera")}),
        ("After an argument, one was killed in Tirma.", {("killed", 1, "one")}),
        (
            "Last May, a stray bullet killed the miners and two guards.",
            {("killed", None, "miners"), ("killed", 2, "two guards")},
        ),
        ("The army will never succumb to fear.", set()),
        ("He succumbed to his injuries.", {("killed", 1, "He")}),
        ("In 1985, 100 people were killed.", {("killed", 100, "100 people")}),
        ("Thirty gunmen killed two farmers.", {("killed", 2, "two farmers")}),
        ("The rebels attacked 12 towns and killed 20 people.", {("killed", 20, "20 people")}),
        ("The drug lords have vowed to kill ten judges.", set()),
    ],
)
def test_only_who_is_harmed_is_counted(read: Read, text: str, expected: set[Victim]) -> None:
    assert victims(read, text) == expected


def test_a_pronoun_and_its_name_are_one_victim(read: Read) -> None:
    reading = read("The man killed his wife and himself on Monday.")
    assert sorted(tuple(sorted({a.entity for a in e.arguments if a.role == "victim"})) for e in reading.events) == [
        (f"{reading.article.iri}#entity-man",), (f"{reading.article.iri}#entity-wife",)]


def test_words_made_like_those_for_people_come_to_harm(read: Read) -> None:
    reading = read("The gunman killed two coworkers.")
    assert roles(reading, reading.events[0])["victim"] == ["two coworkers"]
    assert [e.type for e in read("The sponsor killed the offer.").events if e.quantity] == []


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("No-one has been injured.", (0, "positive")),
        ("Two men were nearly killed in the blast.", (2, "negative")),
        ("Ten people died of burns.", (10, "positive")),
        ("The town remembered 36 artists and others killed in the fire.", (36, "positive")),
        ("More than 1.000 people died in the clashes.", (1000, "positive")),
    ],
)
def test_who_came_to_no_harm(read: Read, text: str, figure: tuple[int, str]) -> None:
    told = [(e.quantity.value, e.polarity) for e in read(text).events if e.type == "Casualties" and e.quantity]
    assert told and set(told) == {figure}


def test_no_year_is_a_count(read: Read) -> None:
    for text in ("The clerk recalled the day before his June 24, 2005 murder.", "The 2011 killings shocked Chad."):
        assert not [e for e in read(text).events if e.quantity and (e.quantity.value or 0) > 2000]


def test_an_attempted_murder_killed_nobody(read: Read) -> None:
    event = event_of(read("Holt was convicted of the attempted murder of Ada Lind."), "Casualties")
    assert event.modality == "planned" and not event.edges


def test_who_is_named_beside_another_shares_what_that_one_does(read: Read) -> None:
    reading = read("Lowell Lind prosecuted the case along with Phil Adair.")
    assert not [e for e in reading.events if e.type == "Charge"]
    reading = read("Police arrested the editor along with Phil Adair.")
    assert roles(reading, event_of(reading, "Arrest"))["detainee"] == ["the editor", "Phil Adair"]
