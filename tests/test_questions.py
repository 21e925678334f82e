"""Competency questions: the rows beside each were written by hand from the articles, before it was first run."""

from __future__ import annotations

import json
import re
from pathlib import Path
from time import perf_counter

import pyoxigraph as ox
import pytest
from rdflib import Dataset
from readings import border_reading, small_ontology
from test_identity import ferry, merge

from kgraph.answers import Rows
from kgraph.articles import Failure, load_articles
from kgraph.checks import check_store
from kgraph.decisions import decide
from kgraph.declarations import ontology_folder
from kgraph.iris import article_iri
from kgraph.questions import fill, find_articles, find_parameters, find_query, load_questions
from kgraph.reader import Reader, ReaderSettings
from kgraph.records import KgraphError
from kgraph.store import Store
from kgraph.triples import quads_of

FOLDER = ontology_folder() / "questions"
SEEDS = sorted((Path(__file__).parent.parent / "seeds").glob("*.txt"))
EXPECTED: dict[str, dict[str, dict[str, list[dict[str, str | None]]]]] = {
    path.name.removesuffix(".expected.json"): json.loads(path.read_text("utf-8"))
    for path in FOLDER.glob("*.expected.json")}
WANTED = [(name, seed, row) for name, seeds in sorted(EXPECTED.items()) for seed, rows in seeds.items()
          for row in rows["rows"]]
ABSENT = [(name, seed, row) for name, seeds in sorted(EXPECTED.items()) for seed, rows in seeds.items()
          for row in rows["absent"]]
ASKED_OF_BORDER: dict[str, list[dict[str, str | None]]] = {
    "who_said_what": [
        {"source": "Awa Keita", "act": "tell", "words": "Norway had attacked a village", "addressee": "Radio Sahel",
         "quotation": "indirect", "reported_by": None},
        {"source": "health ministry", "words": "At least 13 farmers were killed", "reported_by": "Radio Sahel"},
        {"source": "Norway", "act": "deny", "date": "2021-03-04"}],
    "claims_by_role": [{"person": "Awa Keita", "role": "foreign minister", "organization": "Mali"}],
    "deployments": [{"force": "300 soldiers", "destination": "Mali", "sender": "Norway", "date": "2021-03-03",
                     "polarity": "positive", "modality": "asserted", "according_to": "the article itself"}],
    "casualties": [{"effect": "killed", "minimum": "13", "maximum": None, "bound": "atLeast", "victim": "farmers",
                    "according_to": "health ministry", "reported_by": "Radio Sahel"}],
    "condemnations": [],
    "only_claimed": [{"event_type": "Attack", "source": "Awa Keita"}, {"event_type": "Casualties"}],
    "denials": [{"source": "Norway", "words": "its soldiers attacked", "event_type": "Attack",
                 "answers": "Awa Keita"}],
    "about_actors": [
        {"actor": "Norway", "what": "attacked", "value": "a village", "according_to": "Awa Keita"},
        {"actor": "Norway", "what": "sender", "event": "Deployment", "according_to": "the article itself"},
        {"actor": "300 soldiers", "what": "attacker", "polarity": "negative", "according_to": "Norway"},
        {"actor": "Mali", "what": "memberOf", "value": "African Union", "according_to": "the article itself"},
        {"actor": "health ministry", "what": "said", "according_to": "Radio Sahel"}],
    "members": [{"organization": "African Union", "member": "Mali", "according_to": "the article itself"}],
    "protests": [], "appeals": [],
    "attacks": [{"attacker": "Norway", "target": "a village", "polarity": "positive", "according_to": "Awa Keita"},
                {"attacker": "soldiers", "target": "a village", "polarity": "negative", "according_to": "Norway"}],
    "direct_quotes": [],
    "stated_by_the_article": [{"event_type": "Deployment", "role": r} for r in ("force", "destination", "sender")],
    "plans_and_demands": [], "arrests": [],
    "left_unsaid": [],
    "one_over_articles": [], "reports_of_one_event": [], "decisions": [],  # asked of several articles below
}


Answers = dict[tuple[str, str], Rows]


def matches(rows: Rows, wanted: dict[str, str | None]) -> list[tuple[str | None, ...]]:
    """The rows that agree with all wanted columns: numbers and dates are equal, other text holds the wanted text."""
    def agrees(value: str | None, part: str | None) -> bool:
        if value is None or part is None:
            return value is part
        return value == part if part.replace("-", "").isdigit() else part.casefold() in value.casefold()
    assert set(wanted) <= set(rows.names), f"no column {set(wanted) - set(rows.names)}"
    columns = {name: rows.names.index(name) for name in wanted}
    return [row for row in rows.rows if all(agrees(row[columns[name]], part) for name, part in wanted.items())]


@pytest.fixture(scope="session")
def stores() -> dict[str, Store]:
    """Each seed in a store of its own, read once."""
    reader = Reader(ReaderSettings())
    found: dict[str, Store] = {}
    for path in SEEDS:
        article = next(load_articles([str(path)]))
        assert not isinstance(article, Failure), article
        found[path.stem] = Store()
        found[path.stem].replace(article.iri, quads_of(reader.read(article), reader.ontology))
    return found


@pytest.fixture(scope="session")
def answers(stores: dict[str, Store]) -> Answers:
    """The answer to each question on each seed."""
    return {(file.stem, seed): store.query(file.read_text("utf-8"))
            for seed, store in stores.items() for file in sorted(FOLDER.glob("*.rq"))}


@pytest.fixture(scope="session")
def many(stores: dict[str, Store]) -> Store:
    """Forty articles: each seed twenty times. All copies name the same known entities, each in its own graph."""
    store = Store()
    for one in stores.values():
        article, text = one.articles()[0], one.dump()
        for number in range(20):
            store.inner.load(text.replace(article, f"{article}-{number}").encode(), ox.RdfFormat.N_QUADS)
    return store


@pytest.mark.parametrize("name", load_questions())
def test_questions_are_quick_on_many_articles(many: Store, answers: Answers, name: str) -> None:
    """A label that stands in every article's graph does not multiply the work; all copies give the same rows."""
    assert len(many.articles()) == 40
    start = perf_counter()
    rows = many.query(load_questions()[name].text).rows
    assert perf_counter() - start < 3
    once = sum(len(rows.rows) for (file, _), rows in answers.items() if file[3:] == name)
    assert len(rows) == 20 * once


@pytest.mark.parametrize("seed", [path.stem for path in SEEDS])
def test_every_statement_of_a_seed_is_proven(stores: dict[str, Store], seed: str) -> None:
    assert len(stores[seed]) > 1000
    assert [str(violation) for violation in check_store(stores[seed], FOLDER.parent)] == []


def test_seed_keeps_the_budget(stores: dict[str, Store]) -> None:
    """An article of 800 words becomes at most 3,000 quads."""
    words = len(SEEDS[0].read_text("utf-8").split())
    assert words > 1000
    assert len(stores[SEEDS[0].stem]) / words <= 3000 / 800


def test_harvest() -> None:
    assert len(load_questions()) == len(EXPECTED) == 20
    assert {path.stem for path in FOLDER.glob("*.rq")} == set(EXPECTED)
    assert [path.stem for path in SEEDS] == ["kazakhstan-unrest-2022", "san-lorenzo-strike-2021"]
    assert all(set(seeds) == {path.stem for path in SEEDS} for seeds in EXPECTED.values())
    assert len(WANTED) > 120 and len(ABSENT) > 100


@pytest.mark.parametrize(("name", "seed", "row"), WANTED, ids=str)
def test_row_is_found(answers: Answers, name: str, seed: str, row: dict[str, str | None]) -> None:
    assert matches(answers[name, seed], row)


@pytest.mark.parametrize(("name", "seed", "row"), ABSENT, ids=str)
def test_row_is_not_found(answers: Answers, name: str, seed: str, row: dict[str, str | None]) -> None:
    assert not matches(answers[name, seed], row)


@pytest.mark.parametrize("name", load_questions())
def test_questions_on_a_reading_made_by_hand(name: str) -> None:
    """All rows, and no others: here the reading is right, so that what fails is the question."""
    store = Store()
    store.replace(article_iri("border"), quads_of(border_reading(), small_ontology()))
    rows = store.query(load_questions()[name].text)
    wanted = ASKED_OF_BORDER[name]
    for row in wanted:
        assert len(matches(rows, row)) == 1, row
    if name not in ("who_said_what", "about_actors"):
        assert len(rows.rows) == len(wanted)
    assert {row[rows.names.index("article")] for row in rows.rows} <= {article_iri("border")}


@pytest.mark.parametrize("name", load_questions())
def test_stated_answers_say_that_the_article_does(name: str) -> None:
    store = Store()
    store.replace(article_iri("border"), quads_of(border_reading(), small_ontology()))
    rows = store.query(load_questions()[name].text, stated=True)
    if "according_to" in rows.names:
        assert {row[rows.names.index("according_to")] for row in rows.rows} <= {"the article itself"}


@pytest.mark.parametrize("name", load_questions())
def test_another_engine_gives_the_same_rows(name: str) -> None:
    """Questions are plain SPARQL 1.1 with their own prefixes: any server whose default graph is the union will do."""
    store = Store()
    store.replace(article_iri("border"), quads_of(border_reading(), small_ontology()))
    plain = Dataset(default_union=True)
    plain.parse(data=store.dump(), format="nquads")
    text = load_questions()[name].text
    rows = {tuple(None if value is None else str(value) for value in row) for row in plain.query(text)}
    assert rows == set(store.query(text).rows)


def test_questions_over_articles() -> None:
    """Two reports of a ferry that sank; the rows are written by hand from the two texts."""
    (first, _, one), (second, _, other) = ferry("a", "forty men", 13), ferry("b", "some forty men", 15)
    store, _ = merge(first, second)
    decide(store, "confirmed", [one], [], "Lena Okoro", "2021-03-09", "counted")
    merges = store.query(load_questions()["one_over_articles"].text)
    for wanted in ({"name": "Ida Rask", "reason": "same name: Ida Rask", "article": "urn:kgraph:article:a"},
                   {"name": "sailors", "reason": "same victim of one Casualties"},
                   {"name": "Casualties killed", "reason": "same date: 2021-03-01", "one": one, "other": other}):
        assert len(matches(merges, wanted)) == 1, wanted
    reports = store.query(load_questions()["reports_of_one_event"].text)
    assert [row[3] for row in reports.rows] == ["13", "15"]
    wanted = {"event": "Casualties killed", "article": "urn:kgraph:article:b", "minimum": "15"}
    assert len(matches(reports, wanted)) == 1
    decisions = store.query(load_questions()["decisions"].text)
    assert matches(decisions, {"verdict": "confirmed", "by": "Lena Okoro", "why": "counted", "words": "killed",
                               "concerns": one, "article": "urn:kgraph:article:a"}) == decisions.rows


def test_find_query(tmp_path: Path) -> None:
    (tmp_path / "mine.rq").write_text("ASK { ?a a kg:Article }")
    assert find_query(str(tmp_path / "mine.rq")) == "ASK { ?a a kg:Article }"
    with pytest.raises(KgraphError, match="query depolyments: no such file, and no stored question"):
        find_query("depolyments")
    (tmp_path / "latin.rq").write_bytes("# é".encode("latin-1"))
    with pytest.raises(KgraphError, match=r"latin\.rq: not UTF-8"):
        find_query(str(tmp_path / "latin.rq"))


def test_folder_without_questions_and_question_without_title(tmp_path: Path) -> None:
    with pytest.raises(KgraphError, match="holds no questions"):
        load_questions(tmp_path)
    (tmp_path / "01_x.rq").write_text("ASK {}")
    with pytest.raises(KgraphError, match=r"01_x\.rq: the first line is not"):
        load_questions(tmp_path)


def border_store() -> Store:
    store = Store()
    store.replace(article_iri("border"), quads_of(border_reading(), small_ontology()))
    return store


@pytest.mark.parametrize(("name", "values", "column", "wanted"), [
    ("who_said_what", {"by": "norway"}, "source", ["Norway"]),
    ("who_said_what", {"to": "Radio Sahel"}, "source", ["Awa Keita"]),
    ("who_said_what", {"by": "Norway", "to": "Radio Sahel"}, "source", []),
    ("deployments", {"into": "MALI"}, "force", ["300 soldiers"]), ("deployments", {"into": "Norway"}, "force", []),
    ("casualties", {"kind": "Killed"}, "victim", ["farmers"]), ("casualties", {"kind": "injured"}, "victim", []),
    ("casualties", {"near": "Mali"}, "victim", []), ("denials", {"by": "Norway"}, "source", ["Norway"]),
    ("denials", {"by": "Awa Keita"}, "source", [])])
def test_values_choose_rows(name: str, values: dict[str, str], column: str, wanted: list[str]) -> None:
    rows = border_store().query(fill(load_questions()[name].text, values))
    assert [row[rows.names.index(column)] for row in rows.rows] == wanted


@pytest.mark.parametrize(("name", "values", "count"), [
    ("who_said_what", {"article": "border"}, 4), ("who_said_what", {"article": "other"}, 0),
    ("about_actors", {"actor": "awa  keita"}, 3),
    ("about_actors", {"actor": "Norge", "article": article_iri("border")}, 4),
    ("only_claimed", {"by": "Awa Keita"}, 1), ("members", {"who": "Mali", "of": "AU"}, 1),
    ("members", {"of": "Mali"}, 0),
    ("attacks", {"near": "a village"}, 1), ("attacks", {"on": "a village", "by": "norway"}, 1),
    ("stated_by_the_article", {"about": "300 soldiers"}, 3), ("claims_by_role", {"by": "Norway"}, 0),
    ("condemnations", {"of": "Norway"}, 0), ("plans_and_demands", {"about": "Mali"}, 0)])
def test_values_are_names_in_any_case_and_articles(name: str, values: dict[str, str], count: int) -> None:
    """Norge is another name of Norway, which said something, sent soldiers and attacked."""
    assert len(border_store().query(fill(load_questions()[name].text, values)).rows) == count


def test_every_question_takes_values_that_are_found_by_an_index() -> None:
    """Each open place stands in a comment of its own, so that a question without values does no work for it."""
    for question in load_questions().values():
        assert find_parameters(question.text), question.name
        for line in question.text.splitlines():
            assert "UNDEF" not in line or re.match(r"\s+#\w+=", line), question.name


def test_values_choose_what_is_one_over_articles() -> None:
    (first, _, one), (second, _, _) = ferry("a", "forty men", 13), ferry("b", "some forty men", 15)
    store, _ = merge(first, second)
    decide(store, "confirmed", [one], [], "Lena Okoro", "2021-03-09", "counted")
    named = store.query(fill(load_questions()["one_over_articles"].text, {"name": "ida rask"}))
    assert {row[0] for row in named.rows} == {"Ida Rask"}
    wanted = [("one_over_articles", {"name": "Ida"}, 0),
              ("one_over_articles", {"article": "c"}, 0), ("reports_of_one_event", {"article": "a"}, 2),
              ("reports_of_one_event", {"article": "c"}, 0), ("reports_of_one_event", {"near": "Lund"}, 0),
              ("decisions", {"by": "Lena Okoro"}, 1), ("decisions", {"by": "Tom Arce"}, 0)]
    assert [len(store.query(fill(load_questions()[name].text, values)).rows) for name, values, _ in wanted] == [
        count for _, _, count in wanted]
    text = load_questions()["one_over_articles"].text
    assert store.query(fill(text, {"article": "a"})).rows == store.query(text).rows != []


@pytest.mark.parametrize("value", ['" } } DROP ALL #', "\\", "a\nb", "'''", "{ UNDEF }", "?source", "<urn:x:a>",
                                   "\\1 \\g<name>"])
def test_no_value_becomes_part_of_the_query(value: str) -> None:
    store = border_store()
    size = len(store)
    assert store.query(fill(load_questions()["who_said_what"].text, {"by": value})).rows == []
    echo = store.query(fill("SELECT ?by { VALUES ?by { UNDEF } }", {"by": value}))
    assert echo.rows == [(value,)]
    assert len(store) == size


def test_a_value_for_nothing_is_refused() -> None:
    assert find_parameters(load_questions()["members"].text) == ["article", "of", "who"]
    with pytest.raises(KgraphError, match=r"nothing is left open for who= \(open: article, by, to\)"):
        fill(load_questions()["who_said_what"].text, {"who": "Norway"})
    with pytest.raises(KgraphError, match=r"nothing is left open for by= \(open: nothing\)"):
        fill("ASK {}", {"by": "Norway"})


def test_a_folder_of_ones_own_adds_questions_and_comes_first(tmp_path: Path) -> None:
    (tmp_path / "01_everything.rq").write_text("# title: How much is there?\nSELECT (COUNT(*) AS ?n) { ?s ?p ?o }\n")
    (tmp_path / "02_members.rq").write_text("# title: Other members?\nASK {}\n")
    assert find_query("everything", tmp_path).startswith("# title: How much")
    assert find_query("members", tmp_path).startswith("# title: Other members?")
    assert find_query("denials", tmp_path) == find_query("denials")
    with pytest.raises(KgraphError, match="holds no questions"):
        find_query("everything", tmp_path / "none")


def test_what_is_stated_is_asked_of_the_articles_that_have_the_names() -> None:
    store = border_store()
    reading = border_reading("second")
    store.replace(reading.article.iri, quads_of(reading, small_ontology()))
    text, both = load_questions()["deployments"].text, [article_iri("border"), article_iri("second")]
    assert find_articles(store, text, {"into": "mali"}) == both
    assert find_articles(store, text, {"into": "mali", "article": "second"}) == both[1:]
    assert find_articles(store, text, {"into": "Lund"}) == []
    assert find_articles(store, text, {}) is None
    filled = fill(text, {"into": "mali"})
    rows = store.query(filled, stated=True).rows
    assert store.query(filled, True, both).rows == rows and len(rows) == 2
    assert len(store.query(filled, True, both[1:]).rows) == 1
    assert store.query(filled, True, []).rows == []
