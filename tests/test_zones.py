"""Blocks and their zones, written down by hand for pages as news sites lay them out."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgraph.components.zones import find_authors, find_blocks, find_zones

PAGE = (
    ("headline", "Floods cut off two villages in Arvo province"),
    ("byline", "By Lena Holt and Omar Reyes"),
    ("byline", "March 3, 2021 | 10:15 am"),
    ("body", "Two villages in the north were cut off on Tuesday, the governor said."),
    ("heading", "Rescue under way"),
    ("body", "Boats reached Selm in the evening, and the school was opened to the homeless."),
    ("caption", "Residents wait for boats outside the church in Selm on March 2, 2021. (AP Photo/Jon Lund)"),
    ("teaser", "Read more: How the dam at Selm was built"),
    ("body", "“We lost the harvest,” said a farmer, “but nobody was hurt.”"),
    ("boilerplate", "Follow us on Telegram"),
    ("boilerplate", "Copyright 2021 Arvo Post. All rights reserved."),
)


def named(text: str, title: str | None = None) -> list[tuple[str, str]]:
    return [(z.name, z.slice.of(text)) for z in find_zones(text, title)]


@pytest.mark.parametrize("break_", ["\n\n", "\n", "\r\n\r\n", "\n \t\n"])
def test_a_page_falls_into_its_zones_whatever_parts_its_blocks(break_: str) -> None:
    assert named(break_.join(words for _, words in PAGE)) == list(PAGE)


@pytest.mark.parametrize(
    "words",
    [
        "The 40-page report lists every bridge of the province.",
        "“We were told to leave,” Ada Voss said. Follow us, she shouted.",
        "Watch them go, an old man said, and closed the door.",
        "Opinion polls published on Friday show the mayor ahead.",
        "By noon the water had reached the church.",
        "Registered voters may vote until Sunday.",
        "Comments by the minister angered the union.",
        "The dam broke on March 2, 2021, the governor said.",
        "Updated figures show 12 villages under water.",
    ],
)
def test_sentences_of_the_story_are_body(words: str) -> None:
    text = (
        f"Floods cut off two villages\n\nTwo villages were cut off on Tuesday.\n\n{words}\n\nBoats came in the evening."
    )
    assert dict((w, n) for n, w in named(text))[words] == "body"


@pytest.mark.parametrize(
    ("words", "zone"),
    [
        ("Smoke rises from the mill in Orle, Tuesday, Oct. 5, 2021. (AP Photo/Jon Lund)", "caption"),
        ("Image: Volunteers fill sandbags in Selm", "caption"),
        ("Villagers gather outside the town hall in Selm on March 2, 2021.", "caption"),
        ("A bridge is seen under water near Orle on Wednesday.", "caption"),
        ("Here’s what we know about the flood", "teaser"),
        ("How a dam of the last century gave way to a night of rain", "teaser"),
        ("See also: The rivers of Arvo", "teaser"),
        ("Sign up for our newsletter", "boilerplate"),
        ("Click here to download the app", "boilerplate"),
        ("https://example.org/arvo", "boilerplate"),
        ("Reporting by Jon Lund; editing by Ada Voss", "byline"),
        ("Updated 4 March 2021", "byline"),
        ("Roads and bridges", "heading"),
    ],
)
def test_blocks_between_paragraphs(words: str, zone: str) -> None:
    text = (
        f"Floods cut off two villages\n\nTwo villages were cut off on Tuesday.\n\n{words}\n\nBoats came in the evening."
    )
    assert dict((w, n) for n, w in named(text))[words] == zone


def test_everything_behind_the_end_of_the_page_is_boilerplate() -> None:
    story = "Rain falls on Arvo\n\nIt rained.\n\nIt rained again.\n\nThe river rose.\n\nThen the sun came out."
    more = "Related articles\n\nThe mayor said he would resign.\n\nA mill burned."
    assert [n for n, _ in named(f"{story}\n\n{more}")] == ["headline", *["body"] * 4, *["boilerplate"] * 3]


def test_a_text_of_one_block_is_body() -> None:
    assert named("Floods cut off two villages in Arvo province") == [
        ("body", "Floods cut off two villages in Arvo province")
    ]


def test_the_title_is_the_headline_even_with_a_full_stop() -> None:
    text = "“The water came at night.”\n\nTwo villages were cut off."
    assert named(text, title="'The water came at night'")[0][0] == "headline"
    assert named(text)[0][0] == "body"


def test_lines_broken_at_a_fixed_width_are_one_paragraph() -> None:
    first = (
        "Two villages in the north of the province were cut off on Tuesday\n"
        "after the dam above Selm gave way in a night of heavy rain, and the\n"
        "governor asked the army for boats, tents and drinking water for the\n"
        "four hundred people who had spent the night on the roofs of their\n"
        "houses and in the church."
    )
    second = "Nobody was hurt, the fire service said, but the harvest of the whole\nvalley was lost."
    assert [b.of(f"{first}\n\n{second}") for b in find_blocks(f"{first}\n\n{second}")] == [first, second]


def test_no_text_has_no_zones() -> None:
    assert find_zones("") == [] == find_zones(" \n\n\t")


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("By Lena Holt", ("Lena Holt",)),
        ("By Lena Holt, Omar Reyes and Jon van Lund", ("Lena Holt", "Omar Reyes", "Jon van Lund")),
        ("By Lena Holt | Arvo Post", ("Lena Holt",)),
        ("The Courier’s Jon Lund contributed to this report.", ("Jon Lund",)),
        ("Reporting by Jon Lund and Ada Voss; editing by Omar Reyes", ("Jon Lund", "Ada Voss")),
    ],
)
def test_bylines_name_the_authors(line: str, authors: tuple[str, ...]) -> None:
    text = f"Floods cut off two villages\n\n{line}\n\nTwo villages were cut off."
    assert find_authors(text, find_zones(text)) == authors


@settings(max_examples=150, deadline=None)
@given(st.text(st.sampled_from('ab .,:“”"\n\r\t\u00a0—ÉBy1'), max_size=120), st.none() | st.text("ab ", max_size=8))
def test_zones_hold_every_visible_character_once(text: str, title: str | None) -> None:
    zones = find_zones(text, title)
    held = [i for z in zones for i in range(z.slice.start, z.slice.end)]
    assert held == sorted(set(held))
    assert {i for i, c in enumerate(text) if not c.isspace()} <= set(held)
    assert all(z.slice.of(text).strip() == z.slice.of(text) != "" for z in zones)


def test_a_picture_s_credit_does_not_end_the_article() -> None:
    story = (
        "The council of Orle met on Monday and discussed for several hours how the bridge could be repaired before "
        "winter, and who would have to pay for all of it."
    )
    text = "\n\n".join([story, story, story, "© Ada Voss/Orle News", story, story])
    assert [z.name for z in find_zones(text)] == ["body"] * 3 + ["boilerplate"] + ["body"] * 2
    footer = "\n\n".join([*[story] * 4, "© Orle News", "More about us", story])
    assert [z.name for z in find_zones(footer)] == ["body"] * 4 + ["boilerplate"] * 3


def test_a_sentence_that_lacks_its_full_stop_is_no_teaser() -> None:
    story = "The council of Orle met on Monday."
    for words in (
        "He stated that the bridge should have been repaired long ago and that a decision was due",
        "The ministry said if people believed they had received the money they could return it",
        "Among the works is a road between Orle and Dorva, which will cost about as much as the new bridge did",
    ):
        assert find_zones(f"{story}\n\n{words}\n\n{story}")[1].name == "body", words
    other = "Bridge in Dorva reopens after long dispute over who pays"
    assert find_zones(f"{story}\n\n{other}\n\n{story}")[1].name == "teaser"
