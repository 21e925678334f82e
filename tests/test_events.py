"""Events with their roles, place, time, zone and the claim that states them."""

from __future__ import annotations

import pytest
from conftest import Read
from words import claim_with, event_of, events_of, label_of, labels, roles, words_of


def test_a_deployment_with_all_its_roles(read: Read) -> None:
    reading = read("Norway sent 300 soldiers from Oslo to Chad on Tuesday.", published="2021-03-04")
    event = event_of(reading, "Deployment")
    assert roles(reading, event) == {
        "sender": ["Norway"],
        "force": ["300 soldiers"],
        "origin": ["Oslo"],
        "destination": ["Chad"],
    }
    assert (event.polarity, event.modality, event.zone, event.attribution) == ("positive", "asserted", "body", None)
    assert event.plover == "MOBILIZE"
    assert event.time is not None
    assert (words_of(reading, event.time.slice), event.time.value) == ("Tuesday", "2021-03-02")
    assert [labels(reading).get(a.entity or "") for a in event.arguments if a.role in ("sender", "destination")] == [
        "Norway",
        "Chad",
    ]


def test_passive_control_and_conjunction_in_whole_sentences(read: Read) -> None:
    reading = read("The governor ordered police to arrest the miners.")
    event = event_of(reading, "Arrest")
    assert roles(reading, event) == {"arrester": ["police"], "detainee": ["the miners"]}
    assert event.modality == "demanded"
    reading = read("The miners were arrested by soldiers in Orle and released on Friday.")
    assert roles(reading, event_of(reading, "Arrest")) == {"arrester": ["soldiers"], "detainee": ["The miners"]}
    reading = read("Gunmen attacked a convoy near Orle, killing three soldiers.")
    assert roles(reading, event_of(reading, "Attack"))["attacker"] == ["Gunmen"]
    assert roles(reading, event_of(reading, "Casualties")) == {
        "attacker": ["Gunmen"],
        "victim": ["three soldiers"],
        "place": ["Orle"],
    }


def test_meetings_are_between_two(read: Read) -> None:
    reading = read("Talks between Norway and Chad were held in Oslo on Tuesday.", published="2021-03-04")
    event = event_of(reading, "Meeting")
    assert roles(reading, event)["participant"] == ["Norway", "Chad"]
    assert words_of(reading, event.place) == "Oslo"
    assert event.time is not None
    assert event.time.value == "2021-03-02"


def test_the_place_of_an_event(read: Read) -> None:
    reading = read("Police arrested two farmers in Almaty.")
    event = event_of(reading, "Arrest")
    assert words_of(reading, event.place) == "Almaty"
    assert labels(reading)[event.place_entity or ""] == "Almaty"


def test_each_clause_has_its_own_time(read: Read) -> None:
    reading = read(
        "Gunmen attacked the depot on Monday, and police arrested two men on Wednesday.", published="2021-03-04"
    )
    assert {e.type: e.time.value for e in reading.events if e.time} == {"Attack": "2021-03-01", "Arrest": "2021-03-03"}


def test_a_deed_that_somebody_is_held_for_was_done_before(read: Read) -> None:
    for text, when in {
        "Orle police arrested Lena Holt in the 1987 killings.": [],
        "Orle police arrested Lena Holt on Friday in the 1987 killings.": ["2021-03-05"],
        "Lena Holt was arrested in 1987.": ["1987"],
    }.items():
        events = events_of(read(text, published="2021-03-08"), "Arrest")
        assert [e.time.value for e in events if e.time] == when


def test_a_time_that_belongs_to_the_speaking_is_not_the_events(read: Read) -> None:
    reading = read("The mayor said on Wednesday that gunmen had attacked the depot.", published="2021-03-04")
    assert event_of(reading, "Attack").time is None


def test_an_event_stands_in_the_innermost_claim(read: Read) -> None:
    reading = read("The Courier reported that Ada Voss had said gunmen attacked the depot. Police arrested two men.")
    inner = (
        claim_with(reading, "had said")
        if any(words_of(reading, c.cue) == "had said" for c in reading.attributions)
        else claim_with(reading, "said")
    )
    assert event_of(reading, "Attack").attribution == inner.id
    assert event_of(reading, "Arrest").attribution is None


def test_headlines_and_captions_count_and_teasers_do_not(read: Read) -> None:
    text = (
        "Police arrest two farmers in Orle\n\nPolice arrested two farmers on Tuesday.\n\n"
        "Police arrest a farmer in Orle on March 2, 2021. (AP Photo/Jon Lund)\n\n"
        "Read more: How police arrested the mayor of Selm\n\nThe road was closed.\n\n"
        "Follow us: gunmen attacked the depot"
    )
    assert [(e.type, e.zone) for e in read(text).events] == [
        ("Arrest", "headline"),
        ("Arrest", "body"),
        ("Arrest", "caption"),
        ("Occurrence", "body"),
    ]


def test_a_pronoun_fills_a_role_with_its_entity(read: Read) -> None:
    reading = read("Omar Reyes fled to Orle. Police arrested him on Friday.")
    event = event_of(reading, "Arrest")
    (detainee,) = [a for a in event.arguments if a.role == "detainee"]
    assert words_of(reading, detainee.slice) == "him"
    assert labels(reading)[detainee.entity or ""] == "Omar Reyes" == label_of(reading, "Omar Reyes")


def test_without_what_a_frame_needs_there_is_no_event(read: Read) -> None:
    for text in ("Norway sent a letter to Chad.", "The news killed all hope."):
        assert [
            (e.type, e.polarity, e.modality)
            for e in read(text).events
            if e.type in ("Deployment", "Casualties", "Meeting")
        ] == [], text


def test_ids_differ_and_are_made_from_the_trigger(read: Read) -> None:
    reading = read("The blast killed 13 workers and injured 40 farmers. The blast killed a dog.")
    ids = [e.id for e in reading.events]
    assert len(set(ids)) == len(ids) >= 2
    first = events_of(reading, "Casualties")[0]
    assert first.id == f"event-casualties-killed-{first.trigger.start}-{first.trigger.end}"


def test_what_is_awaited_has_not_come_about(read: Read) -> None:
    awaited = event_of(read("Chad will not talk with the union until the rebels surrender."), "Concession")
    assert awaited.modality == "conditional"
    over = event_of(read("The port was quiet until rebels attacked the town in May."), "Attack")
    assert over.modality == "asserted"


def test_who_does_it_stands_further_off(read: Read) -> None:
    reading = read("Its troops were accused by rights groups of executing prisoners.")
    assert roles(reading, event_of(reading, "Execution"))["executioner"] == ["Its troops"]
    reading = read("The mayor said that no gun had been fired and blamed the attack on rebels.")
    assert roles(reading, event_of(reading, "Accusation"))["accuser"] == ["The mayor"]
    assert "target" not in roles(reading, event_of(reading, "Attack"))
    reading = read("Residents reached by telephone praised the army.")
    assert "telephone" not in [label for e in reading.events for label in roles(reading, e).get("agent", [])]


def test_a_time_told_of_and_the_end_of_something(read: Read) -> None:
    march = event_of(read("The crowd was the largest since 2008, when workers protested against the law."), "Protest")
    assert march.time is not None and march.time.value == "2008"
    reading = read("The government has banned rallies in Orle until March 20.", published="2021-03-01")
    assert event_of(reading, "Restriction").time is None


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Reporters asked whether the army had shelled the village.", {"Shooting": {"attacker": ["the army"]}}),
        ("A spokeswoman for Holt declined to comment.", {}),
        ("The crew blasts off to the space station.", {}),
        ("The army was deployed to restore order.", {"Deployment": {"force": ["The army"]}}),
        ("Russia, which signed a pact with Chad, left.", {"Agreement": {"participant": ["Russia", "Chad"]}}),
        ("Chad will not stand by if Mali is attacked.", {"Attack": {"target": ["Mali"]}}),
        ("A workplace rampage left two men dead.", {"Casualties": {"victim": ["two men"]}}),
    ],
)
def test_what_is_told_and_what_is_not(text: str, kinds: dict[str, dict[str, list[str]]], read: Read) -> None:
    reading = read(text)
    found = {e.type: roles(reading, e) for e in reading.events if e.type not in ("Occurrence", "Rejection")}
    assert found.keys() == kinds.keys()
    for kind, fillers in kinds.items():
        assert fillers.items() <= found[kind].items()
    assert "attacker" not in found.get("Casualties", {})


def test_whoever_is_told_of_along_with_others_takes_part(read: Read) -> None:
    reading = read("Ana Kesic was detained along with 40 supporters.")
    assert roles(reading, event_of(reading, "Arrest"))["detainee"] == ["Ana Kesic", "40 supporters"]
    reading = read("Lena Holt, together with Omar Reyes, met the mayor.")
    assert roles(reading, event_of(reading, "Meeting"))["participant"] == ["Lena Holt", "Omar Reyes", "the mayor"]
