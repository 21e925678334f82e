"""One of a group, called by its name: "a Democrat" is somebody, not the Democrats."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from spacy.tokens import Doc, Token

from kgraph.components.candidates import Candidate

ONE = frozenset("a an one another each every any no".split())
DEFINITE = frozenset(("the", "this", "that"))
# "The Republican" is one of them, "the Taliban" all of them.
MEMBER = re.compile(r"[A-Z]\w*(?:[ic]an|crat|ist|ite)")


def find_individuals(doc: Doc, names: Iterable[Candidate]) -> Iterator[Candidate]:
    """The names, those of groups that tell of one member as descriptions of a person, with what stands before them."""
    for name in names:
        determiner = _determiner_of(doc[name.head]) if name.type == "Group" and name.authority is None else None
        if determiner is None or name.end - name.start > 1:
            yield name
        else:
            yield replace(name, start=determiner.i, kind="description", type="Person")


def _determiner_of(noun: Token) -> Token | None:
    """What makes a singular noun one of several; None where it does not, or where the noun is about another."""
    if noun.tag_ not in ("NN", "NNP") or noun.dep_ in ("amod", "compound", "nmod"):
        return None
    after = noun.nbor() if noun.i + 1 < len(noun.doc) else None
    if after is not None and after.tag_ in ("NN", "NNS", "NNP", "NNPS", "HYPH"):
        return None
    for word in noun.lefts:
        if word.lower_ in ONE or word.lower_ in DEFINITE and MEMBER.fullmatch(noun.text):
            return word
    return None
