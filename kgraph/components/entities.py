"""Mentions: known names first, then the model's names, descriptions ("the health ministry") and pronouns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Span, Token

from kgraph.components.agreement import agree_on_types, find_short_forms, join_people
from kgraph.components.candidates import Candidate
from kgraph.components.cast import PLACES
from kgraph.components.descriptions import CLASSES, find_descriptions
from kgraph.components.individuals import find_individuals
from kgraph.ontology import Authority, Ontology
from kgraph.records import Zone

LABELS = {
    "PERSON": "Person",
    "ORG": "Organization",
    "GPE": "Place",
    "LOC": "Region",
    "FAC": "Facility",
    "NORP": "Group",
}
STORMS = frozenset("hurricane typhoon cyclone superstorm".split())  # which bear people's names
SILENT = frozenset(("teaser", "boilerplate"))
# Words for the kind of a thing that may stand around its name.
GENERIC = frozenset(
    "tv television radio news agency channel network newspaper website the group agency's inc inc. corp".split()
)
# What a minister is minister of: no name by itself.
PORTFOLIOS = frozenset(
    """Interior Defence Defense Foreign Finance Justice Health Education Energy Economy Labor Labour Transport
    Agriculture Information    Home Trade Culture Environment Prime Deputy Press""".split()
)
RANKS = frozenset("high chief deputy special senior acting top vice under assistant general".split())
FIELDS = frozenset("rights affairs refugees relations services operations".split())  # what an office is for
WHERE = frozenset("in at near inside outside around behind".split())
TITLE_WORDS = frozenset("mr mrs ms dr sir president minister general senator judge justice prof".split())

# The same, short: "ADA Holt" is no Ada.
SHORT_TITLES = frozenset("ADA DA AG MP MEP PM FM DCI DI PC Sgt Det Lt Col Gen Rep Sen Gov Capt Cmdr Rev".split())


def build_matcher(nlp: Language, ontology: Ontology) -> PhraseMatcher:
    """A matcher of all known names and nationality words; matches are case-sensitive."""
    matcher = PhraseMatcher(nlp.vocab, attr="ORTH")
    for authority in ontology.authorities.values():
        matcher.add("name " + authority.iri, [nlp.tokenizer(name) for name in _names(authority)])
        if authority.demonyms:
            matcher.add("demonym " + authority.iri, [nlp.tokenizer(d) for d in _inflected(authority.demonyms)])
    return matcher


def _names(authority: Authority) -> list[str]:
    names = {authority.label, *authority.aliases}
    return sorted(names | {n.upper() for n in names if len(n) > 3} | {n.replace("'", "’") for n in names})


def _inflected(demonyms: Iterable[str]) -> list[str]:
    return sorted({form for d in demonyms for form in (d, d + "s", d.upper())})


def find_mentions(
    doc: Doc, ontology: Ontology, zones: list[Zone], matcher: PhraseMatcher, learned: list[Candidate] | None = None
) -> list[Candidate]:
    """Mentions in the zones that say something, without overlap, in order of the text.

    `learned` are names as the encoder found them; without them the pipeline's own are taken.
    """
    silent = _silent_tokens(doc, zones)
    spans = [(span.start, span.end, LABELS[span.label_]) for span in doc.ents if span.label_ in LABELS]
    if learned is not None:
        spans = [(name.start, name.end, name.type) for name in learned]
    full = {start: end for start, end, kind in spans if kind == "Place"}
    names = _drop_overlaps(doc, [*_known_names(doc, ontology, matcher), *_model_names(doc, ontology, spans)])
    names = [replace(n, whole=full[n.start]) if n.type in PLACES and full.get(n.start, 0) > n.end else n for n in names]
    names = [n for n in names if not silent[n.start] and not _is_lower_case_acronym(doc, n)]
    names = agree_on_types(doc, [n for n in names if not _is_party_tag(doc, n)])
    names = join_people(
        doc,
        [*names, *(n for n in find_short_forms(doc, names) if not silent[n.start])],
        ontology.lexicon.get("Person", {}).get("noun", frozenset()) | TITLE_WORDS,
    )
    names = list(find_individuals(doc, names))
    taken = {i for n in names for i in range(n.start, n.end)}
    heads = {n.head for n in names}
    rest = [d for d in find_descriptions(doc, ontology, taken) if not silent[d.start] and d.head not in heads]
    return sorted([*names, *rest], key=lambda c: (c.start, -c.end))


def _silent_tokens(doc: Doc, zones: list[Zone]) -> list[bool]:
    places = [zone.slice for zone in zones if zone.name in SILENT]
    silent = [False] * len(doc)
    for token in doc:
        silent[token.i] = any(p.start <= token.idx < p.end for p in places)
    return silent


def _known_names(doc: Doc, ontology: Ontology, matcher: PhraseMatcher) -> Iterator[Candidate]:
    for key, start, end in matcher(doc):
        kind, iri = doc.vocab.strings[key].split(" ", 1)
        span = doc[start:end]
        if kind == "name":
            # "US" in an all-capitals text is a country, "us" never; a longer name around it wins in _drop_overlaps.
            yield Candidate(start, end, span.root.i, "name", ontology.authorities[iri].type, iri)
        elif not doc[start].is_lower and not _is_half(doc, start, end):
            yield Candidate(start, end, span.root.i, "name", "Group", iri, demonym=True)


def _is_half(doc: Doc, start: int, end: int) -> bool:
    """ "African-American" is no nationality of Africa, nor of America."""
    after = doc[end : end + 2].text if end + 1 < len(doc) else ""
    before = doc[start - 2 : start].text if start > 1 else ""
    return after[:1] == "-" and after[1:2].isupper() or before[-1:] == "-" and before[:1].isupper()


def _model_names(doc: Doc, ontology: Ontology, spans: Iterable[tuple[int, int, str]]) -> Iterator[Candidate]:
    for start, end, kind in _parted(doc, spans):
        if not any(t.text[:1].isupper() for t in doc[start:end]):
            continue
        while start < end and (
            doc[start].lower_ in ("the", "a", "an", "'s", "’s") or doc[start].is_punct or doc[start].is_space
        ):
            start += 1
        while end > start and (
            doc[end - 1].lower_ in ("'s", "’s", "the", "and") or doc[end - 1].is_punct or doc[end - 1].is_space
        ):
            end -= 1
        while end - start > 1 and doc[start].is_sent_start and doc[start].tag_ == "RB":  # "Later Holt sang."
            start += 1
        while end - start > 1 and kind == "Person" and _is_title(doc[start]):
            start += 1
        if start < end and doc[start].lower_ in FIELDS:  # "Commissioner for Human [Rights] Ada Vel"
            start += 1
        if (
            kind in ("Person", "Place")
            and start < end
            and STORMS & {t.lower_ for t in doc[max(start - 1, 0) : start + 1]}
        ):
            continue
        if kind == "Person" and start < end:
            start, end = over_hyphens(doc, start, end)
        if start == end or any(t.is_space and "\n" in t.text for t in doc[start:end]):
            continue
        if (
            end - start == 1
            and kind in ("Organization", "Person")
            and doc[start].text in PORTFOLIOS
            and end < len(doc)
            and (doc[end].lower_ in ("minister", "secretary", "ministry", "department", "committee"))
        ):
            continue
        root = doc[start:end].root
        yield Candidate(start, end, root.i, "name", _refined(doc, start, end, kind, ontology))


def _parted(doc: Doc, spans: Iterable[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """ "Kerava, Nordland" is two places."""
    for start, end, kind in spans:
        commas = [i for i in range(start, end) if doc[i].text == ","] if kind == "Place" else []
        for first, last in zip([start, *(i + 1 for i in commas)], [*commas, end], strict=True):
            if first < last and any(t.text[:1].isupper() for t in doc[first:last]):
                yield first, last, kind


def over_hyphens(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """A person's name with the halves that hyphens part from it: "Nam Ji-hye", "Lena Holt-Rask"; not "Holt-backed"."""
    while end + 1 < len(doc) and doc[end].text == "-" and not (doc[end - 1].whitespace_ or doc[end].whitespace_):
        half = doc[end + 1]
        given = end - start > 1 and half.is_lower and half.tag_ not in ("VBN", "VBG", "VBD", "JJ") and len(half) < 7
        if not half.is_alpha or not (half.is_title or given):
            break
        end += 2
    while start > 1 and doc[start - 1].text == "-" and not (doc[start - 2].whitespace_ or doc[start - 1].whitespace_):
        if not doc[start - 2].is_title or doc[start - 2].pos_ != "PROPN":
            break
        start -= 2
    return start, end


SETTLED = frozenset("town city village hamlet suburb port province district county region island".split())


def _refined(doc: Doc, start: int, end: int, kind: str, ontology: Ontology) -> str:
    """A model's label corrected by the name's own words and by a title before it."""
    words = [t.lower_ for t in doc[start:end]]
    last = words[words.index("of") - 1] if "of" in words[1:] else words[-1]
    if kind == "Organization" and len(words) > 1 and last in ontology.lexicon.get("newsName", {}).get("noun", ()):
        return "NewsOutlet"
    if kind in ("Organization", "Facility", "Place", "Region") and len(words) > 1:
        for name in CLASSES:
            if name not in ("Person", "Group") and last in ontology.lexicon.get(name, {}).get("noun", ()):
                # a school, a church or a market is a place where something is in it, and else a body
                return kind if kind == "Organization" and name in PLACES and not _is_where(doc[start]) else name
    if kind == "Person" and start > 1 and doc[start - 1].lower_ == "of" and doc[start - 2].lemma_ in SETTLED:
        return "Place"  # "the town of Lind"
    if kind == "Person" and start and doc[start - 1].lower_ in ("neighbouring", "neighboring"):
        return "Place"
    before = doc[start - 1] if start and doc[start - 1].sent == doc[start].sent else None
    told = _told_class(before, doc[start:end], ontology) if before is not None else None
    if told is not None and (kind == "Person" or told == "NewsOutlet"):
        return told  # "the newspaper Dagens Rapport"
    if (
        kind != "Person"
        and before is not None
        and before.text[:1].isupper()
        and before.dep_ in ("compound", "nmod")
        and before.head.i in range(start, end)
        and before.lower_ in ontology.lexicon.get("Person", {}).get("noun", ())
    ):
        return "Person"
    return kind


def _is_where(first: Token) -> bool:
    """Whether a name stands behind a word that says where: "in the Orle Hospital"."""
    before = first.nbor(-1) if first.i else first
    if before.lower_ == "the" and before.i:
        before = before.nbor(-1)
    return before.lower_ in WHERE


def _drop_overlaps(doc: Doc, names: list[Candidate]) -> list[Candidate]:
    """Keep known names over the model's, unless the model's name is longer and holds it; longer over shorter."""

    def rank(c: Candidate) -> tuple[int, int, int]:
        return (-(c.end - c.start), c.authority is None, c.start)

    kept: list[Candidate] = []
    taken: dict[int, Candidate] = {}
    known = {(n.start, n.end): n for n in names if n.authority and not n.demonym}
    for name in sorted((n if n.authority else _with_known(doc, n, known) for n in names), key=rank):
        inside = [taken[i] for i in range(name.start, name.end) if i in taken]
        if not inside:
            kept.append(name)
            taken.update((i, name) for i in range(name.start, name.end))
    return kept


def _with_known(doc: Doc, name: Candidate, known: dict[tuple[int, int], Candidate]) -> Candidate:
    """ "Khabar 24 TV" is Khabar 24: a known name with a word for its kind before or behind it."""
    for (start, end), other in known.items():
        if (
            name.start <= start
            and end <= name.end
            and (start, end) != (name.start, name.end)
            and other.type not in ("Country", "Settlement", "Region")  # "Gabon News Agency"
            and all(t.lower_ in GENERIC for t in (*doc[name.start : start], *doc[end : name.end]))
        ):
            return replace(name, authority=other.authority, type=other.type)
        if start == name.start and name.end > end and all(t.lower_ in RANKS for t in doc[end : name.end]):
            return other  # "UN High [Commissioner]"
    return name


def _is_party_tag(doc: Doc, name: Candidate) -> bool:
    """ "(D-Ohio)" behind a politician's name names party and home."""
    before = doc[name.start - 1].text if name.start else ""
    return before == "(" and re.match(r"[A-Z]{1,3}-[A-Z]", name.text_of(doc)) is not None


def _told_class(before: Token, name: Span, ontology: Ontology) -> str | None:
    """The class of body or place that the noun right before a name says it is, if the name stands for that noun."""
    root = name.root
    compound = before.dep_ in ("compound", "nmod") and before.head.i == root.i
    if before.tag_ != "NN" or not (compound or root.dep_ == "appos" and root.head.i == before.i):
        return None
    classes = (c for c in CLASSES if c not in ("Person", "Group"))
    return next((c for c in classes if before.lower_ in ontology.lexicon.get(c, {}).get("noun", ())), None)


def _is_title(word: Token) -> bool:
    return word.text.rstrip(".") in SHORT_TITLES or word.lower_.rstrip(".") in TITLE_WORDS


def _is_lower_case_acronym(doc: Doc, name: Candidate) -> bool:
    """ "LPG" is no name where the text explains it as "liquefied petroleum gas (LPG)"."""
    word = doc[name.start].text
    if name.end - name.start > 1 or not word.isupper() or name.authority:
        return False
    text = doc.text
    if f"({word})" not in text:
        return False
    for first in re.finditer(rf"((?:[\w-]+\s+){{{len(word)}}})\({re.escape(word)}\)", text):
        words = first[1].split()
        if all(w[0].islower() for w in words) and sorted(w[0] for w in words)[0] in word.lower():
            return True
    return False
