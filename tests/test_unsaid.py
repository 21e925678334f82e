"""What is not said is kept, told apart from what is said, and lends nothing a voice."""

from __future__ import annotations

import pytest
from conftest import Read
from words import claim_with, event_of, label_of, speakers, words_of

from kgraph.declarations import load_ontology
from kgraph.iris import article_iri
from kgraph.reader import Reader
from kgraph.records import Article, Reading
from kgraph.store import Store
from kgraph.triples import quads_of

UNSAID = [
    ("Mayor Lena Holt did not say how many barns burned near Orle on Monday.", "did not say", "Lena Holt"),
    ("Asked about the bridge, Omar Reyes declined to say whether it was safe.", "declined to say", "Omar Reyes"),
    ("Police have not confirmed that the driver was drunk.", "have not confirmed", "Police"),
    ("Omar Reyes was silent on the fire at the mill in Orle on Monday.", "was silent on", "Omar Reyes"),
    ("The ministry said that roads were shut, but it did not say how many.", "did not say", "ministry"),
    ("Ida Rask never mentioned the flood in her speech to the council.", "never mentioned", "Ida Rask"),
    ("Ida Rask said nothing about the ship in her speech.", "said nothing about", "Ida Rask"),
    ("Omar Reyes failed to mention that two of the miners had died.", "failed to mention", "Omar Reyes"),
    ("The Orle Mining Company had no comment on the accident.", "had no comment on", "Orle Mining Company"),
    ("Not once has the mayor said that the bridge is safe.", "said", "mayor"),
    ("A spokeswoman for the port declined to give details of the raid.", "declined", "spokeswoman"),
]
SAID = [
    ('"Is the port safe? Probably not," Mayor Lena Holt said.', "said"),
    ('"Absolutely not," Ida Rask said when she was asked about the dam.', "said"),
    ("Omar Reyes did not hesitate to accuse the police of torture.", "accuse"),
    ("The ministry has not stopped claiming that the harvest was good.", "claiming"),
    ("Ida Rask never missed an opportunity to remind voters that she had opposed the dam.", "remind"),
    ("Ida Rask spoke to the miners, promising to lift the ban – perhaps not what they had hoped for.", "promising"),
    ("Lena Holt did not shy away from criticizing the army.", "criticizing"),
    ("Lena Holt never fails to mention that her father was a miner.", "mention"),
    ("Omar Reyes could not resist pointing out that the bridge had been closed twice.", "pointing out"),
]


@pytest.fixture(scope="module")
def learned() -> Reader:
    return Reader()


def read_learned(reader: Reader, text: str) -> Reading:
    return reader.read(Article("test", article_iri("test"), text))


@pytest.mark.parametrize(("text", "cue", "source"), UNSAID)
def test_what_is_not_said_is_no_saying(learned: Reader, text: str, cue: str, source: str) -> None:
    reading = read_learned(learned, text)
    claim = claim_with(reading, cue)
    assert (claim.polarity, speakers(reading, claim)) == ("negative", [source])
    store = Store()
    store.replace(reading.article.iri, quads_of(reading, load_ontology()))
    rows = store.query(
        f"""PREFIX kg: <https://w3id.org/kgraph/ns#> SELECT ?name {{
        ?claim kg:notSaidBy ?who ; kg:polarity kg:negative ; kg:cue "{cue}" . ?who rdfs:label ?name
        FILTER NOT EXISTS {{ ?claim kg:saidBy ?any }} FILTER NOT EXISTS {{ ?any kg:said ?claim }} }}"""
    ).rows
    assert rows == [(source,)]


@pytest.mark.parametrize(("text", "cue"), SAID)
def test_what_nobody_fails_to_say_is_said(learned: Reader, text: str, cue: str) -> None:
    reading = read_learned(learned, text)
    (claim,) = (c for c in reading.attributions if words_of(reading, c.cue).endswith(cue))
    assert claim.polarity == "positive"


def test_what_nobody_says_has_no_source(learned: Reader) -> None:
    reading = read_learned(learned, "Nobody in the ministry said that the dam was safe, and no official confirmed it.")
    assert [words_of(reading, c.source) for c in reading.attributions] == []


def test_not_only_said_is_said(read: Read) -> None:
    reading = read("The mayor did not only say that the dam was old.")
    assert [c.polarity for c in reading.attributions] in ([], ["positive"])


def test_what_is_not_believed_is_not_told(read: Read) -> None:
    reading = read("Officials do not believe that rebels attacked the mill in Orle.")
    claim = claim_with(reading, "do not believe")
    assert (claim.polarity, claim.speech_act) == ("negative", "believe")
    event = event_of(reading, "Attack")
    assert (event.polarity, event.modality, event.attribution, event.edges) == ("positive", "possible", None, ())


def test_what_is_believed_is_told_by_who_believes(read: Read) -> None:
    reading = read("Officials believe that rebels attacked the mill in Orle.")
    claim = claim_with(reading, "believe")
    assert claim.polarity == "positive"
    assert event_of(reading, "Attack").attribution == claim.id


def test_what_is_not_told_of_may_have_happened(learned: Reader) -> None:
    reading = read_learned(learned, "Mayor Lena Holt did not say how many people were arrested in Orle on Monday.")
    event = event_of(reading, "Arrest")
    assert (event.modality, event.attribution, label_of(reading, "Orle")) == ("asserted", None, "Orle")


def test_what_is_not_denied_is_not_so_for_that(learned: Reader) -> None:
    reading = read_learned(learned, "The army did not deny that its soldiers attacked the village.")
    event = event_of(reading, "Attack")
    assert (event.modality, event.attribution, event.edges) == ("possible", None, ())


def test_who_is_reported_killed_reports_nothing(learned: Reader) -> None:
    reading = read_learned(learned, "Dozens of protesters reported killed\n\nPolice fired in Orle on Monday.")
    assert [words_of(reading, c.source) for c in reading.attributions if c.speech_act == "report"] == [None]


def test_who_neither_confirms_nor_denies_said_nothing() -> None:
    text = "The minister neither confirmed nor denied the report."
    (claim,) = Reader().read(Article("a", "urn:kgraph:article:a", text)).attributions
    assert claim.polarity == "negative"
