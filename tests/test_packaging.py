"""The package as others get it: the lock, the wheel, and the command in a clean environment far from this folder."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SEED = ROOT / "seeds" / "kazakhstan-unrest-2022.txt"
LOCKS = ("requirements.lock", "requirements-dev.lock")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT))
    found = list(folder.glob("*.whl"))
    assert len(found) == 1
    return found[0]


def run(*command: str, folder: Path | None = None) -> str:
    clean = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}
    done = subprocess.run(command, cwd=folder, env=clean, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def test_the_wheel_holds_code_ontologies_and_the_page(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    assert wheel.name.startswith("kgraph_news-")
    ontologies = {f"kgraph/ontologies/{path.relative_to(ROOT / 'ontologies')}"
                  for path in (ROOT / "ontologies").rglob("*") if path.is_file()}
    assert len(ontologies) > 20
    assert ontologies <= names
    assets = {f"kgraph/page/{name}" for name in ("template.html", "script/start.js", "style/frame.css")}
    assert assets <= names
    assert not [name for name in names if name.startswith(("tests", "seeds", "notebooks"))]


def test_the_wheel_works_in_a_clean_environment(wheel: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "env", with_pip=True)
    bin = tmp_path / "env" / "bin"
    pip = [str(bin / "python"), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    run(*pip, "--require-hashes", "-r", str(ROOT / "requirements.lock"))
    run(*pip, "--no-deps", "--no-index", str(wheel))
    built = run(str(bin / "kgraph"), "build", str(SEED), "--store", "graph", "--page", "graph.html", folder=tmp_path)
    assert built.startswith("1 article built into graph")
    checked = run(str(bin / "kgraph"), "check", "store", "--store", "graph", folder=tmp_path)
    assert checked == "1 article checked, 0 violations\n"
    assert "Kazakhstan" in run(str(bin / "kgraph"), "query", "deployments", "--store", "graph", folder=tmp_path)
    assert run(str(bin / "python"), "-m", "pip", "check") == "No broken requirements found.\n"


@pytest.mark.parametrize("name", LOCKS)
def test_every_line_of_the_lock_is_pinned_and_hashed(name: str) -> None:
    entries = re.split(r"\n(?=[a-z])", (ROOT / name).read_text(encoding="utf-8").strip())
    assert len(entries) > 80
    pinned = re.compile(r"[a-z0-9.-]+==\S+ [^\n]*\\\n +--hash=sha256:")
    assert [entry.split()[0] for entry in entries if not pinned.match(entry)] == []
    assert not re.search(r"https?://|index-url|find-links", "\n".join(entries))


def test_the_lock_holds_all_dependencies_and_the_build_backend() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    lock, dev = (set(re.findall(r"^([a-z0-9.-]+)==", (ROOT / name).read_text(encoding="utf-8"), flags=re.M))
                 for name in LOCKS)
    wanted = {re.split("[<>=]", each)[0] for each in
              [*project["project"]["dependencies"], *project["build-system"]["requires"]]}
    assert wanted <= lock <= dev
    assert {re.split("[<>=]", each)[0] for each in project["dependency-groups"]["dev"]} <= dev
