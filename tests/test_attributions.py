"""Claims of an article together: zones, speeches over paragraphs, nesting, denials, who speaks for whom."""

from __future__ import annotations

from functools import cache

import pytest
from conftest import Read
from hypothesis import given, settings
from hypothesis import strategies as st
from words import claim_with, claim_words, label_of, speakers, words_of

from kgraph.reader import Reader, ReaderSettings
from kgraph.records import Article, Reading


@cache
def learned_reader() -> Reader:
    return Reader()


def read_learned(text: str) -> Reading:
    return learned_reader().read(Article("a", "urn:kgraph:article:a", text))


PAGE = (
    "Mayor says bridge in Orle will stay closed\n\n"
    "By Ada Voss\n\n"
    "The bridge over the Selm was closed on Tuesday, police said.\n\n"
    "Lena Holt, the mayor, speaks in Orle on March 2, 2021. She said the bridge was old. (AP Photo/Jon Lund)\n\n"
    "Read more: Minister says all dams are safe\n\n"
    "“Nobody will cross it before May,” Holt said.\n\n"
    "Follow us: we said we would be back.\n\n"
    "Copyright 2021 Arvo Post, which says that all rights are reserved."
)


def test_zones_are_carried_and_teasers_and_boilerplate_say_nothing(read: Read) -> None:
    reading = read(PAGE)
    assert [(words_of(reading, c.source), c.zone) for c in reading.attributions] == [
        ("Mayor", "headline"),
        ("police", "body"),
        ("She", "caption"),
        ("Holt", "body"),
    ]


def test_several_speak_at_once(read: Read) -> None:
    reading = read("France and Germany said they would send doctors to Orle.")
    claim = claim_with(reading, "said")
    assert words_of(reading, claim.source) == "France and Germany"
    assert speakers(reading, claim) == ["France", "Germany"]


def test_a_speech_over_paragraphs_with_he_added(read: Read) -> None:
    reading = read(
        "“The bridge is closed,” mayor Omar Reyes said.\n\n"
        "“Nobody will cross it before May,” he added. “We have no money.”"
    )
    assert claim_words(reading) == [
        ("mayor Omar Reyes", "said", ["“The bridge is closed,”"]),
        ("he", "added", ["“Nobody will cross it before May,”", "“We have no money.”"]),
    ]
    assert speakers(reading, claim_with(reading, "added")) == ["Omar Reyes"]
    assert claim_with(reading, "added").speech_act == "add"


def test_a_speech_whose_paragraphs_stay_open(read: Read) -> None:
    reading = read(
        "“The bridge is closed,” mayor Omar Reyes said. "
        "“The old one was torn down in May and nobody built a new one.\n\n"
        "“Now the ferry has sunk as well, and we wait for the spring.”"
    )
    (claim,) = reading.attributions
    assert [c.of(reading.article.text) for c in claim.contents] == [
        "“The bridge is closed,”",
        "“The old one was torn down in May and nobody built a new one.",
        "“Now the ferry has sunk as well, and we wait for the spring.”",
    ]


def test_a_word_of_speech_is_a_claim_and_a_word_in_quotation_marks_is_none(read: Read) -> None:
    assert claim_words(read("“No,” Lena Holt said.")) == [("Lena Holt", "said", ["“No,”"])]
    assert claim_words(read("In the “Blue Room,” Lena Holt spoke for an hour.")) == []


def test_adding(read: Read) -> None:
    reading = read("Lena Holt said the bridge was closed, adding that a ferry would run.")
    assert claim_words(reading) == [
        ("Lena Holt", "said", ["the bridge was closed"]),
        ("Lena Holt", "adding", ["a ferry would run"]),
    ]
    assert speakers(reading, claim_with(reading, "adding")) == ["Lena Holt"]


def test_a_claim_within_a_claim(read: Read) -> None:
    reading = read("The Courier reported that Ada Voss had said the mine was unsafe.")
    outer, inner = reading.attributions
    text = reading.article.text
    assert [c.of(text) for c in outer.contents] == ["Ada Voss had said the mine was unsafe"]
    assert [c.of(text) for c in inner.contents] == ["the mine was unsafe"]
    assert (outer.within, inner.within) == (None, outer.id)
    assert (speakers(reading, outer), speakers(reading, inner)) == (["Courier"], ["Ada Voss"])


def test_citing_puts_the_words_into_another_mouth(read: Read) -> None:
    reading = read("The Courier reported that two men had been arrested, citing a police officer.")
    outer, inner = reading.attributions
    text = reading.article.text
    assert [c.of(text) for c in outer.contents] == [c.of(text) for c in inner.contents] == ["two men had been arrested"]
    assert (words_of(reading, outer.source), words_of(reading, inner.source)) == ("The Courier", "a police officer")
    assert (words_of(reading, inner.cue), inner.within) == ("citing", outer.id)


def test_according_to_around_a_claim(read: Read) -> None:
    reading = read("Two men were arrested, the police said, according to the Arvo Post.")
    inner, outer = claim_with(reading, "said"), claim_with(reading, "according to")
    assert (words_of(reading, inner.source), words_of(reading, outer.source)) == ("the police", "the Arvo Post")
    assert (inner.within, outer.within) == (outer.id, None)


def test_a_statement_speaks_for_whom_it_is_from(read: Read) -> None:
    reading = read(
        "Selm Mining denied the report on Friday. “No worker of ours was ever in that shaft,” the statement said."
    )
    assert speakers(reading, claim_with(reading, "said")) == [label_of(reading, "Selm Mining")]
    reading = read("The union’s statement said that the shaft was closed.")
    assert speakers(reading, claim_with(reading, "said")) == ["union"]


def test_medium_addressee_and_time(read: Read) -> None:
    reading = read(
        "The company told Radio Arvo in a statement on Thursday that the shaft was closed.", published="2021-03-04"
    )
    claim = claim_with(reading, "told")
    assert words_of(reading, claim.addressee) == "Radio Arvo"
    assert words_of(reading, claim.medium) == "in a statement"
    assert claim.time is not None
    assert claim.time.value == "2021-03-04"
    reading = read("In a statement on Friday, the company said the shaft was closed.", published="2021-03-04")
    claim = claim_with(reading, "said")
    assert [c.of(reading.article.text) for c in claim.contents] == ["the shaft was closed"]
    assert words_of(reading, claim.medium) == "In a statement"


def test_whoever_is_quoted_says_it_within_what_quotes_him() -> None:
    text = "The paper quoted a diplomat as saying that the talks had failed."
    for kind in ("rules", "learned"):
        claims = Reader(ReaderSettings(attributions=kind)).read(Article("a", "urn:kgraph:article:a", text))
        assert ("a diplomat", "saying") in [words[:2] for words in claim_words(claims)]
    outer, inner = claims.attributions
    assert (words_of(claims, outer.source), inner.within) == ("The paper", outer.id)


def test_what_is_denied_is_no_part_of_the_cue() -> None:
    text = "Rwanda has repeatedly denied backing the rebels."
    claims = Reader().read(Article("a", "urn:kgraph:article:a", text))
    assert claim_words(claims) == [("Rwanda", "has repeatedly denied", ["backing the rebels"])]


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("The ambassador denied that the ship had been seized and said it was in port.", "the ship had been seized"),
        ("The ministry denied that it had sent troops and blamed the rebels for the raid.", "it had sent troops"),
        ("Lena Holt denied that she took the money, calling the charge baseless.", "she took the money"),
        ("The army confirmed that two men had died but denied that the base was hit.", "the base was hit"),
        ("Omar Reyes denied that his son took the car and hid it.", "his son took the car and hid it"),
    ],
)
def test_what_is_said_beside_a_denial_is_not_denied(text: str, denied: str) -> None:
    reading = read_learned(text)
    who = text[: text.index(" denied")] if " but " not in text else "The army"
    assert (who, "denied", [denied]) in claim_words(reading)
    assert all(words_of(reading, c.source) == who for c in reading.attributions)


def test_a_denial_answers_the_claim_that_it_denies(read: Read) -> None:
    reading = read("Benin said that Ghana had attacked a village. Ghana denied that its soldiers attacked the village.")
    said, denied = claim_with(reading, "said"), claim_with(reading, "denied")
    assert denied.denies == said.id
    assert said.denies is None


def test_ids_are_made_from_the_cue_and_differ(read: Read) -> None:
    reading = read("Holt said the dam was safe. Voss said the dam was old. “It was built in a hurry,” Reyes said.")
    assert len({c.id for c in reading.attributions}) == 3
    first = reading.attributions[0]
    assert first.cue is not None
    assert first.id == f"claim-{first.cue.start}-{first.cue.end}"


def test_confidence_is_a_share(read: Read) -> None:
    claims = read(PAGE).attributions
    assert len(claims) == 4
    assert all(
        c.confidence is not None and 0 < c.confidence < 1 and round(c.confidence, 2) == c.confidence for c in claims
    )


PARTS = [
    "“The bridge is closed,”",
    "Lena Holt",
    "said",
    "according to the Post",
    "“we",
    "stay”",
    "told",
    "reporters",
    ",",
    ".",
    "\n\n",
    "‘no’",
    "citing",
    "that",
    "she added",
    "in a statement",
    "on Friday",
    ":",
    "the dam broke",
    "denied",
    "”",
    '"',
]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PARTS), max_size=14))
def test_claims_of_any_text_lie_in_it_and_nest_without_circles(read: Read, parts: list[str]) -> None:
    reading = read(" ".join(parts), published="2021-03-04")
    size, ids = len(reading.article.text), {c.id: c for c in reading.attributions}
    assert len(ids) == len(reading.attributions)
    for claim in reading.attributions:
        assert claim.contents
        for place in (*claim.contents, *filter(None, (claim.source, claim.cue, claim.addressee, claim.medium))):
            assert 0 <= place.start < place.end <= size
        above, current = set(), claim
        while current.within is not None:
            assert current.within not in above
            above.add(current.within)
            current = ids[current.within]


def test_a_claim_has_the_date_that_its_cue_tells(read: Read) -> None:
    for text, cue, when in [
        ("The front, which has fought since 2019, said that 112 men had died.", "said", None),
        ("The ministry gave the number of dead since Sunday and said that the road was open.", "said", None),
        ("The mayor said on Monday that the road was open.", "said", "2021-03-01"),
        ("The mayor told Radio Arvo in a statement on Monday that the road was open.", "told", "2021-03-01"),
    ]:
        time = claim_with(read(text, published="2021-03-04"), cue).time
        assert (time and time.value) == when, text


SOURCES = [
    ("Doctors at the hospital, citing a shortage of blood, appealed for donors.", "citing", "Doctors at the hospital"),
    ("The airline cancelled all flights on Monday, citing security concerns.", "citing", "The airline"),
    ("Radio Arvo said the mine was insolvent, citing court documents.", "citing", "court documents"),
    ("The claim that the dam broke was first made by a diver and spread fast.", "claim", "a diver"),
    ("Reports that the dam had broken were denied by the mayor.", "were denied", "the mayor"),
    ("“It was a massacre,” the head of the town, Idris Kolo, was quoted as saying.", "quoted", "Idris Kolo"),
]


@pytest.mark.parametrize(("text", "cue", "source"), SOURCES)
def test_who_or_what_a_claim_goes_back_to(text: str, cue: str, source: str) -> None:
    reading = read_learned(text)
    (claim,) = (c for c in reading.attributions if cue in (words_of(reading, c.cue) or ""))
    assert source in (words_of(reading, claim.source) or "")
    assert not any((words_of(reading, c) or "").endswith(" the") for c in claim.contents)


WORDS = [
    ("Trade fell by a third, the port lost two ships and the mill closed, according to a report by the bank.", 0),
    ("Holt won 37 percent, Lind had 36 percent and Reyes took 13 percent, according to the results.", 0),
    ("Lind said the dam was safe, but the lake had risen by a metre, according to engineers.", 32),
    ('"Well, what does that mean?" Lind asked, according to a transcript of the interview.', 0),
]


@pytest.mark.parametrize(("text", "start"), WORDS)
def test_all_that_stands_before_according_to_goes_back_to_it(text: str, start: int) -> None:
    reading = read_learned(text)
    claim = claim_with(reading, "according to")
    assert [words_of(reading, c) for c in claim.contents] == [text[start : text.index(", according to")]]


HAS = [
    ("He's said he'll fight on until the mine is closed.", "He", "say"),
    ("She's predicted big wins in the races ahead.", "She", "predict"),
    ("The minister seemed to confirm the report.", "The minister", "confirm"),
    ("Lena Holt appeared to mock her rival.", "Lena Holt", "condemn"),
]


@pytest.mark.parametrize(("text", "source", "act"), HAS)
def test_who_has_said_or_seems_to_say_a_thing_is_its_source(text: str, source: str, act: str) -> None:
    reading = read_learned(text)
    assert [(words_of(reading, c.source), c.speech_act) for c in reading.attributions] == [(source, act)]


@pytest.mark.parametrize(
    "text",
    [
        "The players were ranked according to age.",
        "All letters are supposed to be made public by Friday.",
        "Two nuns were found slain in their home near Orle.",
        "Lena Holt was seen leaving the court by a side door.",
        "Others could be heard calling friends.",
        "The officials have been known to lie.",
    ],
)
def test_measures_duties_habits_and_what_is_seen_are_nobodys_claim(text: str) -> None:
    assert read_learned(text).attributions == ()


def test_who_reportedly_said_a_thing_is_its_source() -> None:
    reading = read_learned("Omar Reyes reportedly said that the dam would hold.")
    assert claim_words(reading) == [("Omar Reyes", "reportedly said", ["that the dam would hold"])]


QUOTING = [
    ("Tass, quoting an unnamed envoy, reported that the pilot had ejected safely.", "an unnamed envoy"),
    ("Radio Arvo said on Monday that the bridge was closed, quoting the transport ministry.", "the transport ministry"),
    ("El Faro reported the arrest on Monday, quoting a police officer as saying a gun was found.", "a police officer"),
]


@pytest.mark.parametrize(("text", "source"), QUOTING)
def test_who_is_quoted_for_a_report_says_it_and_so_does_who_reports(text: str, source: str) -> None:
    reading = read_learned(text)
    (outer,) = (c for c in reading.attributions if words_of(reading, c.cue) in ("reported", "said"))
    (inner,) = (c for c in reading.attributions if c is not outer)
    assert words_of(reading, inner.source) == source
    assert text.startswith(words_of(reading, outer.source) or "-")
    assert not any((words_of(reading, c) or "").endswith(" on") for c in outer.contents)  # "the arrest on Monday"


ACTS = [
    ("Both men pleaded not guilty.", "deny"),
    ("Turkey and Iran signed eight agreements on trade.", "stance"),
    ("Ida Rask balked at “the price of peace”.", "say"),
    ("Ida Rask discussed the dam with the council.", "say"),
    ("Ida Rask pleaded guilty to fraud.", "admit"),
    ("The department called for the detainees to be released at once.", "demand"),
]


@pytest.mark.parametrize(("text", "act"), ACTS)
def test_what_a_cue_says_with_its_further_words(text: str, act: str) -> None:
    reading = read_learned(text)
    assert [c.speech_act for c in reading.attributions] == [act]
