"""One claim in one sentence: source, cue and contents as a careful reader would mark them."""

from __future__ import annotations

import pytest
from conftest import Read
from words import claim_words

Claim = tuple[str | None, str | None, list[str]]

ONE: list[tuple[str, Claim, str, str]] = [
    # direct
    (
        "“The bridge is closed,” mayor Lena Holt said.",
        ("mayor Lena Holt", "said", ["“The bridge is closed,”"]),
        "direct",
        "say",
    ),
    (
        "“The bridge is closed,” said Lena Holt, the mayor of Orle.",
        ("Lena Holt, the mayor of Orle", "said", ["“The bridge is closed,”"]),
        "direct",
        "say",
    ),
    ('"The bridge is closed," Holt told reporters.', ("Holt", "told", ['"The bridge is closed,"']), "direct", "tell"),
    ("‘The bridge is closed,’ Lena Holt said.", ("Lena Holt", "said", ["‘The bridge is closed,’"]), "direct", "say"),
    ("« The bridge is closed », Lena Holt said.", ("Lena Holt", "said", ["« The bridge is closed »"]), "direct", "say"),
    ("„The bridge is closed“, Lena Holt said.", ("Lena Holt", "said", ["„The bridge is closed“"]), "direct", "say"),
    (
        "``The bridge is closed,'' Lena Holt said.",
        ("Lena Holt", "said", ["``The bridge is closed,''"]),
        "direct",
        "say",
    ),
    ("“The bridge is closed, “she said.", ("she", "said", ["“The bridge is closed, “"]), "direct", "say"),
    (
        "Lena Holt said: “The bridge is closed. Nobody will cross it.”",
        ("Lena Holt", "said", ["“The bridge is closed. Nobody will cross it.”"]),
        "direct",
        "say",
    ),
    (
        "“The bridge,” Holt said, “is closed for good.”",
        ("Holt", "said", ["“The bridge,”", "“is closed for good.”"]),
        "direct",
        "say",
    ),
    (
        "“The bridge is closed. Nobody will cross it,” Holt said. “We are very sorry for that.”",
        ("Holt", "said", ["“The bridge is closed. Nobody will cross it,”", "“We are very sorry for that.”"]),
        "direct",
        "say",
    ),
    ("“Is the bridge closed?” a driver asked.", ("a driver", "asked", ["“Is the bridge closed?”"]), "direct", "ask"),
    # indirect
    ("The ministry said that the dam was safe.", ("The ministry", "said", ["the dam was safe"]), "indirect", "say"),
    ("The ministry said the dam was safe.", ("The ministry", "said", ["the dam was safe"]), "indirect", "say"),
    (
        "The ministry said on Thursday that the dam was safe.",
        ("The ministry", "said", ["the dam was safe"]),
        "indirect",
        "say",
    ),
    ("The ministry said Thursday the dam was safe.", ("The ministry", "said", ["the dam was safe"]), "indirect", "say"),
    (
        "Two men were arrested, the Arvo Post reported.",
        ("the Arvo Post", "reported", ["Two men were arrested"]),
        "indirect",
        "report",
    ),
    (
        "The pilot told investigators that the engine had failed.",
        ("The pilot", "told", ["the engine had failed"]),
        "indirect",
        "tell",
    ),
    (
        "Forecasters warned that the river could rise.",
        ("Forecasters", "warned", ["the river could rise"]),
        "indirect",
        "warn",
    ),
    (
        "The mine denied that the water was poisoned.",
        ("The mine", "denied", ["the water was poisoned"]),
        "indirect",
        "deny",
    ),
    ("Holt urged drivers to take the ferry.", ("Holt", "urged", ["drivers to take the ferry"]), "indirect", "urge"),
    ("The dam, Holt said, was safe.", ("Holt", "said", ["The dam", "was safe"]), "indirect", "say"),
    # mixed
    (
        "Holt said the bridge was “a danger to all” and would be torn down.",
        ("Holt", "said", ["the bridge was “a danger to all” and would be torn down"]),
        "mixed",
        "say",
    ),
    (
        "Holt called the bridge unsafe and said it was “a danger to all.”",
        ("Holt", "said", ["it was “a danger to all.”"]),
        "mixed",
        "say",
    ),
    # according to, wherever it stands
    (
        "Two barns burned down, according to the fire service.",
        ("the fire service", "according to", ["Two barns burned down"]),
        "indirect",
        "say",
    ),
    (
        "According to the fire service, two barns burned down.",
        ("the fire service", "According to", ["two barns burned down"]),
        "indirect",
        "say",
    ),
    (
        "The two barns near Orle, according to the fire service, burned down on Monday.",
        ("the fire service", "according to", ["The two barns near Orle", "burned down on Monday"]),
        "indirect",
        "say",
    ),
    # passive and impersonal
    (
        "Residents were told by the mayor that the well was dry.",
        ("the mayor", "told", ["the well was dry"]),
        "indirect",
        "tell",
    ),
    ("It was reported that the mine had closed.", (None, "reported", ["the mine had closed"]), "indirect", "report"),
]


@pytest.mark.parametrize(("text", "claim", "quotation", "act"), ONE, ids=[text for text, *_ in ONE])
def test_one_claim(read: Read, text: str, claim: Claim, quotation: str, act: str) -> None:
    reading = read(text, published="2021-03-04")
    source, cue, contents = claim
    found = [(s, (c or "").split()[-1] if cue and " " not in cue else c, p) for s, c, p in claim_words(reading)]
    assert (source, cue, contents) in found
    (record,) = [c for c, f in zip(reading.attributions, found, strict=True) if f == (source, cue, contents)]
    assert (record.quotation, record.speech_act, record.within) == (quotation, act, None)


@pytest.mark.parametrize(
    "text",
    [
        "The “Blue Bridge” was closed on Monday.",
        "The ministry did not say how many barns burned.",
        "If the bridge fell, the neighbours would object.",
        "Nobody said that the dam was safe.",
        "No official said that the dam was safe.",
        "The mayor declined to say whether the dam was safe.",
        "A train to Orle left the rails.",
        "According to plan, the bridge opened on Friday.",
        "The report was published on Monday.",
        "The river claimed its banks.",
    ],
)
def test_nobody_says_anything(read: Read, text: str) -> None:
    assert claim_words(read(text)) == []


# text -> the words that are according to somebody: the clause that the phrase stands in, opens or closes
ACCORDING = {
    "Two barns burned down, according to the fire service.": ["Two barns burned down"],
    "According to the fire service, two barns burned down.": ["two barns burned down"],
    "The bridge, according to the ministry, was destroyed by the rebels.": [
        "The bridge",
        "was destroyed by the rebels",
    ],
    "Omar Reyes reported that, according to a senior official, the troops were leaving the town.": [
        "the troops were leaving the town",
    ],
    "Lena Holt told the press that the board, which, according to her lawyer, always favoured the mayor, forged it.": [
        "which",
        "always favoured the mayor",
    ],
    "Reyes said the bridge, according to the ministry, was destroyed by the rebels.": [
        "the bridge",
        "was destroyed by the rebels",
    ],
    "The men who, according to the police, had robbed the bank were seen in Orle.": ["who", "had robbed the bank"],
    "In 2003, according to the union, the mine was sold.": ["In 2003", "the mine was sold"],
    "Four people died, according to the police, and the road was closed.": ["Four people died"],
    "The mayor resigned because, according to the paper, she had lost the support of the council.": [
        "she had lost the support of the council",
    ],
    "The army has, according to two officers, moved its guns to the coast.": [
        "The army has",
        "moved its guns to the coast",
    ],
    "Prices have risen by 4 percent since May, according to the bank, which expects a further rise.": [
        "Prices have risen by 4 percent since May",
    ],
    "The union says that wages fell, but according to the ministry they rose.": ["they rose"],
    "Holt, 40, was born in Orle and, according to the register, never married.": ["never married"],
    "The strike, which according to the union was the largest in years, ended on Friday.": [
        "which",
        "was the largest in years",
    ],
}


@pytest.mark.parametrize("text", ACCORDING)
def test_according_to_tells_of_its_own_clause(text: str, read: Read) -> None:
    reading = read(text)
    (told,) = (contents for _, cue, contents in claim_words(reading) if cue and cue.lower() == "according to")
    assert told == ACCORDING[text]


def test_what_stands_before_a_semicolon_is_not_denied(read: Read) -> None:
    reading = read("It is alleged that a minister took money; he denies wrongdoing.")
    assert [contents for _, cue, contents in claim_words(reading) if cue == "denies"] in ([], [["wrongdoing"]])
    denied = read("The ministry denied a report that it had sold the port.")
    assert denied.attributions[0].addressee is None
