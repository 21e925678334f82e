"""The page to ask on: the stored questions and a field for SPARQL, in one file that loads nothing."""

from __future__ import annotations

import json
from importlib.resources import files
from string import Template

from kgraph.page.policy import write_policy
from kgraph.questions import load_questions


def write_asking_page() -> str:
    """The page with all stored questions; it asks /sparql of the server that it came from."""
    folder = files("kgraph.server")
    script, style = (folder.joinpath(name).read_text(encoding="utf-8") for name in ("asking.js", "asking.css"))
    questions = [{"name": q.name, "title": q.title, "text": q.text} for q in load_questions().values()]
    data = json.dumps(questions).replace("<", "\\u003c")
    policy = f"{write_policy([script], [style])}; connect-src 'self'"
    template = Template(folder.joinpath("asking.html").read_text(encoding="utf-8"))
    return template.substitute(policy=policy, style=style, script=script, data=data)
