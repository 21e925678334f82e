"""Who does what to whom: voice, control, relative clauses, conjunction and light verbs undone."""

from __future__ import annotations

import pytest
from spacy.tokens import Token

from kgraph.components.light_verbs import light_verb_of
from kgraph.components.lists import expand, people_of
from kgraph.components.modal_words import load_words
from kgraph.components.slots import find_slots
from kgraph.components.subjects import find_subject
from kgraph.components.voice import is_passive
from kgraph.reader import Reader


def token_of(reader: Reader, text: str, word: str) -> Token:
    (token,) = [t for t in reader.nlp(text) if t.text == word]
    return token


def slots_of(reader: Reader, text: str, word: str) -> dict[str, list[str]]:
    trigger = token_of(reader, text, word)
    light = None if trigger.pos_ == "VERB" else light_verb_of(trigger, load_words(reader.ontology))
    return {name: [t.text for t in tokens] for name, tokens in find_slots(trigger, light).items()}


CASES = [
    ("Gunmen attacked the depot in Orle.", "attacked", {"subject": ["Gunmen"], "object": ["depot"]}),
    # voice
    ("The depot was attacked by gunmen.", "attacked", {"subject": ["gunmen"], "object": ["depot"]}),
    ("The depot was attacked.", "attacked", {"object": ["depot"]}),
    (
        "The soldiers have been sent to Orle by the governor.",
        "sent",
        {"subject": ["governor"], "object": ["soldiers"], "to": ["Orle"]},
    ),
    # relative clauses, whole and reduced
    ("Rebels who attacked the depot fled to the hills.", "attacked", {"subject": ["Rebels"], "object": ["depot"]}),
    (
        "The mayor visited the town that rebels had attacked on Friday.",
        "attacked",
        {"subject": ["rebels"], "object": ["town"]},
    ),
    ("The prisoners whom the army arrested were released.", "arrested", {"subject": ["army"], "object": ["prisoners"]}),
    (
        "The soldiers Ghana sent to Orle have returned.",
        "sent",
        {"subject": ["Ghana"], "object": ["soldiers"], "to": ["Orle"]},
    ),
    # read by the parser as a participle: the object is not found, but the two are never swapped
    ("The army rebuilt the depot that rebels had attacked.", "attacked", {"subject": ["rebels"]}),
    ("Soldiers flown to the border were cheered.", "flown", {"object": ["Soldiers"], "to": ["border"]}),
    ("Villages attacked by bandits stood empty.", "attacked", {"subject": ["bandits"], "object": ["Villages"]}),
    ("Rebels attacking the depot were shot.", "attacking", {"subject": ["Rebels"], "object": ["depot"]}),
    # an infinitive behind an object is done to it where it has none of its own
    ("Voters have no party to support.", "support", {"subject": ["Voters"]}),
    ("The city hired ten men to guard the depot.", "guard", {"subject": ["men"], "object": ["depot"]}),
    # who is given it, behind what describes it
    (
        "Kenya returned a statue stolen from a church in 1989 to Peru.",
        "returned",
        {"subject": ["Kenya"], "object": ["statue"], "to": ["Peru"]},
    ),
    # how far off a place is
    ("The troops moved to a base 30 km from the capital.", "moved", {"subject": ["troops"], "to": ["base"]}),
    # control
    ("The general ordered troops to leave the town.", "leave", {"subject": ["troops"], "object": ["town"]}),
    ("The general promised to leave the town.", "leave", {"subject": ["general"], "object": ["town"]}),
    (
        "The governor agreed to send soldiers to Orle.",
        "send",
        {"subject": ["governor"], "object": ["soldiers"], "to": ["Orle"]},
    ),
    (
        "The governor was asked to send soldiers to Orle.",
        "send",
        {"subject": ["governor"], "object": ["soldiers"], "to": ["Orle"]},
    ),
    ("The officers were accused of beating students.", "beating", {"subject": ["officers"], "object": ["students"]}),
    ("Police accused the students of burning the flag.", "burning", {"subject": ["students"], "object": ["flag"]}),
    ("Bandits raided the town, killing two farmers.", "killing", {"subject": ["Bandits"], "object": ["farmers"]}),
    # conjunction
    ("Gunmen attacked the depot and burned the mill.", "burned", {"subject": ["Gunmen"], "object": ["mill"]}),
    ("Gunmen attacked and burned the depot.", "attacked", {"subject": ["Gunmen"], "object": ["depot"]}),
    ("Gunmen attacked and burned the depot.", "burned", {"subject": ["Gunmen"], "object": ["depot"]}),
    ("The depot was attacked and looted by gunmen.", "looted", {"subject": ["gunmen"], "object": ["depot"]}),
    (
        "Gunmen attacked the depot, the mill and the school.",
        "attacked",
        {"subject": ["Gunmen"], "object": ["depot", "mill", "school"]},
    ),
    ("Rebels and bandits attacked the depot.", "attacked", {"subject": ["Rebels", "bandits"], "object": ["depot"]}),
    # what is left out
    ("Gunmen attacked the depot but not the school.", "attacked", {"subject": ["Gunmen"], "object": ["depot"]}),
    ("The soldiers were sent to Orle, but not to Selm.", "sent", {"object": ["soldiers"], "to": ["Orle"]}),
    # nouns and light verbs
    ("Gunmen carried out an attack on the depot.", "attack", {"subject": ["Gunmen"], "on": ["depot"]}),
    ("An attack on the depot was carried out by gunmen.", "attack", {"subject": ["gunmen"], "on": ["depot"]}),
    ("The rebels’ attack on the depot failed.", "attack", {"subject": ["rebels"], "on": ["depot"]}),
    ("An attack by gunmen on the depot failed.", "attack", {"subject": ["gunmen"], "on": ["depot"]}),
    ("Talks between Ghana and Togo failed.", "Talks", {"between": ["Ghana", "Togo"]}),
    ("The deployment of soldiers to Orle was called off.", "deployment", {"of": ["soldiers"], "to": ["Orle"]}),
    # receivers, parts, prepositions
    ("Ghana gave the farmers some aid.", "gave", {"subject": ["Ghana"], "indirect": ["farmers"], "object": ["aid"]}),
    ("Ghana gave aid to the city.", "gave", {"subject": ["Ghana"], "object": ["aid"], "to": ["city"]}),
    ("Dozens of farmers were arrested.", "arrested", {"object": ["farmers"]}),
    ("Police arrested the bodies of two men.", "arrested", {"subject": ["Police"], "object": ["men"]}),
    ("Soldiers moved towards the border.", "moved", {"subject": ["Soldiers"], "toward": ["border"]}),
    ("Benin demanded that Ghana release the farmers.", "demanded", {"subject": ["Benin"], "complement": ["Ghana"]}),
]


@pytest.mark.parametrize(("text", "word", "expected"), CASES, ids=[f"{word}: {text}" for text, word, _ in CASES])
def test_slots(reader: Reader, text: str, word: str, expected: dict[str, list[str]]) -> None:
    found = slots_of(reader, text, word)
    assert {name: found.get(name) for name in expected} == expected
    assert not {"subject", "object"} & (set(found) - set(expected))


def test_voice(reader: Reader) -> None:
    assert is_passive(token_of(reader, "The depot was attacked.", "attacked"))
    assert not is_passive(token_of(reader, "Gunmen had attacked the depot.", "attacked"))


def test_subjects_that_nobody_names_are_none(reader: Reader) -> None:
    assert find_subject(token_of(reader, "Leaving was hard.", "Leaving")) is None


def test_parts_lead_to_the_people_counted(reader: Reader) -> None:
    dozens = token_of(reader, "Dozens of workers left.", "Dozens")
    assert people_of(dozens).text == "workers"
    workers = token_of(reader, "Workers left.", "Workers")
    assert people_of(workers) == workers
    assert [t.text for t in expand(token_of(reader, "Ghana, Togo and Benin met.", "Ghana"))] == [
        "Ghana",
        "Togo",
        "Benin",
    ]


def test_a_dateline_is_a_sentence_of_its_own(reader: Reader) -> None:
    def sentences(text: str) -> list[str]:
        return [sentence.text for sentence in reader.nlp(text).sents]

    assert sentences("TIRMA, Chad -- A court has charged a minister.") == [
        "TIRMA, Chad --",
        "A court has charged a minister.",
    ]
    assert sentences("ORLE (Press Agency) – The mayor left.") == ["ORLE (Press Agency) –", "The mayor left."]
    assert sentences("EU-Chad talks were held.") == ["EU-Chad talks were held."]
    assert sentences("NATO said – again – that it would stay.") == ["NATO said – again – that it would stay."]
