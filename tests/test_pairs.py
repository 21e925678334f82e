"""PLOVER's code of what one side does to another, in the forms in which news tells of it.

The sentences and what is expected of them were written before the frames were tried on them, about 80 for each root,
from the code book and not from data. In the first run 248 of the first 371 were read in full, that is, by an event with
the code that holds both sides; 162 of the next 226 and 44 of the last 72, each written after those before had been
mended (of these 298 the frames of the day before read 193). Then 11 codes were changed that the code book says
otherwise (a trade deal that is signed is SUPPORT, a hacker's attack ASSAULT), and 8 sentences were left out that may be
told either way.

Of 621 more in the manner of news agencies, 141 of the first 255 were read in full; once these had been mended, 241 of
the next 366, in four sets of which each was mended before the next was written (the frames of the day before read 229;
the code alone was right in 291 and 278). 40 that name people or may be told either way were left out. Three on what is
ordered to stop came then, none of which was read before.

307 more, with longer sentences and rarer words, came in four sets, each mended before the next was written. Of the 75,
78, 79 and 75 of a set the frames of the day before read 40, 39, 44 and 45 in full when they had not seen them (the code
alone was right in 47, 43, 50 and 51), those as mended so far 40, 42, 45 and 46 (47, 45, 51 and 52). 10 that may be told
either way were left out. 164 in plainer words followed in three sets of 50, 69 and 45: the frames of the day before
read 32, 54 and 36 (the code 35, 61 and 37), those as mended 32, 58 and 37 (35, 65 and 38). 4 of them were left out.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kgraph.reader import Reader
from kgraph.records import Article, Event

PATH = Path(__file__).parent / "sentences" / "pairs.jsonl"
ROWS = [json.loads(line) for line in PATH.read_text(encoding="utf-8").splitlines()]
READ = 1407  # of all rows are read in full
ROOTS = {"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "YIELD", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
         "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"}


def holds(event: Event, row: dict[str, str]) -> bool:
    """Whether two arguments of the event are the row's two sides."""
    sides = []
    for side in ("source", "target"):
        start = row["text"].index(row[side])
        if side == "target" and start == row["text"].index(row["source"]):
            start = row["text"].rindex(row[side])
        end = start + len(row[side])
        sides.append({n for n, a in enumerate(event.arguments) if a.slice.start < end and start < a.slice.end})
    return all(sides) and len(sides[0] | sides[1]) > 1


@pytest.fixture(scope="module")
def missed() -> list[str]:
    reader = Reader()
    found = []
    for row in ROWS:
        events = reader.read(Article("sentence", "urn:kgraph:article:sentence", row["text"])).events
        if not any(event.plover == row["root"] and holds(event, row) for event in events):
            found.append(f"{row['root']}: {row['text']}")
    return found


def test_there_are_enough_pairs() -> None:
    assert len(ROWS) == 1702
    assert {row["root"] for row in ROWS} == ROOTS


def test_both_sides_are_read_with_the_code(missed: list[str]) -> None:
    assert len(ROWS) - len(missed) >= READ, "\n".join(missed)
