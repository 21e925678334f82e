"""The page in a real browser: its views, and the ways from one to another."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from pages import FORMULA, HOSTILE, VELM, Opened, open_page, start_browser, two_articles
from playwright.sync_api import Page

from kgraph.page import page_html

BORDER = "urn:kgraph:article:border"


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    path = tmp_path_factory.mktemp("page") / "graph.html"
    path.write_text(page_html(two_articles()), encoding="utf-8")
    with start_browser() as browser, open_page(browser, path) as found:
        yield found
        assert found.trouble == []


def click_line(page: Page, start: str, label: str) -> None:
    """Click the middle of a straight line, as a person would."""
    point = page.evaluate("""([start, label]) => {
        const edge = edgesShown().find(each => each.label === label && data.nodes[each.from].label === start);
        const [one, other] = [edge.from, edge.to].map(id => network.canvasToDOM(places.get(id)));
        const box = document.getElementById("network").getBoundingClientRect();
        return {x: box.x + (one.x + other.x) / 2, y: box.y + (one.y + other.y) / 2}; }""", [start, label])
    page.mouse.click(point["x"], point["y"])


def shown(page: Page) -> set[str]:
    """The labels of the nodes that the graph shows."""
    return set(page.evaluate("[...places.keys()].map(id => nameOf(data.nodes[id]))"))


def rows(page: Page, column: int = 1) -> list[str]:
    return page.locator(f"#sheet tbody td:nth-child({column})").all_inner_texts()


def download(page: Page, selector: str) -> bytes:
    with page.expect_download() as waiting:
        page.click(selector)
    return Path(waiting.value.path()).read_bytes()


def read_csv(page: Page, selector: str = ".csv:visible") -> list[list[str]]:
    text = download(page, selector).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def test_a_click_on_a_line_leads_to_its_sentence_and_into_the_article(opened: Opened) -> None:
    page = opened.go()
    click_line(page, "guards", "deployed to")
    assert page.inner_text("#evidence h2") == "guards deployed to Velm"
    assert page.inner_text("#evidence blockquote") == "Norland sent guards to Velm, General Ida Rask said."
    assert page.inner_text("#evidence .who") == "According to Ida Rask (said)"
    assert page.inner_text("#evidence mark.cue") == "sent"
    page.click("#evidence .read")
    assert page.locator("#tabs [aria-current=page]").inner_text() == "Articles"
    assert page.locator(".text mark").all_inner_texts() == ["Norland", "sent", "guards", "Velm"]
    assert page.locator(".text mark.cue").is_visible()
    page.locator(".text .proof", has_text="The mayor of Velm").first.click()
    assert page.inner_text("#evidence .who") == "According to the article itself"


def test_a_line_that_tells_several_statements_lists_them_all(opened: Opened) -> None:
    page = opened.go()
    page.evaluate("select(data.edges.find(edge => edge.label === 'condemned').iri)")
    assert page.inner_text("#evidence h2") == "Norland condemned Sudland"
    assert page.locator("#evidence article").count() == 2
    assert page.locator("#evidence blockquote").all_inner_texts() == [
        "Norland condemned Sudland, and Norland threatened Sudland.", "Norland condemned Sudland again."]
    assert page.evaluate("lineLabel(data.edges.find(edge => edge.label === 'condemned'))") == "condemned ×2"


def test_a_link_leads_to_what_was_selected(opened: Opened) -> None:
    page = opened.go()
    page.evaluate("select(data.nodes.find(node => node.label === 'Bo Lind').iri)")
    address = page.url.split("#")[1]
    assert quote(f"{VELM}#entity-lind", safe="") in address
    again = opened.go(address)
    assert again.inner_text("#evidence h2") == "Bo Lind"
    assert again.evaluate("network.getSelectedNodes().map(id => data.nodes[id].label)") == ["Bo Lind"]
    again.click("#tabs [data-view=claims]")
    again.go_back()
    assert again.locator("#tabs [aria-current=page]").inner_text() == "Graph"


def test_search_finds_names_other_names_and_words(opened: Opened) -> None:
    page = opened.go()
    page.fill("#search", "velm-on")
    assert page.locator("#found li").all_inner_texts() == ["Velm\nsettlement, also Velm-on-Sea"]
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.inner_text("#evidence h2") == "Velm"
    page.fill("#search", "attacked a village")
    page.keyboard.press("Enter")
    assert page.inner_text("#evidence h2") == "Awa Keita told"
    page.fill("#search", "nobody of that name")
    assert page.inner_text("#found") == "Nothing found"


def test_the_legend_hides_kinds_of_nodes_and_lines(opened: Opened) -> None:
    page = opened.go()
    claims = page.evaluate("data.nodes.filter(node => node.family === 'claim').length")
    assert claims == 7
    page.click("#legend [data-key=claim]")
    assert page.evaluate("[...places.keys()].filter(id => data.nodes[id].family === 'claim').length") == 0
    assert page.locator("#legend [data-key=claim]").get_attribute("aria-pressed") == "false"
    page.click("#legend [data-key=claimed]")
    assert page.evaluate("edgesShown().filter(edge => edge.claimed).length") == 0
    assert page.evaluate("edgesShown().length") > 3
    assert "off=claim&off=claimed" in page.url


def test_what_is_only_claimed_looks_different(opened: Opened) -> None:
    page = opened.go()
    looks = page.evaluate("""data.edges.filter(edge => edge.label === "deployed to").map(edge =>
        [data.nodes[edge.from].label, edgeLook(edge).dashes, edgeLook(edge).color.color === colours.said])""")
    assert sorted(looks) == [["300 soldiers", False, False], ["guards", [6, 4], True]]


def test_filters_hold_in_every_view(opened: Opened) -> None:
    page = opened.go()
    page.click("[data-choice=article] summary")
    page.locator("[data-choice=article] label", has_text="Norway sends soldiers").click()
    assert "Bo Lind" not in shown(page) and "Norway" in shown(page)
    page.click("#tabs [data-view=claims]")
    assert {row.split("\n")[0] for row in rows(page)} == {"Awa Keita", "the health ministry", "Radio Sahel", "Norway"}
    assert "the health ministry\npassed on by Radio Sahel" in rows(page)
    page.click("#clear")
    assert len(rows(page)) == 7
    page.click("[data-choice=source] summary")
    page.locator("[data-choice=source] label", has_text="Ida Rask").click()
    assert rows(page) == ["Ida Rask", "Ida Rask"]
    page.click("#clear")
    page.fill("[data-day=from]", "2023-05-05")
    page.dispatch_event("[data-day=from]", "change")
    assert set(rows(page, 5)) == {f"Guards reach Velm {HOSTILE}"}
    page.fill("[data-day=from]", "2023-05-07")
    page.dispatch_event("[data-day=from]", "change")
    assert rows(page) == []
    page.click("#clear")
    page.click("[data-choice=type] summary")
    page.locator("[data-choice=type] label", has_text="casualties").click()
    assert {row.split("\n")[0] for row in rows(page)} == {"Radio Sahel", "the health ministry"}


def test_a_node_alone_with_its_neighbours_and_all(opened: Opened) -> None:
    page = opened.go()
    page.evaluate("select(data.nodes.find(node => node.label === 'Bo Lind').iri)")
    page.click("#focus")
    assert shown(page) == {"Bo Lind", "Velm"}
    page.evaluate("select(data.nodes.find(node => node.label === 'Velm').iri)")
    assert page.inner_text("#toggle") == "Open 2 neighbours"
    page.click("#toggle")
    assert shown(page) == {"Bo Lind", "Velm", "guards", "“Norland sent guards to Velm”"}
    page.click("#toggle")
    assert "guards" not in shown(page)
    page.click("#back")
    assert "Norway" in shown(page)


def test_claims_can_be_sorted_and_denials_stand_beside_what_they_deny(opened: Opened) -> None:
    page = opened.go("view=claims")
    assert len(rows(page)) == 7
    page.click("th [data-sort=who]")
    names = [row.split("\n")[0] for row in rows(page)]
    assert names == sorted(names, key=str.lower)
    page.click("th [data-sort=who]")
    assert [row.split("\n")[0] for row in rows(page)] == names[::-1]
    assert page.locator("th[aria-sort=descending]").count() == 1
    denial = page.locator("tbody tr", has_text="its soldiers attacked the village").first
    assert "Denies Awa Keita: “Norway had attacked a village”" in denial.inner_text()
    told = page.locator("tbody tr", has=page.get_by_role("cell", name="told", exact=True))
    assert "Denied by Norway: “its soldiers attacked the village”" in told.inner_text()
    page.select_option("#said", "direct")
    assert len(rows(page)) == 2
    assert "direct" in rows(page, 3)[0]


def test_the_timeline_is_in_order_and_guesses_no_date(opened: Opened) -> None:
    page = opened.go("view=timeline")
    days = [text.rsplit(" ", 1)[0] for text in page.locator(".timeline h3").all_inner_texts()]
    assert days == ["3 March 2021", "4 March 2021", "5 May 2023", "No date in the text"]
    first = page.locator(".timeline > li").first
    assert "300 soldiers deployed to Mali" in first.inner_text()
    first.locator("button").first.click()
    assert page.inner_text("#evidence mark.date") == "Wednesday"


def test_casualties_stand_with_their_bounds_and_sources(opened: Opened) -> None:
    page = opened.go("view=casualties")
    assert page.locator("#sheet caption").all_inner_texts() == ["killed"]
    assert rows(page) == ["At least 13 killed"]
    assert rows(page, 2) == ["13 or more"]
    assert rows(page, 3) == ["the health ministry (said), according to Radio Sahel"]


def test_articles_can_be_chosen_and_searched(opened: Opened) -> None:
    page = opened.go("view=articles")
    assert page.locator(".shelf button").count() == 2
    page.fill("#search", "African Union")
    assert page.locator(".shelf b").all_inner_texts() == ["Norway sends soldiers to Mali"]
    assert page.locator(".text p", has_text="Mali is a member").count() == 1


def test_rows_are_saved_as_csv_without_formulas(opened: Opened) -> None:
    found = read_csv(opened.go("view=claims"))
    assert found[0][:4] == ["who", "how", "what", "quotation"]
    assert len(found) == 8
    assert [row[2] for row in found if "HYPERLINK" in row[2]] == ["'" + FORMULA]
    assert [row[2] for row in found if "wall" in row[2]] == [f"“We saw {HOSTILE} on the wall,”"]
    graph = read_csv(opened.go())
    assert ["guards", "deployed to", "Velm", "yes", "Ida Rask (said)"] in [row[:5] for row in graph]
    page = opened.go()
    assert page.evaluate("['=1', '+1', '-1', '@a', '\\t=1', ' =1', '＝1', 'a=1', 7].map(csvCell)") == [
        '"\'=1"', '"\'+1"', '"\'-1"', '"\'@a"', '"\'\t=1"', '"\' =1"', '"\'＝1"', '"a=1"', '"7"']
    assert [len(read_csv(opened.go(f"view={view}"))) for view in ("timeline", "casualties", "articles")] == [17, 2, 3]


def test_the_graph_is_saved_as_a_picture(opened: Opened) -> None:
    picture = download(opened.go(), "#png")
    assert picture.startswith(b"\x89PNG")
    assert len(picture) > 20_000


def test_the_lines_can_be_read_as_a_list(opened: Opened) -> None:
    page = opened.go()
    page.click("#lines summary")
    row = page.locator("#list tr", has_text="Bo Lind")
    assert row.locator("td").all_inner_texts() == ["Bo Lind", "works for", "Velm", "the article itself"]
    row.locator("button").click()
    assert page.inner_text("#evidence h2") == "Bo Lind works for Velm"
