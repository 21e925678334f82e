"""Pages for tests: a store of two invented articles, read by hand, and a browser to look at it with."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph as ox
from playwright.sync_api import Browser, Page, Route, sync_playwright
from readings import border_reading, edges_of

from kgraph.declarations import load_ontology
from kgraph.records import Argument, Article, Attribution, Entity, Event, Mention, Reading, Relation, Slice, Time
from kgraph.store import Store
from kgraph.triples import quads_of
from kgraph.turtle import KG

HOSTILE = '</script><img src=x onerror=alert(1)> "href" & 😀'
LONG = "w" * 10_000
ARABIC = "دار النور"
FORMULA = '=HYPERLINK("http://example.org")'
VELM = "urn:kgraph:article:velm"
TEXT = f"""Guards reach Velm

Norland sent guards to Velm, General Ida Rask said. The mayor of Velm, Bo Lind, thanked the guards.
Norland condemned Sudland, and Norland threatened Sudland. Norland condemned Sudland again.
“We saw {HOSTILE} on the wall,” said Ida Rask on 5 May 2023.
“{FORMULA}” was all that {ARABIC} wrote. {LONG} threatened {HOSTILE}.
"""
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
         "--disable-background-networking", "--disable-component-update", "--disable-sync"]


def find(words: str, after: str = "Norland sent") -> Slice:
    start = TEXT.index(words, TEXT.index(after))
    return Slice(start, start + len(words))


def velm_reading() -> Reading:
    """The reading of TEXT: names and words that try to be markup, a formula, a word of 10,000 letters."""
    names = {"norland": ("Norland", "Country"), "guards": ("guards", "Force"), "velm": ("Velm", "Settlement"),
             "rask": ("Ida Rask", "Person"), "lind": ("Bo Lind", "Person"), "sudland": ("Sudland", "Country"),
             "paper": (ARABIC, "NewsOutlet"), "long": (LONG, "Organization"), "hostile": (HOSTILE, "Group")}
    entities = {key: Entity(f"{VELM}#entity-{key}", label, kind, ("Velm-on-Sea",) if key == "velm" else ())
                for key, (label, kind) in names.items()}
    mentions = tuple(Mention(f"mention-{key}", find(label), "name", kind, entities[key].iri)
                     for key, (label, kind) in names.items())

    def event(kind: str, sentence: str, trigger: str, claim: str | None, **roles: str) -> Event:
        place = find(trigger, sentence)
        arguments = tuple(Argument(role, find(names[key][0], sentence), entities[key].iri)
                          for role, key in roles.items())
        return Event(f"event-{place.start}-{place.end}", kind, None, place, arguments, "positive", "asserted",
                     "body", attribution=claim, edges=edges_of(load_ontology().events[kind], arguments))

    said = [(find("Norland sent guards to Velm"), find("General Ida Rask"), find("said"), "rask", "indirect", None),
            (find(f"“We saw {HOSTILE} on the wall,”"), find("Ida Rask", "wall"), find("said", "wall"), "rask",
             "direct", Time(find("5 May 2023"), "DATE", "2023-05-05")),
            (find(FORMULA), find(ARABIC), find("wrote"), "paper", "direct", None)]
    claims = tuple(Attribution(f"claim-{content.start}-{content.end}", source, (entities[key].iri,), cue, (content,),
                               "say", quotation, "body", time=time, confidence=0.9)
                   for content, source, cue, key, quotation, time in said)
    sides = {"condemner": "norland", "criticized": "sudland"}
    events = (event("Deployment", "Norland sent", "sent", claims[0].id, sender="norland", force="guards",
                    destination="velm"),
              event("Condemnation", "Norland condemned", "condemned", None, **sides),
              event("Condemnation", "Norland condemned Sudland again", "condemned", None, **sides),
              event("Threat", "Norland threatened", "threatened", None, threatener="norland", target="sudland"),
              event("Threat", LONG, "threatened", None, threatener="long", target="hostile"))
    relations = (Relation("holdsRole", entities["lind"].iri, "mayor of Velm", find("The mayor of Velm, Bo Lind")),
                 Relation("worksFor", entities["lind"].iri, entities["velm"].iri, find("The mayor of Velm, Bo Lind")))
    return Reading(Article("velm", VELM, TEXT, title=f"Guards reach Velm {HOSTILE}", publisher="The Velm Echo"),
                   published="2023-05-06", published_basis="metadata", mentions=mentions,
                   entities=tuple(entities.values()), relations=relations, attributions=claims, events=events,
                   made_by=(("kgraph", "test"),))


def make_store(*readings: Reading) -> Store:
    store, ontology = Store(), load_ontology()
    for reading in readings:
        store.replace(reading.article.iri, quads_of(reading, ontology))
    return store


def two_articles() -> Store:
    """The article on Velm and the one on the border, with a denial, a casualty figure and dates."""
    return make_store(velm_reading(), border_reading())


def add_facts(store: Store, graph: str, *facts: tuple[str, str, str]) -> None:
    """Facts about IRIs in a graph; what has no colon is text."""
    def node(text: str) -> ox.NamedNode | ox.Literal:
        return ox.NamedNode(text) if ":" in text and " " not in text else ox.Literal(text)

    for subject, property, value in facts:
        name = property if ":" in property else KG + property
        store.inner.add(ox.Quad(ox.NamedNode(subject), ox.NamedNode(name), node(value), ox.NamedNode(graph)))


class Opened:
    """A page in the browser, with all that it asked for or complained of."""

    def __init__(self, page: Page, trouble: list[str]) -> None:
        self.page, self.trouble = page, trouble

    def go(self, address: str = "") -> Page:
        """The page freshly loaded at an address (what stands after #)."""
        base = self.page.url.split("#")[0]
        self.page.goto("about:blank")
        self.page.goto(f"{base}#{address}")
        return self.page


@contextmanager
def start_browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium")
    assert chromium, "the page is tested in a browser: install Debian's package chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield browser
        browser.close()


@contextmanager
def open_page(browser: Browser, path: Path, width: int = 1400, height: int = 900, dark: bool = False,
              ) -> Iterator[Opened]:
    """A file in a browser that refuses and notes every request but that for the file."""
    trouble: list[str] = []

    def refuse(route: Route) -> None:
        if route.request.url.split("#")[0] == path.as_uri():
            route.continue_()
        else:
            trouble.append(f"request {route.request.url}")
            route.abort()

    context = browser.new_context(viewport={"width": width, "height": height}, accept_downloads=True,
                                  color_scheme="dark" if dark else "light")
    page = context.new_page()
    page.route("**/*", refuse)
    page.on("pageerror", lambda error: trouble.append(f"error {error}"))
    page.on("console", lambda message: trouble.append(f"console {message.text}"))
    page.on("dialog", lambda dialog: (trouble.append("a dialog"), dialog.dismiss()))
    page.goto(path.as_uri())
    page.wait_for_function("performance.getEntriesByName('drawn').length === 1")
    yield Opened(page, trouble)
    context.close()
