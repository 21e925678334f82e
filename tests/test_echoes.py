"""What several words of a sentence tell of is one event; what nobody in the article tells is none.

The expected rows were written before the code first read the sentences.
"""

from __future__ import annotations

import pytest
from conftest import Read
from words import roles

ONE = [
    ("Thousands marched through Lisbon in a protest against the law.", "Protest",
     {"protester": "Thousands", "place": "Lisbon"}),
    ("Students rallied at a demonstration in Lisbon.", "Protest", {"protester": "Students", "place": "Lisbon"}),
    ("Rebels attacked a convoy in an ambush near Lisbon.", "Attack", {"attacker": "Rebels", "place": "Lisbon"}),
]
SEVERAL = [
    ("Police arrested ten people during a protest in Lisbon.", ["Arrest", "Protest"]),
    ("Teachers marched in Lisbon during a protest by miners in Porto.", ["Protest", "Protest"]),
    ("Two guards were killed in an attack in Lisbon.", ["Attack", "Casualties"]),
]


@pytest.mark.parametrize(("text", "kind", "filled"), ONE)
def test_a_verb_and_its_occasion_are_one_event(read: Read, text: str, kind: str, filled: dict[str, str]) -> None:
    reading = read(text)
    (event,) = reading.events
    assert event.type == kind
    found = roles(reading, event)
    for role, filler in filled.items():
        assert filler in found.get(role, ()), found


@pytest.mark.parametrize(("text", "kinds"), SEVERAL)
def test_other_events_stay(read: Read, text: str, kinds: list[str]) -> None:
    assert sorted(event.type for event in read(text).events) == kinds


def test_an_aside_in_a_quotation_tells_of_nothing(read: Read) -> None:
    reading = read("“All these people [gesturing to the crowd] will pay the loan,” Holt said.")
    assert [event.lemma for event in reading.events] == ["pay"]


def test_steps_aimed_at_something_are_no_aim_at_it(read: Read) -> None:
    assert read("The ministry could take steps aimed at restoring order in Lisbon.").events == ()
    (event,) = read("The senator took aim at the mayor.").events
    assert event.type == "Objection"
