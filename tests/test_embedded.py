"""Clauses of speaking inside relative clauses: who did it, who says so, and in which words.

Expected rows were written before these sentences were read (names of types and roles were put right after); in three of
them the parser's own tree leads to somebody else.
"""

from __future__ import annotations

import pytest

from kgraph.reader import Reader
from kgraph.records import Article

# Sentence; type and trigger of an event, role and filler; source, cue and first words of the claim.
ROWS = [
    (
        "The navy detained two sailors it said had fired on a ferry near Lorne.",
        ("Shooting", "fired on", "attacker", "two sailors"),
        ("it", "said", "had fired"),
    ),
    (
        "Teachers met a donor whom the council believes financed the militia.",
        ("Meeting", "met", "participant", "a donor"),
        ("the council", "believes", "financed"),
    ),
    (
        "A nurse who colleagues say exposed the fraud was dismissed on Friday.",
        ("Dismissal", "dismissed", "dismissed", "A nurse"),
        ("colleagues", "say", "exposed"),
    ),
    (
        "The bridge, which engineers insist was damaged by the shelling, has been closed.",
        ("Destruction", "damaged", "target", "The bridge"),
        ("engineers", "insist", "was damaged"),
    ),
    (
        "He denounced the brothers, who he claimed had robbed the bank.",
        ("Theft", "robbed", "thief", "the brothers"),
        ("he", "claimed", "had robbed"),
    ),
    (
        "Rescuers searched for eleven miners they fear were killed in the blast.",
        ("Casualties", "killed", "victim", "eleven miners"),
        ("they", "fear", "were killed"),
    ),
    (
        "The commander, who rights groups allege ordered the killings, has left the country.",
        ("Demand", "ordered", "appealer", "The commander"),
        ("rights groups", "allege", "ordered"),
    ),
    (
        "Investigators seized a boat they believe carried the weapons.",
        ("Seizure", "seized", "seizer", "Investigators"),
        ("they", "believe", "carried"),
    ),
    (
        "The militia released four farmers that residents say it had abducted in March.",
        ("Kidnapping", "abducted", "target", "four farmers"),
        ("residents", "say", "it had abducted"),
    ),
    (
        "Prosecutors charged a clerk who they said had helped the gang.",
        ("Charge", "charged", "accusedParty", "a clerk"),
        ("they", "said", "had helped"),
    ),
    (
        "The mayor visited a school that parents said was shelled on Sunday.",
        ("Shooting", "shelled", "target", "a school"),
        ("parents", "said", "was shelled"),
    ),
    (
        "A driver police believe hit the cyclists was arrested in Orle.",
        ("Arrest", "arrested", "detainee", "A driver"),
        ("police", "believe", "hit the cyclists"),
    ),
    (
        "The union, whose leader says the plant will close, met the minister.",
        ("Meeting", "met", "participant", "The union"),
        ("whose leader", "says", "the plant will close"),
    ),
    (
        "The rebels, who control the port, say they shot down a drone.",
        ("Shooting", "shot down", "attacker", "The rebels"),
        ("The rebels, who control the port,", "say", "they shot down"),
    ),
]


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


@pytest.mark.parametrize(("text", "event", "claim"), ROWS, ids=[row[0][:40] for row in ROWS])
def test_who_did_it_and_who_says_so(
    reader: Reader, text: str, event: tuple[str, str, str, str], claim: tuple[str, str, str]
) -> None:
    reading = reader.read(Article("sentence", "urn:kgraph:article:sentence", text))
    told = {(e.type, e.trigger.of(text), a.role, a.slice.of(text)) for e in reading.events for a in e.arguments}
    assert event in told
    source, cue, words = claim
    said = [
        c for c in reading.attributions if c.source and c.cue and (c.source.of(text), c.cue.of(text)) == (source, cue)
    ]
    assert any(c.contents[0].of(text).startswith(words) for c in said)


def test_the_word_itself_is_not_a_doer(reader: Reader) -> None:
    text = "Police arrested a man they say shot two officers in Lorne."
    events = reader.read(Article("sentence", "urn:kgraph:article:sentence", text)).events
    shooting = next(e for e in events if e.type == "Shooting")
    assert {a.slice.of(text) for a in shooting.arguments if a.role == "attacker"} == {"a man"}


def test_words_that_are_said_open_no_clause(reader: Reader) -> None:
    doc = reader.nlp("The words she said were few. The plan they believe is best was chosen.")
    assert next(t for t in doc if t.text == "were").head.text != "words"
    assert next(t for t in doc if t.text == "is").head.text == "believe"
