"""What differs between two stores is told in words, and a text that moved is no difference."""

from __future__ import annotations

from dataclasses import replace

from readings import TEXT, at, border_reading, small_ontology, without

from kgraph.decisions import decide
from kgraph.differences import find_differences
from kgraph.records import Reading
from kgraph.store import Store
from kgraph.triples import quads_of

BORDER = "urn:kgraph:article:border"
SENT = "Norway sent 300 soldiers to Mali on Wednesday."


def store_of(*readings: Reading) -> Store:
    made = Store()
    for reading in readings:
        made.replace(reading.article.iri, quads_of(reading, small_ontology()))
    return made


def told(one: Store, other: Store) -> list[str]:
    return [str(difference) for difference in find_differences(one, other)]


def test_the_same_has_no_differences() -> None:
    assert told(store_of(border_reading()), store_of(border_reading())) == []


def test_an_event_that_is_gone_and_one_that_changed() -> None:
    first = border_reading()
    fewer = without(first, "event-142-150")
    events = tuple(replace(e, modality="planned") if e.id == "event-38-42" else e for e in fewer.events)
    differences = find_differences(store_of(first), store_of(replace(fewer, events=events)))
    found = {(d.sign, d.what.split(":")[0], d.sentence) for d in differences}
    accused = "Mali’s foreign minister Awa Keita told Radio Sahel that Norway had attacked a village."
    assert ("-", "event Attack “attacked”", accused) in found
    assert ("~", "event Deployment “sent”", SENT) in found
    assert ("-", "statement “300 soldiers deployedTo Mali”", SENT) in found
    changed = [str(d) for d in differences if d.sign == "~"]
    assert f"~ {BORDER}: event Deployment “sent”: modality asserted -> planned\n    “{SENT}”" in changed
    assert {d.sign for d in differences} == {"-", "~"}
    back = find_differences(store_of(replace(fewer, events=events)), store_of(first))
    assert sorted(d.what.split(":")[0] for d in back if d.sign == "+") == sorted(
        d.what.split(":")[0] for d in differences if d.sign == "-")


def test_an_article_that_only_one_has() -> None:
    differences = find_differences(store_of(border_reading()), store_of(border_reading(), border_reading("border2")))
    assert {d.article for d in differences} == {f"{BORDER}2"} and {d.sign for d in differences} == {"+"}
    assert any(d.what.startswith("article") for d in differences)


def test_other_versions_are_a_difference() -> None:
    newer = replace(border_reading(), made_by=(("kgraph", "0.2.0"), ("model", "none 1.0"), ("ontology", "0")))
    assert told(store_of(border_reading()), store_of(newer)) == [
        f"~ {BORDER}: article: read by kgraph 0.1.0, model none 1.0, ontology 0 -> "
        "kgraph 0.2.0, model none 1.0, ontology 0"]


def test_a_figure_that_changed_is_told_with_its_sentence() -> None:
    first = border_reading()
    events = tuple(replace(e, quantity=replace(e.quantity, minimum=30)) if e.quantity else e for e in first.events)
    assert at("At least 13", TEXT)
    assert told(store_of(first), store_of(replace(first, events=events))) == [
        f"~ {BORDER}: event Casualties “killed”: minimum 13 -> 30\n"
        "    “At least 13 farmers were killed, the health ministry said, according to Radio Sahel.”"]


def test_a_decision_is_a_difference() -> None:
    decided = store_of(border_reading())
    decide(decided, "rejected", [f"{BORDER}#event-38-42"], [], "Lena Okoro", "2021-05-09", "it never left")
    lines = told(store_of(border_reading()), decided)
    assert len(lines) == 1 and lines[0].startswith("+ decisions: decision: ")
    assert "it never left" in lines[0] and "rejected" in lines[0]
