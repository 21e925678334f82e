"""Quotations with every kind of mark that news texts use, whole and damaged."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from words import whole

from kgraph.components.quotes import find_quotes
from kgraph.components.zones import find_zones


def inner(text: str) -> list[str]:
    return [q.inner.of(text) for q in find_quotes(text, whole(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"We stay here," she said.', ["We stay here,"]),
        ("“We stay here,” she said.", ["We stay here,"]),
        ("« Nous restons ici », dit-elle.", [" Nous restons ici "]),
        ("»We stay here«, she said.", ["We stay here"]),
        ("„We stay here“, she said.", ["We stay here"]),
        ("„We stay here”, she said.", ["We stay here"]),
        ("``We stay here,'' she said.", ["We stay here,"]),
        ("‘‘We stay here,’’ she said.", ["We stay here,"]),
        ("‘We stay here,’ she said.", ["We stay here,"]),
        ("'We stay here,' she said.", ["We stay here,"]),
        ("‘We don’t know who’s there,’ she said.", ["We don’t know who’s there,"]),
        ("She said: “We stay. We wait.”", ["We stay. We wait."]),
        ("“We stay,” she said, “and we wait.”", ["We stay,", "and we wait."]),
        ("The “old” bridge and the “new” one fell.", ["old", "new"]),
        ("“He told me ‘go home’ and left,” she said.", ["He told me ‘go home’ and left,"]),
        ('He said "the "old" bridge" fell.', ["the ", " bridge"]),
        # Marks that lean the wrong way.
        ("“We stay here, “she said.", ["We stay here, "]),
        ("“We stay, “she said. “And we wait. “", ["We stay, ", "And we wait. "]),
        ("”We stay here,” she said.", ["We stay here,"]),
        ('“We stay here," she said.', ["We stay here,"]),
    ],
)
def test_marks_of_every_kind(text: str, expected: list[str]) -> None:
    assert inner(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The miners’ hall and the teachers’ house burned down.",
        "It was the Holts' farm and the Reyes' barn.",
        "In the '90s the farmers' union was strong.",
        'A 12" pipe and a 6" pipe burst.',
        "The plan” was dropped.",
        "It’s the mayor’s word, isn’t it?",
        "",
    ],
)
def test_no_quotation(text: str) -> None:
    assert inner(text) == []


def test_a_quotation_left_open_ends_with_its_block() -> None:
    text = "She stood up. “We stay here, and we wait"
    (quote,) = find_quotes(text, whole(text))
    assert quote.open
    assert quote.inner.of(text) == "We stay here, and we wait"


def test_a_speech_over_paragraphs_opens_each_and_closes_the_last() -> None:
    text = "“We stay here, she said.\n\n“We wait for the boats.\n\n“Then we go.”\n\nNobody spoke."
    quotes = find_quotes(text, find_zones(text))
    assert [(q.inner.of(text), q.open) for q in quotes] == [
        ("We stay here, she said.", True),
        ("We wait for the boats.", True),
        ("Then we go.", False),
    ]


def test_a_closing_mark_takes_up_a_speech_left_open_in_the_block_before() -> None:
    text = "Holt rose. “We stay here.\n\nThen we go,” she said."
    assert [q.outer.of(text) for q in find_quotes(text, find_zones(text))] == ["“We stay here.", "Then we go,”"]


def test_outer_has_the_marks_and_inner_has_not() -> None:
    text = "Holt said “no” twice."
    (quote,) = find_quotes(text, whole(text))
    assert (quote.outer.of(text), quote.inner.of(text), quote.open) == ("“no”", "no", False)


SOUP = st.text(st.sampled_from("ab ,.\n“”\"'‘’«»„`12"), max_size=100)


@settings(max_examples=200, deadline=None)
@given(SOUP)
def test_quotations_never_overlap_and_never_leave_their_block(text: str) -> None:
    zones = find_zones(text)
    quotes = find_quotes(text, zones)
    for one, other in pairwise(quotes):
        assert one.outer.end <= other.outer.start
    for quote in quotes:
        assert any(z.slice.holds(quote.outer) for z in zones)
        assert quote.outer.holds(quote.inner)
