"""Clauses of speaking inside relative clauses, which parsers garble: "a man *police say* shot two officers".

The words stand in one order: a noun, perhaps a relative pronoun, who speaks, the verb of speaking, and at once a finite
verb without a subject of its own. The tree is hung anew, so that all that reads trees finds the noun as that verb's
subject and the claim as what it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc, Token

from kgraph.components.labels import OBJECTS, RELATIVE, SUBJECTS

EMBEDDING = "kgraph_embedded_clauses"
TELLING = frozenset(
    """acknowledge add admit agree allege argue assert assume believe claim conclude consider contend expect fear feel
    hope insist know maintain predict report say state suspect think""".split()
)
# What is itself said or thought: "the words he said were few" tells of the words, and of no clause within a clause.
SAYABLE = frozenset(
    """answer anything argument case comment day everything fact idea joke lie line moment name nothing phrase point
    reason remark sentence something statement story thing time truth version way what whatever word""".split()
)
LIKE_NOUNS = frozenset(("allege", "claims", "fears", "hopes", "reports"))  # as which the tagger may take them
FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
WITHIN = frozenset(("DET", "ADJ", "NOUN", "PROPN", "NUM", "PART"))  # a short noun phrase
LONGEST = 7  # words of who speaks
CHAIN = 4  # words between the first auxiliary and its verb


@dataclass(frozen=True, slots=True)
class Embedded:
    """The noun, the relative pronoun if there is one, the head of who speaks, the verb of speaking, the verb within."""

    noun: Token
    pronoun: Token | None
    speaker: Token
    telling: Token
    verb: Token


@Language.component(EMBEDDING)
def mend_embedded(doc: Doc) -> Doc:
    """Hang each such clause where it belongs."""
    for token in doc[2:-1]:
        if token.lemma_ in TELLING and (found := _find(token)) is not None:
            _hang(found)
    return doc


def _find(telling: Token) -> Embedded | None:
    doc = telling.doc
    noun_like = telling.tag_ in ("NN", "NNS") and telling.lower_ in LIKE_NOUNS
    verbal = telling.tag_ in FINITE or telling.tag_ == "VBN" and doc[telling.i - 1].lemma_ == "have"
    if not (verbal or noun_like) or (verb := _verb_within(telling)) is None:
        return None
    sentence = telling.sent
    last = telling.i - 1
    while last > sentence.start and (doc[last].pos_ == "AUX" or doc[last].tag_ == "RB"):
        last -= 1
    speaker = doc[last]
    if last <= sentence.start:
        return None
    if speaker.tag_ == "VBZ" and speaker.pos_ == "VERB" and doc[last - 1].lower_ in RELATIVE:
        speaker.tag_, speaker.pos_ = "NNS", "NOUN"  # "who activists say", where the tagger sees a verb
    if speaker.pos_ not in ("NOUN", "PROPN", "PRON"):
        return None
    first = last
    if speaker.pos_ != "PRON":
        while first - 1 > sentence.start and last - first < LONGEST and doc[first - 1].pos_ in WITHIN:
            if doc[first - 1].lower_ in RELATIVE:
                break
            first -= 1
    elif speaker.lower_ in RELATIVE or speaker.tag_[0] == "W":
        return None
    if doc[first - 1].lower_ in RELATIVE:
        return _behind_pronoun(doc[first - 1], speaker, telling, verb)
    return None if noun_like else _without_pronoun(speaker, telling, verb)


def _verb_within(telling: Token) -> Token | None:
    """The verb that follows at once, without a subject: "say *shot*", "said had been *launched*"."""
    doc, first = telling.doc, telling.i + 1
    while first < telling.sent.end - 1 and doc[first].tag_ == "RB" and doc[first].lower_ not in ("so", "as"):
        first += 1
    if first >= telling.sent.end or doc[first].tag_ not in (*FINITE, "VBN"):
        return None
    start = doc[first]
    if start.dep_ in ("aux", "auxpass"):
        return start.head if 0 < start.head.i - first <= CHAIN else None
    undergone = any(c.dep_ == "agent" for c in start.children)
    return start if start.pos_ in ("VERB", "AUX") and not (start.tag_ == "VBN" and undergone) else None


def _behind_pronoun(pronoun: Token, speaker: Token, telling: Token, verb: Token) -> Embedded | None:
    """ "The suspect, *who* prosecutors say killed three people"."""
    before = pronoun.i - 1
    if before > pronoun.sent.start and pronoun.doc[before].text == ",":
        before -= 1
    near = pronoun.doc[before]
    head = telling.head if telling.dep_ == "relcl" and telling.head.i < pronoun.i else near
    if before < pronoun.sent.start or head.pos_ not in ("NOUN", "PROPN", "PRON", "NUM"):
        return None
    return Embedded(head, pronoun, speaker, telling, verb)


def _without_pronoun(speaker: Token, telling: Token, verb: Token) -> Embedded | None:
    """ "A man *police say* shot two officers": of a noun right before a pronoun or a bare plural."""
    bare = speaker.pos_ == "PRON" or speaker.tag_ == "NNS" or speaker.lower_ == "police"
    doc, sentence = speaker.doc, speaker.sent
    noun = doc[speaker.i - 1]
    if not bare or noun.pos_ != "NOUN" or noun.lemma_ in SAYABLE:
        return None
    first = _left_of(noun)[0].i if _left_of(noun) else noun.i
    if doc[first].pos_ not in ("DET", "NUM") and doc[first].tag_ != "PRP$":
        return None
    before = doc[first - 1] if first > sentence.start else None
    opens = before is None or before.is_punct or before.lower_ == "that" or before.lemma_ in TELLING
    further = doc[verb.i + 1 : sentence.end] if opens or not _has_finite(doc[sentence.start : first]) else None
    if further is not None and not _has_finite(further):
        return None  # "the man they believe is ill": the one verb is the sentence's own
    return Embedded(noun, None, speaker, telling, verb)


def _left_of(noun: Token) -> list[Token]:
    """The words of a noun's phrase before it."""
    first = noun.i
    while first > noun.sent.start and noun.doc[first - 1].pos_ in WITHIN:
        first -= 1
    return list(noun.doc[first : noun.i])


def _has_finite(words: Iterable[Token]) -> bool:
    return any(t.tag_ in FINITE for t in words)


def _hang(found: Embedded) -> None:
    noun, telling, verb = found.noun, found.telling, found.verb
    top = next((t for t in noun.ancestors if t.i in (telling.i, verb.i)), None)
    if top is not None and not _lower(top, found):
        return
    if telling.tag_ in ("NN", "NNS"):
        telling.tag_ = "VBZ" if telling.tag_ == "NNS" else "VBP"
    telling.pos_ = "VERB"
    first = found.pronoun.i + 1 if found.pronoun is not None else noun.i + 1
    if found.pronoun is None:
        for word in _left_of(noun):
            word.head = word.head if word.head.i <= noun.i else noun
    for word in noun.doc[first : telling.i]:  # who speaks, in one piece
        if word.i != found.speaker.i and not first <= word.head.i <= found.speaker.i:
            word.head = telling if word.pos_ == "AUX" or word.tag_ == "RB" else found.speaker
    _put(telling, noun, "relcl")
    _put(verb, telling, "ccomp")
    _put(found.speaker, telling, "nsubj")
    if verb.tag_ == "VBN" and not any(c.dep_ in ("aux", "auxpass") for c in verb.children):
        verb.tag_ = "VBD"
    if found.pronoun is not None:
        passive = any(c.dep_ == "auxpass" for c in verb.children)
        _put(found.pronoun, verb, "nsubjpass" if passive else "nsubj")


def _lower(top: Token, found: Embedded) -> bool:
    """Give the place of a verb above the noun to the sentence's own verb: "a man police say fled *was* caught"."""
    noun, verb = found.noun, found.verb
    behind = (c for above in (verb, found.telling) for c in above.rights if c.i > verb.i and c.pos_ in ("VERB", "AUX"))
    own = next((c for c in behind if _has_finite((c, *c.lefts))), None)
    if own is None:
        return False
    between = [c for c in own.lefts if c.dep_ in SUBJECTS]
    if between and (between[0].left_edge.i != verb.i + 1 or any(c.dep_ in OBJECTS for c in verb.children)):
        return False
    for thing in between:  # "planned *the attack* were charged"
        _put(thing, verb, "dobj")
    left = [c for c in top.lefts if c.left_edge.i <= noun.i]
    right = [c for c in top.rights if c.i > own.i]
    _put(own, own if top.dep_ == "ROOT" else top.head, top.dep_)
    for child in (*left, *right):
        child.head = own
    subject = next((c for c in left if c == noun or noun in c.subtree), None)
    if subject is None or subject.i > noun.i:  # "a driver police believe": the noun was taken for a part of who speaks
        subject = noun
    passive = any(c.dep_ == "auxpass" for c in own.children)
    _put(subject, own, "nsubjpass" if passive else "nsubj")
    return True


def _put(word: Token, head: Token, label: str) -> None:
    word.head = head
    word.dep_ = label


def is_embedded(verb: Token) -> bool:
    """Whether a verb stands in a clause of speaking within a relative clause: "a man police say *fled*"."""
    telling = verb.head
    return (
        verb.dep_ == "ccomp"
        and telling.dep_ == "relcl"
        and telling.lemma_ in TELLING
        and telling.head.pos_ in ("NOUN", "PROPN", "PRON", "NUM")
        and not any(c.dep_ == "mark" for c in verb.children)
        and not any(c.dep_ in OBJECTS for c in telling.children)
    )


def tells_within(telling: Token) -> bool:
    """Whether a verb is the verb of speaking of such a clause: "a man police *say* fled"."""
    return any(is_embedded(c) for c in telling.rights)
