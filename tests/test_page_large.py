"""A large store's page: it opens on a part that can be read, answers at once, and shows all on request."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from large_stores import large_store
from pages import Opened, open_page, start_browser
from playwright.sync_api import Browser, Page

from kgraph.page import page_html
from kgraph.page.parts import TOP

SEEDS = Path(__file__).parent.parent / "seeds"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with start_browser() as found:
        yield found


@pytest.fixture(scope="module")
def opened(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    path = tmp_path_factory.mktemp("page") / "graph.html"
    path.write_text(page_html(large_store()), encoding="utf-8")
    with open_page(browser, path) as found:
        yield found
        assert found.trouble == []


def seconds(page: Page, act: str) -> float:
    """How long something keeps the page busy, until the next picture is drawn."""
    return float(page.evaluate(f"""() => new Promise(done => {{
        const start = performance.now();
        {act};
        requestAnimationFrame(() => requestAnimationFrame(() => done((performance.now() - start) / 1000))); }})"""))


def test_it_opens_on_a_part_in_time(opened: Opened) -> None:
    page = opened.page
    counts = page.evaluate("[data.articles.length, data.nodes.length, data.edges.length]")
    assert counts[0] == 200 and counts[1] >= 4_900 and counts[2] >= 20_000
    assert page.evaluate("performance.getEntriesByName('drawn')[0].startTime") < 4_000
    assert page.evaluate("places.size") == TOP
    assert page.inner_text("#scope > span") == f"{TOP} of {counts[1]:,} nodes shown: the most central part"


def test_labels_of_the_part_can_be_read(opened: Opened) -> None:
    """Letters of at least nine pixels, and no two boxes over each other."""
    page = opened.page
    assert page.evaluate("network.getScale() * Math.min(...[...places.keys()].map(id => data.nodes[id].font))") >= 9
    assert page.evaluate("""(() => {
        const all = [...places].map(([id, at]) => ({...at, ...measureNode(data.nodes[id])}));
        return all.flatMap((one, number) => all.slice(0, number).filter(other =>
            Math.abs(one.x - other.x) < (one.w + other.w) / 2 && Math.abs(one.y - other.y) < (one.h + other.h) / 2))
            .length; })()""") == 0


@pytest.mark.parametrize("act", [
    "change({ type: new Set(['deployment']) })", "change({ type: new Set() })",
    "change({ article: new Set([data.articles[7].iri]) })", "change({ article: new Set() })",
    "change({ find: 'dan', view: 'claims' })", "change({ view: 'timeline' })", "change({ view: 'casualties' })",
    "change({ view: 'articles', find: '' })", "change({ view: 'graph' })", "select(data.nodes[data.order[0]].iri)"])
def test_nothing_freezes(opened: Opened, act: str) -> None:
    assert seconds(opened.page, act) < 1


def test_all_of_it_is_shown_on_request_and_can_be_moved(opened: Opened) -> None:
    page = opened.go()
    assert seconds(page, "document.getElementById('all').click()") < 10
    assert page.evaluate("places.size === data.nodes.length")
    assert page.evaluate("shownEdges.length === data.edges.length")
    box = page.locator("#network").bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    before = page.evaluate("network.getViewPosition().x")
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 120, y, steps=4)
    page.mouse.up()
    assert page.evaluate("network.getViewPosition().x") != before


def test_the_seeds_page_is_small_and_quick(browser: Browser, tmp_path: Path) -> None:
    from kgraph.articles import Failure, load_articles
    from kgraph.declarations import load_ontology
    from kgraph.reader import Reader, ReaderSettings
    from kgraph.store import Store
    from kgraph.triples import quads_of

    store, reader, ontology = Store(), Reader(ReaderSettings()), load_ontology()
    seeds = [article for article in load_articles([str(SEEDS)]) if not isinstance(article, Failure)]
    assert len(seeds) == 2
    for article in seeds:
        store.replace(article.iri, quads_of(reader.read(article), ontology))
    html = page_html(store)
    assert len(html.encode()) < 2_000_000
    path = tmp_path / "graph.html"
    path.write_text(html, encoding="utf-8")
    with open_page(browser, path) as opened:
        assert opened.page.evaluate("performance.getEntriesByName('drawn')[0].startTime") < 1_500
        assert opened.trouble == []
