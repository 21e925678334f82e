"""Names made to agree over an article: one type for one name, short forms found, parts of one name joined."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc, Token

from kgraph.components.candidates import Candidate


def agree_on_types(doc: Doc, names: list[Candidate]) -> list[Candidate]:
    """One name, one type: what most of its mentions in the article are, by the model's judgement."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for name in names:
        votes[name.text_of(doc)][name.type] += 1
    return [
        name
        if name.authority
        else replace(name, type=max(sorted(votes[name.text_of(doc)]), key=votes[name.text_of(doc)].__getitem__))
        for name in names
    ]


def find_short_forms(doc: Doc, names: list[Candidate]) -> Iterator[Candidate]:
    """Names, and surnames of people, that stand elsewhere in the article without being recognised there."""
    taken = {i for n in names for i in range(n.start, n.end)}
    forms = {tuple(t.text for t in doc[n.start : n.end]): n.type for n in names if not n.authority}
    forms |= {(doc[n.end - 1].text,): "Person" for n in names if n.type == "Person" and n.end - n.start > 1}
    starts: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for form in sorted(forms, key=lambda f: (-len(f), f)):
        starts[form[0]].append(form)
    for token in doc:
        for form in starts.get(token.text, ()) if token.i not in taken and token.text[:1].isupper() else ():
            span = doc[token.i : token.i + len(form)]
            if (
                tuple(t.text for t in span) == form
                and not taken & set(range(span.start, span.end))
                and _may_be_name(token, len(form))
            ):
                taken.update(range(span.start, span.end))
                yield Candidate(span.start, span.end, span.root.i, "name", forms[form])
                break


def join_people(doc: Doc, names: list[Candidate], titles: frozenset[str] = frozenset()) -> list[Candidate]:
    """A first name and a surname side by side are one name, though they were found apart, or only the surname was."""
    joined: list[Candidate] = []
    taken = {i for n in names for i in range(n.start, n.end)}
    for name in sorted(names, key=lambda n: n.start):
        if name.type == "Person" and not name.authority and _has_first_name(doc, name, taken, titles):
            name = replace(name, start=name.start - 1)
        before = joined[-1] if joined else None
        if (
            before is not None
            and before.end == name.start
            and before.type == "Person"
            and (name.type == "Person" or _is_first_name(doc, before, name))
            and not (before.authority or name.authority)
            and doc[name.start - 1].whitespace_ == " "
        ):
            whole = doc[before.start : name.end]
            joined[-1] = replace(before, end=name.end, head=whole.root.i)
        else:
            joined.append(name)
    return joined


def _has_first_name(doc: Doc, name: Candidate, taken: set[int], titles: frozenset[str]) -> bool:
    """Whether the word before a single surname is a first name that was not found: "his wife Ada [Voss]"."""
    before = doc[name.start - 1] if name.start and name.end - name.start == 1 else None
    return (
        before is not None
        and before.i not in taken
        and before.pos_ == "PROPN"
        and before.dep_ == "compound"
        and before.head.i == name.start
        and before.text.isalpha()
        and before.text.istitle()
        and before.lower_ not in titles
        and not (before.is_sent_start and before.lower_.endswith("ing"))  # "Injecting Holt's debts into the race"
        and before.whitespace_ == " "
    )


def _is_first_name(doc: Doc, one: Candidate, other: Candidate) -> bool:
    """Whether a word that names a person belongs to a word that was taken for a body: "Ada" to "Voss"."""
    token = doc[one.start]
    single = one.end - one.start == other.end - other.start == 1
    return single and other.type == "Organization" and token.dep_ == "compound" and token.head.i == other.start


def _may_be_name(token: Token, size: int) -> bool:
    """A single capitalised word may just start a sentence: it must be tagged or stand as a name does."""
    return (
        size > 1
        or token.pos_ == "PROPN"
        or (token.pos_ in ("NOUN", "X") and token.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj", "poss"))
    )
