"""The page: what it holds, that it loads nothing, and how it behaves in a real browser."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, Route, sync_playwright

from kgraph.declarations import load_ontology
from kgraph.page import check_page, page_html
from kgraph.page.cards import Index, make_cards
from kgraph.page.drawing import draw_network
from kgraph.records import Argument, Article, Attribution, Entity, Event, Mention, Reading, Relation, Slice
from kgraph.store import Store
from kgraph.triples import quads_of

HOSTILE = '</script><img src=x onerror=alert(1)> "href" & 😀'
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
         "--disable-background-networking", "--disable-component-update", "--disable-sync"]
TEXT = f"""Guards reach Velm

Norland sent guards to Velm, General Ida Rask said. The mayor of Velm, Bo Lind, thanked the guards.
Norland condemned Sudland, and Norland threatened Sudland.
“We saw {HOSTILE} on the wall,” said Ida Rask on Monday.
"""


def find(words: str, after: str = "") -> Slice:
    start = TEXT.index(words, TEXT.index(after))
    return Slice(start, start + len(words))


@pytest.fixture(scope="module")
def store() -> Store:
    """A store with one invented article, its reading written by hand."""
    iri = "urn:kgraph:article:velm"
    names = {"norland": ("Norland", "Country"), "guards": ("guards", "Force"), "velm": ("Velm", "Settlement"),
             "rask": ("Ida Rask", "Person"), "lind": ("Bo Lind", "Person"), "sudland": ("Sudland", "Country")}
    entities = {key: Entity(f"{iri}#entity-{key}", label, kind) for key, (label, kind) in names.items()}
    mentions = tuple(Mention(f"mention-{key}", find(label, "Norland sent"), "name", kind, entities[key].iri)
                     for key, (label, kind) in names.items())

    def event(kind: str, trigger: str, claim: str | None, **roles: str) -> Event:
        arguments = tuple(Argument(role, find(names[key][0], "Norland sent"), entities[key].iri)
                          for role, key in roles.items())
        place = find(trigger)
        return Event(f"event-{place.start}-{place.end}", kind, None, place, arguments, "positive", "asserted", "body",
                     attribution=claim)

    first, second = find("Norland sent guards to Velm"), find(f"We saw {HOSTILE} on the wall")
    claims = tuple(Attribution(f"claim-{content.start}-{content.end}", source, (entities["rask"].iri,), cue, (content,),
                               "say", quotation, "body", confidence=0.9)
                   for content, source, cue, quotation in [
                       (first, find("General Ida Rask"), find("said", "Ida Rask"), "indirect"),
                       (second, find("Ida Rask", "wall"), find("said", "wall"), "direct")])
    events = (event("Deployment", "sent", claims[0].id, sender="norland", force="guards", destination="velm"),
              event("Condemnation", "condemned", None, condemner="norland", criticized="sudland"),
              event("Threat", "threatened", None, threatener="norland", target="sudland"))
    relations = (Relation("holdsRole", entities["lind"].iri, "mayor of Velm", find("The mayor of Velm, Bo Lind")),
                 Relation("worksFor", entities["lind"].iri, entities["velm"].iri, find("The mayor of Velm, Bo Lind")))
    article = Article("velm", iri, TEXT, title=f"Guards reach Velm {HOSTILE}")
    reading = Reading(article, mentions=mentions, entities=tuple(entities.values()), relations=relations,
                      attributions=claims, events=events, made_by=(("kgraph", "test"),))
    made = Store()
    made.replace(iri, quads_of(reading, load_ontology()))
    return made


@pytest.fixture(scope="module")
def html(store: Store) -> str:
    return page_html(store)


@pytest.fixture(scope="module")
def opened(html: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Page, list[str]]]:
    """The page in Chromium, with all that it asked for or complained of."""
    chromium = shutil.which("chromium")
    assert chromium, "the page is tested in a browser: install Debian's package chromium"
    path = tmp_path_factory.mktemp("page") / "graph.html"
    path.write_text(html, encoding="utf-8")
    trouble: list[str] = []

    def refuse(route: Route) -> None:
        if route.request.url == path.as_uri():
            route.continue_()
        else:
            trouble.append(f"request {route.request.url}")
            route.abort()

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        page = browser.new_page(viewport={"width": 1400, "height": 900})
        page.route("**/*", refuse)
        page.on("pageerror", lambda error: trouble.append(f"error {error}"))
        page.on("console", lambda message: trouble.append(f"console {message.text}"))
        page.on("dialog", lambda dialog: trouble.append("a dialog"))
        page.goto(path.as_uri())
        page.wait_for_function("typeof network !== 'undefined'")
        yield page, trouble
        browser.close()


def test_the_page_is_the_same_every_time(store: Store, html: str) -> None:
    assert page_html(store) == html
    assert len(html.encode()) < 2_000_000


def test_the_page_asks_for_nothing(html: str) -> None:
    assert check_page(html) == []


@pytest.mark.parametrize("old, new, fault", [
    ("<header>", '<header><img src="https://example.org/a.png">', "the page loads https://example.org/a.png"),
    ("const dark = matchMedia", "const dusk = matchMedia", "the policy forbids the script or style that begins with "
     "'\"use strict\";"),
    ("Content-Security-Policy", "X-None", "the page has no policy that forbids loading")])
def test_a_page_that_loads_something_is_found(html: str, old: str, new: str, fault: str) -> None:
    found = check_page(html.replace(old, new, 1))
    assert len(found) == 1
    assert found[0].startswith(fault)


def test_cards_say_who_says_so_and_mark_the_words(store: Store) -> None:
    cards = {card.title: card for card in make_cards(Index(store)).values()}
    deployed = cards["guards deployed to Velm"]
    assert (deployed.who, deployed.claimed) == ("Ida Rask (said)", True)
    assert deployed.passages == [[("Norland", "role"), (" ", ""), ("sent", "cue"), (" ", ""), ("guards", "role"),
                                  (" to ", ""), ("Velm", "role"), (", General Ida Rask said.", "")]]
    mayor = cards["Bo Lind holds role mayor of Velm"]
    assert (mayor.who, mayor.claimed) == ("the article itself", False)
    assert "".join(text for text, _ in mayor.passages[0]) == "The mayor of Velm, Bo Lind, thanked the guards."


def test_the_network_draws_each_statement_and_claims_dashed(store: Store) -> None:
    index = Index(store)
    network = draw_network(index, make_cards(index))
    labels = {node["id"]: node["label"] for node in network.nodes}
    drawn = {(labels[e["from"]], e["label"], labels[e["to"]]): e for e in network.edges if e["layer"] == "relations"}
    assert {key: edge["dashes"] for key, edge in drawn.items()} == {
        ("guards", "deployed to", "Velm"): True, ("Bo Lind", "works for", "Velm"): False,
        ("Norland", "condemned", "Sudland"): False, ("Norland", "threatened", "Sudland"): False}
    parallel = [drawn["Norland", word, "Sudland"]["smooth"] for word in ("condemned", "threatened")]
    assert parallel[0] != parallel[1]
    assert len({(node["x"], node["y"]) for node in network.nodes}) == len(network.nodes) == 8
    heights = {node["id"]: node["y"] for node in network.nodes}
    assert all(heights[edge["from"]] != heights[edge["to"]] for edge in network.edges)


def test_an_empty_store_has_a_page() -> None:
    assert check_page(page_html(Store())) == []


def click_edge(page: Page, label: str) -> None:
    """Click the middle of the edge with this label, as a person would."""
    point = page.evaluate("""label => {
        const edge = data.edges.find(each => each.label === label);
        network.fit({animation: false});
        const at = network.getPositions([edge.from, edge.to]);
        const middle = {x: (at[edge.from].x + at[edge.to].x) / 2, y: (at[edge.from].y + at[edge.to].y) / 2};
        const box = document.getElementById("network").getBoundingClientRect();
        const shown = network.canvasToDOM(middle);
        return {x: box.x + shown.x, y: box.y + shown.y}; }""", label)
    page.mouse.click(point["x"], point["y"])


def test_a_click_on_an_edge_shows_its_sentence(opened: tuple[Page, list[str]]) -> None:
    page, trouble = opened
    click_edge(page, "deployed to")
    page.wait_for_selector("#panel article")
    assert page.text_content("#panel h2") == "guards deployed to Velm"
    assert page.text_content("#panel blockquote") == "Norland sent guards to Velm, General Ida Rask said."
    assert page.text_content("#panel .who") == "According to Ida Rask (said)"
    assert page.text_content("#panel mark.cue") == "sent"
    assert trouble == []


def test_hostile_text_is_shown_as_text(opened: tuple[Page, list[str]]) -> None:
    page, trouble = opened
    assert HOSTILE in (page.text_content("h1") or "")
    row = page.locator("#claims tbody tr", has_text="on the wall")
    assert row.count() == 1
    row.click()
    assert page.text_content("#panel mark.content") == f"We saw {HOSTILE} on the wall"
    assert page.locator("#panel img, #claims img, h1 img").count() == 0
    assert trouble == []


def test_search_and_layers(opened: tuple[Page, list[str]]) -> None:
    page, trouble = opened
    page.fill("#search", "bo lind")
    assert page.evaluate("network.getSelectedNodes().map(id => nodes.get(id).label)") == ["Bo Lind"]
    page.fill("#search", "")
    page.uncheck('[data-layer="claims"]')
    assert page.evaluate("nodes.get({filter: node => node.hidden}).map(node => node.layer)") == ["claims"] * 2
    page.check('[data-layer="claims"]')
    assert trouble == []
