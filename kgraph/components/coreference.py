"""Which mentions are one entity: full and short names, acronyms, descriptions, pronouns. The uncertain stays apart."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

from kgraph.components.cast import BODIES, PLACES, Cast, clean
from kgraph.components.entities import FIRST_PERSON, Candidate
from kgraph.components.quotes import Quote
from kgraph.iris import slug
from kgraph.ontology import Ontology
from kgraph.records import Attribution, Slice

PLACE_NOUNS = frozenset(
    "town city village province region district state island port capital county suburb republic kingdom".split()
)
LOOK_BACK = 3  # sentences in which a pronoun's antecedent is sought
DEFINITE = frozenset(("the", "this", "that", "these", "those"))
SINGULAR_THEY = frozenset(("Person", "Group", "Force", "GovernmentBody", "Organization", "NewsOutlet"))


def find_entities(doc: Doc, iri: str, candidates: list[Candidate], quotes: list[Quote], ontology: Ontology) -> Cast:
    """Join mentions to entities, the most certain first: known names, names, descriptions, pronouns."""
    cast = Cast(doc, iri, ontology)
    expansions = _acronyms(doc.text)
    names = [c for c in candidates if c.kind == "name"]
    for name in sorted(names, key=lambda c: (c.authority is None, -(c.end - c.start), c.start)):
        cast.add(name, name.authority or _same_name(cast, name, expansions) or cast.new(name))
    for other in sorted((c for c in candidates if c.kind != "name"), key=lambda c: c.start):
        if other.kind == "description":
            cast.add(other, _appositive(cast, other) or _described(cast, other) or cast.new(other))
        else:
            cast.add(other, _antecedent(cast, other, quotes, ontology))
    return cast


def _acronyms(text: str) -> dict[str, str]:
    """Acronym -> the name it is explained by: "Union of Free Farmers (UFF)", or the other way round."""
    found: dict[str, str] = {}
    for match in re.finditer(
        r"((?:[A-Z][\w’'-]*|of|for|and|the|de|la|on|in)(?:\s+(?:[A-Z][\w’'-]*|of|for|and|the|de|la|on|in)){1,8})\s+\(([A-Z]{2,8})\)",
        text,
    ):
        words = match[1].split()
        for first in range(len(words)):
            if initials(words[first:]) == match[2]:
                found[match[2]] = clean(" ".join(words[first:]))
                break
    return found


def initials(words: list[str]) -> str:
    """First letters of the capitalised words.

    >>> initials("Union of Free Farmers".split())
    'UFF'
    """
    return "".join(w[0] for w in words if w[0].isupper())


def _same_name(cast: Cast, name: Candidate, expansions: dict[str, str]) -> str | None:
    words = clean(name.text_of(cast.doc))
    same = [iri for iri in cast.names if words in cast.names[iri] and _compatible(cast.types[iri], name.type)]
    if same:
        return same[0]
    folded = slug(words)
    same = [
        iri
        for iri in cast.names
        if any(slug(n) == folded for n in cast.names[iri]) and _compatible(cast.types[iri], name.type)
    ]
    if same:
        return same[0]
    for acronym, expansion in expansions.items():
        if words in (acronym, expansion):
            other = expansion if words == acronym else acronym
            same = [iri for iri in cast.names if other in cast.names[iri]]
            if same:
                return same[0]
    if name.type in ("Person", "Organization", "Place"):
        return _short_name(cast, name, words.split())
    return None


def _short_name(cast: Cast, name: Candidate, words: list[str]) -> str | None:
    """A person's surname or first name alone, where one person of the article carries it."""
    if sum(w[:1].isupper() for w in words) > 2:  # "van der Berg" is short, too
        return None
    fuller: dict[str, int] = {}
    for iri, names in cast.names.items():
        if cast.types[iri] != "Person":
            continue
        for full in names:
            parts = full.split()
            if len(parts) > len(words) and (
                parts[-len(words) :] == words or (parts[0] == words[0] and len(words) == 1 and name.type == "Person")
            ):
                fuller[iri] = max(fuller.get(iri, 0), parts[-len(words) :] == words)
    best = [iri for iri in fuller if fuller[iri] == max(fuller.values())]
    return best[0] if len(best) == 1 else None


def _compatible(one: str, other: str) -> bool:
    return (
        one == other or {one, other} <= PLACES or {one, other} <= BODIES | {"Place"} or "Organization" in (one, other)
    )


def _appositive(cast: Cast, description: Candidate) -> str | None:
    """ "Ned Price, the spokesman" and "the spokesman, Ned Price": the description is that person."""
    head = cast.doc[description.head]
    for prep in head.children if head.lemma_ in PLACE_NOUNS else ():  # "the town of Valverde"
        for inner in prep.children if prep.lower_ == "of" else ():
            named = cast.by_head.get(inner.i)
            if (
                inner.dep_ == "pobj"
                and named
                and named.kind == "name"
                and cast.types[cast.entity_of[inner.i]] in PLACES
            ):
                return cast.entity_of[inner.i]
    for other in (head.head, *head.children):
        if other.i == head.i or "appos" not in (head.dep_ if other is head.head else other.dep_, ""):
            continue
        mention = cast.by_head.get(other.i)
        if (
            mention
            and mention.kind == "name"
            and not mention.demonym
            and _compatible(cast.types[cast.entity_of[other.i]], description.type)
        ):
            return cast.entity_of[other.i]
    return None


def _described(cast: Cast, description: Candidate) -> str | None:
    """The entity that a definite description takes up: the same words, or the latest with the same head noun."""
    doc, head = cast.doc, cast.doc[description.head]
    words = clean(description.text_of(doc))
    determiner = doc[description.start].lower_
    counted = any(
        t.like_num or t.dep_ == "nummod" or t.lower_ in ("some", "several", "many", "dozens", "hundreds")
        for t in doc[description.start : description.end]
        if t.i != description.head
    )
    if counted or head.tag_ != "NNS" and determiner in ("his", "her", "its", "their", "our", "my", "your"):
        return None  # whose it is decides, and that may be anybody
    if determiner in ("a", "an", "another", "one", "no", "other"):
        return None
    plural = head.tag_ in ("NNS", "NNPS")
    same = [
        m
        for m in cast.mentions
        if m.kind == "description"
        and m.start < description.start
        and clean(m.text_of(doc)).casefold() == words.casefold()
    ]
    if same and (determiner in DEFINITE or plural or description.type in BODIES):
        return cast.entity_of[same[-1].head]
    if determiner not in DEFINITE:
        return None
    modifiers = {t.lower_ for t in doc[description.start : description.head] if t.dep_ in ("amod", "compound")}
    for mention in reversed([m for m in cast.mentions if m.start < description.start]):
        other = doc[mention.head]
        if mention.kind == "pronoun" or mention.demonym or description.start - mention.start > 400:
            continue
        before = {t.lower_ for t in doc[mention.start : mention.head]}
        if (
            mention.kind == "description"
            and other.lemma_ == head.lemma_
            and (other.tag_ in ("NNS", "NNPS")) == plural
            and modifiers <= before
        ):
            return cast.entity_of[mention.head]
        if mention.kind == "name" and not plural and len(words.split()) == 1 and _titled(doc, mention, head):
            return cast.entity_of[mention.head]
    return None


def _titled(doc: Doc, name: Candidate, head: Token) -> bool:
    """Whether a name carries this noun as its title ("President Adan Holt") or in itself ("Ministry of Defence")."""
    titles = {t.lower_ for t in doc[name.head].children if t.dep_ in ("compound", "appos") and t.i not in (name.head,)}
    inner = {t.lower_ for t in doc[name.start : name.end]} if name.type in BODIES and name.type != "Country" else set()
    return head.lower_ in titles | inner


def _antecedent(cast: Cast, pronoun: Candidate, quotes: list[Quote], ontology: Ontology) -> str | None:
    """The subject that a third-person pronoun takes up, from this sentence or the few before; None when unsure."""
    doc, token = cast.doc, cast.doc[pronoun.head]
    if token.lower_ in FIRST_PERSON:
        return None  # the speaker, who is known only with the claims: see `join_speakers`
    if token.lower_ in ("who", "whom"):
        clause = next((a for a in token.ancestors if a.dep_ == "relcl"), None)
        return cast.entity_at(clause.head) if clause is not None else None
    if (
        token.lower_ in ("it",)
        and token.dep_ in ("nsubj", "nsubjpass", "expl")
        and any(
            c.dep_ in ("ccomp", "acomp") and c.i > token.head.i and token.head.lemma_ in ("be", "seem", "appear")
            for c in token.head.children
        )
    ):
        return None
    if token.dep_ in ("dobj", "dative") and token.lower_.endswith("self"):
        doer = next((c for c in token.head.children if c.dep_ == "nsubj"), None)
        named = cast.mention_at(doer) if doer is not None else None
        return cast.entity_of.get(named.head) if named and _agrees(token, named, cast) else None
    own = _own_subjects(cast, token)
    quoted = _quote_at(token, quotes)
    speaking = token.dep_ == "nsubj" and token.head.lemma_ in _cue_lemmas(ontology)
    options = []
    sentence = token.sent
    for _ in range(LOOK_BACK + 1):
        options.append(sentence)
        if sentence.start == 0:
            break
        sentence = doc[sentence.start - 1].sent
    for distance, sentence in enumerate(options):
        found = []
        for mention in cast.mentions:
            head = doc[mention.head]
            if not (sentence.start <= mention.start < min(sentence.end, token.i)) or mention.head not in cast.entity_of:
                continue
            if not _agrees(token, mention, cast) or (head.head.i == token.head.i and head.dep_ != "poss"):
                continue
            if cast.entity_of[mention.head] in own:
                continue
            if (
                head.dep_ in ("nsubj", "nsubjpass")
                and token.dep_ != "poss"
                and head.head in token.ancestors
                and token.dep_ not in ("nsubj", "nsubjpass")
            ):
                continue  # a verb's subject is taken up in its objects by a reflexive only
            if (_quote_at(head, quotes) is not None) != (quoted is not None) and not (quoted is None and distance == 0):
                continue
            subject = head.dep_ in ("nsubj", "nsubjpass")
            spoke = subject and head.head.lemma_ in _cue_lemmas(ontology)
            found.append(((speaking and spoke, subject, mention.start), cast.entity_of[mention.head], subject))
        if found:
            best = max(found)
            if best[2] or len({iri for _, iri, _ in found}) == 1:
                return best[1]
    return None


def _own_subjects(cast: Cast, token: Token) -> set[str | None]:
    """Whom an object cannot be: in "He praised him" they are two."""
    if token.dep_ in ("nsubj", "nsubjpass", "poss") or token.lower_.endswith(("self", "selves")):
        return set()
    verb = next((a for a in token.ancestors if a.pos_ in ("VERB", "AUX")), None)
    return {cast.entity_at(c) for c in verb.children if c.dep_ == "nsubj"} - {None} if verb is not None else set()


def join_speakers(cast: Cast, claims: list[Attribution], quotes: list[Quote]) -> None:
    """ "I" and "we" inside a quotation are whoever speaks it, where one source does."""
    for mention in cast.mentions:
        token = cast.doc[mention.head]
        if token.lower_ not in FIRST_PERSON or _quote_at(token, quotes) is None:
            continue
        holding = [c for c in claims if any(s.start <= token.idx < s.end for s in c.contents)]
        innermost = min(holding, key=lambda c: sum(s.end - s.start for s in c.contents), default=None)
        if innermost is not None and len(innermost.source_entities) == 1:
            cast.entity_of[mention.head] = innermost.source_entities[0]


def _quote_at(token: Token, quotes: list[Quote]) -> Slice | None:
    return next((q.outer for q in quotes if q.outer.start <= token.idx < q.outer.end), None)


def _cue_lemmas(ontology: Ontology) -> frozenset[str]:
    return ontology.lexicon.get("clauseCue", {}).get("verb", frozenset())


def _agrees(pronoun: Token, mention: Candidate, cast: Cast) -> bool:
    kind = cast.types.get(cast.entity_of.get(mention.head, ""), mention.type)
    head = cast.doc[mention.head]
    plural = mention.kind != "name" and head.tag_ in ("NNS", "NNPS") or any(c.dep_ == "conj" for c in head.children)
    word = pronoun.lower_
    if mention.demonym:
        return False
    if word in ("he", "him", "his", "she", "her", "hers", "himself", "herself"):
        if kind != "Person" or plural:
            return False
        if mention.kind == "pronoun":
            return head.lower_[:1] == word[:1] if head.lower_[:1] in "hs" else False
        return True
    if word in ("it", "its", "itself"):
        return (
            kind not in ("Person", "Group")
            and not plural
            and (mention.kind != "pronoun" or head.lower_ in ("it", "its"))
        )
    if mention.kind == "pronoun":
        return head.lower_.startswith("the")
    return (
        plural
        and kind not in PLACES
        or (kind in SINGULAR_THEY and not plural and (mention.kind == "description" or kind == "Person"))
    )
