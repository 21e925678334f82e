"""Who speaks and who is spoken to: passives, clefts, orders, nouns that tell of saying, claims within claims."""

from __future__ import annotations

import pytest
from conftest import Read
from words import claim_with, claim_words, speakers, words_of

from kgraph.reader import Reader
from kgraph.reading_json import write_json
from kgraph.records import Article, Reading

# text -> (source, contents, speech act, addressee) of its only claim
SPOKEN = {
    "What Holt said at the meeting was that taxes must rise.": ("Holt", "taxes must rise", "say", None),
    "Residents were warned to stay indoors by the mayor.": ("the mayor", "to stay indoors", "warn", "Residents"),
    "It was announced on Monday that the bridge had reopened.": (None, "the bridge had reopened", "announce", None),
    "The claim that the mayor lied was soon forgotten.": (None, "the mayor lied", "claim", None),
    "The paper printed the union's claim that the mine was unsafe.": (
        "the union's",
        "the mine was unsafe",
        "claim",
        None,
    ),
}
# The same for the learned reader, which is taught by grammar who is who.
LEARNED = {
    "The farmers were told that the dam would close.": (None, "that the dam would close", "tell", "The farmers"),
    "What Holt said at the meeting was that taxes must rise.": ("Holt", "taxes must rise", "say", None),
    "Reyes promised the miners a new school.": ("Reyes", "the miners a new school", "promise", "the miners"),
    "Farmers were outraged by the raid on the market.": ("Farmers", "the raid on the market", "feel", None),
    "Officials predicted a cold winter.": ("Officials", "a cold winter", "predict", None),
    "The president urged Kenya to open its border.": ("The president", "Kenya to open its border", "urge", "Kenya"),
}


def told(reading: Reading) -> tuple[str | None, str, str, str | None]:
    (claim,) = reading.attributions
    ((source, _, contents),) = claim_words(reading)
    return source, " ... ".join(contents), claim.speech_act, words_of(reading, claim.addressee)


@pytest.mark.parametrize("text", SPOKEN)
def test_by_rules(text: str, read: Read) -> None:
    assert told(read(text)) == SPOKEN[text]


@pytest.mark.parametrize("text", LEARNED)
def test_learned(text: str, learned: Reader) -> None:
    assert told(learned.read(Article("a", "urn:kgraph:article:a", text))) == LEARNED[text]


@pytest.fixture(scope="module")
def learned() -> Reader:
    return Reader()


@pytest.mark.parametrize("kind", ["rules", "learned"])
def test_claims_within_claims_stay(kind: str, read: Read, learned: Reader) -> None:
    text = "According to the police, two men told a court that the judge had said the case was closed."
    reading = read(text) if kind == "rules" else learned.read(Article("a", "urn:kgraph:article:a", text))
    outer, middle, inner = reading.attributions
    assert (outer.within, middle.within, inner.within) == (None, outer.id, middle.id)
    assert [words_of(reading, c.source) for c in (outer, middle, inner)] == ["the police", "two men", "the judge"]


def test_whoever_was_asked_did_not_ask(learned: Reader) -> None:
    text = "Asked whether he would resign, Reyes said no."
    reading = learned.read(Article("a", "urn:kgraph:article:a", text))
    assert ("Reyes", "Asked") not in {(source, cue) for source, cue, _ in claim_words(reading)}
    assert "Reyes" in {source for source, _, _ in claim_words(reading)}


def test_a_cue_has_no_day_and_in_json_its_colon(learned: Reader) -> None:
    dated = learned.read(Article("a", "urn:a", "Lena Holt said on Friday that the bridge will stay closed."))
    assert [words_of(dated, c.cue) for c in dated.attributions] == ["said"]
    text = "Lena Holt said: “The bridge will stay closed.”"
    reading = learned.read(Article("b", "urn:b", text))
    assert [words_of(reading, c.cue) for c in reading.attributions] == ["said"]
    (cue,) = (c["cue"] for c in write_json(reading)["attributions"])
    assert text[cue["start"] : cue["end"]] == "said:"


# text -> (the relative pronoun, or what grammar takes for the source; whose claim it is)
RELATIVE = {
    "Adan Ruiz, a nurse who blamed the ministry for the shortage, left the country.": ("blamed", ["Adan Ruiz"]),
    "Omar Reyes, who said the mine was unsafe, left the town.": ("said", ["Omar Reyes"]),
    "The police, which said four people had died, closed the road.": ("said", ["police"]),
    "She met the nurses of Kenya, who said that wards were full.": ("said", ["nurses"]),
    "The paper quoted Lena Holt, the chair of the board, who denied that the bridge was unsafe.": (
        "denied",
        ["Lena Holt"],
    ),
    "The miners, many of whom said they had not been paid, went home.": ("said", []),
}


@pytest.mark.parametrize("text", RELATIVE)
def test_a_relative_pronoun_is_whom_it_means(text: str, learned: Reader) -> None:
    cue, whose = RELATIVE[text]
    reading = learned.read(Article("a", "urn:kgraph:article:a", text))
    assert speakers(reading, claim_with(reading, cue)) == whose


def test_who_seems_to_be_something_says_nothing(learned: Reader) -> None:
    seems = learned.read(Article("a", "urn:a", "The minister seems to have forgotten the promise."))
    assert told(seems) == (None, "The minister ... to have forgotten the promise", "seem", None)
    feels = learned.read(Article("b", "urn:b", "The mayor seemed angry at the delay."))
    assert told(feels) == ("The mayor", "the delay", "feel", None)


def test_words_go_on_to_the_end_of_the_clause_that_another_claim_stands_in(learned: Reader) -> None:
    text = "Lena Holt praised a plan that she said would close the mine within two years."
    outer, inner = learned.read(Article("a", "urn:kgraph:article:a", text)).attributions
    assert outer.contents[0].of(text) == "a plan that she said would close the mine within two years"
    assert inner.within == outer.id


def test_what_a_cue_parts_stays_together(learned: Reader) -> None:
    text = "The result, the ex-President claimed, was close to that of 2005."
    (claim,) = learned.read(Article("a", "urn:kgraph:article:a", text)).attributions
    assert [s.of(text) for s in claim.contents] == ["The result", "was close to that of 2005"]
    assert len(claim.source_entities) == 1


# text -> (who says it, to whom, the words)
TOLD = {
    "Drivers warned to watch out for flooded roads.": ([], "Drivers", ["to watch out for flooded roads"]),
    "Ministers told to leave the city by Monday.": ([], "Ministers", ["to leave the city by Monday"]),
    "Holt warned drivers to watch out.": (["Holt"], "drivers", ["drivers to watch out"]),
    "According to the director of the union, Jorge Arra, more than half of the mines are closed.": (
        ["Jorge Arra"],
        None,
        ["more than half of the mines are closed"],
    ),
    "According to the report, Holt, the mayor, took it.": (["report"], None, ["Holt, the mayor, took it"]),
}


@pytest.mark.parametrize("text", TOLD)
def test_who_tells_whom_in_headlines_and_appositions(text: str, learned: Reader) -> None:
    reading = learned.read(Article("a", "urn:kgraph:article:a", text))
    (claim,) = reading.attributions
    found = (speakers(reading, claim), words_of(reading, claim.addressee), [s.of(text) for s in claim.contents])
    assert found == TOLD[text]


def test_who_recalls_an_envoy_tells_of_no_memory(learned: Reader) -> None:
    assert not learned.read(Article("a", "urn:a", "Hungary recalled its ambassador for consultations.")).attributions
    (claim,) = learned.read(Article("b", "urn:b", "Holt recalled that the mayor had lied.")).attributions
    assert claim.speech_act == "recall"


def test_who_draws_words_of_others_says_none(learned: Reader) -> None:
    text = "The minister drew praise from the union for her work."
    reading = learned.read(Article("a", "urn:kgraph:article:a", text))
    assert [(speakers(reading, c), c.speech_act) for c in reading.attributions] == [(["union"], "praise")]
    faced = learned.read(Article("b", "urn:b", "The mayor has faced sharp criticism for ignoring the miners."))
    assert [speakers(faced, c) for c in faced.attributions] == [[]]
