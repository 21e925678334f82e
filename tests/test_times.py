"""Time expressions against an article's date, and that date itself. 4 March 2021 was a Thursday."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

import pytest
from conftest import Read
from hypothesis import given, settings
from hypothesis import strategies as st
from words import whole

from kgraph.components.times import find_published, find_times
from kgraph.components.zones import find_zones
from kgraph.records import KgraphError

TODAY = "2021-03-04"


def times(text: str, published: str | None = TODAY) -> list[tuple[str, str, str]]:
    return [(t.slice.of(text), t.type, t.value) for t in find_times(text, whole(text), published)]


@pytest.mark.parametrize(
    ("text", "words", "kind", "value"),
    [
        ("Sales fell in the third quarter of 2019.", "the third quarter of 2019", "DATE", "2019-Q3"),
        ("Sales fell in the fourth quarter.", "the fourth quarter", "DATE", "2020-Q4"),
        ("First-quarter sales rose. They had fallen a year earlier.", "a year earlier", "DATE", "2020-Q1"),
        ("They had fallen a year earlier.", "a year earlier", "DATE", "2020"),
        ("It rained for the past two months.", "the past two months", "DURATION", "P2M"),
        ("It rained for nearly three years.", "nearly three years", "DURATION", "P3Y"),
        ("It lasted two decades.", "two decades", "DURATION", "P20Y"),
        ("It was built early next year.", "early next year", "DATE", "2022"),
        ("It fell at the end of November.", "the end of November", "DATE", "2020-11"),
        ("It fell last June.", "last June", "DATE", "2020-06"),
        ("It opens in July next year.", "July next year", "DATE", "2022-07"),
        ("It fell at 5 p.m. on Tuesday.", "5 p.m. on Tuesday", "TIME", "2021-03-02T17:00"),
        ("It fell at noon yesterday.", "noon yesterday", "TIME", "2021-03-03T12:00"),
        ("Prices rose in recent months.", "recent months", "DATE", "PAST_REF"),
        ("It will open soon.", "soon", "DATE", "FUTURE_REF"),
        ("Sales rose in the year ended June 30.", "the year", "DURATION", "P1Y"),
        ("Sales rose in the latest period.", "the latest period", "DATE", "2020-Q4"),
        ("It will shut by year-end.", "year-end", "DATE", "2021"),
        ("It will shut by the year's end.", "the year's end", "DATE", "2021"),
        ("It is the best crop of the current year.", "the current year", "DATE", "2021"),
        ("Output fell in the current quarter.", "the current quarter", "DATE", "2021-Q1"),
        ("It fell earlier this month.", "earlier this month", "DATE", "2021-03"),
        ("It fell in nineteen ninety-six.", "nineteen ninety-six", "DATE", "1996"),
        ("It will fall by the year 2030.", "the year 2030", "DATE", "2030"),
        ("It will fall by the year two thousand thirty.", "the year two thousand thirty", "DATE", "2030"),
        ("It stood for almost a hundred years.", "almost a hundred years", "DURATION", "P100Y"),
        ("It stood for a century.", "a century", "DURATION", "P100Y"),
        ("It stood for centuries.", "centuries", "DURATION", "PXC"),
        ("IT STOOD FOR CENTURIES.", "CENTURIES", "DURATION", "PXC"),
        ("It was built in the 19th century.", "the 19th century", "DATE", "18"),
        ("It was an eighteenth-century mill.", "eighteenth-century", "DATE", "17"),
        ("They waited for two and a half years.", "two and a half years", "DURATION", "P2Y6M"),
        ("They waited for 3 1/2 hours.", "3 1/2 hours", "DURATION", "PT3H30M"),
        ("They waited for a minute and a half.", "a minute and a half", "DURATION", "PT1M30S"),
        ("They had not met for years.", "years", "DURATION", "PXY"),
        ("Troops will leave within weeks.", "weeks", "DURATION", "PXW"),
        ("Over the next couple of years it will grow.", "the next couple of years", "DURATION", "P2Y"),
        ("They meet every two weeks.", "every two weeks", "SET", "P2W"),
        ("They meet every other day.", "every other day", "SET", "P2D"),
        ("The bell rings every hour.", "every hour", "SET", "PT1H"),
        ("It fell over the summer.", "the summer", "DATE", "2020-SU"),
        ("It fell last fall.", "last fall", "DATE", "2020-FA"),
        ("It fell this past winter.", "this past winter", "DATE", "2020-WI"),
        ("It fell at 4 in the morning.", "4 in the morning", "TIME", "2021-03-04T04:00"),
        ("It fell at six o'clock in the evening.", "six o'clock in the evening", "TIME", "2021-03-04T18:00"),
        ("The two-week strike ended.", "two-week", "DURATION", "P2W"),
        ("THE MARKET IS OPEN DAILY.", "DAILY", "SET", "P1D"),
        ("Now it rains.", "Now", "DATE", "PRESENT_REF"),
        ("The road will shut on Wednesday, March 3.", "Wednesday, March 3", "DATE", "2021-03-03"),
        ("It fell on Monday, March 2.", "Monday, March 2", "DATE", "2020-03-02"),
        ("It will open on Friday, March 4.", "Friday, March 4", "DATE", "2022-03-04"),
        ("The two-and-a-half-year ban ended.", "two-and-a-half-year", "DURATION", "P2Y6M"),
        ("It fell a couple months ago.", "a couple months ago", "DATE", "PAST_REF"),
        ("It will stand until at least the end of 2022.", "the end of 2022", "DATE", "2022"),
        ("It will be built by end-March.", "end-March", "DATE", "2021-03"),
        ("It was built in the late '80s.", "the late '80s", "DATE", "198"),
        ("It fell on 26/02/2021.", "26/02/2021", "DATE", "2021-02-26"),
        ("It fell at 2021-02-26T10:15:30.", "2021-02-26T10:15:30", "TIME", "2021-02-26T10:15"),
        ("Sales fell in Q3 2019.", "Q3 2019", "DATE", "2019-Q3"),
        ("Sales fell in Q4.", "Q4", "DATE", "2020-Q4"),
        ("Sales fell in the October-December quarter.", "the October-December quarter", "DATE", "2020-Q4"),
        ("It fell in the early hours of Sunday.", "the early hours of Sunday", "TIME", "2021-02-28TMO"),
        ("She arrived in the late afternoon.", "the late afternoon", "TIME", "2021-03-04TAF"),
        ("It fell at 8:30 p.m. on Saturday night.", "8:30 p.m. on Saturday night", "TIME", "2021-02-27T20:30"),
        ("Of the first week of May, three days were dry in February.", "February", "DATE", "2021-02"),
        ("They waited for half an hour.", "half an hour", "DURATION", "PT30M"),
        ("It stood for nearly half a century.", "nearly half a century", "DURATION", "P50Y"),
        ("It stood for a quarter-century.", "a quarter-century", "DURATION", "P25Y"),
        ("They waited for 5 ½ years.", "5 ½ years", "DURATION", "P5Y6M"),
        ("It rotted over the years.", "the years", "DURATION", "PXY"),
        ("It will rain in the weeks ahead.", "the weeks ahead", "DURATION", "PXW"),
        ("A few days later it fell.", "A few days", "DURATION", "PXD"),
        ("It fell years ago.", "years ago", "DATE", "PAST_REF"),
        ("It fell two or three years ago.", "two or three years ago", "DATE", "2019"),
        ("He was mayor 2004-2008.", "2004", "DATE", "2004"),
        ("He was mayor 2004-2008.", "2008", "DATE", "2008"),
        ("It will shut by the end of the year.", "the end of the year", "DATE", "2021"),
        ("It fell earlier in the year.", "earlier in the year", "DATE", "2021"),
        ("Taxes rise next fiscal year.", "next fiscal year", "DATE", "2022"),
        ("It fell mid-afternoon yesterday.", "mid-afternoon yesterday", "TIME", "2021-03-03TAF"),
        ("On Tuesday she left at 9:30 p.m. in the rain.", "9:30 p.m.", "TIME", "2021-03-02T21:30"),
        ("It fell at 1600 GMT on Tuesday.", "1600 GMT on Tuesday", "TIME", "2021-03-02T16:00"),
        ("They must repay half of the loan by November.", "November", "DATE", "2021-11"),
        ("They managed to repay half of the loan by November.", "November", "DATE", "2020-11"),
        ("Prices have come down from their peak in April.", "April", "DATE", "2020-04"),
        ("They stayed for the two weeks.", "the two weeks", "DURATION", "P2W"),
        ("The work takes two to three weeks.", "two to three weeks", "DURATION", "P2W"),
        ("The work takes 10 or 12 days.", "10 or 12 days", "DURATION", "P10D"),
        ("The work takes a year or so.", "a year or so", "DURATION", "P1Y"),
        ("The work takes ten working days.", "ten working days", "DURATION", "P10D"),
        ("After a several-year wait it opened.", "several-year", "DURATION", "PXY"),
        ("It may last for weeks or months.", "weeks or months", "DURATION", "PXW"),
        ("Sales fell for the past two quarters.", "the past two quarters", "DURATION", "P2Q"),
        ("The mill sells 700 tons a week.", "a week", "SET", "P1W"),
        ("They work ten hours a day.", "a day", "SET", "P1D"),
        ("They buried two men a week after the flood.", "a week", "DURATION", "P1W"),
        ("It will be cheap in the short term.", "the short term", "DATE", "FUTURE_REF"),
        ("They will vote at a later date.", "a later date", "DATE", "FUTURE_REF"),
        ("They sold it in past years.", "past years", "DATE", "PAST_REF"),
        ("What it costs in the future is not known.", "the future", "DATE", "FUTURE_REF"),
        ("They meet on Tuesdays.", "Tuesdays", "SET", "XXXX-WXX-2"),
        ("They meet on Friday nights.", "Friday nights", "SET", "XXXX-WXX-5TNI"),
        ("EVERY TUESDAY THEY MEET.", "EVERY TUESDAY", "SET", "XXXX-WXX-2"),
        ("They march each July.", "each July", "SET", "XXXX-07"),
        ("They march every summer.", "every summer", "SET", "XXXX-SU"),
        ("They train every morning.", "every morning", "SET", "XXXX-XX-XXTMO"),
        ("Right now it rains.", "Right now", "DATE", "PRESENT_REF"),
        ("It has rained more recently.", "more recently", "DATE", "PAST_REF"),
        ("She will one day be mayor.", "one day", "DATE", "FUTURE_REF"),
        ("They stayed for one day.", "one day", "DURATION", "P1D"),
        ("In March, Holt resigned.", "March", "DATE", "2021-03"),
        ("It fell in January nineteen ninety-seven.", "January nineteen ninety-seven", "DATE", "1997-01"),
        ("It fell in the winter of nineteen ninety.", "the winter of nineteen ninety", "DATE", "1990-WI"),
        ("It fell on March third.", "March third", "DATE", "2021-03-03"),
        ("It fell on the third of May 2019.", "the third of May 2019", "DATE", "2019-05-03"),
        ("On Tuesday, March 2: the bridge falls.", "Tuesday, March 2", "DATE", "2021-03-02"),
        ("It opens this coming Sunday.", "this coming Sunday", "DATE", "2021-03-07"),
    ],
)
def test_quarters_lengths_and_edges(text: str, words: str, kind: str, value: str) -> None:
    assert (words, kind, value) in times(text)


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        # weekdays: the nearest one that the tense allows
        ("The bridge fell on Tuesday.", "Tuesday", "2021-03-02"),
        ("The bridge fell on Thursday.", "Thursday", "2021-03-04"),
        ("The bridge fell on Friday.", "Friday", "2021-02-26"),
        ("The court will rule on Monday.", "Monday", "2021-03-08"),
        ("The court may rule as early as Tuesday.", "Tuesday", "2021-03-09"),
        ("They would fight the ruling, announced on Monday.", "Monday", "2021-03-01"),
        ("The court is expected to rule on Friday.", "Friday", "2021-03-05"),
        ("The strike goes on until Saturday.", "Saturday", "2021-03-06"),
        ("The talks are to resume next Tuesday.", "next Tuesday", "2021-03-09"),
        ("The mill burned last Friday.", "last Friday", "2021-02-26"),
        ("Holt said on Wednesday that the road would open on Sunday.", "Sunday", "2021-03-07"),
        ("Holt said on Wednesday that the road would open on Sunday.", "Wednesday", "2021-03-03"),
        ("Two men were killed by gunmen on Tuesday.", "Tuesday", "2021-03-02"),
        ("Norway sent soldiers from Oslo to Chad on Tuesday.", "Tuesday", "2021-03-02"),
        ("She appeared before a court on Monday.", "Monday", "2021-03-01"),
        ("They set fire to a bus on Monday.", "Monday", "2021-03-01"),
        ("Flights were cancelled until at least Friday.", "Friday", "2021-03-05"),
        ("The road is closed from Saturday.", "Saturday", "2021-03-06"),
        ("The vote was set for Sunday.", "Sunday", "2021-03-07"),
        ("The ship is due to arrive on Friday.", "Friday", "2021-03-05"),
        # days of the calendar
        ("It fell on February 27.", "February 27", "2021-02-27"),
        ("It fell on December 30.", "December 30", "2020-12-30"),
        ("It fell on Jan. 19, the mayor said.", "Jan. 19", "2021-01-19"),
        ("It fell on Jan. 19, 2018, the mayor said.", "Jan. 19, 2018", "2018-01-19"),
        ("It fell on 3 March 2019.", "3 March 2019", "2019-03-03"),
        ("It fell on March 3rd, 2019.", "March 3rd, 2019", "2019-03-03"),
        ("It fell on the 5th of May.", "5th of May", "2020-05-05"),
        ("It fell on Tuesday, March 2.", "Tuesday, March 2", "2021-03-02"),
        ("It fell on Tuesday, March 2, 2021.", "Tuesday, March 2, 2021", "2021-03-02"),
        ("The log of 2020-11-05 says so.", "2020-11-05", "2020-11-05"),
        ("It fell on Sept. 9.", "Sept. 9", "2020-09-09"),
        # months, years, seasons, decades
        ("It fell in January.", "January", "2021-01"),
        ("It fell in November.", "November", "2020-11"),
        ("It fell in March 2019.", "March 2019", "2019-03"),
        ("It fell in May.", "May", "2020-05"),
        ("It fell in 2019.", "2019", "2019"),
        ("It fell in the summer of 2018.", "the summer of 2018", "2018-SU"),
        ("It fell last summer.", "last summer", "2020-SU"),
        ("It was built in the 1990s.", "the 1990s", "199"),
        ("It was built in the early 2000s.", "the early 2000s", "200"),
        ("It was built in the ’80s.", "the ’80s", "198"),
        # units from today
        ("It rained last week.", "last week", "2021-W08"),
        ("It will rain next week.", "next week", "2021-W10"),
        ("It rained this week.", "this week", "2021-W09"),
        ("It fell last month.", "last month", "2021-02"),
        ("It opens next month.", "next month", "2021-04"),
        ("It fell last year.", "last year", "2020"),
        ("It fell earlier this year.", "earlier this year", "2021"),
        ("It fell yesterday.", "yesterday", "2021-03-03"),
        ("It opens tomorrow.", "tomorrow", "2021-03-05"),
        ("It fell three days ago.", "three days ago", "2021-03-01"),
        ("It fell two weeks ago.", "two weeks ago", "2021-W07"),
        ("It fell a month ago.", "a month ago", "2021-02"),
        ("It fell five years ago.", "five years ago", "2016"),
        ("It fell several years ago.", "several years ago", "PAST_REF"),
        ("It is closed now.", "now", "PRESENT_REF"),
        ("The boat sank 900000 weeks ago.", "900000 weeks ago", "PAST_REF"),
        # holidays: the fourth Thursday of November 2020 was the 26th, Easter fell on 12 April
        ("It fell on Thanksgiving Day.", "Thanksgiving Day", "2020-11-26"),
        ("It fell on Christmas Eve.", "Christmas Eve", "2020-12-24"),
        ("It fell last Christmas.", "last Christmas", "2020-12-25"),
        ("It will open on New Year’s Day.", "New Year’s Day", "2022-01-01"),
        ("It fell on Easter Sunday.", "Easter Sunday", "2020-04-12"),
        ("It will open on Good Friday.", "Good Friday", "2021-04-02"),
        ("It fell on Labor Day.", "Labor Day", "2020-09-07"),
        ("It fell on Christmas Day, 2018.", "Christmas Day, 2018", "2018-12-25"),
    ],
)
def test_dates(text: str, words: str, value: str) -> None:
    assert (words, "DATE", value) in times(text)


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("It fell on Tuesday night.", "Tuesday night", "2021-03-02TNI"),
        ("It fell Wednesday morning.", "Wednesday morning", "2021-03-03TMO"),
        ("It fell this morning.", "this morning", "2021-03-04TMO"),
        ("It opens tonight.", "tonight", "2021-03-04TNI"),
        ("It fell last night.", "last night", "2021-03-03TNI"),
        ("It fell at 9:30 p.m. in the rain.", "9:30 p.m.", "2021-03-04T21:30"),
        ("It fell at 7 a.m. in the rain.", "7 a.m.", "2021-03-04T07:00"),
        ("It fell at 12:30 a.m. in the rain.", "12:30 a.m.", "2021-03-04T00:30"),
        ("It fell at 12 p.m. in the rain.", "12 p.m.", "2021-03-04T12:00"),
        ("It fell at 14:05 in the rain.", "14:05", "2021-03-04T14:05"),
    ],
)
def test_times_of_day(text: str, words: str, value: str) -> None:
    assert (words, "TIME", value) in times(text)


@pytest.mark.parametrize(
    ("text", "words", "kind", "value"),
    [
        ("The strike lasted three days.", "three days", "DURATION", "P3D"),
        ("A two-year ban ended.", "two-year", "DURATION", "P2Y"),
        ("They waited 48 hours.", "48 hours", "DURATION", "PT48H"),
        ("They waited for several weeks.", "several weeks", "DURATION", "PXW"),
        ("They waited for a week.", "a week", "DURATION", "P1W"),
        ("It came after days of rain.", "days", "DURATION", "PXD"),
        ("They meet every Friday.", "every Friday", "SET", "XXXX-WXX-5"),
        ("They meet every day.", "every day", "SET", "P1D"),
        ("They meet each year.", "each year", "SET", "P1Y"),
        ("The weekly market was closed.", "weekly", "SET", "P1W"),
    ],
)
def test_durations_and_sets(text: str, words: str, kind: str, value: str) -> None:
    assert times(text) == [(words, kind, value)]


@pytest.mark.parametrize(
    "text",
    [
        "Ada May spoke to the March for Work.",
        "He may march on.",
        "He sat down in the sun.",
        "More than 2019 people came.",
        "The house cost $2020 to repair.",
        "It fell on February 30.",
        "A second blast followed.",
        "A quarter of the voters stayed away.",
        "The mayor returned the same day.",
        "He plays for the Second Division.",
        "The score was 3-2.",
        "They grow three-quarters of their food.",
        "He met Jan Kowal and Jan Novak.",
        "The recent storm cost him his roof.",
        "The fall of the mayor surprised them.",
        "She bought a Christmas tree.",
        "She won the Winter Games.",
        "She read 1/2/1999/3 on the box.",
        "Q1: Who are you?",
        "She wrote for the Daily Rook.",
        "She told the Sunday Rook.",
        "They sold the Tomorrow Group.",
        "It was shown on Rook Tonight.",
        "The current was strong.",
        "He scored two second-half goals.",
        "The future of the mill was in doubt.",
        "She won two second prizes.",
        "They watched late-night shows.",
    ],
)
def test_no_time(text: str) -> None:
    assert times(text) == []


def test_a_longer_expression_wins_and_none_overlaps() -> None:
    assert times("It fell on Tuesday, March 2, 2021, and opened on Wednesday night.") == [
        ("Tuesday, March 2, 2021", "DATE", "2021-03-02"),
        ("Wednesday night", "TIME", "2021-03-03TNI"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "It fell yesterday.",
        "It fell last week.",
        "It fell two years ago.",
        "It fell at 9:30 p.m.",
        "It fell last summer.",
        "It opens tomorrow night.",
    ],
)
def test_without_the_articles_date_what_needs_it_is_left_out(text: str) -> None:
    assert times(text, None) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It fell on Tuesday.", "XXXX-WXX-2"),
        ("It fell on Jan. 19.", "XXXX-01-19"),
        ("It fell in November.", "XXXX-11"),
        ("It fell in 2019.", "2019"),
        ("It fell on March 3, 2019.", "2019-03-03"),
        ("It lasted three days.", "P3D"),
    ],
)
def test_without_the_articles_date_the_rest_keeps_what_it_says(text: str, value: str) -> None:
    assert [v for *_, v in times(text, None)] == [value]


@pytest.mark.parametrize("zone", ["teaser", "boilerplate"])
def test_what_is_not_the_story_has_no_times(zone: str) -> None:
    text = "Read more: The flood of March 3, 2019"
    assert find_times(text, whole(text, zone), TODAY) == []


def published(text: str) -> str | None:
    return find_published(text, find_zones(text))


def test_published_from_a_dated_line() -> None:
    assert published("Floods in Arvo\n\nMarch 3, 2021 | 10:15 am\n\nThe dam fell on July 1, 1999.") == "2021-03-03"


def test_published_where_date_and_weekday_agree() -> None:
    caption = "\n\nA view of the dam in Selm on March 2, 2021."
    assert published("The dam broke on Tuesday, the governor said." + caption) == "2021-03-02"
    assert published("The dam broke on Tuesday. The army came on Wednesday." + caption) == "2021-03-03"


@pytest.mark.parametrize(
    "text",
    [
        "The dam broke on March 2, 2021, the governor said.",  # no weekday
        "The dam broke on Friday. It was built on March 2, 2021.",  # another weekday: 2 March was a Tuesday
        "The dam broke on Tuesday.",  # no date
        "The dam broke in March 2021, on a Tuesday.",  # no day
        "Every Tuesday they pray for those who died on March 2, 2021.",
        "The dam, built on March 2, 2021, will be torn down next Tuesday.",
        "",
    ],
)
def test_no_date_is_invented(text: str) -> None:
    assert published(text) is None


def test_metadata_beats_the_text(read: Read) -> None:
    text = "Floods in Arvo\n\nMarch 3, 2021 | 10:15 am\n\nThe dam broke on Tuesday."
    told = read(text, published="2021-03-09T08:00:00Z")
    assert (told.published, told.published_basis) == ("2021-03-09", "metadata")
    assert [t.value for t in told.times][-1] == "2021-03-09"  # 9 March was a Tuesday
    found = read(text)
    assert (found.published, found.published_basis) == ("2021-03-03", "text")
    assert (read("The dam broke.").published, read("The dam broke.").published_basis) == (None, None)


def test_metadata_that_is_no_date_is_an_error(read: Read) -> None:
    with pytest.raises(KgraphError, match="'last Tuesday' is not a date"):
        read("The dam broke.", published="last Tuesday")


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "May",
                "3",
                "2021",
                "last",
                "Tuesday",
                "week",
                "two",
                "days",
                "ago",
                "p.m.",
                "9:30",
                ",",
                ".",
                "Jan",
                "the",
                "1990s",
                "every",
                "on",
                "of",
                "summer",
                "2021-02-31",
                "29 Feb",
                "31 June",
            ]
        ),
        max_size=12,
    ),
    st.sampled_from([None, TODAY, "2024-02-29"]),
)
def test_expressions_lie_in_the_text_apart_from_each_other(parts: list[str], today: str | None) -> None:
    text = " ".join(parts)
    found = find_times(text, whole(text), today)
    for one, other in pairwise(found):
        assert one.slice.end <= other.slice.start
    for time in found:
        assert time.slice.of(text).strip() == time.slice.of(text) != ""
        if day := re.fullmatch(r"(\d{4}-\d\d-\d\d).*", time.value):
            date.fromisoformat(day[1])


@pytest.mark.parametrize(
    "text",
    [
        "The minister, Jan Kowal, left the room.",
        "Bread costs $4 a week there.",
        "The bus runs five times a day.",
        "They left as soon as the rain stopped.",
    ],
)
def test_words_that_only_look_like_times_are_none(text: str) -> None:
    assert times(text) == []


def test_a_year_earlier_is_the_quarter_of_the_paragraph_before() -> None:
    text = "Sales rose in the third quarter.\n\nThey had fallen a year earlier."
    assert [value for *_, value in times(text)] == ["2020-Q3", "2019-Q3"]
