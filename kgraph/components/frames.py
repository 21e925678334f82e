"""Which frames of the ontology a word may trigger."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from spacy.tokens import Token

from kgraph.components.labels import OBJECTS, RELATIVE, SUBJECTS
from kgraph.components.purposes import find_wishing_word, is_wish
from kgraph.components.subjects import find_subject
from kgraph.components.voice import is_passive
from kgraph.ontology import ANY, EventType, Frame, Ontology

# Further words of a trigger that must hang on its head itself: "call on", not "called a meeting on Monday".
PARTICLES = frozenset(
    """about across against ahead at away back behind by down for from in into of off on out over through to up
    with""".split()
)

# Nouns that stand behind the name of a deed which was done: "the bombing suspect", "the explosion site".
OF_DEEDS = frozenset(
    "aftermath case incident investigation perpetrator probe scene site spree survivor suspect trial victim".split()
)
TELLING = frozenset(("tell", "direct", "remind"))  # somebody to do something
PLACING = frozenset(("on", "upon", "for", "in"))  # what they stand before may be a place, a day or a time
# What follows one of these is no part of what the trigger tells of.
DEPRIVING = frozenset("strip clear relieve rob deprive acquit absolve".split())  # somebody of something
REQUESTS = frozenset(("request", "invitation", "behest"))
CIRCUMSTANCES = frozenset("after following amid before despite during since without because pending given".split())


class FrameIndex:
    """Frames by the lemma of their trigger's head."""

    def __init__(self, ontology: Ontology) -> None:
        self.by_lemma: dict[tuple[str, str], list[tuple[EventType, Frame, tuple[str, ...]]]] = defaultdict(list)
        self.rivals = frozenset(v for e in ontology.events.values() for f in e.frames for v in f.rivals)
        self.quarrels = frozenset(v for e in ontology.events.values() for f in e.frames for v in f.quarrels)
        self.open: list[tuple[EventType, Frame]] = []  # frames of verbs that no other frame can read
        for event in ontology.events.values():
            for frame in event.frames:
                if ANY in frame.verbs:
                    self.open.append((event, frame))
                for part, lemmas in (("verb", frame.verbs), ("noun", frame.nouns), ("adjective", frame.adjectives)):
                    for words in sorted({form for lemma in lemmas for form in _forms(lemma)}):
                        head, *rest = words
                        if part == "noun" and rest:  # "air strike": a noun's head is its last word
                            *rest, head = head, *rest
                        self.by_lemma[part, head].append((event, frame, tuple(rest)))

    def frames_at(self, token: Token) -> Iterator[tuple[str, EventType, Frame, tuple[Token, ...]]]:
        """The frames that a token triggers, with the tokens of its further words."""
        part = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adjective"}.get(token.pos_)
        in_compound = part == "noun" and token.dep_ in ("compound", "nmod") and token.head.pos_ != "VERB"
        if (
            part is None
            or token.ent_type_ in ("DATE", "TIME")
            or (in_compound and token.head.lemma_.lower() not in OF_DEEDS)
        ):
            return
        missing = token.tag_ == "VBG" and any(
            c.dep_ == "aux" and c.lemma_ == "be" for c in token.children
        )  # "three are missing"
        missing = missing or token.tag_ == "VBN" and any(c.dep_ == "xcomp" for c in token.children)  # "is prepared to"
        parts = (
            (part, "adjective")
            if part == "noun" or missing
            else ("adjective", "noun")
            if part == "adjective"
            else (part,)
        )
        below: list[Token] | None = None
        words: set[str] = set()  # of those below: most frames of several words miss one
        for name in parts:
            forms = (token.lower_,) if missing and name == "adjective" else (token.lemma_.lower(), token.lower_)
            for lemma in dict.fromkeys(forms):  # "is hurting them" is not "is hurt"
                for event, frame, rest in self.by_lemma.get((name, lemma), ()):
                    if in_compound and (frame.needs or frame.effect):
                        continue  # nobody stands around it
                    if rest and below is None:
                        below = list(token.lefts) if name == "noun" else _words_below(token)
                        words = {word for t in below for word in (t.lower_, t.lemma_.lower())}
                    if not words.issuperset(rest):
                        continue
                    found = _further_words(token, rest, below or []) if rest else ()
                    if found is None or frame.exceptions and _is_exception(token, frame):
                        continue
                    if not any(_is_other(t, event) for t in found):
                        yield name, event, frame, found


def _is_other(word: Token, event: EventType) -> bool:
    """Whether a further word, as a trigger of the same type, means something else: "suffered a heart *attack*"."""
    lemma = word.lemma_.lower()
    return word.pos_ == "NOUN" and any(lemma in f.nouns and _is_other_name(word, f) for f in event.frames)


def _is_exception(word: Token, frame: Frame) -> bool:
    """Whether a noun with what stands before it or with its verb, or a verb with who does it, its object, the word that
    opens its clause, or what it is to do ("declined to comment"), means something else."""
    lemma = word.lemma_.lower()
    if word.pos_ == "VERB":
        above = [f"{word.head.lemma_.lower()} {lemma}"] if word.dep_ in ("oprd", "xcomp", "ccomp", "acomp") else []
        doer = find_subject(word) if not is_passive(word) else None  # "the *company* halted work" is no strike
        above += [f"{doer.lemma_.lower()} {lemma}"] if doer is not None and doer.pos_ == "NOUN" else []
        objects = [c for c in word.children if c.dep_ in OBJECTS or c.dep_ == "nsubjpass"]
        if word.dep_ == "conj" and not objects and is_passive(word) and (handed := find_subject(word)) is not None:
            objects.append(handed)  # "was captured and flown to Orle"
        own = any(c.dep_ in SUBJECTS and c.lower_ not in RELATIVE for c in word.children)
        undergone = word.dep_ == "relcl" and any(c.dep_ == "nsubjpass" for c in word.children)  # "acts that were done"
        if undergone or word.dep_ == "relcl" and own or word.dep_ == "acl" and word.tag_ == "VBN":
            objects.append(word.head)  # but not of "men *running* out"
        below = [f"{lemma} {word_.lower()}" for c in objects for word_ in (c.lemma_, c.text, ANY)]
        clauses = [c for c in word.children if c.dep_ in ("ccomp", "xcomp")]
        below += [f"{lemma} that" for c in clauses if c.dep_ == "ccomp"]  # "demonstrated that it helps"
        below += [f"{lemma} {c.left_edge.lower_}" for c in clauses if c.dep_ == "ccomp"]
        aims = (a for c in clauses if c.dep_ == "xcomp" for a in c.lefts)
        below += [f"{lemma} to {ANY}" for a in aims if a.lower_ == "to"]
        ways = [c for c in (*clauses, *word.children) if c.dep_ in ("xcomp", "prt")]
        ways += [c for c in word.children if c.dep_ == "advmod" and c.lower_ in PARTICLES]  # "left behind"
        below += [f"{lemma} {c.lemma_.lower()}" for c in ways]
        for preposition in (c for c in word.children if c.dep_ == "prep"):  # "captured on camera", "dismissed as"
            phrase = f"{lemma} {preposition.lower_}"
            below += [phrase, *(f"{phrase} {c.lemma_.lower()}" for c in preposition.children)]
        return not frame.exceptions.isdisjoint((*above, *below))
    if word.dep_ in OBJECTS and f"{word.head.lemma_.lower()} {lemma}" in frame.exceptions:
        return True
    alone = word.dep_ == "pobj" and not any(c.dep_ in ("det", "poss") for c in word.lefts)
    if alone and f"{word.head.lower_} {lemma}" in frame.exceptions:
        return True  # "is in charge of the store"
    return _is_other_name(word, frame)


def _is_other_name(noun: Token, frame: Frame) -> bool:
    """Whether a noun is an exception with the words before it: "heart *attack*"."""
    before = " ".join(t.lower_ for t in noun.lefts if t.dep_ in ("compound", "amod", "nmod"))
    return any(f" {before} {noun.lemma_.lower()}".endswith(f" {phrase}") for phrase in frame.exceptions)


def _forms(lemma: str) -> Iterator[tuple[str, ...]]:
    """The words of a trigger, as they are and with those parted at hyphens, as the tokenizer may part them."""
    yield tuple(lemma.split())
    if "-" in lemma:
        yield tuple(lemma.replace("-", " ").split())


def _words_below(head: Token) -> list[Token]:
    """Where a trigger's further words may stand: in its own clause, or as the head of a clause below it.

    And what a participle is said of: "warships sent by Norway".
    """
    above = [head.head] if head.dep_ == "acl" and head.tag_ == "VBN" else []
    wishes = [find_wishing_word(clause) for clause in head.children if is_wish(clause)]
    return above + [word for word in wishes if word is not None] + [
        t
        for child in head.children
        if child.dep_ not in ("conj", "relcl")
        for t in ([child] if child.dep_ in ("advcl", "ccomp") else child.subtree)
        if child.dep_ not in ("ccomp", "advcl")
        or child.pos_ != "VERB"
        or not any(c.dep_ in SUBJECTS for c in child.children)
    ]


def _further_words(head: Token, words: tuple[str, ...], below: list[Token]) -> tuple[Token, ...] | None:
    found: list[Token] = []
    passive = is_passive(head) if head.pos_ == "VERB" else False
    for word, following in zip(words, (*words[1:], None), strict=True):
        match = next(
            (
                t
                for t in below
                if (t.i > head.i or passive or head.pos_ == "NOUN" or _is_before(t, head) and word not in PARTICLES)
                # no "steps *aimed* at peace", no "bill that would *sanction* banks", no accord in "*according* to"
                and (word == t.lower_ or word == t.lemma_.lower() and t.dep_ != "acl" and t.lower_ != "according")
                and (t.dep_ != "relcl" or any(c.lower_ == "to" and c.dep_ == "aux" for c in t.lefts))
                and (_is_particle(t, head, following, found) if word in PARTICLES else _belongs(t, head, found))
            ),
            None,
        )
        if match is None:
            return None
        found.append(match)
    return tuple(found)


def _is_before(word: Token, head: Token) -> bool:
    """Whether a trigger's word may stand before its verb: "*jointly* build", "*peacekeepers* arrived"."""
    above = word.head if word.dep_ in ("amod", "compound") else word
    alone = above.dep_ == "nsubj" and not any(c.dep_ in OBJECTS or _is_question(c) for c in head.children)
    return word.dep_ == "advmod" or alone and above.head.i == head.i


def _is_question(clause: Token) -> bool:
    """ "People questioning *if it is safe*": what they ask, so that nobody questions them."""
    return clause.dep_ in ("ccomp", "advcl") and clause.left_edge.lower_ in ("if", "whether", "why", "how")


def _is_particle(word: Token, head: Token, following: str | None, before: list[Token]) -> bool:
    """Whether a preposition or particle goes with its verb: "called on the mayor", not "called the mayor on Friday".

    Nor in "took the town in May". With the trigger's next word below it, it may stand behind the object, on which
    parsers hang it at times: "took the bank to court", "put its troops on alert". Or below the trigger's word before
    it: "pulled out *of* the talks".
    """
    if following is not None and word.dep_ == "aux" and word.head.lower_ == following:
        return word.head.head.i == head.i  # "to court", taken for a verb
    if following is not None and any(following in (c.lower_, c.lemma_.lower()) for c in word.children):
        above = word.head
        behind = above.dep_ in (*OBJECTS, "attr") and above.head.i == head.i
        return behind or above.i in {head.i, *(t.i for t in before)}
    if word.lower_ == "of" and head.lemma_ in DEPRIVING and word.head.dep_ in OBJECTS:
        return word.head.head.i == head.i  # "stripped her *of* her vote": parsers may hang it on the object
    if word.dep_ == "mark" and word.lower_ == "for":  # "called *for* the army to leave"
        return following is None and word.head.head.i == head.i
    if head.lemma_ in TELLING and word.lower_ == "to" and word.dep_ != "aux":
        return False  # "what she told *to* the senate"
    if word.dep_ == "aux":  # "told the police *to* stop"
        deed = word.head
        asked = any(c.tag_ in ("WRB", "WP", "WDT") for c in deed.children)  # "told them when to stop"
        return head.lemma_ in TELLING and deed.dep_ in ("xcomp", "ccomp") and deed.head.i == head.i and not asked
    last = before[-1] if before else head  # "dropped in *on* the mayor"
    behind = word.i == last.i + 1 or word.i > 0 and word.nbor(-1).text == "-"  # "staged a sit-in"
    return word.head.i == head.i and (behind or word.dep_ == "prt" or word.lower_ not in PLACING)


def _belongs(word: Token, head: Token, before: list[Token]) -> bool:
    """Whether a word is in the core of a trigger's phrase, or right below the trigger's word before it.

    Not so in "dismissed an offer by the *government*", "halted talks after the *attack*", "let it pay a *million*".
    """
    if before and word.head.i == before[-1].i or word.i == head.head.i:
        return True
    last = before[-1] if before and before[-1].dep_ == "prep" else None
    if last is not None and word.pos_ in ("NOUN", "PROPN") and any(c.dep_ == "pobj" for c in last.children):
        return last.is_ancestor(word)  # not "withdrew from the town under a *deal*"
    if word.lower_ in REQUESTS and word.head.lower_ in ("at", "upon"):  # "sent troops at the request of Chad"
        return False
    current = word
    while current.head.i not in (current.i, head.i):
        current = current.head
        if current.dep_ == "prep" and current.head.i != head.i and current.lower_ != "of":
            return False
        if current.pos_ == "VERB" and current.dep_ not in ("amod", "compound"):
            return False
    if current.dep_ == "prep" and head.pos_ == "VERB" and current not in (word, *before):  # "cut aid in *protest*"
        objects = [c for c in head.children if c.dep_ in OBJECTS]
        if current.lower_ in ("to", "from", "for"):  # nor in "the mine was sold to a *gas* company"
            objects += [c for c in head.children if c.dep_ == "nsubjpass"]
        if objects and not any(c in before for c in objects):
            return False
    return current.lower_ not in CIRCUMSTANCES or current.i == word.i
