"""The page for all: by keyboard, by screen reader, on a phone, in the dark, on paper."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from pages import open_page, start_browser, two_articles
from playwright.sync_api import Browser

from kgraph.page import page_html

VIEWS = ("graph", "claims", "timeline", "casualties", "articles")


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "graph.html"
    path.write_text(page_html(two_articles()), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with start_browser() as found:
        yield found


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_serious(browser: Browser, path: Path, dark: bool) -> None:
    with open_page(browser, path, dark=dark) as opened:
        checked = 0
        for view in VIEWS:
            page = opened.go(f"view={view}")
            page.evaluate("select(data.cards.find(card => card.saying?.cue === 'told').iri)")
            found = Axe().run(page).response
            checked += len(found["passes"])
            serious = [(view, each["id"], [node["html"] for node in each["nodes"]][:2])
                       for each in found["violations"] if each["impact"] in ("serious", "critical")]
            assert serious == []
        assert checked > 100


def test_the_graph_is_walked_with_the_keyboard(browser: Browser, path: Path) -> None:
    with open_page(browser, path) as opened:
        page = opened.page
        page.keyboard.press("/")
        assert page.evaluate("document.activeElement.id") == "search"
        page.keyboard.type("bo lind")
        page.keyboard.press("Enter")
        page.focus("#network")
        here = page.evaluate("places.get(homeOf().id)")
        page.keyboard.press("ArrowDown")
        there = page.evaluate("places.get(homeOf().id)")
        assert there["y"] > here["y"]
        page.keyboard.press("f")
        assert "focus=" in page.url
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "evidence"
        page.focus("#network")
        page.keyboard.press("Escape")
        assert page.url.endswith(".html#")
        assert page.inner_text("#evidence h2") == "At a glance"


def test_all_can_be_reached_with_the_tabulator(browser: Browser, path: Path) -> None:
    with open_page(browser, path) as opened:
        page = opened.go("view=claims")
        page.click("#tabs [data-view=claims]")
        seen = set()
        for _ in range(60):
            page.keyboard.press("Tab")
            seen.add(page.evaluate("""(() => { const at = document.activeElement;
                return at.id || at.dataset.view || at.dataset.sort || at.dataset.day || at.textContent; })()"""))
        assert seen >= {"timeline", "Articles", "Sources", "Events", "from", "to", "said", "CSV", "who", "when",
                        "Ida Rask", "Awa Keita"}


def test_a_screen_as_wide_as_a_phone_needs_no_scrolling_sideways(browser: Browser, path: Path) -> None:
    with open_page(browser, path, width=390, height=844) as opened:
        for view in VIEWS:
            page = opened.go(f"view={view}")
            page.evaluate("select(data.cards.find(card => card.saying?.cue === 'told').iri)")
            assert page.evaluate("document.documentElement.scrollWidth") <= 390
            page.locator("#evidence blockquote").scroll_into_view_if_needed()
            assert page.locator("#evidence blockquote").is_visible()
        assert opened.trouble == []


def test_paper_shows_the_view_and_its_evidence_and_no_tools(browser: Browser, path: Path) -> None:
    with open_page(browser, path, dark=True) as opened:
        page = opened.go("view=claims")
        page.emulate_media(media="print")
        assert not page.locator("#tools").is_visible() and not page.locator("#tabs").is_visible()
        assert page.locator("tbody tr").last.is_visible() and page.locator("#evidence").is_visible()
        assert page.evaluate("(view => view.scrollHeight <= view.clientHeight)(document.getElementById('view'))")
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        assert page.evaluate("colours.back") == "#ffffff"
        page.evaluate("dispatchEvent(new Event('afterprint'))")
        assert page.evaluate("colours.back") != "#ffffff"
        assert page.pdf().startswith(b"%PDF")


def test_colours_and_shapes_differ(browser: Browser, path: Path) -> None:
    with open_page(browser, path) as opened:
        assert opened.page.evaluate("new Set(Object.keys(FAMILIES).map(name => String(outlines[name]))).size") == 8
        assert opened.page.evaluate("new Set(Object.keys(FAMILIES).map(name => colours[name])).size") == 8
