"""Polarity and modality of one event in many grammatical settings: is it told as having happened?"""

from __future__ import annotations

import pytest
from conftest import Read
from words import event_of, events_of, roles

from kgraph.reader import Reader
from kgraph.records import Article

SENT = [
    # happened
    ("Ghana sent troops to Togo.", "positive", "asserted"),
    ("Ghana has already sent troops to Togo.", "positive", "asserted"),
    ("Ghana managed to send troops to Togo.", "positive", "asserted"),
    ("Ghana began sending troops to Togo.", "positive", "asserted"),
    ("Ghana continued to send troops to Togo.", "positive", "asserted"),
    ("Ghana was forced to send troops to Togo.", "positive", "asserted"),
    ("Ghana reportedly sent troops to Togo.", "positive", "asserted"),
    ("Ghana never failed to send troops to Togo.", "positive", "asserted"),
    ("It is not surprising that Ghana sent troops to Togo.", "positive", "asserted"),
    ("Officials did not know that Ghana sent troops to Togo.", "positive", "asserted"),
    ("The fact that Ghana sent troops to Togo angered Benin.", "positive", "asserted"),
    # did not happen
    ("Ghana did not send troops to Togo.", "negative", "asserted"),
    ("Ghana didn’t send troops to Togo.", "negative", "asserted"),
    ("Ghana has never sent troops to Togo.", "negative", "asserted"),
    ("Ghana sent no troops to Togo.", "negative", "asserted"),
    ("Nobody sent troops to Togo.", "negative", "asserted"),
    ("No country sent troops to Togo.", "negative", "asserted"),
    ("Ghana neither sent troops to Togo nor closed the border.", "negative", "asserted"),
    ("Ghana did not close the border, nor did it send troops to Togo.", "negative", "asserted"),
    ("Ghana failed to send troops to Togo.", "negative", "asserted"),
    ("Ghana refused to send troops to Togo.", "negative", "asserted"),
    ("Ghana declined to send troops to Togo.", "negative", "asserted"),
    ("Ghana avoided sending troops to Togo.", "negative", "asserted"),
    ("Ghana was prevented from sending troops to Togo.", "negative", "asserted"),
    ("Parliament barred Ghana from sending troops to Togo.", "negative", "asserted"),
    ("Ghana won the vote without sending troops to Togo.", "negative", "asserted"),
    ("Ghana was unable to send troops to Togo.", "negative", "asserted"),
    ("Ghana has yet to send troops to Togo.", "negative", "asserted"),
    ("Ghana had not begun sending troops to Togo.", "negative", "asserted"),
    ("Ghana is incapable of sending troops to Togo.", "negative", "asserted"),
    ("Ghana is capable of sending troops to Togo.", "positive", "possible"),
    ("Ghana is close to sending troops to Togo.", "positive", "planned"),
    ("Ghana was found guilty of sending troops to Togo.", "positive", "asserted"),
    ("A court ordered troops sent to Togo.", "positive", "demanded"),
    ("It is untrue that Ghana sent troops to Togo.", "negative", "asserted"),
    ("Ghana was stopped before sending troops to Togo.", "positive", "possible"),
    ("Ghana consulted Benin before sending troops to Togo.", "positive", "asserted"),
    ("Ghana had to send troops to Togo.", "positive", "asserted"),
    ("Ghana has to send troops to Togo.", "positive", "demanded"),
    ("The general said Ghana had to send troops to Togo.", "positive", "demanded"),
    ("Benin agreed without knowing about the deployment of troops to Togo.", "positive", "asserted"),
    ("Ghana almost sent troops to Togo.", "negative", "asserted"),
    ("Benin sued to send troops to Togo.", "positive", "planned"),
    # is told as a rule
    ("When Ghana sends troops to Togo, prices rise.", "positive", "conditional"),
    ("Whenever Ghana sends troops to Togo, prices rise.", "positive", "conditional"),
    ("Benin agreed on the condition that Ghana send troops to Togo.", "positive", "conditional"),
    ("When a mayor asks, Ghana sends troops to Togo.", "positive", "conditional"),
    ("When Ghana sends troops to Togo, the union will strike.", "positive", "planned"),
    ("When Ghana sent troops to Togo, prices rose.", "positive", "asserted"),
    ("Prices rise when Ghana sends troops to Togo", "positive", "asserted"),
    ("It is not true that Ghana sent troops to Togo.", "negative", "asserted"),
    # is meant to happen
    ("Ghana plans to send troops to Togo.", "positive", "planned"),
    ("Ghana will send troops to Togo.", "positive", "planned"),
    ("Ghana is going to send troops to Togo.", "positive", "planned"),
    ("Ghana is to send troops to Togo.", "positive", "planned"),
    ("Ghana intends to send troops to Togo.", "positive", "planned"),
    ("Ghana agreed to send troops to Togo.", "positive", "planned"),
    ("Ghana threatened to send troops to Togo.", "positive", "planned"),
    ("Ghana is ready to send troops to Togo.", "positive", "planned"),
    ("Ghana is expected to send troops to Togo.", "positive", "planned"),
    ("Ghana tried to send troops to Togo.", "positive", "planned"),
    ("Ghana will not send troops to Togo.", "negative", "planned"),
    ("Ghana won’t send troops to Togo.", "negative", "planned"),
    # may have happened
    ("Ghana may have sent troops to Togo.", "positive", "possible"),
    ("Ghana might send troops to Togo.", "positive", "possible"),
    ("Ghana could send troops to Togo.", "positive", "possible"),
    ("Ghana allegedly sent troops to Togo.", "positive", "possible"),
    ("It is possible that Ghana sent troops to Togo.", "positive", "possible"),
    ("Officials did not confirm that Ghana sent troops to Togo.", "positive", "possible"),
    ("Officials declined to confirm that Ghana sent troops to Togo.", "positive", "possible"),
    ("Nobody said that Ghana sent troops to Togo.", "positive", "possible"),
    ("There is no evidence that Ghana sent troops to Togo.", "positive", "possible"),
    ("The mayor’s claim that Ghana sent troops to Togo was false.", "positive", "possible"),
    ("Reports that Ghana sent troops to Togo are false.", "positive", "possible"),
    ("Perhaps Ghana sent troops to Togo.", "positive", "possible"),
    ("Ghana is accused of sending troops to Togo.", "positive", "possible"),
    ("Benin accused the generals of sending troops to Togo.", "positive", "possible"),
    ("Ghana appears to have sent troops to Togo.", "positive", "possible"),
    ("Did Ghana send troops to Togo?", "positive", "possible"),
    ("Has Ghana sent troops to Togo?", "positive", "possible"),
    # is wanted
    ("Ghana should send troops to Togo.", "positive", "demanded"),
    ("Ghana must send troops to Togo.", "positive", "demanded"),
    ("Ghana has to send troops to Togo.", "positive", "demanded"),
    ("Benin urged Ghana to send troops to Togo.", "positive", "demanded"),
    ("Benin called on Ghana to send troops to Togo.", "positive", "demanded"),
    ("Ghana was asked to send troops to Togo.", "positive", "demanded"),
    ("Ghana should not send troops to Togo.", "negative", "demanded"),
    # hangs on something else
    ("If Ghana sends troops to Togo, the talks will end.", "positive", "conditional"),
    ("The talks will end if Ghana sends troops to Togo.", "positive", "conditional"),
    ("The talks will go on unless Ghana sends troops to Togo.", "positive", "conditional"),
    ("Ghana would send troops to Togo if the border were open.", "positive", "conditional"),
    ("Should Ghana send troops to Togo, the talks will end.", "positive", "conditional"),
    ("Had Ghana sent troops to Togo, the talks would have ended.", "positive", "conditional"),
    ("It is unclear whether Ghana sent troops to Togo.", "positive", "conditional"),
]


@pytest.mark.parametrize(("text", "polarity", "modality"), SENT, ids=[text for text, *_ in SENT])
def test_a_verb(read: Read, text: str, polarity: str, modality: str) -> None:
    event = event_of(read(text), "Deployment")
    assert (event.polarity, event.modality) == (polarity, modality)


NOUNS = [
    ("Rebels carried out an attack on the depot.", "positive", "asserted"),
    ("The attack by rebels on the depot lasted an hour.", "positive", "asserted"),
    ("Rebels launched no attack on the depot.", "negative", "asserted"),
    ("Rebels did not carry out an attack on the depot.", "negative", "asserted"),
    ("Rebels planned an attack on the depot.", "positive", "planned"),
    ("Rebels called for an attack on the depot.", "positive", "demanded"),
    ("The army prevented an attack on the depot.", "negative", "asserted"),
    ("The army ruled out an attack on the depot.", "negative", "asserted"),
    ("Residents spoke of an alleged attack on the depot.", "positive", "possible"),
    ("Rebels will launch an attack on the depot.", "positive", "planned"),
]


@pytest.mark.parametrize(("text", "polarity", "modality"), NOUNS, ids=[text for text, *_ in NOUNS])
def test_a_noun(read: Read, text: str, polarity: str, modality: str) -> None:
    event = event_of(read(text), "Attack")
    assert (event.polarity, event.modality) == (polarity, modality)


def test_a_negation_holds_for_its_own_verb_only(read: Read) -> None:
    reading = read("Ghana did not send troops to Togo, but police arrested two farmers in Accra.")
    assert [(e.type, e.polarity) for e in reading.events] == [("Deployment", "negative"), ("Arrest", "positive")]
    reading = read("Police arrested two farmers in Accra, but Ghana did not send troops to Togo.")
    assert [(e.type, e.polarity) for e in reading.events] == [("Arrest", "positive"), ("Deployment", "negative")]


def test_a_negation_holds_for_verbs_that_share_it(read: Read) -> None:
    reading = read("Ghana did not arrest farmers or send troops to Togo.")
    assert [(e.type, e.polarity) for e in reading.events] == [("Arrest", "negative"), ("Deployment", "negative")]


def test_a_denial_negates_what_it_is_about(read: Read) -> None:
    for text in ("Ghana denied that it sent troops to Togo.", "Ghana denied sending troops to Togo."):
        (event,) = [e for e in events_of(read(text), "Deployment")]
        assert event.polarity == "negative", text


@pytest.mark.parametrize(
    ("text", "kind", "polarity"),
    [
        ("The spokesman denied that the trip is related to the murder of two farmers.", "Casualties", "positive"),
        ("The minister denied that he knew that soldiers had attacked the camp.", "Attack", "positive"),
        ("The ministry denied that an attack on Orle took place.", "Attack", "negative"),
        ("The group denied involvement in the attack on Orle.", "Attack", "negative"),
        ("The army denied that troops shelled Orle and killed civilians.", "Casualties", "negative"),
    ],
)
def test_a_denial_leaves_alone_what_it_only_mentions(read: Read, text: str, kind: str, polarity: str) -> None:
    (event,) = [e for e in events_of(read(text), kind)]
    assert event.polarity == polarity


def test_what_is_urged_in_a_claim_is_demanded(read: Read) -> None:
    reading = read("The union said Benin had urged Ghana to send troops to Togo.")
    assert event_of(reading, "Deployment").modality == "demanded"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The minister vowed to punish those behind the attack in Orle.", "Attack"),
        ("The premier promised to visit the families of the soldiers killed in Orle.", "Casualties"),
        ("The premier vowed to carry on the work of murdered mayor Omar Reyes.", "Casualties"),
        ("The army promised to investigate the killing of two farmers.", "Casualties"),
        ("Police asked witnesses to the shooting to come forward.", "Shooting"),
    ],
)
def test_what_a_promise_or_demand_only_mentions_has_happened(text: str, kind: str) -> None:
    event = event_of(Reader().read(Article("a", "urn:kgraph:article:a", text)), kind)
    assert (event.polarity, event.modality) == ("positive", "asserted")


def test_neither_of_two_verbs_happened(read: Read) -> None:
    reading = read("The men were neither arrested nor charged.")
    assert [event_of(reading, kind).polarity for kind in ("Arrest", "Charge")] == ["negative", "negative"]


def test_what_the_reader_is_asked_to_do_has_not_happened(read: Read) -> None:
    assert all(e.modality == "demanded" for e in read("Visit Peru and Chad, and meet the miners of Orle.").events)


def test_what_is_held_takes_no_part_in_itself() -> None:
    text = "The president held an audience with Foreign Minister Ana Holt."
    reading = Reader().read(Article("a", "urn:kgraph:article:a", text))
    host, guest = roles(reading, event_of(reading, "Meeting"))["participant"]
    assert host == "The president" and guest.endswith("Ana Holt")


def test_who_takes_office_is_appointed_and_not_the_office(read: Read) -> None:
    reading = read("Upon taking office, Omar Reyes promised to end the war.")
    assert roles(reading, event_of(reading, "Appointment"))["appointee"] == ["Omar Reyes"]


@pytest.mark.parametrize(
    ("sentence", "modality"),
    [
        ("Benin demanded that Ghana send troops to Togo.", "demanded"),
        ("Benin proposed that he send troops to Togo.", "demanded"),
        ("Benin recommended that troops be sent to Togo.", "demanded"),
        ("Benin insisted that Ghana had sent troops to Togo.", "asserted"),
        ("Benin suggested that Ghana sent troops to Togo.", "asserted"),
    ],
)
def test_what_a_clause_wishes_has_not_happened(reader: Reader, sentence: str, modality: str) -> None:
    reading = reader.read(Article("sentence", "urn:kgraph:article:sentence", sentence))
    assert [e.modality for e in reading.events if e.type == "Deployment"] == [modality]
