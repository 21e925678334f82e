"""The sentences that prove the rows of an answer."""

from __future__ import annotations

import pytest
from readings import border_reading, small_ontology
from test_identity import ferry, merge

from kgraph.decisions import decide
from kgraph.evidence import PROOF, ask_with_evidence, find_sentences
from kgraph.iris import article_iri
from kgraph.questions import load_questions
from kgraph.records import KgraphError
from kgraph.store import Store
from kgraph.triples import quads_of

SENT = "Norway sent 300 soldiers to Mali on Wednesday."
DENIED = "Norway denied on Thursday in a statement that its soldiers attacked the village."


@pytest.fixture(scope="module")
def store() -> Store:
    made = Store()
    made.replace(article_iri("border"), quads_of(border_reading(), small_ontology()))
    return made


@pytest.mark.parametrize(("name", "wanted"), [
    ("deployments", [SENT]), ("denials", [DENIED]), ("members", ["Mali is a member of the African Union."]),
    ("casualties", ["At least 13 farmers were killed, the health ministry said, according to Radio Sahel."])])
def test_rows_come_with_their_sentences(store: Store, name: str, wanted: list[str]) -> None:
    text = load_questions()[name].text
    plain, proven = store.query(text), ask_with_evidence(store, text)
    assert proven.names == (*plain.names, "evidence")
    assert [row[:-1] for row in proven.rows] == plain.rows
    assert [row[-1] for row in proven.rows] == wanted


def test_questions_prove_every_row(store: Store) -> None:
    proving = [question for question in load_questions().values() if PROOF.search(question.text)]
    assert len(proving) == len(load_questions()) == 20
    counted = 0
    for question in proving:
        rows = ask_with_evidence(store, question.text).rows
        assert {row[:-1] for row in rows} == set(store.query(question.text).rows), question.name
        assert all(row[-1] for row in rows), question.name
        counted += len(rows)
    assert counted > 25


def test_what_is_one_over_articles_is_proven_by_sentences_of_both() -> None:
    (first, _, one), (second, _, _) = ferry("a", "forty men", 13), ferry("b", "some forty men", 15)
    made, _ = merge(first, second)
    decide(made, "confirmed", [one], [], "Lena Okoro", "2021-03-09", None)
    proven = {name: ask_with_evidence(made, load_questions()[name].text)
              for name in ("one_over_articles", "reports_of_one_event", "decisions")}
    assert [len(rows.rows) > 0 and all(row[-1] for row in rows.rows) for rows in proven.values()] == [True] * 3
    merged = next(row for row in proven["one_over_articles"].rows if str(row[0]).startswith("Casualties killed"))
    reported = [row[-1] for row in proven["reports_of_one_event"].rows]
    assert {"In all 13 sailors were killed, Ida Rask said.", "In all 15 sailors were killed, Ida Rask said."} <= set(
        str(merged[-1]).split(" | "))
    assert proven["decisions"].rows[0][-1] == reported[0]


def test_a_statement_is_proven_by_its_event(store: Store) -> None:
    [[statement]] = store.query("SELECT ?s { ?s a kg:Statement ; rdf:predicate kg:deployedTo }").rows
    assert statement
    assert find_sentences(store, statement) == [SENT]
    assert find_sentences(store, "urn:x:nothing") == []


def test_a_query_that_does_not_say_its_proof_is_refused(store: Store) -> None:
    with pytest.raises(KgraphError, match="no line '# proof: \\?variable'"):
        ask_with_evidence(store, "SELECT ?s { ?s ?p ?o }")
