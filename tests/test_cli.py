"""The command line: every command, wrong input, exit statuses, and that nothing is written where nothing may be."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.main import get_command

from kgraph import __version__, cli

TEXT = """Norway sends soldiers to Mali

Norway sent 300 soldiers to Mali on 3 May 2021, General Ida Rask said.
“The town is calm,” Rask told Harbour Radio.
"""


class Result:
    """What a command wrote, and its exit status."""

    def __init__(self, status: int, out: str, err: str) -> None:
        self.status, self.out, self.err = status, out, err
        self.errors = err.splitlines()


@pytest.fixture
def kgraph(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path):  # type: ignore[no-untyped-def]
    """Run the command in this process, in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "120")

    def run(*arguments: str) -> Result:
        monkeypatch.setattr(sys, "argv", ["kgraph", *arguments])
        with pytest.raises(SystemExit) as stop:
            cli.main()
        out, err = capfd.readouterr()
        return Result(stop.value.code if isinstance(stop.value.code, int) else 0, out, err)

    Path("velm.txt").write_text(TEXT, encoding="utf-8")
    return run


def contents(folder: Path = Path()) -> list[str]:
    return sorted(str(path) for path in folder.rglob("*"))


def test_every_command_is_tested_here() -> None:
    commands = get_command(cli.app).commands  # type: ignore[attr-defined]
    names = {name for name, command in commands.items() if not hasattr(command, "commands")}
    names |= {f"{group} {name}" for group, command in commands.items() for name in getattr(command, "commands", ())}
    assert names == {"build", "read", "query", "page", "retract", "check ontology", "check store", "export", "identity",
                     "serve", "same", "different", "confirm", "reject", "status", "diff", "backup", "restore",
                     "import"}


def test_build_query_page_check_and_retract(kgraph) -> None:  # type: ignore[no-untyped-def]
    built = kgraph("build", "velm.txt", "--store", "graph", "--page", "graph.html")
    assert (built.status, built.out) == (0, "")
    assert built.errors[-1].startswith("1 article built into graph, ")
    assert "The town is calm" in Path("graph.html").read_text(encoding="utf-8")

    asked = kgraph("query", "who_said_what", "--store", "graph", "--output", "json")
    assert asked.status == 0
    assert any("The town is calm" in row["words"] for row in json.loads(asked.out))

    Path("count.rq").write_text("SELECT (COUNT(?a) AS ?articles) { ?a a kg:Article }")
    counted = kgraph("query", "count.rq", "--store", "graph", "--output", "csv")
    assert list(csv.reader(io.StringIO(counted.out))) == [["articles"], ["1"]]
    said = "SELECT ?force { ?entity kg:deployedTo ?where ; rdfs:label ?force }"
    assert "soldiers" in kgraph("query", said, "--store", "graph").out
    assert json.loads(kgraph("query", said, "--store", "graph", "--stated", "--output", "json").out) == []

    checked = kgraph("check", "store", "--store", "graph")
    assert (checked.status, checked.out, checked.errors) == (0, "", ["1 article checked, 0 violations"])

    again = kgraph("check", "store", "--store", "graph")
    assert again.errors == ["0 articles checked, 0 violations"]
    named = kgraph("check", "store", "--store", "graph", "--article", "velm")
    assert named.errors == ["1 article checked, 0 violations"]

    drawn = kgraph("page", "--store", "graph", "--out", "again.html")
    assert drawn.status == 0
    assert Path("again.html").read_bytes() == Path("graph.html").read_bytes()

    for name in ("velm.txt", "velm", "urn:kgraph:article:velm"):
        assert kgraph("retract", name, "--store", "graph").errors == ["urn:kgraph:article:velm retracted from graph"]
        left = kgraph("query", "SELECT ?s { ?s ?p ?o }", "--store", "graph", "--output", "json")
        assert json.loads(left.out) == []
        gone = kgraph("retract", name, "--store", "graph")
        assert (gone.status, gone.errors) == (2, [f"kgraph: {name}: no such article in graph"])
        assert kgraph("build", "velm.txt", "--store", "graph").status == 0


def test_what_is_one_is_listed_parted_and_exported(kgraph) -> None:  # type: ignore[no-untyped-def]
    Path("again.txt").write_text(TEXT.replace("calm", "quiet"), encoding="utf-8")
    assert kgraph("build", "velm.txt", "again.txt", "--store", "graph").status == 0
    rask = "urn:kgraph:entity:ida-rask"
    one, other = (f"urn:kgraph:article:{name}#entity-ida-rask" for name in ("again", "velm"))
    listed = kgraph("identity", "--store", "graph")
    assert (listed.status, listed.errors) == (0, [])
    assert f"{rask}  Ida Rask (2)\n    {one} = {other}\n" in listed.out and "same name: Ida Rask" in listed.out
    exported = kgraph("export", "--store", "graph", "--format", "reading").out
    readings = [json.loads(line) for line in exported.splitlines()]
    assert [rask in {e["iri"] for e in reading["entities"]} for reading in readings] == [True, True]

    by = ("--store", "graph", "--by", "Lena Okoro", "--on", "2021-05-09")
    parted = kgraph("different", one, other, *by, "--why", "two generals")
    assert parted.status == 0 and parted.errors[0].endswith(": different")
    assert kgraph("build", "velm.txt", "--store", "graph").status == 0
    listed = kgraph("identity", "--store", "graph")
    assert f"{rask}  " not in listed.out and "different by Lena Okoro on 2021-05-09" in listed.out
    assert "two generals" in listed.out
    decision = parted.errors[0].split(": ")[0]
    assert f"{rask}  Ida Rask (2)" in kgraph("identity", "--store", "graph", "--undo", decision).out
    assert f"{rask}  " not in kgraph("identity", "--undo", rask, *by).out
    assert kgraph("same", one, other, *by).status == 0

    event = json.loads(kgraph("query", "SELECT ?event { ?event a kg:Deployment } ORDER BY ?event LIMIT 1", "--store",
                              "graph", "--output", "json").out)[0]["event"]
    assert kgraph("confirm", event, *by).status == kgraph("reject", event, *by, "--why", "it never left").status == 0
    listed = kgraph("identity", "--store", "graph", "--update").out
    assert "confirmed by Lena Okoro" in listed and "it never left" in listed
    assert kgraph("check", "store", "--store", "graph").errors == ["2 articles checked, 0 violations"]
    for format in ("nquads", "trig", "jsonld", "graphml", "gexf", "nodes", "edges"):
        exported = kgraph("export", "--store", "graph", "--format", format)
        assert exported.status == 0 and "Mali" in exported.out.replace("#ML", "Mali")


@pytest.mark.parametrize(("arguments", "error"), [
    (["confirm", "urn:x:none", "--by", "Bo", "--on", "2021-05-09"], "urn:x:none: the store has nothing of that name"),
    (["confirm", "urn:kgraph:article:velm", "--by", "Bo", "--on", "May"], "--on May: not a date (YYYY-MM-DD)"),
    (["identity", "--undo", "urn:x:none"], "identity --undo needs --by NAME and --on DATE"),
])
def test_a_decision_that_cannot_be(kgraph, arguments: list[str], error: str) -> None:  # type: ignore[no-untyped-def]
    kgraph("build", "velm.txt", "--store", "graph")
    refused = kgraph(*arguments, "--store", "graph")
    assert (refused.status, refused.errors) == (2, [f"kgraph: {error}"])


def test_a_bad_article_is_reported_and_the_others_land(kgraph) -> None:  # type: ignore[no-untyped-def]
    Path("bad.txt").write_bytes(b"\xff\xfe")
    built = kgraph("build", "bad.txt", "missing.txt", "velm.txt", "--store", "graph")
    assert built.status == 1
    assert built.errors[:2] == ["kgraph: bad.txt: is not UTF-8 (byte 0)",
                                "kgraph: missing.txt: no such file or directory"]
    assert built.errors[2].startswith("1 article built into graph")
    assert built.errors[3:] == ["kgraph: 2 articles could not be used"]


def test_no_store_is_made_for_bad_articles_alone(kgraph) -> None:  # type: ignore[no-untyped-def]
    assert kgraph("build", "missing.txt", "--store", "graph", "--page", "graph.html").status == 1
    assert contents() == ["velm.txt"]


@pytest.mark.parametrize("format", ["turtle", "trig", "nquads", "jsonld"])
def test_read_writes_formats_of_rdf(kgraph, format: str) -> None:  # type: ignore[no-untyped-def]
    import rdflib

    read = kgraph("read", "velm.txt", "--format", format)
    assert (read.status, read.errors) == (0, [])
    names = {"jsonld": "json-ld"}
    parsed = rdflib.Dataset(default_union=True).parse(data=read.out, format=names.get(format, format))
    article = rdflib.URIRef("urn:kgraph:article:velm")
    assert (article, None, rdflib.URIRef("https://w3id.org/kgraph/ns#Article")) in parsed


def test_read_writes_one_line_for_an_article(kgraph) -> None:  # type: ignore[no-untyped-def]
    lines = [{"id": "b", "text": TEXT}, {"id": "a", "text": "It rained."}, {"id": "c"}]
    Path("c.jsonl").write_text("\n".join(map(json.dumps, lines)))
    read = kgraph("read", "c.jsonl")
    found = [json.loads(line) for line in read.out.splitlines()]
    assert [(each["id"], each["article"]["text"]) for each in found] == [("b", TEXT), ("a", "It rained.")]
    assert read.status == 1
    assert read.errors[0] == 'kgraph: c.jsonl line 3: has no "text"'


OPENING = """
@prefix kg:   <https://w3id.org/kgraph/ns#> .
@prefix kgr:  <https://w3id.org/kgraph/reading#> .
@prefix owl:  <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh:   <http://www.w3.org/ns/shacl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
kg:Opening a owl:Class ; rdfs:subClassOf kg:Event ; rdfs:label "opening" ; skos:definition "A place is opened." ;
    sh:property [ sh:path kg:opener ; sh:class kg:Actor ] , [ sh:path kg:opened ; sh:class kg:Place ] ;
    kgr:example [ kgr:text "Bo Lind inaugurated a bridge." ; kg:opener "Bo Lind" ] ,
        [ kgr:text "Ida Rask inaugurated the airport." ; kg:opener "Ida Rask" ] ;
    kgr:counterexample "Ida Rask did not inaugurate the airport." .
kg:inaugurating a kgr:Frame ; kgr:evokes kg:Opening ; kgr:verb "inaugurate" ;
    kgr:subject kg:opener ; kgr:object kg:opened .
"""


def test_check_ontology_with_declarations_of_ones_own(kgraph) -> None:  # type: ignore[no-untyped-def]
    Path("own.ttl").write_text(OPENING, encoding="utf-8")
    right = kgraph("check", "ontology", "own.ttl")
    assert right.status == (1 if right.out else 0)
    assert "Opening" not in right.out
    Path("wrong.ttl").write_text(OPENING.replace("did not inaugurate", "inaugurated"), encoding="utf-8")
    wrong = kgraph("check", "ontology", "wrong.ttl")
    assert wrong.status == 1
    assert [line for line in wrong.out.splitlines() if line.startswith("wrong.ttl: Opening: counterexample ")]


def test_the_stored_questions_are_listed(kgraph) -> None:  # type: ignore[no-untyped-def]
    listed = kgraph("query", "--list")
    assert listed.status == 0
    assert len(listed.out.splitlines()) >= 10
    assert listed.out.startswith("who_said_what ")


@pytest.mark.parametrize("arguments, reason", [
    (["build", "velm.txt", "--store", "velm.txt"], "kgraph: store velm.txt: not a folder"),
    (["build", "velm.txt", "--store", "other"], "kgraph: store other: the folder holds no store"),
    (["build", "velm.txt", "--store", "g", "--page", "no/p.html"], "kgraph: no/p.html: its folder does not exist"),
    (["build", "velm.txt", "--store", "g", "--page", "other"], "kgraph: other: is a folder"),
    (["build", "velm.txt", "--store", "g", "--ontology", "nix"], "kgraph: ontology nix: no such file or folder"),
    (["build", "velm.txt", "--store", "g", "--ontology", "bad.ttl"], "kgraph: bad.ttl: "),
    (["build", "velm.txt", "--store", "g", "--model", "no_model"], "kgraph: "),
    (["build", "velm.txt"], "Error: Missing option '--store'."),
    (["build", "--store", "g"], "kgraph: build needs PATH, or --stale alone"),
    (["read", "velm.txt", "--format", "xml"], "Error: Invalid value for '--format': "),
    (["read", "velm.txt", "--processes", "0"], "Error: Invalid value for '--processes': "),
    (["query", "ASK {}", "--store", "g"], "kgraph: store g: no such folder"),
    (["query", "ASK {}"], "kgraph: query needs a QUESTION and --store DIR"),
    (["page", "--store", "g", "--out", "g.html"], "kgraph: store g: no such folder"),
    (["check", "store", "--store", "g"], "kgraph: store g: no such folder"),
    (["check", "ontology", "bad.ttl"], "kgraph: bad.ttl: "),
    (["retract", "velm", "--store", "g"], "kgraph: store g: no such folder"),
    (["nothing"], "Error: No such command 'nothing'.")])
def test_what_is_wrong_is_said_in_one_line_and_nothing_is_written(kgraph, arguments: list[str], reason: str) -> None:  # type: ignore[no-untyped-def]
    Path("bad.ttl").write_text("this is no Turtle")
    Path("other").mkdir()
    Path("other/file").touch()
    before = contents()
    result = kgraph(*arguments)
    assert (result.status, result.out) == (2, "")
    assert result.errors[-1].startswith(reason)
    assert reason.startswith("Error") or len(result.errors) == 1
    assert contents() == before


@pytest.mark.parametrize("query, reason", [
    ("SELECT ?x { oops", "kgraph: query does not parse"), ("nonsense", "kgraph: query nonsense: no such file"),
    ("DELETE WHERE { ?s ?p ?o }", "kgraph: query: an update is not a query")])
def test_a_bad_query_is_refused(kgraph, query: str, reason: str) -> None:  # type: ignore[no-untyped-def]
    assert kgraph("build", "velm.txt", "--store", "graph").status == 0
    result = kgraph("query", query, "--store", "graph")
    assert (result.status, result.out, len(result.errors)) == (2, "", 1)
    assert result.errors[0].startswith(reason)


def test_version(kgraph) -> None:  # type: ignore[no-untyped-def]
    assert kgraph("--version").out == f"kgraph {__version__}\n"


def test_help_answers_at_once_and_loads_nothing_heavy() -> None:
    heavy = "{'spacy', 'rdflib', 'pyshacl', 'pyoxigraph', 'networkx', 'trafilatura', 'rich'}"
    code = f"import sys, kgraph.cli; print(sorted({heavy} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
    times = []
    for _ in range(3):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-m", "kgraph", "--help"], capture_output=True, check=True)
        times.append(time.perf_counter() - start)
    assert min(times) < 0.5


def test_a_closed_pipe_ends_the_command_quietly(tmp_path: Path) -> None:
    corpus = tmp_path / "c.jsonl"
    corpus.write_text("".join(json.dumps({"id": str(n), "text": TEXT}) + "\n" for n in range(3)))
    reading = subprocess.Popen([sys.executable, "-m", "kgraph", "read", str(corpus)], stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE, env={**os.environ, "PYTHONUNBUFFERED": "1"})
    assert reading.stdout and reading.stderr
    assert reading.stdout.readline().startswith(b"{")
    reading.stdout.close()
    assert b"Traceback" not in reading.stderr.read()
    assert reading.wait(timeout=60) == 1
    reading.stderr.close()


def test_status_stale_backup_restore_import_and_diff(kgraph) -> None:  # type: ignore[no-untyped-def]
    assert kgraph("build", "velm.txt", "--store", "graph").status == 0
    first = kgraph("export", "--store", "graph").out
    told = kgraph("status", "--store", "graph")
    lines = told.out.splitlines()
    assert told.status == 0 and lines[0].split() == ["articles", "1"] and lines[6].split()[0] == "quads"
    assert lines[-2].startswith("read by kgraph ") and "stale" not in told.out and "bytes on disk" in told.out
    assert lines[-1] == "  urn:kgraph:article:velm"
    unchanged = kgraph("build", "--stale", "--store", "graph")
    assert unchanged.errors == ["0 articles built into graph, 0 quads"]

    count = len(first.splitlines())
    assert kgraph("backup", "kept.gz", "--store", "graph").errors == [f"kept.gz written, {count:,} quads"]
    restored = kgraph("restore", "kept.gz", "--store", "again")
    assert restored.errors == [f"again restored, {count:,} quads"]
    assert kgraph("export", "--store", "again").out == first
    assert kgraph("restore", "kept.gz", "--store", "again").errors == [
        "kgraph: store again: is there already; restore overwrites nothing"]

    Path("old.nq").write_text(first.replace(f'"kgraph {__version__}"', '"kgraph 0.0.1"'))
    taken = kgraph("import", "old.nq", "--store", "old")
    assert (taken.status, taken.errors[-1].split(",")[0]) == (0, "1 articles imported into old")
    assert "ontology" in kgraph("status", "--store", "old").out.split("read by kgraph 0.0.1,")[1].split("(stale)")[0]
    same = kgraph("diff", "graph", "again")
    assert (same.status, same.out, same.errors) == (0, "", ["0 differences"])
    other = kgraph("diff", "old.nq", "graph")
    assert (other.status, other.errors) == (1, ["1 difference"])
    assert other.out.startswith("~ urn:kgraph:article:velm: article: read by kgraph 0.0.1, ")
    assert kgraph("diff", "old", "graph", "--article", "urn:kgraph:article:velm").out == other.out

    reread = kgraph("build", "--stale", "--store", "old")
    assert reread.status == 0 and reread.errors[-1].startswith("1 article built into old, ")
    assert kgraph("export", "--store", "old").out == first
    Path("bad.nq").write_text("<urn:x:a> <urn:x:p> <urn:x:o> <urn:x:g> .\n")
    refused = kgraph("import", "bad.nq", "--store", "none")
    assert (refused.status, refused.errors) == (2, ["kgraph: bad.nq: urn:x:g: is no article of kgraph"])
    assert not Path("none").exists()


@pytest.mark.parametrize("arguments", [[], ["velm.txt", "--stale"]])
def test_build_takes_articles_or_stale(kgraph, arguments: list[str]) -> None:  # type: ignore[no-untyped-def]
    refused = kgraph("build", *arguments, "--store", "graph")
    assert (refused.status, refused.errors) == (2, ["kgraph: build needs PATH, or --stale alone"])
    assert not Path("graph").exists()
    absent = kgraph("build", "--stale", "--store", "graph")
    assert (absent.status, absent.errors) == (2, ["kgraph: store graph: no such folder; build one first"])
