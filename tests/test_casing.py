"""Articles in capitals are read as others are."""

from __future__ import annotations

import pytest
from conftest import Read
from words import event_of, labels, roles

from kgraph.components.casing import is_capitals
from kgraph.reader import Reader

SHOUTED = "SAN SALVADOR (NNA) -- GUNMEN KIDNAPPED TWO TEACHERS FROM CHAD NEAR SAN SALVADOR ON MONDAY."


def test_only_case_is_changed(reader: Reader) -> None:
    restored = reader.casing.restore(SHOUTED)
    assert restored == "San Salvador (NNA) -- Gunmen kidnapped two teachers from Chad near San Salvador on Monday."
    assert restored.upper() == SHOUTED


def test_peoples_are_names(reader: Reader) -> None:
    text = "THE CHADIAN ARMY SAID THAT TWO NORWEGIANS POLISHED THE FRENCH WINDOWS OF THE MALIAN EMBASSY."
    restored = "The Chadian army said that two Norwegians polished the French windows of the Malian embassy."
    assert reader.casing.restore(text) == restored


@pytest.mark.parametrize(
    "text", ["", "UN", "NATO AND THE EU", "The UN and NATO met in Oslo.", "KABUL (NNA) - The mayor left."]
)
def test_other_text_stays(reader: Reader, text: str) -> None:
    assert not is_capitals(text)
    assert reader.casing.restore(text) == text


def test_each_paragraph_by_itself(reader: Reader) -> None:
    text = "POLICE ARREST FOUR MINERS IN CHAD\n\nPolice in Chad arrested four miners."
    assert reader.casing.restore(text) == "Police arrest four miners in Chad\n\nPolice in Chad arrested four miners."


def test_an_article_in_capitals_is_read_and_keeps_its_words(read: Read) -> None:
    reading = read(SHOUTED)
    event = event_of(reading, "Kidnapping")
    assert roles(reading, event)["attacker"] == ["GUNMEN"]
    assert roles(reading, event)["target"] == ["TWO TEACHERS"]
    assert "San Salvador" in labels(reading).values()
    assert reading.article.text == SHOUTED
