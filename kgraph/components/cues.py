"""Cues of speaking and what grammar ties to them: source, contents, addressee. `quotations` adds the quoted words."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from kgraph.components.according import according, citing, is_citing
from kgraph.components.complements import (
    FINITE,
    find_clause,
    find_further_cues,
    find_left_clause,
    find_own_words,
    find_that_clause,
)
from kgraph.components.drafts import Draft
from kgraph.components.hearsay import (
    HEARSAY,
    NOMINAL,
    clause_around,
    is_headline_passive,
    nominal_claim,
    unattributed,
    words_of_claim,
)
from kgraph.components.parties import find_cleft, passive_order
from kgraph.components.phrases import runs
from kgraph.components.quantities import is_nobody
from kgraph.components.subjects import find_subject
from kgraph.components.voice import is_passive
from kgraph.ontology import Ontology, SpeechAct, words_of
from kgraph.records import Slice

# Lexicons of nouns for whoever, or whatever, can be cited.
TELLERS = (
    *("Person", "Group", "Force", "Organization", "GovernmentBody", "InternationalOrganization", "NewsOutlet"),
    *("Country", "medium"),
)
# Acts whose words may stand as an infinitive ("urged people to stay") or a noun ("condemned the violence").
INFINITIVE = frozenset("promise threaten demand urge ask order agree refuse claim advise warn call".split())
OBJECT = frozenset(
    """condemn praise deny criticize endorse announce demand support welcome promise reject accuse blame urge""".split()
)
# Verbs that take what is said after a preposition: "warned of floods".
PREPOSITIONAL = {
    "report": ("on", "of"),
    "warn": ("of", "about", "against"),
    "speak": ("of", "about"),
    "talk": ("of", "about"),
    "complain": ("of", "about"),
    "boast": ("of", "about"),
    "call": ("for",),
    "push": ("for",),
    "argue": ("for", "against"),
    "ask": ("for",),
    "hint": ("at",),
    "insist": ("on",),
    "comment": ("on",),
    "appeal": ("for",),
    "plead": ("for",),
    "worry": ("about",),
    "dream": ("of",),
}


class CueFinder:
    """Looks cue words up in the speech acts of an ontology."""

    def __init__(self, ontology: Ontology) -> None:
        self.verbs = {verb: act for act in ontology.acts.values() for verb in act.verbs}
        self.nouns = {noun: act for act in ontology.acts.values() for noun in act.nouns}
        self.adjectives = {word: act for act in ontology.acts.values() for word in act.adjectives}
        self.clause = ontology.lexicon.get("clauseCue", {}).get("verb", frozenset())
        self.quote = self.clause | ontology.lexicon.get("quoteCue", {}).get("verb", frozenset())
        self.tellers = words_of(ontology, TELLERS, "noun")
        self.fallback = ontology.acts["say"]
        self.stance = ontology.acts.get("stance", self.fallback)
        self.hearsay = ontology.acts["report"]

    def act_of(self, verb: Token) -> tuple[SpeechAct, str, Token | None] | None:
        """The act that a verb (with its particle or object) tells of, its listed lemma, the further word."""
        lemma = verb.lemma_.lower()
        marks = [g for c in verb.children for g in c.children if g.dep_ == "mark"]  # "called *for* talks to be held"
        for child in (*verb.children, *marks):
            if child.i > verb.i and child.dep_ in ("prt", "prep", "acomp", "oprd", "dobj", "advmod", "mark"):
                not_ = any(t.dep_ == "neg" and t.i == child.i - 1 for t in (*verb.children, *child.children))
                longer = f"{lemma} not {child.lower_}" if not_ else f"{lemma} {child.lower_}"
                if longer in self.verbs:
                    return self.verbs[longer], longer, child
        if lemma in self.verbs:
            return self.verbs[lemma], lemma, None
        return (self.fallback, lemma, None) if lemma in self.quote else None


def find_drafts(doc: Doc, finder: CueFinder, silent: list[bool]) -> list[Draft]:
    """All claims that grammar alone shows, in order of their cues."""
    drafts: list[Draft] = []
    for token in doc:
        if silent[token.i]:
            continue
        if token.pos_ in ("VERB", "AUX"):
            if is_citing(token):
                continue
            found = finder.act_of(token)
            if found and (draft := _from_verb(token, *found, finder)):
                drafts.append(draft)
        elif token.lower_ in HEARSAY and (clause := clause_around(token)):
            drafts.append(
                Draft(token, Slice(token.idx, token.idx + len(token)), "hearsay", finder.hearsay, None, clause)
            )
        elif token.pos_ == "NOUN" and token.lemma_ in NOMINAL:
            if draft := nominal_claim(token, finder.nouns.get(token.lemma_, finder.hearsay)):
                drafts.append(draft)
        if token.lower_ == "according" and (draft := according(token, finder.fallback)):
            drafts.append(draft)
    drafts += [
        d
        for token in doc
        if is_citing(token) and not silent[token.i]
        for d in citing(token, drafts, finder.fallback, finder.tellers)
    ]
    return sorted(drafts, key=lambda d: d.cue_span)


def _from_verb(verb: Token, act: SpeechAct, lemma: str, further: Token | None, finder: CueFinder) -> Draft | None:
    passive = is_passive(verb)
    if any(c.dep_ == "neg" for c in verb.children) and act.speech:
        return None  # "did not say how many": nothing is said
    if act.speech and verb.dep_ == "xcomp" and verb.head.lemma_ in ("refuse", "decline", "fail"):
        return None
    source = (
        next((g for c in verb.children if c.dep_ == "agent" for g in c.children if g.dep_ == "pobj"), None)
        if passive
        else find_subject(verb)
    )
    if source is None and not passive:
        return None
    if source is not None and (is_nobody(source) or any(c.lower_ == "no" for c in source.children)):
        return None
    if (
        source is not None
        and source.lower_ in ("it", "there", "what", "which", "that")
        and source.dep_ in ("expl", "nsubj")
        and source.head == verb
        and source.lower_ != "it"
    ):
        return None
    draft = Draft(verb, _cue_slice(verb), "clause", act, source, addressee=_addressee(verb, act, passive))
    if words := find_cleft(verb):
        draft.contents = words
        return draft
    exclude = find_own_words(verb, source, draft.addressee)
    clause = find_clause(verb)
    if clause is not None and lemma in finder.clause:
        if (
            passive
            and source is None
            and not any(c.dep_ in ("nsubjpass", "expl") and c.lower_ == "it" for c in verb.children)
        ):
            return None
        draft.contents = runs(clause.subtree, exclude | find_further_cues(clause))
        return draft if draft.contents else None
    if lemma in finder.clause and (later := find_that_clause(verb)) and source is not None:
        draft.contents = later
        return draft
    if passive and act.name == "deny" and source is not None and (thing := find_subject(verb)) is not None:
        draft.addressee, draft.contents = None, words_of_claim(thing)  # "reports that ... were denied by Holt"
        if draft.contents:
            return draft
    if passive and (ordered := passive_order(verb, draft)):
        return ordered
    if passive or is_headline_passive(verb):
        return unattributed(draft, verb, source if passive else None)
    infinitive = next(
        (
            c
            for c in verb.children
            if c.dep_ in ("xcomp", "ccomp")
            and c.i > verb.i
            and any(g.dep_ == "aux" and g.lower_ == "to" for g in c.children)
        ),
        None,
    )
    if infinitive is not None and (act.name in INFINITIVE or not act.speech):
        draft.kind = "infinitive"
        tokens = [t for t in infinitive.subtree if t not in exclude]
        if draft.addressee is not None and act.name != "promise":
            tokens += list(draft.addressee.subtree)
        draft.contents = runs(tokens, exclude - set(draft.addressee.subtree if draft.addressee is not None else ()))
        return draft if draft.contents else None
    if verb.dep_ == "parataxis" and lemma in finder.clause and act.speech:  # "The dam, the mayor said, was safe."
        clause = verb.head if verb.head.pos_ in ("VERB", "AUX") else verb.head.head
        draft.kind, draft.contents = "left", runs(clause.subtree, set(verb.subtree))
        return draft if draft.contents else None
    if (
        act.name in OBJECT
        and further is None
        and (thing := next((c for c in verb.children if c.dep_ in ("dobj", "obj")), None)) is not None
        and thing.pos_ != "PRON"
    ):
        draft.kind = "object"
        draft.addressee = None
        preps = [
            t
            for c in verb.children
            if c.dep_ == "prep" and c.i > thing.i and c.lower_ in ("of", "for", "as", "over")
            for t in c.subtree
        ]
        draft.contents = runs([*thing.subtree, *preps], {verb})
        return draft
    if (left := find_left_clause(verb, source)) and lemma in finder.clause and act.speech:
        draft.kind, draft.contents = "left", left
        return draft
    wanted = PREPOSITIONAL.get(lemma, ())
    prep = next((c for c in verb.children if c.dep_ == "prep" and c.i > verb.i and c.lower_ in wanted), None)
    if prep is not None:
        draft.kind, draft.addressee = "preposition", None
        if prep.i == verb.i + 1:
            draft.cue_span = Slice(draft.cue_span.start, prep.idx + len(prep))
        draft.contents = runs([t for t in prep.subtree if t.i > prep.i], set())
        return draft if draft.contents else None
    if lemma in finder.quote and verb.tag_ in FINITE:
        draft.kind = "bare"  # stands only if a quotation joins it
        return draft
    return None


def _cue_slice(verb: Token) -> Slice:
    """The verb with its auxiliaries, negation and particle."""
    tokens = [verb, *(c for c in verb.children if c.dep_ == "prt")]
    left = verb.i - 1
    while (
        left >= verb.sent.start
        and verb.doc[left].head == verb
        and verb.doc[left].dep_ in ("aux", "auxpass", "neg", "advmod")
    ):
        tokens.append(verb.doc[left])
        left -= 1
    first, last = min(tokens, key=lambda t: t.i), max(tokens, key=lambda t: t.i)
    if last.i - first.i > 6:
        first = last = verb
    return Slice(first.idx, last.idx + len(last))


def _addressee(verb: Token, act: SpeechAct, passive: bool) -> Token | None:
    if passive:
        return next((c for c in verb.children if c.dep_ == "nsubjpass" and c.lower_ != "it"), None)
    for child in verb.children:
        if child.dep_ in ("dobj", "dative") and child.i > verb.i:
            if child.pos_ != "ADP":
                if child.ent_type_ not in ("DATE", "TIME") and act.name != "deny":  # "denied a report that ..."
                    return child
            else:
                return next((g for g in child.children if g.dep_ == "pobj"), None)
        if child.dep_ == "prep" and child.lower_ == "to" and child.i == verb.i + 1:
            return next((g for g in child.children if g.dep_ == "pobj"), None)
    # "urged people to stay": the person asked is the infinitive's subject in some parses
    infinitive = next(
        (
            c
            for c in verb.children
            if c.dep_ == "ccomp" and any(g.dep_ == "aux" and g.lower_ == "to" for g in c.children)
        ),
        None,
    )
    return next((c for c in infinitive.children if c.dep_ == "nsubj"), None) if infinitive is not None else None
