"""What a page holds, made in Python: the same every time, nothing loaded, and what is chosen, joined and left out."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

import pytest
from large_stores import large_store
from pages import HOSTILE, VELM, add_facts, make_store, two_articles, velm_reading
from readings import border_reading
from stories import Story, build

from kgraph.page import View, check_page, page_html
from kgraph.page.cards import Card, make_cards
from kgraph.page.drawing import draw_network
from kgraph.page.index import Index
from kgraph.page.layout import lay_out
from kgraph.page.links import find_links, find_nodes
from kgraph.page.parts import choose_part, make_graph, rank_nodes
from kgraph.page.texts import cut_texts
from kgraph.records import KgraphError
from kgraph.store import Store

BORDER = "urn:kgraph:article:border"


@pytest.fixture(scope="module")
def store() -> Store:
    return two_articles()


@pytest.fixture(scope="module")
def index(store: Store) -> Index:
    return Index(store)


@pytest.fixture(scope="module")
def cards(index: Index) -> dict[str, Card]:
    return make_cards(index)


def data_of(html: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', html, re.S)
    assert found
    return dict(json.loads(found[1]))


def marked(index: Index, card: Card) -> list[tuple[str, str]]:
    """What a card marks, in order of the text."""
    return [((index.value(m.article, "text") or "")[m.begin:m.end], m.mark)
            for m in sorted(card.marks, key=lambda m: m.begin)]


def test_the_page_is_the_same_every_time(store: Store) -> None:
    html = page_html(store)
    assert page_html(two_articles()) == html
    assert len(html.encode()) < 2_000_000


def test_the_page_asks_for_nothing(store: Store) -> None:
    assert check_page(page_html(store)) == []
    assert check_page(page_html(Store())) == []


@pytest.mark.parametrize("old, new, fault", [
    ("<header>", '<header><img src="https://example.org/a.png">', "the page loads https://example.org/a.png"),
    ("const nodeByIri", "const nodeByIra", "the policy forbids the script or style that begins with '\"use strict\";"),
    ("Content-Security-Policy", "X-None", "the page has no policy that forbids loading")])
def test_a_page_that_loads_something_is_found(store: Store, old: str, new: str, fault: str) -> None:
    found = check_page(page_html(store).replace(old, new, 1))
    assert len(found) == 1
    assert found[0].startswith(fault)


def test_cards_say_who_says_so_and_mark_the_words(index: Index, cards: dict[str, Card]) -> None:
    by_title = {card.title: card for card in cards.values() if card.kind == "relation"}
    deployed = by_title["guards deployed to Velm"]
    assert (deployed.who, deployed.sources) == ("Ida Rask (said)", ("Ida Rask",))
    assert marked(index, deployed) == [("Norland", "role"), ("sent", "cue"), ("guards", "role"), ("Velm", "role")]
    [sentence] = deployed.passages
    text = index.value(VELM, "text") or ""
    assert text[sentence.begin:sentence.end] == "Norland sent guards to Velm, General Ida Rask said."
    mayor = by_title["Bo Lind holds role mayor of Velm"]
    assert (mayor.who, mayor.claim) == ("the article itself", None)


def test_a_claim_inside_a_claim_names_both_speakers(cards: dict[str, Card]) -> None:
    [killed] = [card for card in cards.values() if card.figure]
    assert killed.who == "the health ministry (said), according to Radio Sahel"
    figure = killed.figure
    assert figure and (figure.effect, figure.minimum, figure.maximum) == ("killed", 13, None)
    told = next(card for card in cards.values() if card.saying and card.saying.cue == "told")
    assert told.title == "Awa Keita told"
    assert next(card for card in cards.values() if card.saying and card.saying.denies).saying.denies == (told.node,)


def test_texts_are_cut_where_marks_begin_and_end(index: Index, cards: dict[str, Card]) -> None:
    texts = cut_texts(index, [VELM, BORDER], cards.values())
    assert "".join(texts[VELM].segments) == index.value(VELM, "text")
    spans = [span for card in cards.values() for span in (*card.passages, *card.marks)]
    assert len(spans) > 60
    for span in spans:
        first, last = texts[span.article].range(span)
        whole = index.value(span.article, "text") or ""
        assert "".join(texts[span.article].segments[first:last]) == whole[span.begin:span.end]


def test_lines_tell_claims_from_statements_and_join_what_is_alike(index: Index, cards: dict[str, Card]) -> None:
    links = {(index.label(k.start), k.label, index.label(k.end)): k for k in find_links(index, cards)}
    drawn = {key: (link.claimed, len(link.cards)) for key, link in links.items()}
    assert drawn["guards", "deployed to", "Velm"] == (True, 1)
    assert drawn["Bo Lind", "works for", "Velm"] == (False, 1)
    assert drawn["Norland", "condemned", "Sudland"] == (False, 2)
    assert drawn["Norland", "threatened", "Sudland"] == (False, 1)
    denials = [link for link in links.values() if link.label == "denies"]
    assert [cards[link.end].saying.words for link in denials if cards[link.end].saying] == [
        "Norway had attacked a village"]


def test_parallel_lines_bend_and_no_two_nodes_overlap(index: Index, cards: dict[str, Card]) -> None:
    links = find_links(index, cards)
    graph = make_graph(find_nodes(index, cards, links), links)
    network = draw_network(index, cards, links, graph)
    parallel = [e["bend"] for e in network.edges if e["label"] in ("condemned", "threatened")
                and "Norland" in network.get_node(e["from"])["label"]]
    assert len(parallel) == 2 and len(set(parallel)) == 2
    assert len({(node["x"], node["y"]) for node in network.nodes}) == len(network.nodes) > 20
    heights = {node["id"]: node["y"] for node in network.nodes}
    assert all(heights[edge["from"]] != heights[edge["to"]] for edge in network.edges)


def test_boxes_do_not_overlap() -> None:
    graph = make_graph([f"n{number}" for number in range(30)], [])
    graph.add_edges_from((f"n{number}", f"n{number // 3}") for number in range(1, 30))
    places = lay_out(graph, dict.fromkeys(graph, (120.0, 40.0)))
    boxes = list(places.values())
    close = [(a, b) for n, a in enumerate(boxes) for b in boxes[:n] if abs(a[0] - b[0]) < 120 and abs(a[1] - b[1]) < 40]
    assert len(boxes) == 30
    assert close == []


def test_a_large_graph_opens_on_a_connected_part() -> None:
    store = large_store(6)
    index = Index(store)
    cards = make_cards(index)
    links = find_links(index, cards)
    graph = make_graph(find_nodes(index, cards, links), links)
    order = rank_nodes(graph)
    part = choose_part(graph, order, index, View(top=20))
    assert len(graph) > 100
    assert 15 <= len(part) <= 20
    assert all(set(graph[node]) & set(part) for node in part)
    data = data_of(page_html(store, View(top=20)))
    assert [data["nodes"][number]["iri"] for number, *_ in data["part"]] == part


def test_occurrences_wait_where_not_all_fit() -> None:
    story = Story("a", "Ida Rask repainted the ferry in Tarn.")
    who, what = story.name("Ida Rask", "Person"), story.name("the ferry", "Entity")
    story.event("Occurrence", "repainted", ("agent", who), ("patient", what))
    story.events[-1] = replace(story.events[-1], lemma="repaint")
    store = build([story])

    def part(top: int) -> set[str]:
        data = data_of(page_html(store, View(top=top)))
        return {data["nodes"][number]["label"] for number, *_ in data["part"]}

    assert part(3) == {"Ida Rask", "the ferry", "repaint"}
    assert "repaint" not in part(2) and len(part(2)) >= 1


def test_a_page_may_open_on_what_is_near_a_name(store: Store) -> None:
    def part(view: View) -> set[str]:
        data = data_of(page_html(store, view))
        return {data["nodes"][number]["label"] for number, *_ in data["part"]}

    assert part(View(about="bo LIND")) == {"Bo Lind", "Velm"}
    assert part(View(about="Velm-on-Sea")) >= {"Velm", "Bo Lind", "guards"}
    assert len(part(View(about="Velm", hops=2))) > len(part(View(about="Velm")))
    assert len(part(View(about="Velm", hops=2, top=3))) == 3
    with pytest.raises(KgraphError, match=r"^--about Nordland: nothing in the store has this name; near: Norland"):
        page_html(store, View(about="Nordland"))


def test_a_page_that_would_be_too_large_leaves_out_whole_articles_and_says_which() -> None:
    store = large_store(4)
    whole = len(page_html(store))
    frame = len(page_html(Store()))
    limit = (whole - frame) // 2
    html = page_html(store, limit=limit)
    data = data_of(html)
    assert len(html) - frame <= limit
    assert 1 <= len(data["articles"]) < 4
    assert len(data["articles"]) + len(data["left"]) == 4
    assert data["left"][0].startswith("Dispatch ")
    assert {card["article"] for card in data["cards"]} == set(range(len(data["articles"])))


def test_entities_that_are_one_over_articles_are_one_node() -> None:
    store = two_articles()
    one, other, whole = f"{VELM}#entity-rask", f"{BORDER}#entity-awa-keita", "urn:kgraph:entity:keita"
    label, type = "http://www.w3.org/2000/01/rdf-schema#label", "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
    add_facts(store, "urn:kgraph:identity", (one, "identifiedAs", whole), (other, "identifiedAs", whole),
              (whole, label, "General Keita"), (whole, type, "https://w3id.org/kgraph/ns#Identity"))
    index = Index(store)
    assert (index.label(whole), index.kind(whole)) == ("General Keita", "Person")
    assert index.names(whole) == ["Awa Keita", "Ida Rask"]
    said = [card for card in make_cards(index).values() if card.saying and whole in card.ends]
    assert {card.article for card in said} == {VELM, BORDER}


def test_events_that_are_one_stay_apart_and_lead_to_each_other() -> None:
    store = make_store(velm_reading(), border_reading())
    cards = make_cards(Index(store))
    one, other = sorted(node for node, card in cards.items() if card.kind == "event" and card.type == "deployment")
    add_facts(store, "urn:kgraph:identity", (one, "identifiedAs", "urn:kgraph:event:deployment"),
              (other, "identifiedAs", "urn:kgraph:event:deployment"))
    cards = make_cards(Index(store))
    assert (cards[one].same, cards[other].same) == ((other,), (one,))
    assert cards[one].article != cards[other].article


def test_a_persons_word_is_on_the_card() -> None:
    store = two_articles()
    claim = next(node for node, card in make_cards(Index(store)).items() if card.saying and card.saying.cue == "told")
    decision, terms = "urn:kgraph:decision:1", "http://purl.org/dc/terms/"
    add_facts(store, "urn:kgraph:identity", (claim, "verdict", "https://w3id.org/kgraph/ns#rejected"),
              (claim, "decidedBy", decision))
    add_facts(store, "urn:kgraph:decisions", (decision, f"{terms}creator", "Mia Holt"),
              (decision, f"{terms}date", "2024-02-01"), (decision, "why", "she was misheard"))
    verdict = make_cards(Index(store))[claim].verdict
    assert verdict and (verdict.verdict, verdict.by, verdict.on, verdict.why) == (
        "rejected", "Mia Holt", "2024-02-01", "she was misheard")


def test_hostile_titles_cannot_end_the_data(store: Store) -> None:
    html = page_html(store)
    assert html.count("</script>") == 3
    assert data_of(html)["articles"][1]["title"] == f"Guards reach Velm {HOSTILE}"
