"""Conflict and crime in whole invented articles: a bombing, a trial, a prison break, a border clash, a coup and others.

24 articles of 10 to 12 sentences, in three sets of 8 (A, B, C). Every sentence and all that is expected of it, events
with their triggers, types, roles and figures, was written before the frames were tried on it; each set before the
frames were mended for it, and after they had been mended for the sets before. In the first run 117 events of set A were
looked for, of B and C 123 each. Triggers (F1) with the frames of the day before, and with those as they then were:
A 72.1, B 77.7 and 81.1, C 72.0 and 76.9; words in their roles A 66.9, B 70.8 and 74.7, C 65.1 and 68.6.

Then about 65 rows were changed: other names that the vocabulary has for the same, figures of each group of victims,
words that hold the same people ("his followers" for "thousands of his followers"); 7 events that had been overlooked
were added. With these changes the frames of the day before read A 83.3, B 80.0 and C 75.9 (triggers), 81.2, 78.6 and
74.0 (roles). Rows that may be told either way are `open`: neither right nor wrong. What is expected of several types
("shot dead" is a shooting and counts casualties) is read where one is.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest

from kgraph.declarations import load_ontology
from kgraph.iris import article_iri
from kgraph.reader import Reader
from kgraph.records import Article, Event, Slice

Row = dict[str, Any]
PATH = Path(__file__).parent / "sentences" / "conflict.jsonl"
ROWS = [json.loads(line) for line in PATH.read_text(encoding="utf-8").splitlines()]
# Types of which all events are looked for, so that others of them are false.
ONTOLOGY = load_ontology()
KINDS = frozenset(
    """Acquisition AirStrike Arrest Attack Bombing Casualties Charge Clash Conversation CourtSentence Defusal Deployment
    Destruction Displacement Election Execution Investigation Kidnapping Lawsuit Meeting Movement Negotiation Occupation
    Protest PublicStatement Release Riot Shooting StrikeAction Theft Visit Withdrawal""".split()
)
TOLD = ("asserted", "possible")  # what is planned or demanded may be left out
PRONOUNS = frozenset("he she it they him her them who his its their".split())
EXPECTED, READ, FALSE = 365, 326, 6
FILLERS, FILLED, MISPLACED = 563, 492, 35


def find_words(text: str, words: str, start: int, end: int) -> list[Slice]:
    """Where a phrase, or one of several ("he/the man"), stands in a sentence."""
    patterns = (rf"(?<!\w){re.escape(part)}(?!\w)" for part in words.split("/"))
    return [Slice(m.start(), m.end()) for p in patterns for m in re.compile(p).finditer(text, start, end)]


def is_meant(event: Event, kind: Row) -> bool:
    """Whether an event is of a type, with the effect and one of the figures that are expected."""
    if not ONTOLOGY.is_a(event.type, kind["type"]):
        return False
    figure = event.quantity
    if "effect" in kind and (figure is None or figure.effect != kind["effect"]):
        return False
    return "value" not in kind or figure is not None and figure.value in kind["value"]


class Score:
    """What was found of what is expected, with the words of what was not."""

    def __init__(self) -> None:
        self.read = self.false = self.filled = self.misplaced = self.expected = self.fillers = 0
        self.notes: list[str] = []

    def take(self, rows: list[Row], events: tuple[Event, ...], text: str) -> None:
        """Score one article."""
        wanted = list(_place(rows, text))
        right: set[str] = set()
        for row, trigger, sentence in wanted:
            near = [e for e in events if e.trigger.overlaps(trigger)]
            meant = [(k, [e for e in near if is_meant(e, k)]) for k in row["is"]]
            kind, found = next(((k, es) for k, es in meant if es), (row["is"][0], []))
            right |= {e.id for _, es in meant for e in es} | ({e.id for e in near} if row.get("open") else set())
            if not row.get("open"):
                self.expected += 1
                self.fillers += sum(len(words) for words in kind.get("roles", {}).values())
                self.read += bool(found)
                if found:
                    self._take_roles(kind, found, text, sentence)
                else:
                    self.notes.append(f"missed: {row['trigger']} ({kind['type']})")
        for event in events:
            sure = event.polarity == "positive" and event.modality in TOLD
            if event.id not in right and event.type in KINDS and sure:
                self.false += 1
                self.misplaced += sum(a.role not in ("place", "counterpart") for a in event.arguments)
                self.notes.append(f"false: {event.trigger.of(text)} ({event.type})")

    def _take_roles(self, kind: Row, events: list[Event], text: str, sentence: Slice) -> None:
        left = {(a.role, a.slice) for e in events for a in e.arguments}
        roles: dict[str, list[str]] = kind.get("roles", {})
        for role, phrases in roles.items():
            for words in phrases:
                places = find_words(text, words, sentence.start, sentence.end)
                assert places, words
                match = next((a for a in sorted(left) if a[0] == role and any(a[1].overlaps(p) for p in places)), None)
                self.filled += match is not None
                left.discard(match or ("", sentence))
        extra = [(r, s) for r, s in left if r != "counterpart" and s.of(text).lower() not in PRONOUNS]
        self.misplaced += sum(role != "place" or "place" in roles for role, _ in extra)


def _place(rows: list[Row], text: str) -> Iterator[tuple[Row, Slice, Slice]]:
    """Each expected event with where its trigger and its sentence stand in the article."""
    start = 0
    for row in rows:
        start = text.index(row["text"], start)
        after: dict[str, int] = {}
        for event in row.get("events", []):
            words = event["trigger"]
            at = row["text"].index(words, after.get(words, 0))
            after[words] = at + 1
            place = Slice(start + at, start + at + len(words))
            yield event, place, Slice(start, start + len(row["text"]))


@pytest.fixture(scope="module")
def score(reader: Reader) -> Score:
    result = Score()
    for name, rows in groupby(ROWS, key=lambda row: str(row["article"])):
        told = list(rows)
        text = " ".join(row["text"] for row in told)
        result.take(told, reader.read(Article(name, article_iri(name), text)).events, text)
    return result


def test_there_are_enough_articles(score: Score) -> None:
    assert len({row["article"] for row in ROWS}) == 24
    assert (score.expected, score.fillers) == (EXPECTED, FILLERS)


def test_events_are_found_and_few_are_false(score: Score) -> None:
    assert score.read >= READ and score.false <= FALSE, "\n".join(score.notes)


def test_roles_are_filled_with_the_words_that_belong_there(score: Score) -> None:
    assert score.filled >= FILLED and score.misplaced <= MISPLACED
