"""The stored questions: SPARQL files whose first line is `# title: ...`.

A question may leave places open, each as `VALUES ?name { UNDEF }`: it can be asked as it is, or with a value there. A
comment that begins with `#name=` becomes part of the query where a value for that place is given.

kgraph's own questions are written so that, with a value, their cost follows the size of the answer (Oxigraph plans by
the form of a pattern, not by numbers): what a value finds stands first, and what may be lacking is asked for in
patterns of one triple each, which are looked up row by row. Larger ones would be evaluated over the whole store, and a
label without its graph is found once for every article that has it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kgraph.declarations import ontology_folder
from kgraph.iris import article_iri, name_key
from kgraph.records import KgraphError
from kgraph.store import IDENTITY, Store
from kgraph.vocabulary import KG

TITLE = re.compile(r"# title: (.+)")
OPEN = re.compile(r"VALUES\s+\?(?P<name>\w+)\s*\{\s*UNDEF\s*\}")
CONDITION = re.compile(r"^(\s*)#(?P<name>\w+)=", re.MULTILINE)
ARTICLE = "article"  # the place that takes an article's IRI or id; all others take words


@dataclass(frozen=True, slots=True)
class Question:
    """A stored question. `name` is that of its file without number and ending, e.g. "who_said_what"."""

    name: str
    title: str
    text: str


def load_questions(folder: Path | None = None) -> dict[str, Question]:
    """The questions of a folder (kgraph's own, if none is given) by name, in the order of their numbers.

    Raises KgraphError for a folder without questions, and for one without a title.

    >>> load_questions()["deployments"].title
    'Which force was sent where, when, by whom, and who says so?'
    """
    place = folder or ontology_folder() / "questions"
    questions = {q.name: q for q in map(_read_question, sorted(place.glob("*.rq")))}
    if not questions:
        raise KgraphError(f"{place}: holds no questions (*.rq)")
    return questions


def _read_question(path: Path) -> Question:
    text = path.read_text(encoding="utf-8")
    title = TITLE.match(text)
    if title is None:
        raise KgraphError(f"{path.name}: the first line is not '# title: ...'")
    return Question(re.sub(r"^\d+_", "", path.stem), title[1].strip(), text)


def find_parameters(text: str) -> list[str]:
    """The places that a query leaves open, in order.

    >>> find_parameters(load_questions()["deployments"].text)
    ['article', 'of', 'into']
    """
    return list(dict.fromkeys(match["name"] for match in OPEN.finditer(text)))


def fill(text: str, values: Mapping[str, str]) -> str:
    """A query with values in its open places, written as terms by Oxigraph: no value can become part of the query.

    Raises KgraphError for a name that the query does not leave open.

    >>> fill("SELECT ?by { VALUES ?by { UNDEF } }", {"by": 'a "b" }'})
    'SELECT ?by { VALUES ?by { "a \\\\"b\\\\" }" } }'
    >>> fill("SELECT ?a {\\n#article= VALUES ?article { UNDEF }\\n?article ?p ?a }", {"article": "border 1"})
    'SELECT ?a {\\n VALUES ?article { <urn:kgraph:article:border%201> }\\n?article ?p ?a }'
    """
    known = find_parameters(text)
    for name in values:
        if name not in known:
            raise KgraphError(f"query: nothing is left open for {name}= (open: {', '.join(known) or 'nothing'})")

    def write(match: re.Match[str]) -> str:
        name = match["name"]
        return f"VALUES ?{name} {{ {terms[name]} }}" if name in terms else match[0]

    terms = {name: _write_term(name, value, text) for name, value in values.items()}
    chosen = CONDITION.sub(lambda match: match[1] if match["name"] in values else match[0], text)
    return OPEN.sub(write, chosen)


def find_articles(store: Store, text: str, values: Mapping[str, str]) -> list[str] | None:
    """The articles that an answer with these values can come from: that which is given, or those that have all names.

    None where the values do not tell. Every article has in its own graph the names of all that it tells of.
    """
    found: set[str] | None = {article_iri(values[ARTICLE])} if ARTICLE in values else None
    for name, value in values.items():
        key = _write_term(name, value, text)
        if isinstance(key, ox.Literal) and _is_key(name, text):
            quads = store.find(None, KG.nameKey, key)
            having = {quad.graph_name.value for quad in quads if isinstance(quad.graph_name, ox.NamedNode)}
            found = having if found is None else found & having
    return None if found is None else sorted(found - {IDENTITY.value})


def _is_key(name: str, text: str) -> bool:
    return re.search(rf"kg:nameKey \?{name}\b", text) is not None


def _write_term(name: str, value: str, text: str) -> ox.Literal | ox.NamedNode:
    """An article's IRI; a name as its key (which triples.py writes), where the query looks for keys; else the words."""
    if name == ARTICLE:
        return ox.NamedNode(article_iri(value))
    return ox.Literal(name_key(value) if _is_key(name, text) else value)


def find_query(question: str, folder: Path | None = None) -> str:
    """The SPARQL text of a question: the name of a stored one (with or without number), a file, or SPARQL itself.

    `folder` holds questions of the user's own, which come before those of kgraph.

    Raises KgraphError for a single word or path that names neither a question nor a file, and for a file that cannot be
    read.

    >>> find_query("09_members") == find_query("members") == load_questions()["members"].text
    True
    >>> find_query("ASK { ?a a kg:Article }")
    'ASK { ?a a kg:Article }'
    """
    stored = load_questions() | (load_questions(folder) if folder else {})
    name = re.sub(r"^\d+_", "", question)
    if name in stored:
        return stored[name].text
    if "{" in question:
        return question
    try:
        return Path(question).read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise KgraphError(f"query {question}: not UTF-8") from error
    except (OSError, ValueError) as error:
        names = ", ".join(stored)
        raise KgraphError(f"query {question}: no such file, and no stored question (they are: {names})") from error
