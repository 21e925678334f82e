"""Times that are told from another time of the text: "the next day", "two weeks later". 4 March 2021 was a Thursday."""

from __future__ import annotations

import pytest
from words import whole

from kgraph.components.times import find_times

TODAY = "2021-03-04"


def times(text: str) -> list[tuple[str, str]]:
    return [(t.slice.of(text), t.value) for t in find_times(text, whole(text), TODAY)]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("The bridge fell on Tuesday. The mayor resigned the next day.", "the next day", "2021-03-03"),
        ("The dam broke on 3 March 2019. That same day the army came.", "That same day", "2019-03-03"),
        ("The dam broke on 3 March 2019, and the army came later that day.", "later that day", "2019-03-03"),
        ("The dam broke on 3 March 2019. It had been closed the day before.", "the day before", "2019-03-02"),
        ("The dam broke on 3 March 2019. The army came the next morning.", "the next morning", "2019-03-04TMO"),
        ("The dam broke on 3 March 2019. The army came that night.", "that night", "2019-03-03TNI"),
        ("He was arrested on Jan. 4, 2018. Three days later he was freed.", "Three days later", "2018-01-07"),
        ("He left on Jan. 4, 2018, two weeks after the vote. A day earlier he wept.", "A day earlier", "2018-01-03"),
        ("The party won in 2016. The following year it lost.", "The following year", "2017"),
        ("The party won in 2016 and split later that year.", "later that year", "2016"),
        ("It opened in May 2018. The following month it shut.", "The following month", "2018-06"),
        ("It opened on Dec. 30, 2018. A month later it shut.", "A month later", "2019-01"),
        ("It opened on Jan. 4, 2018. Two weeks later it shut.", "Two weeks later", "2018-W03"),
        ("The dam broke on 3 March 2019. The army came in the morning.", "the morning", "2019-03-03TMO"),
        ("The dam broke on Jan. 5, 2018. It was checked the previous Friday.", "the previous Friday", "2017-12-29"),
        ("The dam broke on Jan. 5, 2018. It was rebuilt the following Monday.", "the following Monday", "2018-01-08"),
        ("He was freed on Jan. 4, 2018, less than a week earlier than due.", "less than a week earlier", "2017-W52"),
        # the day of what somebody said is not the day of what is told
        ("It burned on Jan. 5, Holt said on Wednesday. It opened two days later.", "two days later", "2021-01-07"),
        # the paragraph before may tell it
        ("The bridge fell on Tuesday.\n\nThe next day, the mayor resigned.", "The next day", "2021-03-03"),
    ],
)
def test_a_time_that_is_told_from_another(text: str, words: str, value: str) -> None:
    assert (words, value) in times(text)


@pytest.mark.parametrize(
    "text",
    [
        "The mayor resigned the next day.",
        "The party won in 2016. The next day its leader left.",  # a year has no next day
        "Sales doubled in the 1990s. The following month they fell.",
        # too far
        "The bridge fell on Tuesday.\n\nThe mayor came.\n\nThe river rose.\n\nThe next day, the mayor resigned.",
    ],
)
def test_without_a_time_as_exact_before_it_there_is_none(text: str) -> None:
    assert not [words for words, _ in times(text) if words.lower().startswith(("the next", "the following"))]
