"""Hostile text on the page is shown as text and runs nothing; the page asks for nothing and cannot be made to."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pages import ARABIC, HOSTILE, LONG, Opened, open_page, start_browser, two_articles

from kgraph.page import page_html

VIEWS = ("graph", "claims", "timeline", "casualties", "articles")


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    path = tmp_path_factory.mktemp("page") / "graph.html"
    path.write_text(page_html(two_articles()), encoding="utf-8")
    with start_browser() as browser, open_page(browser, path) as found:
        yield found


@pytest.mark.parametrize("view", VIEWS)
def test_no_view_takes_text_for_markup(opened: Opened, view: str) -> None:
    page = opened.go(f"view={view}")
    assert HOSTILE in (page.text_content("body") or "")
    for node in page.evaluate("data.nodes.map(node => node.iri)"):
        page.evaluate("iri => select(iri)", node)
        assert page.locator("img, iframe, object, embed, a[href]").count() == 0
    assert page.locator("body script").count() == 3
    assert opened.trouble == []


def test_hostile_names_and_words_are_shown_as_they_are(opened: Opened) -> None:
    page = opened.go("view=claims")
    row = page.locator("tbody tr", has_text="on the wall")
    assert row.locator("td").nth(2).locator("span").inner_text() == f"“We saw {HOSTILE} on the wall,”"
    row.locator("button").first.click()
    assert page.inner_text("#evidence mark.content") == f"“We saw {HOSTILE} on the wall,”"
    page.evaluate("name => select(data.nodes.find(node => node.name === name).iri)", HOSTILE)
    assert page.inner_text("#evidence h2") == HOSTILE
    page.evaluate("name => select(data.nodes.find(node => node.name === name).iri)", ARABIC)
    assert page.inner_text("#evidence h2") == ARABIC
    assert page.locator("#evidence h2").get_attribute("dir") == "auto"
    assert opened.trouble == []


def test_a_word_of_ten_thousand_letters_breaks_no_frame(opened: Opened) -> None:
    page = opened.go()
    page.evaluate("select(data.nodes.find(node => node.name?.startsWith('www')).iri)")
    assert page.inner_text("#evidence h2") == LONG[:299] + "…"
    assert LONG in page.inner_text("#evidence blockquote >> nth=0")
    for view in VIEWS:
        page.click(f"#tabs [data-view={view}]")
        assert page.evaluate("document.documentElement.scrollWidth") <= 1400
        assert page.evaluate("document.getElementById('evidence').scrollWidth <= "
                             "document.getElementById('evidence').clientWidth + 1")
    assert opened.trouble == []


@pytest.mark.parametrize("address", [
    "view=<img src=x>&select=%3Cscript%3Ealert(1)%3C/script%3E", "find=</script><script>alert(1)</script>&view=claims",
    "focus=nothing&off=%00&sort=__proto__&said=constructor&view=claims", "from=x&to=y&article=none", "%E0%A4%A",
    "&&==#"])
def test_a_hostile_address_runs_nothing(opened: Opened, address: str) -> None:
    page = opened.go(address)
    assert page.locator("#tabs button").count() == 5
    assert page.locator("img").count() == 0
    assert opened.trouble == []


def test_hostile_searches_are_words(opened: Opened) -> None:
    page = opened.go()
    for words in (HOSTILE, "[", "(.*", "\\", "href", ARABIC, LONG):
        page.fill("#search", words)
        assert page.locator("#found li").count() >= 1
        assert page.locator("#found img").count() == 0
    assert opened.trouble == []


def test_the_policy_stops_what_would_be_loaded_or_run(opened: Opened) -> None:
    page = opened.go()
    assert opened.trouble == []
    answers = page.evaluate("""async () => {
        const image = new Image(), stopped = new Promise(done => { image.onerror = () => done("stopped"); });
        image.src = "https://example.org/a.png";
        const script = document.createElement("script");
        script.textContent = "window.ran = true";
        document.body.append(script);
        return [await fetch("https://example.org").then(() => "loaded", () => "stopped"), await stopped,
                window.ran ?? "stopped"]; }""")
    assert answers == ["stopped", "stopped", "stopped"]
    assert [each for each in opened.trouble if each.startswith("request")] == []
    assert len([each for each in opened.trouble if "Content Security Policy" in each]) >= 3
    opened.trouble.clear()
