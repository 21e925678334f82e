"""A person's word is kept: over rebuilds, over rereadings that move what it is about, until it is withdrawn."""

from __future__ import annotations

from dataclasses import replace

import pytest
from readings import border_reading, small_ontology
from stories import build
from test_identity import ferry, merge, together

from kgraph.decisions import decide, find_again, load_decisions, withdraw
from kgraph.identity import update_identity
from kgraph.identity.graph import load_identity, merge_iri
from kgraph.records import KgraphError, Slice
from kgraph.store import DECISIONS, Store
from kgraph.triples import quads_of

BORDER = "urn:kgraph:article:border"
EVENT, VILLAGE = f"{BORDER}#event-300-308", f"{BORDER}#entity-village"


def say(store: Store, verdict: str, one: str, other: str | None = None, why: str | None = None) -> str:
    iri = decide(store, verdict, [one], [other] if other else [], "Lena Okoro", "2021-03-09", why).iri
    update_identity(store, small_ontology())
    return iri


def border() -> Store:
    store = Store()
    store.replace(BORDER, quads_of(border_reading(), small_ontology()))
    return store


def test_a_decision_is_kept_with_name_day_and_reason() -> None:
    store = border()
    iri = say(store, "rejected", EVENT, why="the village was empty")
    (decision,) = load_decisions(store)
    assert (decision.iri, decision.verdict, decision.one, decision.other, decision.by, decision.on, decision.why) == (
        iri, "rejected", (EVENT,), (), "Lena Okoro", "2021-03-09", "the village was empty")
    assert store.query(f"SELECT ?who ?verdict {{ GRAPH <urn:kgraph:identity> {{ <{EVENT}> kg:verdict ?verdict ; "
                       "kg:decidedBy ?decision } ?decision dcterms:creator ?who }").rows == [
        ("Lena Okoro", "https://w3id.org/kgraph/ns#rejected")]
    assert say(store, "rejected", EVENT, why="the village was empty") == iri and len(load_decisions(store)) == 1


def test_same_and_different_outlive_a_rebuild() -> None:
    (first, one, _), (second, other, _) = ferry("a", "forty men", 13), ferry("b", "some forty men", 13)
    store, merged = merge(first, second)
    assert together(merged, one, other)
    say(store, "different", one, other)
    assert together(load_identity(store), one, other) is None
    for story in (first, second):
        store.replace(story.iri, build([story]).quads(story.iri))
    assert together(update_identity(store, small_ontology()), one, other) is None
    tarn = f"{second.iri}#entity-tarn"
    say(store, "same", one, tarn)
    found = together(load_identity(store), one, tarn)
    assert found is not None and found.links[0].reasons == ("decided by Lena Okoro",)


def test_the_same_as_a_known_name() -> None:
    store = border()
    say(store, "same", VILLAGE, "urn:kgraph:known:mali")
    (found,) = load_identity(store)
    assert (found.iri, found.members) == ("urn:kgraph:known:mali", (VILLAGE,))


def test_events_are_parted_and_a_rejected_merge_is_undone() -> None:
    (first, _, one), (second, _, other) = ferry("a", "forty men", 13), ferry("b", "some forty men", 13)
    store, merged = merge(first, second)
    found = together(merged, one, other)
    assert found is not None
    decision = say(store, "rejected", merge_iri(found.links[0]))
    assert together(load_identity(store), one, other) is None
    assert load_decisions(store)[0].verdict == "different"
    withdraw(store, decision)
    assert together(update_identity(store, small_ontology()), one, other)
    assert not list(store.inner.quads_for_pattern(None, None, None, DECISIONS))


def test_what_is_one_over_articles_can_be_parted_as_a_whole() -> None:
    stories = [ferry(name, how, 13) for name, how in (("a", "forty men"), ("b", "some forty men"), ("c", "40 men"))]
    store, merged = merge(*(story for story, *_ in stories))
    found = together(merged, *(who for _, who, _ in stories))
    assert found is not None
    say(store, "different", found.iri, found.iri)
    assert [each for each in load_identity(store) if set(each.members) & set(found.members)] == []


def test_a_decision_finds_its_event_again() -> None:
    """Another version reads the same trigger with its adverb, or the article has a new first line."""
    store = border()
    say(store, "confirmed", EVENT)
    reading = border_reading()
    moved = tuple(replace(e, id="event-300-309", trigger=Slice(e.trigger.start, e.trigger.end + 1))
                  if e.id == "event-300-308" else e for e in reading.events)
    store.replace(BORDER, quads_of(replace(reading, events=moved), small_ontology()))
    update_identity(store, small_ontology())
    assert find_again(store, EVENT) == f"{BORDER}#event-300-309"
    assert store.query(f"ASK {{ <{BORDER}#event-300-309> kg:verdict kg:confirmed }}").rows == [("true",)]


def test_a_decision_on_an_entity_finds_it_under_another_name() -> None:
    store = border()
    say(store, "confirmed", VILLAGE)
    reading = border_reading()

    def renamed(iri: str) -> str:
        return f"{BORDER}#entity-the-village" if iri == VILLAGE else iri

    new = replace(
        reading, entities=tuple(replace(e, iri=renamed(e.iri)) for e in reading.entities),
        mentions=tuple(replace(m, entity=renamed(m.entity or "")) for m in reading.mentions),
        events=tuple(replace(e, arguments=tuple(replace(a, entity=renamed(a.entity or "")) for a in e.arguments),
                             edges=tuple(replace(g, start=renamed(g.start), end=renamed(g.end)) for g in e.edges),
                             place_entity=e.place_entity and renamed(e.place_entity)) for e in reading.events))
    store.replace(BORDER, quads_of(new, small_ontology()))
    assert find_again(store, VILLAGE) == f"{BORDER}#entity-the-village"


def test_a_decision_outlives_its_article() -> None:
    store = border()
    say(store, "confirmed", EVENT)
    store.retract(BORDER)
    update_identity(store, small_ontology())
    assert find_again(store, EVENT) is None and len(load_decisions(store)) == 1
    assert store.query("ASK { GRAPH <urn:kgraph:identity> { ?any ?thing ?there } }").rows == [("false",)]


@pytest.mark.parametrize(("target", "day", "message"), [
    (f"{BORDER}#event-1-2", "2021-03-09", "event-1-2: the store has nothing of that name"),
    ("no iri", "2021-03-09", "no iri: not an IRI"),
    (EVENT, "yesterday", "--on yesterday: not a date"),
])
def test_what_cannot_be_decided(target: str, day: str, message: str) -> None:
    with pytest.raises(KgraphError, match=message):
        decide(border(), "confirmed", [target], [], "Lena Okoro", day, None)


def test_only_decisions_are_withdrawn() -> None:
    with pytest.raises(KgraphError, match="no such decision"):
        withdraw(border(), EVENT)
