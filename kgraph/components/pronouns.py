"""What pronouns take up: by a model where one has learned it, and by rules."""

from __future__ import annotations

from collections.abc import Container

from spacy.tokens import Token

from kgraph.components.candidates import Candidate
from kgraph.components.cast import PLACES, Cast
from kgraph.components.chains import HE, Chains
from kgraph.components.descriptions import FIRST_PERSON
from kgraph.components.genders import is_other_gender
from kgraph.components.quotes import Quote
from kgraph.components.subjects import find_subject
from kgraph.components.voice import is_passive
from kgraph.ontology import Ontology
from kgraph.records import Attribution, Slice

LOOK_BACK = 3  # sentences in which a pronoun's antecedent is sought
IMPERSONAL = frozenset("appear be happen matter rain remain seem snow take turn".split())  # "it may rain"
DEMANDING = frozenset("call demand order request seek urge want".split())
OUSTING = frozenset(
    """arrest dismissal execution expulsion extradition impeachment imprisonment killing ouster prosecution release
    removal resignation sacking""".split()
)
SINGULAR_THEY = frozenset(("Person", "Group", "Force", "GovernmentBody", "Organization", "NewsOutlet"))
HANDED = frozenset(("advcl", "conj", "pcomp", "xcomp"))  # clauses whose subject is that of a higher verb


def _antecedent(
    cast: Cast, pronoun: Candidate, quotes: list[Quote], ontology: Ontology, others: Container[str | None] = ()
) -> str | None:
    """The subject that a third-person pronoun takes up, from this sentence or the few before; None when unsure.

    None of `others` is meant.
    """
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
            if cast.entity_of[mention.head] in own or cast.entity_of[mention.head] in others:
                continue
            if (
                head.dep_ in ("nsubj", "nsubjpass")
                and token.dep_ != "poss"
                and head.head in token.ancestors
                and token.dep_ not in ("nsubj", "nsubjpass")
            ):
                continue  # a verb's subject is taken up in its objects by a reflexive only
            if (_quote_at(head, quotes) is not None) != (quoted is not None) and (
                speaking or quoted is not None or distance
            ):
                continue  # "“We thank Holt,” he said": it is not Holt who speaks
            subject = head.dep_ in ("nsubj", "nsubjpass")
            spoke = subject and head.head.lemma_ in _cue_lemmas(ontology)
            found.append(((speaking and spoke, subject, mention.start), cast.entity_of[mention.head], subject))
        if found:
            best = max(found)
            if best[2] or len({iri for _, iri, _ in found}) == 1:
                return best[1]
    return None


def resolve_pronoun(
    cast: Cast, pronoun: Candidate, quotes: list[Quote], ontology: Ontology, chains: Chains | None
) -> str | None:
    """By the model, and by rules where they know better: who goes on speaking, and people whom it misses."""
    if chains is None:
        return _antecedent(cast, pronoun, quotes, ontology)
    token = cast.doc[pronoun.head]
    person = token.lower_ in HE
    speaks = token.dep_ == "nsubj" and token.head.lemma_ in _cue_lemmas(ontology)
    if person and speaks and (known := _antecedent(cast, pronoun, quotes, ontology)):
        return known
    counted = token.dep_ == "pobj" and token.head.lower_ == "of" and token.head.head.dep_ == "dobj"
    # "Police detained them", "detained 20 of them": no police
    others = _own_subjects(cast, token) if counted or token.dep_ in ("dobj", "dative") else set()
    if _is_wished_on(token):
        others |= {cast.entity_at(s) for s in (find_subject(_governor(token)),) if s is not None} - {None}
    if speaks and _quote_at(token, quotes) is None:
        others |= _told_of(cast, token, quotes)
    known = _beside(cast, token) or chains.entity_of(pronoun, others)
    takes_up = token.lower_ == "they" and (speaks or token.is_sent_start)
    partitive = token.lower_ == "them" and token.head.lower_ == "of"  # "20 of them"
    if known is None and token.dep_ == "nsubj" and token.lower_ == "it":
        known = _goes_on_speaking(cast, token, ontology)
    if known is None and (person or takes_up or partitive):
        known = _antecedent(cast, pronoun, quotes, ontology, others)
    return known


def _goes_on_speaking(cast: Cast, token: Token, ontology: Ontology) -> str | None:
    """Whoever speaks: "the ministry said *it* had sent aid", "the ministry said that ..., but *it* gave no date"."""
    verb = token.head
    before = verb.head if verb.dep_ in ("conj", "ccomp") else None
    if before is None or before.lemma_ not in _cue_lemmas(ontology) or verb.lemma_ in IMPERSONAL:
        return None
    speaker = next((c for c in before.children if c.dep_ == "nsubj"), None)
    mention = cast.mention_at(speaker) if speaker is not None else None
    if mention is None or mention.kind == "pronoun" or mention.type in ("Person", "Group"):
        return None
    return cast.entity_of.get(mention.head)


def _beside(cast: Cast, token: Token) -> str | None:
    """ "Omar Reyes and his wife": whose she is, is beside her."""
    if token.dep_ != "poss" or token.lower_ not in HE or token.head.dep_ != "conj":
        return None
    other = cast.by_head.get(token.head.head.i)
    named = other is not None and other.kind == "name" and not other.demonym
    return cast.entity_of.get(other.head) if other and named and cast.type_at(token.head.head) == "Person" else None


def _governor(token: Token) -> Token:
    return next((a for a in token.ancestors if a.pos_ == "VERB"), token)


def _is_wished_on(token: Token) -> bool:
    """ "Demanded *his* resignation": nobody demands his own."""
    return token.dep_ == "poss" and token.head.lemma_ in OUSTING and _governor(token).lemma_ in DEMANDING


def _told_of(cast: Cast, token: Token, quotes: list[Quote]) -> set[str | None]:
    """Who is named in the quotations of a sentence, and nowhere before: its speaker would say "I"."""
    sentence = token.sent
    inside = {cast.entity_at(t) for t in sentence if _quote_at(t, quotes) is not None} - {None}
    before = {cast.entity_of.get(m.head) for m in cast.mentions if m.start < sentence.start}
    return inside - before


def _own_subjects(cast: Cast, token: Token) -> set[str | None]:
    """Whom an object cannot be: in "He praised him" they are two."""
    if token.dep_ in ("nsubj", "nsubjpass", "poss") or token.lower_.endswith(("self", "selves")):
        return set()
    verb = next((a for a in token.ancestors if a.pos_ in ("VERB", "AUX")), None)
    subjects = [c for c in verb.children if c.dep_ == "nsubj"] if verb is not None else []
    if verb is not None and verb.dep_ in HANDED and not subjects and not is_passive(verb):
        # "freed the sailors and fed them", "sued Holt, accusing him of fraud"
        subjects = [s for s in (find_subject(verb),) if s is not None]
    return {cast.entity_at(s) for s in subjects} - {None}


def join_speakers(cast: Cast, claims: list[Attribution], quotes: list[Quote]) -> None:
    """ "I" and "we" inside a quotation are whoever speaks it, where one source does."""
    for mention in cast.mentions:
        token = cast.doc[mention.head]
        if mention.kind != "pronoun" or token.lower_ not in FIRST_PERSON or _quote_at(token, quotes) is None:
            continue  # "US" is no pronoun
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
        entity = cast.entity_of.get(mention.head)
        return entity is None or not is_other_gender(word, entity, cast)
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
