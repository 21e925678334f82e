"""Whom a noun phrase tells of: those conjoined with its head, and those whom a figure or a word for a part counts."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kgraph.components.labels import CROWDS
from kgraph.components.subjects import DOING, is_stray

PARTITIVES = frozenset(
    """dozens scores hundreds thousands tens millions some many much several most all both each number majority lives
    part parts half company team unit group groups bodies body corpses members couple handful dozen crowd crowds
    rest total""".split()
)
# The same of things, which are counted by weight, by load, or in part.
MEASURES = frozenset(
    """kilo kilos kilogram kilograms kg gram grams ton tons tonne tonnes pound pounds ounce ounces barrel
    barrels litre litres gallon gallons bag bags box boxes crate crates sack sacks truckload truckloads tablet
    tablets packet packets pack packs bottle bottles acre acres hectare hectares row rows section sections
    stretch stretches piece pieces portion pair round rounds cache stash stockpile haul array range variety
    amount amounts quantity quantities""".split()
)
COUNTED = frozenset(("member", "members"))


def find_company(word: Token) -> Iterator[Token]:
    """Who is told of beside others: "was held *along with 40 supporters*", "Holt, *together with two aides*, left"."""
    for child in word.children:
        prepositions = [child, *child.children] if child.lower_ == "along" else [child]
        for preposition in prepositions:
            if is_beside(preposition):
                yield from (c for c in preposition.children if c.dep_ == "pobj")


def is_beside(preposition: Token) -> bool:
    """Whether it joins others to someone: "together *with* his driver", "along *with* his driver"."""
    after = preposition.nbor(-1).lower_ if preposition.i > 0 else ""
    return preposition.lower_ == "with" and after in ("along", "together")


def is_like(thing: Token, companion: Token) -> bool:
    """Whether a companion may share what befalls an object: "held a clerk along with Holt", not "heard the case"."""
    return companion.pos_ != "PROPN" or thing.pos_ != "NOUN" or thing.tag_ != "NN" or bool(DOING.search(thing.lower_))


def is_each_other(word: Token) -> bool:
    """ "Accused *each other*", "fought *one another*"."""
    before = word.nbor(-1).lower_ if word.i > 0 else ""
    behind = word.nbor().lower_ if word.i + 1 < len(word.doc) else ""
    both = (before, word.lower_) in (("each", "other"), ("one", "another"))
    return both or (word.lower_, behind) == ("one", "another")


def expand(head: Token) -> Iterator[Token]:
    """A filler and those conjoined with it."""
    yield head
    for child in head.children:
        if is_excluded(child):
            continue
        if (child.dep_ == "conj" and child.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "ADJ")) or (
            child.dep_ == "appos" and _is_listed(head, child)
        ):
            yield from expand(child)


def included(head: Token) -> list[Token]:
    """Whom or what a group names apart as belonging to it: "ten people, *including two editors*", "such as"."""
    return [
        token
        for child in head.children
        if child.dep_ == "prep" and child.lower_ in ("including", "as") and child.i > head.i
        if child.lower_ == "including" or any(c.lower_ == "such" for c in child.children)
        for noun in child.children
        if noun.dep_ == "pobj"
        for token in expand(noun)
    ]


def is_excluded(part: Token) -> bool:
    """ "the depot, but not the school"; "to Mali, but not to Chad"; "200 dead, 500 injured"; "seven, not six, died"."""
    first = part.left_edge
    if part.dep_ == "appos" and first.i > 0 and first.nbor(-1).dep_ == "neg":
        return True
    return any(c.dep_ == "neg" and c.i < part.i for c in part.children) or has_own_state(part) or is_stray(part)


def has_own_state(figure: Token) -> bool:
    """Whether a figure is followed by what became of those whom it counts."""
    if not (figure.pos_ == "NUM" or figure.lower_ in CROWDS) or figure.i + 1 >= figure.sent.end:
        return False
    state = figure.nbor()
    after = state.nbor() if state.i + 1 < figure.sent.end else None
    return state.tag_ in ("JJ", "VBN") and (after is None or after.pos_ not in ("NOUN", "PROPN"))


def _is_listed(first: Token, second: Token) -> bool:
    """ "the depot, the mill and the school", read as an apposition: all have the same article."""
    listed = [first, second, *(c for c in second.children if c.dep_ == "conj")]
    if len(listed) > 2 and any(_is_several(t) for t in listed[2:]):
        return True  # "Holt, his wife and two guards"
    articles = {next((c.lower_ for c in t.children if c.dep_ == "det"), "") for t in listed}
    return len(listed) > 2 and len(articles) == 1 and articles != {""} and all(t.pos_ == "NOUN" for t in listed)


def _is_several(noun: Token) -> bool:
    return noun.tag_ in ("NNS", "NNPS") and any(c.dep_ == "nummod" for c in noun.children)


def people_of(token: Token) -> Token:
    """The noun that a word of number or part counts: "dozens of workers" -> workers, "the bodies of two men" -> men."""
    if token.lower_ in COUNTED and any(c.dep_ == "nummod" for c in token.children):
        return token  # "two members of the union" are two
    if token.lower_ in PARTITIVES or token.lower_ in MEASURES or token.pos_ == "NUM":
        for child in token.children:
            if child.dep_ == "prep" and child.lower_ == "of" and child.i > token.i:
                for noun in child.children:
                    if noun.dep_ == "pobj" and noun.pos_ not in ("ADJ", "VERB"):  # "two of the wounded" are two
                        return people_of(noun)
    return token
