"""Days named without a week, months without a year: the verbs tell which. 4 March 2021 was a Thursday."""

from __future__ import annotations

import pytest
from words import whole

from kgraph.components.times import find_times

TODAY = "2021-03-04"


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        # to come
        ("Ilse Moran will be named head of the port authority for the season in September.", "September", "2021-09"),
        ("Reyes will succeed Daniel P. Holt on June 1.", "June 1", "2021-06-01"),
        ("The court opens on Monday.", "Monday", "2021-03-08"),
        ("The rule takes effect on Monday.", "Monday", "2021-03-08"),
        ("The bank is to reopen in Selm on Friday.", "Friday", "2021-03-05"),
        ("On Monday, the council will vote on the budget.", "Monday", "2021-03-08"),
        ("The strike is supposed to end on Saturday.", "Saturday", "2021-03-06"),
        ("They agreed to meet again on Sunday.", "Sunday", "2021-03-07"),
        ("The deadline was extended to Saturday.", "Saturday", "2021-03-06"),
        ("The clerks were ordered to leave the hall by Friday.", "Friday", "2021-03-05"),
        ("The pact, effective June 1, covers three ports.", "June 1", "2021-06-01"),
        ("She has led the party and wants to win in November.", "November", "2021-11"),
        ("The city council of Selm on Monday will hear the clerks.", "Monday", "2021-03-08"),
        ("Her speech at the mill on Sunday is expected to be short.", "Sunday", "2021-03-07"),
        ("They may leave as soon as the road opens Saturday.", "Saturday", "2021-03-06"),
        # over
        ("The head of the clerks on Monday said the mill will shut.", "Monday", "2021-03-01"),
        ("The clerks didn't say on Monday whether the mill will shut.", "Monday", "2021-03-01"),
        ("Thirty towns had filed their reports by Tuesday.", "Tuesday", "2021-03-02"),
        ("Holt owned 40 barges, bought from December 14 to February 3.", "December 14", "2020-12-14"),
        ("The vote had been due on Monday.", "Monday", "2021-03-01"),
        ("The council, which is trying to sell the mill, announced the plan on Tuesday.", "Tuesday", "2021-03-02"),
        ("The mayor was arrested in April.", "April", "2020-04"),
        ("On Tuesday, the council rejected the offer.", "Tuesday", "2021-03-02"),
        ("The sites lie where they were marked by the Feb. 23 accord.", "Feb. 23", "2021-02-23"),
        ("Nothing could stop the flood that reached Selm on Monday.", "Monday", "2021-03-01"),
        ("Monday’s debate might not change a vote.", "Monday", "2021-03-01"),
        ("Farmers who asked the court to hear them left it on Tuesday.", "Tuesday", "2021-03-02"),
        ("The crop will be smaller than forecast in July.", "July", "2020-07"),
        ("On Tuesday, the mayor asked the clerks to leave.", "Tuesday", "2021-03-02"),
        ("In an October letter, Holt asked the bank to wait.", "October", "2020-10"),
        # a new sentence, a new verb
        ("The court will rule on the ban. It was imposed on Sunday.", "Sunday", "2021-02-28"),
    ],
)
def test_the_verb_tells_which_one_is_meant(text: str, words: str, value: str) -> None:
    found = [(t.slice.of(text), t.value) for t in find_times(text, whole(text), TODAY)]
    assert (words, value) in found


def test_where_no_verb_tells_a_month_soon_to_come_is_meant_but_a_weekday_past() -> None:
    text = "Summit in Selm in April, clashes in Arvo on Sunday"
    assert [t.value for t in find_times(text, whole(text), TODAY)] == ["2021-04", "2021-02-28"]
