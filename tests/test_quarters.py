"""Quarters, halves, and what is told from the period that a report is about. 4 March 2021 lies in a first quarter."""

from __future__ import annotations

import pytest
from words import whole

from kgraph.components.times import find_times


def times(text: str, today: str = "2021-03-04") -> list[tuple[str, str]]:
    return [(t.slice.of(text), t.value) for t in find_times(text, whole(text), today)]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("Sales rose in the quarter ended June 30.", "the quarter", "2020-Q2"),
        ("The mill's third-quarter loss was small.", "third-quarter", "2020-Q3"),
        ("The third-quarter loss was small.", "third-quarter", "2020-Q3"),
        # what is not over is not what a report is about
        (
            "Third-quarter sales rose. A first-quarter loss is likely. In the latest quarter it sold ten mills.",
            "the latest quarter",
            "2020-Q3",
        ),
        # the same quarter of another year
        ("Third-quarter sales rose. In the year-earlier quarter it sold none.", "the year-earlier quarter", "2019-Q3"),
        ("Third-quarter sales rose from $3 in the year-ago third quarter.", "the year-ago third quarter", "2019-Q3"),
        ("Third-quarter sales rose. In the 2019 period they fell.", "the 2019 period", "2019-Q3"),
        (
            "Third-quarter sales rose from those of the same period last year.",
            "the same period last year",
            "2019-Q3",
        ),
        ("Third-quarter sales rose. They were $3 in last year's quarter.", "last year's quarter", "2019-Q3"),
        ("Third-quarter sales rose. For the quarter a year ago it had a loss.", "the quarter a year ago", "2019-Q3"),
        ("Sales rose from those of the third quarter of 2018. A year earlier they fell.", "A year earlier", "2017-Q3"),
        ("Third-quarter sales rose, compared with a year-earlier loss.", "year-earlier", "2019-Q3"),
        # a longer period was reported on last
        ("Third-quarter sales rose. In the nine months, they fell from a year earlier.", "a year earlier", "2020"),
        # without any quarter
        ("More ships came than in the same period of 2018.", "the same period of 2018", "2018"),
        ("More ships came than in the same month last year.", "the same month last year", "2020"),
        # halves
        ("Sales fell in the second half of 2019.", "the second half of 2019", "2019-H2"),
        ("Sales fell in the first half of last year.", "the first half of last year", "2020-H1"),
        ("Sales will rise in the latter half of the year.", "the latter half of the year", "2021-H2"),
    ],
)
def test_the_period_of_a_report(text: str, words: str, value: str) -> None:
    assert (words, value) in times(text)
