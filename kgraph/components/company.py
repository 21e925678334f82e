"""Who is told of together with a victim: parts of a group, those beside a person, those whom a list names.

"Twelve villagers, including three children" tells of three children, too. Each has a figure of its own, and none is
added up.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kgraph.components.labels import OBJECTS, SUBJECTS
from kgraph.components.lists import expand, has_own_state, is_beside, is_excluded, people_of
from kgraph.components.voice import is_passive

NOMINAL = ("NOUN", "PROPN", "NUM")
THEM = frozenset(("them", "whom", "which", "these"))
# Words that name victims by nothing but what befell them: who they are is told by a list.
UNNAMED = frozenset("those dead killed wounded injured hurt missing kidnapped victims casualties fatalities".split())


def find_company(victim: Token, trigger: Token) -> Iterator[Token]:
    """Who else a trigger tells of than the victim itself."""
    plural = (
        (victim.pos_ == "NUM" and victim.lower_ not in ("one", "1"))
        or victim.tag_ in ("NNS", "NNPS")
        or victim.lower_ in UNNAMED
    )
    for child in victim.children:
        listed = _is_one_of_many(victim) and any(c.dep_ == "conj" for c in child.children)
        if child.dep_ == "appos" and (plural or listed) and child.pos_ in NOMINAL and not is_excluded(child):
            yield from _each(child)
        elif child.dep_ == "relcl" and child.lemma_ == "be" and any(c.lower_ == "among" for c in child.children):
            yield from _subjects(child)  # "12 people, among whom were three policemen"
    yield from _each(_rest_of_list(victim))
    yield from _each(_part_after(victim.right_edge) or _part_after(trigger))
    for owner in (victim, trigger):
        for child in owner.children:
            if child.lower_ == "including" and child.i > victim.i:
                yield from _below(child)
            elif child.lower_ == "among" and any(c.lower_ in THEM for c in child.children):
                yield from _each(_phrase_after(child.right_edge))
            elif is_beside(child) and (owner is victim or _has_no_doer(trigger)):
                yield from _below(child)
            elif child.lower_ == "along" and (owner is victim or _has_no_doer(trigger)):
                for preposition in child.children:
                    yield from _below(preposition)
    if victim.lower_ in UNNAMED:
        yield from _find_members(victim)


def _find_members(word: Token) -> Iterator[Token]:
    """Who they are: "the dead were two nurses", "among those killed was a judge", "the injured include a child"."""
    verb = word.head
    if word.dep_ == "pobj" and verb.lower_ == "among" and verb.head.lemma_ == "be":
        yield from _subjects(verb.head)
    elif word.dep_ in SUBJECTS and word.i < verb.i:
        for child in verb.children:
            if (child.dep_ == "attr" and verb.lemma_ == "be") or (child.dep_ in OBJECTS and verb.lemma_ == "include"):
                yield from _each(child)
            elif child.lower_ == "as" and verb.lemma_ in ("identify", "name") and is_passive(verb):
                yield from _below(child)


def _subjects(be: Token) -> Iterator[Token]:
    for child in be.children:
        if child.dep_ in (*SUBJECTS, "attr"):
            yield from _each(child)


def _part_after(word: Token) -> Token | None:
    """ "Twelve people, two of them children, died", "12 dead, among them a child": wherever the parser hung them."""
    words = word.doc[word.i + 1 : word.i + 5]
    if len(words) == 4 and words[0].text == "," and words[1].lower_ == "among" and words[2].lower_ in THEM:
        return _head_from(words[3])
    if len(words) < 4 or words[0].text != "," or words[2].lower_ != "of" or words[3].lower_ not in THEM:
        return None
    return _phrase_after(words[3])


def _has_no_doer(trigger: Token) -> bool:
    """Whether whoever stands beside the trigger is a victim: with a doer, it may be another doer."""
    return trigger.pos_ == "VERB" and (is_passive(trigger) or trigger.lemma_ in ("die", "perish", "drown"))


def _below(preposition: Token) -> Iterator[Token]:
    for child in preposition.children:
        if child.dep_ in ("pobj", "dobj"):
            yield from _each(child)


def _each(head: Token | None) -> Iterator[Token]:
    """A noun and those conjoined with it, as the people that they count."""
    if head is not None and head.pos_ in NOMINAL:
        for counting in expand(head):
            people = people_of(counting)
            renamed = people.pos_ in ("PRON", "NUM") and _phrase_after(people) is not None  # "one of them a nurse"
            if people.pos_ == "PRON":  # "four of them" are four; of "most of them" nothing is known
                people = counting
            if not renamed and people.pos_ in NOMINAL:
                yield people


def _is_one_of_many(victim: Token) -> bool:
    """Whether more than one are told of: "the lives of Holt, a judge and a guard"."""
    return victim.dep_ == "pobj" and victim.head.lower_ == "of" and victim.head.head.tag_ == "NNS"


def _rest_of_list(victim: Token) -> Token | None:
    """The second of a list that the parser broke off: "the deaths of a judge, a driver and two guards"."""
    last = victim.right_edge
    if last.i + 2 >= victim.sent.end or last.nbor().text != ",":
        return None
    second = _phrase_after(last.nbor())
    if (
        second is None
        or has_own_state(second)
        or second.dep_ not in ("npadvmod", "appos", "dep")
        or not any(c.dep_ == "conj" for c in second.children)
    ):
        return None
    renames = second.dep_ == "appos" and not any(c.dep_ == "nummod" for c in second.children)
    return None if renames else second  # "the judge, a poet and a friend" is one person


def _head_from(word: Token) -> Token | None:
    """The noun that a word before it belongs to."""
    while word.dep_ in ("nummod", "amod", "det", "compound", "quantmod", "poss") and word.head.i > word.i:
        word = word.head
    return word if word.pos_ in NOMINAL else None


def _phrase_after(word: Token) -> Token | None:
    """The head of the noun phrase that begins right after a word, wherever the parser hung it."""
    if word.i + 1 >= word.sent.end:
        return None
    head = word.nbor()
    while head.head.i > head.i and head.head.left_edge.i == word.i + 1:
        head = head.head
    return head if head.pos_ in NOMINAL else None
