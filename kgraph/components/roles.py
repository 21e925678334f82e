"""Who holds which role for whom: titles before a name, and appositions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Doc, Token

from kgraph.components.candidates import Candidate
from kgraph.components.cast import BODIES, PLACES, Cast
from kgraph.ontology import Ontology
from kgraph.records import Relation, Slice

TITLE_PARTS = frozenset(("NOUN", "PROPN", "ADJ"))
JOINTS = frozenset("for of on and to 's ’s the - &".split())
# Before a name they make the title another's: "aide to Ada Voss".
LINKS = frozenset("of for to on at in with and & 's ’s the".split())
PAST = frozenset("former ex then late retired onetime longtime".split())
MOST = 5  # words of what a role is of
ADDRESS = frozenset("mr mr. mrs mrs. ms ms. dr dr. sir".split())
# These hold no office with a body yet, or none at all: "GOP nominee", "our potential senator".
STANDING = frozenset(
    """ally aspiring candidate challenger contender critic donor hopeful nominee opponent possible potential prospective
    rival supporter would-be""".split()
)
MADE = frozenset("based born bred educated raised trained".split())  # "an Oxford-educated surgeon" works not for Oxford
# What one is and no role: "a 40-year-old man".
NO_ROLES = frozenset("boy female girl guy kid male man person teenager woman".split())
# Who has one of these for a country or a place works for it: "the Latvian minister", not "the Latvian poet".
OFFICES = frozenset(
    """president minister premier chancellor ambassador envoy governor mayor senator secretary attorney general king
    queen prime chief spokesman spokeswoman spokesperson commissioner prosecutor consul diplomat lawmaker
    commander""".split()
)


def find_roles(doc: Doc, cast: Cast, nouns: frozenset[str]) -> Iterator[Relation]:
    """Roles and employers of people who are named; `nouns` are the words for people in a role."""
    yield from _titles(doc, cast, nouns)
    yield from _appositions(doc, cast, nouns)


def slice_of(doc: Doc, start: int, end: int) -> Slice:
    """The characters of some tokens, `end` exclusive."""
    return Slice(doc[start].idx, doc[end - 1].idx + len(doc[end - 1]))


def _people(cast: Cast) -> Iterator[Candidate]:
    for mention in cast.mentions:
        if mention.kind == "name" and cast.types.get(cast.entity_of.get(mention.head, "")) == "Person":
            yield mention


def _titles(doc: Doc, cast: Cast, nouns: frozenset[str]) -> Iterator[Relation]:
    """ "EU foreign policy chief Josep Borrell": what stands right before a person's name."""
    named = {i for m in cast.mentions if m.kind == "name" for i in range(m.start, m.end)}
    for person in _people(cast):
        end = person.start
        while end > 0 and doc[end - 1].lower_ in ADDRESS:
            end -= 1
        if not end or doc[end - 1].lower_ in LINKS or len(person.text_of(doc)) < 3:
            continue
        start = end
        while start > doc[end].sent.start and _joins(doc, start - 1, nouns):
            start -= 1
        start = _after_others(doc, start, end, named, nouns)
        roles = [t.i for t in doc[start:end] if t.i not in named and _is_role(t, nouns)]
        if not roles or any(doc[i].tag_ == "NNS" for i in roles) or [doc[i].lower_ for i in roles] == ["fellow"]:
            continue
        if not any(t.lower_ in ("of", "for") for t in doc[roles[0] : end]):
            end = roles[-1] + 1  # what follows is a first name that was not seen as one
        entity = cast.entity_of[person.head]
        body, role_start = _body_before(doc, cast, start, roles)
        evidence = slice_of(doc, start, person.end)
        past = [t.text for t in doc[start:role_start] if t.lower_ in PAST]  # "former U.N. envoy"
        works = body is not None and _may_work_for(body, doc[start:end], cast)
        if body is not None and not works:
            role_start, past = start, []  # whose it is belongs to the role: "former Radio Orle editor"
        while role_start > start and doc[role_start].lower_ == "member" and doc[role_start - 1].pos_ == "NOUN":
            role_start -= 1  # "board member"
        yield Relation("holdsRole", entity, " ".join([*past, *doc[role_start:end].text.split()]), evidence)
        if body is not None and works:
            yield Relation("worksFor", entity, body, evidence)


def _is_role(token: Token, nouns: frozenset[str]) -> bool:
    if token.lower_ in NO_ROLES:
        return False
    return token.lower_ in nouns or token.lemma_.lower() in nouns or token.text == "Justice"


def _after_others(doc: Doc, start: int, end: int, named: set[int], nouns: frozenset[str]) -> int:
    """Where a title begins: behind an "and" with a role after it, at "former", and behind what joins nothing."""
    for i in range(end - 1, start - 1, -1):
        if doc[i].lower_ in ("and", "&") and any(_is_role(t, nouns) for t in doc[i + 1 : end] if t.i not in named):
            start = i + 1
        if doc[i].lower_ in PAST:
            start = i
        if i < start:
            break
    while start < end and (doc[start].lower_ in JOINTS or doc[start].is_punct):
        start += 1
    return start


def _may_work_for(body: str, title: Iterable[Token], cast: Cast) -> bool:
    """Whether a title says for whom somebody works now; for a country, only those who hold an office do."""
    words = {t.lower_ for t in title}
    kind = cast.types.get(body, "Entity")
    if words & (PAST | STANDING | MADE) or "veteran" in words:
        return False
    return kind in BODIES - {"Country"} or kind in PLACES and bool(words & OFFICES)


def _joins(doc: Doc, position: int, nouns: frozenset[str]) -> bool:
    """Whether a word may belong to the title before a name; "of" and "for" only behind a role ("minister of ...")."""
    token = doc[position]
    if token.lower_ in ("of", "for", "on", "to"):
        return position > 0 and (doc[position - 1].lemma_.lower() in nouns or doc[position - 1].lower_ in nouns)
    if token.text == "-" and (token.whitespace_ or position and doc[position - 1].whitespace_):
        return False  # a dash: "Orle, 5 May - Mayor Lena Holt"
    return token.pos_ in TITLE_PARTS or token.lower_ in JOINTS


def _body_before(doc: Doc, cast: Cast, start: int, roles: list[int]) -> tuple[str | None, int]:
    """The body that a title names first, and where the role's own words begin."""
    last = roles[-1]
    for token in doc[start:last]:
        mention = cast.mention_at(token)
        if mention and mention.start <= token.i and mention.end <= last and mention.kind != "pronoun":
            kind = cast.type_at(token)
            entity = cast.entity_of.get(mention.head)
            described = any(_body_kind(cast.ontology, t) for t in doc[mention.end : last])
            if mention.end < last and _body_kind(cast.ontology, doc[mention.end]):
                continue  # "Arvo police [department] representative"
            if (
                entity
                and (kind in BODIES or mention.demonym or (kind in PLACES and mention.kind == "name"))
                and not (kind in PLACES and described)
            ):
                after = mention.end
                while after < last and doc[after].lower_ in ("'s", "’s"):
                    after += 1
                return entity, after
    # "Arvo police department representative": a body that is only described
    for token in reversed(list(doc[start:last])):
        kind = _body_kind(cast.ontology, token) if token.lower_ != "press" else None  # "press secretary"
        named = kind != "Organization" or any(t.pos_ == "PROPN" for t in doc[start : token.i + 1])
        if kind and named and token.i > start - 1:  # a "hedge-fund manager" works for none that is told of
            mention = Candidate(start, token.i + 1, token.i, "description", kind)
            if cast.mention_at(token) is None or cast.by_head.get(token.i) is None:
                cast.adopt(mention)
            return cast.entity_of.get(token.i), token.i + 1
    return None, start


def _body_kind(ontology: Ontology, token: Token) -> str | None:
    return next(
        (
            name
            for name in ("GovernmentBody", "Force", "NewsOutlet", "Organization")
            if token.lower_ in ontology.lexicon.get(name, {}).get("noun", ())
        ),
        None,
    )


def _appositions(doc: Doc, cast: Cast, nouns: frozenset[str]) -> Iterator[Relation]:
    """ "Ned Price, the spokesman of the State Department": an apposition with a role noun."""
    for person in _people(cast):
        for noun in (*doc[person.head].children, doc[person.head].head):
            beside = noun.dep_ == "appos" if noun.head.i == person.head else doc[person.head].dep_ == "appos"
            if not beside or noun.i == person.head or noun.tag_ == "NNS" or not _is_role(noun, nouns):
                continue
            entity = cast.entity_of[person.head]
            left, right = noun.left_edge.i, noun.i + 1
            evidence = slice_of(doc, min(left, person.start), max(right, person.end))
            bodies = list(_bodies_of(noun, cast))
            yield Relation("holdsRole", entity, _role_words(noun, whole=not bodies), evidence)
            for body in bodies:
                if _may_work_for(body, noun.subtree, cast):
                    yield Relation("worksFor", entity, body, evidence)


def _role_words(noun: Token, whole: bool) -> str:
    """The words of a role, as a `whole` with what it is of: "former secretary of state"."""
    owner = {t.i for c in noun.children if c.dep_ == "poss" for t in c.subtree}
    words = [
        t.text
        for t in noun.doc[noun.left_edge.i : noun.i + 1]
        if t.i not in owner and t.dep_ not in ("det", "case", "punct")
    ]
    of = next((c for c in noun.rights if c.i == noun.i + 1 and c.lower_ == "of"), None) if whole else None
    further = noun.doc[of.i : of.right_edge.i + 1] if of is not None else ()
    return " ".join([*words, *(t.text for t in further)] if len(further) <= MOST else words)


def _bodies_of(noun: Token, cast: Cast) -> Iterator[str]:
    for child in noun.children:
        heads = (
            [child]
            if child.dep_ in ("poss", "compound", "nmod", "amod")
            else [g for g in child.children if g.dep_ == "pobj"]
            if child.dep_ == "prep" and child.lower_ in ("of", "for", "at", "with")
            else []
        )
        for head in heads:
            kind, entity = cast.type_at(head), cast.entity_at(head)
            bare = not any(c.dep_ in ("det", "poss", "compound", "amod") for c in head.children)
            if bare and (head.tag_ == "NN" or head.lower_ == "state") and child.dep_ == "prep":
                continue  # "secretary of state"
            if entity and (kind in BODIES or kind in PLACES or (kind == "Group" and head.dep_ == "amod")):
                yield entity
