"""Casualty figures with every bound of the vocabulary: value, minimum, maximum."""

from __future__ import annotations

import pytest
from conftest import Read
from hypothesis import given, settings
from hypothesis import strategies as st
from words import event_of, events_of, words_of

from kgraph.records import Quantity

Figure = tuple[int | None, int | None, int | None, str | None]


def figure(quantity: Quantity | None) -> Figure:
    assert quantity is not None
    return quantity.value, quantity.minimum, quantity.maximum, quantity.bound


@pytest.mark.parametrize(
    ("text", "effect", "expected"),
    [
        ("Thirteen miners died in the shaft.", "killed", (13, 13, 13, "exactly")),
        ("The collapse killed 13 miners.", "killed", (13, 13, 13, "exactly")),
        ("At least 13 miners were killed when the shaft collapsed.", "killed", (13, 13, None, "atLeast")),
        ("No fewer than 13 miners were killed in the shaft.", "killed", (13, 13, None, "atLeast")),
        ("Thirteen or more sailors died off Cape Orle.", "killed", (13, 13, None, "atLeast")),
        ("More than 1,200 villagers were injured in the quake.", "injured", (1200, 1200, None, "moreThan")),
        ("Over 40 spectators were hurt in the stampede.", "injured", (40, 40, None, "moreThan")),
        ("Up to 60 farmers were killed in the raid.", "killed", (60, None, 60, "atMost")),
        ("As many as 70 passengers were injured.", "injured", (70, None, 70, "atMost")),
        ("No more than 5 students were wounded.", "injured", (5, None, 5, "atMost")),
        ("Nearly 400 residents were hospitalized after the leak.", "hospitalized", (400, None, 400, "lessThan")),
        ("Almost ninety workers were injured in the fire.", "injured", (90, None, 90, "lessThan")),
        ("Fewer than 10 guards were injured.", "injured", (10, None, 10, "lessThan")),
        ("About 80 villagers were displaced by the flood.", "displaced", (80, 80, 80, "about")),
        ("Around 300 families were displaced by the flood.", "displaced", (300, 300, 300, "about")),
        ("Some 50 tourists were injured.", "injured", (50, 50, 50, "about")),
        ("An estimated 500 people died in the famine.", "killed", (500, 500, 500, "about")),
        ("Between 40 and 50 workers were injured.", "injured", (None, 40, 50, "between")),
        ("Forty to 50 workers were injured.", "injured", (None, 40, 50, "between")),
        ("Dozens of workers were hurt.", "injured", (None, 24, None, "atLeast")),
        ("Scores of pilgrims died in the crush.", "killed", (None, 40, None, "atLeast")),
        ("Hundreds of pilgrims were injured.", "injured", (None, 200, None, "atLeast")),
        ("Thousands of villagers were displaced.", "displaced", (None, 2000, None, "atLeast")),
        ("Tens of thousands of villagers were displaced.", "displaced", (None, 20_000, None, "atLeast")),
        ("Several passengers were injured.", "injured", (None, None, None, None)),
        ("Many passengers were injured.", "injured", (None, None, None, None)),
        ("Passengers were injured when the train braked.", "injured", (None, None, None, None)),
        ("No passengers were injured.", "injured", (0, 0, 0, "exactly")),
        ("Nobody was hurt in the fire.", "injured", (0, 0, 0, "exactly")),
        ("No one was killed in the fire.", "killed", (0, 0, 0, "exactly")),
        ("A boy was killed in the fire.", "killed", (1, 1, 1, "exactly")),
        ("The blast wounded Lena Holt, the mayor of Orle.", "injured", (1, 1, 1, "exactly")),
        ("A 12-year-old girl was killed in the fire.", "killed", (1, 1, 1, "exactly")),
        ("A dozen workers were hurt.", "injured", (12, 12, 12, "exactly")),
        ("The raid ended with half a dozen workers injured.", "injured", (6, 6, 6, "exactly")),
        ("Thirtythree sailors were injured.", "injured", (33, 33, 33, "exactly")),
        ("Two members of the crew were injured.", "injured", (2, 2, 2, "exactly")),
        ("The death toll rose to 17.", "killed", (17, 17, 17, "exactly")),
        ("The death toll reached 1,200 on Friday.", "killed", (1200, 1200, 1200, "exactly")),
        ("The toll stands at more than 300.", "killed", (300, 300, None, "moreThan")),
        ("The flood left 40 people dead and dozens injured.", "injured", (None, 24, None, "atLeast")),
        ("Two dozen workers were hurt.", "injured", (24, 24, 24, "exactly")),
        ("More than a dozen workers were hurt.", "injured", (12, 12, None, "moreThan")),
        ("At least a hundred workers were hurt.", "injured", (100, 100, None, "atLeast")),
        ("Twenty-five workers were hurt.", "injured", (25, 25, 25, "exactly")),
        (
            "About 1.2 million people were displaced by the war.",
            "displaced",
            (1_200_000, 1_200_000, 1_200_000, "about"),
        ),
        ("Ten of the 40 passengers were injured.", "injured", (10, 10, 10, "exactly")),
        ("At least ten of the 40 passengers were injured.", "injured", (10, 10, None, "atLeast")),
        ("Rebels attacked the town, killing at least 12.", "killed", (12, 12, None, "atLeast")),
        ("The blast left 12 people dead.", "killed", (12, 12, 12, "exactly")),
        ("Bandits kidnapped four nurses.", "kidnapped", (4, 4, 4, "exactly")),
        ("Three climbers are missing.", "missing", (3, 3, 3, "exactly")),
    ],
)
def test_figures(read: Read, text: str, effect: str, expected: Figure) -> None:
    (event,) = [e for e in events_of(read(text), "Casualties") if e.quantity and e.quantity.effect == effect]
    assert figure(event.quantity) == expected
    assert (event.polarity, event.modality) == ("positive", "asserted")


def test_each_verb_has_its_own_figure_and_none_is_added_up(read: Read) -> None:
    reading = read("The blast in Orle killed 13 workers and injured more than 40 others.")
    assert [(e.quantity.effect, figure(e.quantity)) for e in events_of(reading, "Casualties") if e.quantity] == [
        ("killed", (13, 13, 13, "exactly")),
        ("injured", (40, 40, None, "moreThan")),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The army killed 25 rebels, wounded 30 and left the town.",
        "In the raid 25 rebels were killed and 30 wounded.",
        "There were 25 dead and 30 wounded.",
        "The blast left 25 dead and 30 wounded.",
    ],
)
def test_figures_that_share_a_clause_are_kept_apart(read: Read, text: str) -> None:
    found = [(e.quantity.effect, figure(e.quantity)) for e in events_of(read(text), "Casualties") if e.quantity]
    assert found == [("killed", (25, 25, 25, "exactly")), ("injured", (30, 30, 30, "exactly"))]


def test_the_slice_is_the_words_of_the_figure(read: Read) -> None:
    for text, words in [
        ("Rescuers said at least 13 miners were killed.", "at least 13"),
        ("Nearly 400 residents were hospitalized.", "Nearly 400"),
        ("The blast hurt between 40 and 50 workers.", "between 40 and 50"),
    ]:
        reading = read(text)
        quantity = event_of(reading, "Casualties").quantity
        assert quantity is not None
        assert words_of(reading, quantity.slice) == words


def test_what_is_denied_is_no_figure_of_the_world(read: Read) -> None:
    event = event_of(read("The flood did not kill 13 people."), "Casualties")
    assert event.polarity == "negative"


@settings(max_examples=25, deadline=None)
@given(
    st.integers(1, 50_000),
    st.booleans(),
    st.sampled_from(
        [
            ("At least", "low"),
            ("More than", "low"),
            ("Up to", "high"),
            ("Nearly", "high"),
            ("About", "both"),
            ("Exactly", "both"),
        ]
    ),
)
def test_bounds_hold_for_every_number(read: Read, number: int, commas: bool, bound: tuple[str, str]) -> None:
    words, side = bound
    if commas or number < 1900 or number > 2100:  # "2021 workers" could be a year
        digits = f"{number:,}" if commas else str(number)
        quantity = event_of(read(f"{words} {digits} workers were injured in the fire."), "Casualties").quantity
        assert quantity is not None
        assert quantity.value == number
        assert quantity.minimum == (number if side != "high" else None)
        assert quantity.maximum == (number if side != "low" else None)
