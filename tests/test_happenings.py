"""Events that a noun tells of as the subject: "clashes broke out in Orle", "a quake struck the town".

The expected rows were written before the code first read the sentences.
"""

from __future__ import annotations

import pytest
from conftest import Read

from kgraph.records import Event

HAPPENED = [
    ("Clashes broke out between police and protesters in Orle on Monday.", "Clash",
     {"participant": {"police", "protesters"}}, "Orle"),
    ("Riots erupted in Lisbon after the verdict.", "Riot", {}, "Lisbon"),
    ("An explosion occurred at a factory in Lisbon.", "Bombing", {"target": {"a factory"}}, "Lisbon"),
    ("A protest took place in Lisbon on Friday.", "Protest", {}, "Lisbon"),
    ("A shooting happened near the station in Lisbon.", "Shooting", {}, "Lisbon"),
    ("Elections were held in Peru on Sunday.", "Election", {}, "Peru"),
    ("Peru held elections on Sunday.", "Election", {}, "Peru"),
    ("A fire broke out at a depot in Lisbon on Friday night.", "Fire", {"affected": {"a depot"}}, "Lisbon"),
    ("The fire began shortly before dawn on Monday.", "Fire", {}, None),
    ("A large fire has destroyed a supermarket in Lisbon.", "Fire", {"affected": {"a supermarket"}}, "Lisbon"),
    ("A church in Lisbon was badly damaged by a fire.", "Fire", {"affected": {"A church"}}, None),
    ("The fire ripped through a warehouse in Lisbon.", "Fire", {"affected": {"a warehouse"}}, "Lisbon"),
    ("A strong earthquake shook Chile early on Tuesday.", "Disaster", {"affected": {"Chile"}}, None),
    ("An earthquake hit an island off the coast of Peru on Sunday, injuring five people.", "Disaster",
     {"affected": {"an island"}}, None),
    ("The town of Orle was hit by a tornado.", "Disaster", {"affected": {"The town of Orle"}}, None),
    ("Floods swept through three villages in Chad.", "Disaster", {"affected": {"three villages"}}, "Chad"),
    ("A car bomb attack rocked Lisbon on Monday.", "Attack", {"target": {"Lisbon"}}, None),
    ("The raid killed two farmers in Chad.", "Attack", {"target": {"two farmers"}}, "Chad"),
]


@pytest.mark.parametrize(("text", "kind", "roles", "place"), HAPPENED)
def test_what_happens_is_an_event(
    read: Read, text: str, kind: str, roles: dict[str, set[str]], place: str | None
) -> None:
    event = the_only(read, text, kind)
    assert (event.polarity, event.modality) == ("positive", "asserted")
    found: dict[str, set[str]] = {}
    for argument in event.arguments:
        found.setdefault(argument.role, set()).add(argument.slice.of(text))
    for role, fillers in roles.items():
        assert {filler for filler in fillers if any(filler in each or each in filler for each in found.get(role, ()))
                } == fillers, found
    if place is not None:
        assert place in {*(p.of(text) for p in [event.place] if p), *found.get("place", ())}


@pytest.mark.parametrize("text", [
    "The earthquake hit an island off the coast of Peru.", "The quake struck the city of Orle.",
    "The town of Orle was hit by a tornado.", "Inflation hit the poor in Chad.", "The drought hit farmers in Chad.",
    "Typhoon Marla battered Chad on Friday."])
def test_what_nobody_does_is_no_attack(read: Read, text: str) -> None:
    assert not [event for event in read(text).events if event.type == "Attack"]


@pytest.mark.parametrize("text", [
    "Rebels hit the station in Lisbon.", "A missile hit the station in Lisbon.", "Gunmen struck a village in Chad.",
    "They struck a village in Chad."])
def test_what_somebody_does_is_one(read: Read, text: str) -> None:
    assert [event for event in read(text).events if event.type in ("Attack", "Shooting")]


@pytest.mark.parametrize(("text", "polarity", "modality"), [
    ("Clashes did not break out between police and protesters in Orle.", "negative", "asserted"),
    ("Clashes may break out between police and protesters in Orle.", "positive", "possible"),
    ("If clashes break out between police and protesters in Orle, the match will end.", "positive", "conditional"),
    ("Elections will be held in Peru on Sunday.", "positive", "planned"),
    ("No elections were held in Peru.", "negative", "asserted")])
def test_what_does_not_happen_is_no_fact(read: Read, text: str, polarity: str, modality: str) -> None:
    found = [event for event in read(text).events if event.type in ("Clash", "Election")]
    assert [(event.polarity, event.modality) for event in found] == [(polarity, modality)]


@pytest.mark.parametrize("text", [
    "The mayor came under fire.", "A flood of letters arrived.", "The outbreak of peace surprised them.",
    "A storm of protest followed."])
def test_figures_of_speech_tell_of_nothing(read: Read, text: str) -> None:
    assert not [event for event in read(text).events if event.type in ("Fire", "Disaster")]


def the_only(read: Read, text: str, kind: str) -> Event:
    found = [event for event in read(text).events if event.type == kind]
    assert len(found) == 1, [(event.type, event.trigger.of(text)) for event in read(text).events]
    return found[0]


@pytest.mark.parametrize(("text", "kind", "role", "filler"), [
    ("Officials announced the arrest of three men.", "Arrest", "detainee", ["three men"]),
    ("The palace announced the resignation of Adan Holt.", "Resignation", "yielder", ["Adan Holt"]),
    ("Officials announced the withdrawal of Chadian troops from Mali.", "Withdrawal", "yielder", ["Chadian troops"]),
    ("His lawyer said Adan Holt's arrest was unlawful.", "Arrest", "detainee", ["Adan Holt"]),
    ("Three men are under arrest.", "Arrest", "detainee", ["Three men"]),
    ("Burglars stole several necklaces from a shop in Orle.", "Theft", "stolen", ["several necklaces"]),
    ("The people of Peru voted in a parliamentary election on Sunday.", "Election", "voter", ["The people"])])
def test_who_announces_a_deed_does_not_do_it(read: Read, text: str, kind: str, role: str, filler: list[str]) -> None:
    event = the_only(read, text, kind)
    assert [a.slice.of(text) for a in event.arguments if a.role == role] == filler


@pytest.mark.parametrize(("text", "kinds"), [
    ("Adan Holt died of a heart attack in prison on Monday.", {"Casualties"}),
    ("She had a panic attack on stage in Orle.", set()),
    ("Soldiers opened fire on protesters in Orle.", {"Shooting"}),
    ("Soldiers and rebels exchanged fire near Orle.", {"Clash"}),
    ("The court upheld the sentence of Adan Holt.", {"CourtSentence"})])
def test_one_thing_is_told_once(read: Read, text: str, kinds: set[str]) -> None:
    assert {event.type for event in read(text).events} == kinds


def test_a_hedge_holds_for_all_that_its_subject_does(read: Read) -> None:
    events = read("A former guard allegedly shot and killed two miners in Orle.").events
    assert {event.type: event.modality for event in events} == {"Shooting": "possible", "Casualties": "possible"}


@pytest.mark.parametrize(("text", "kinds"), [
    ("President Ida Rask sacked her entire government.", {"Dismissal"}),
    ("Clashes in Orle killed ten people.", {"Clash", "Casualties"}),
    ("The lake provides fine views.", set()),
    ("The ministry provided tents to the villagers.", {"Aid"})])
def test_words_of_two_meanings(read: Read, text: str, kinds: set[str]) -> None:
    events = read(text).events
    assert {event.type for event in events} - {"Occurrence"} == kinds
    assert not [a for event in events if event.type == "Clash" for a in event.arguments if a.role == "participant"]


def test_names_tell_of_nothing(read: Read) -> None:
    events = read("The Lisbon Stock Exchange opened a branch in Orle.").events
    assert [(event.type, event.trigger.start) for event in events] == [("Occurrence", 26)]
