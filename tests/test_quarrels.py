"""Blows with words and blows with weapons; expected types written before the first run."""

from __future__ import annotations

import pytest

from kgraph.reader import Reader
from kgraph.records import Article


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


@pytest.mark.parametrize(("text", "kind"), [
    ("Senator Ana Reyes attacked Omar Lind's record on schools.", "Condemnation"),
    ("Ana Reyes fired back at her critics.", "Objection"),
    ("Ana Reyes opened fire on Omar Lind at the debate.", "Objection"),
    ("The president attacked the press.", "Objection"),
    ("Omar Lind attacked a guard with a knife.", "Attack"),
    ("Omar Lind hit a policeman.", "Attack"),
    ("A gunman attacked Senator Ana Reyes.", "Attack"),
    ("Rebels attacked the senator.", "Attack"),
    ("The army opened fire on Omar Lind.", "Shooting"),
    ("Omar Lind attacked Ana Holt and wounded her.", "Attack"),
    ("Senator Ana Reyes launched an attack on Omar Lind.", "Objection"),
    ("The attack by Omar Lind on a guard was brief.", "Attack"),
    ("Norway attacked Chad on Monday.", "Attack")])
def test_what_a_verb_of_violence_tells(reader: Reader, text: str, kind: str) -> None:
    events = reader.read(Article("blows", "urn:kgraph:article:blows", text)).events
    assert {event.type for event in events} - {"Casualties"} == {kind}
