"""What the tagger and the lemmatizer of the spaCy model get wrong, word by word, mended before anything is read."""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokens import Doc, Token

from kgraph.components.ages import YEAR_OLD, is_age
from kgraph.components.numbers import ONES, TENS

MENDING = "kgraph_lemmas"
LOST_E = re.compile(r"[b-df-hj-np-tv-z]{1,3}[aeiou][b-df-hj-np-tvz]")
# How a verb ends that has no silent e: "establish", "open", "host", "enter".
WHOLE = re.compile(
    r"(?:sh|ch|ss|ck|nk|lk|st|ct|nt|rt|lt|pt|ft|xt|[ao]y|ow|en|on|er|it|et|eat|ead|oin|ign|ll|ff|rm|rn|x|eal|ail)$"
)
PLURAL = re.compile(r"(?<=ss|sh|ch|.x)es$|s$")
# No corps, no "gutte".
ODD = {"corpses": "corpse", "gutted": "gut", "gutting": "gut", "bussed": "bus", "unbanned": "unban"}
# The same with an e too many: "airdrope".
WITHOUT_E = frozenset(
    """bus cordon courier defund greenlight livestream medevac pickpocket reappoint rearrest reinvest scapegoat
    stretcher taser waterboard""".split()
)
# Past forms that the lemmatizer does not know, and the tagger takes for a present then.
PAST = {
    "retook": "retake", "rebuilt": "rebuild", "remade": "remake", "rewrote": "rewrite", "retold": "retell",
    "resold": "resell", "redrew": "redraw", "redrawn": "redraw", "regrew": "regrow", "overrode": "override",
    "overflew": "overfly", "outsold": "outsell", "outfought": "outfight", "mistook": "mistake", "foresaw": "foresee",
    "foretold": "foretell", "swam": "swim", "bent": "bend",
}  # fmt: skip


PARTIES = frozenset(("of", "between"))  # what follows a noun, never a verb that is a clause's subject
NOMINAL = frozenset(("nsubj", "nsubjpass", "dobj", "pobj"))
NUMERALS = frozenset((*ONES, *TENS))
STRICKEN = frozenset(("injured", "wounded", "killed", "displaced", "detained"))
HOLDING = frozenset(("hold", "take", "keep"))
HELD = frozenset(("hostage", "captive", "prisoner"))


def _is_participle(verb: Token) -> bool:
    """ "The depot, *attacked* twice in June, was closed": where a noun has a clause, and the sentence another verb."""
    own = any(c.dep_ in ("nsubj", "dobj") for c in verb.children)
    return verb.tag_ == "VBD" and verb.dep_ == "acl" and verb.head.dep_ != "ROOT" and not own


def find_hyphened(form: str) -> str | None:
    """The lemma of "re-established" or "co-hosted", of which the lemmatizer makes "re-establishe"."""
    stem = form[:-2]
    if "-" not in form or not form.endswith("ed"):
        return None
    return stem if WHOLE.search(stem) else stem + "e"


def _part_from_visitor(visiting: Token) -> None:
    """ "A lawsuit against *visiting Prince Adan Holt*": he visits, and nobody visits him."""
    name = next((c for c in visiting.rights if c.dep_ == "dobj" and c.pos_ == "PROPN"), None)
    if name is None or name.left_edge.i != visiting.i + 1 or any(c.dep_ == "det" for c in name.lefts):
        return
    name.head, name.dep_ = visiting.head, "pobj"
    visiting.head, visiting.dep_ = name, "amod"
    visiting.tag_, visiting.pos_ = "JJ", "ADJ"


def _part_from_headline(verb: Token) -> None:
    """ "*Norway* lifts travel ban": who does it, taken for a part of the verb as of a noun."""
    name = verb.nbor(-1) if verb.i > verb.sent.start else verb
    lost = name.dep_ in ("compound", "nmod") and name.head.i == verb.i and name.pos_ in ("PROPN", "NOUN")
    if lost and verb.tag_ == "VBZ" and not any(c.dep_ in ("nsubj", "nsubjpass", "aux") for c in verb.children):
        name.dep_ = "nsubj"


def _part_from_held(word: Token) -> None:
    """ "Held *the crew* hostage": whom the parser takes for a part of the word for what is made of them."""
    verb, whom = word.head, word.nbor(-1) if word.i > word.sent.start else word
    parts = [c for c in word.lefts if c.i != whom.i]
    beside = whom.dep_ == "compound" and whom.head.i == word.i
    if word.dep_ != "dobj" or verb.lemma_ not in HOLDING or not beside or not parts:
        return
    whom.head, whom.dep_ = verb, "dobj"
    for part in parts:
        part.head = whom
    word.dep_ = "oprd"


@Language.component(MENDING)
def mend_lemmas(doc: Doc) -> Doc:
    """Verbs whose final e the lemmatizer drops: "hopes" and "hoped" come from "hope", as "hop" would double its p.

    And people who are called by their age, which the tagger takes for an adjective, and counted nouns that it takes for
    verbs ("left 31 inmates dead").
    """
    for token in doc:
        if token.lower_ in ODD:
            token.lemma_ = ODD[token.lower_]
        elif token.pos_ == "VERB" and token.lower_ in PAST:
            token.lemma_ = PAST[token.lower_]
            token.tag_ = "VBD" if token.tag_ == "VBP" else token.tag_
        elif token.pos_ == "VERB" and token.lemma_ == token.lower_[:-1] and (whole := find_hyphened(token.lower_)):
            token.lemma_ = whole
        lemma = token.lemma_
        if lemma[:-1] in WITHOUT_E and lemma[-1] == "e":
            token.lemma_ = lemma[:-1]
        if (
            token.pos_ == "VERB"
            and LOST_E.fullmatch(lemma)
            and token.lower_ in (lemma + "es", lemma + "ed", lemma + "ing")
        ):
            token.lemma_ = lemma + "e"
        if token.tag_ == "VBZ" and token.dep_ in ("dobj", "pobj") and any(c.dep_ == "nummod" for c in token.lefts):
            token.pos_, token.tag_ = "NOUN", "NNS"
            token.lemma_ = PLURAL.sub("", token.lower_)
        if token.lower_ == "rights" and token.pos_ == "VERB":  # "who rights groups say"
            token.pos_, token.tag_, token.lemma_ = "NOUN", "NNS", "right"
        if _is_participle(token):
            token.tag_ = "VBN"
        if token.tag_ == "VBG" and token.dep_ in NOMINAL and any(c.lower_ in PARTIES for c in token.rights):
            # "shelling of the village", "fighting between the two armies"
            token.pos_, token.tag_, token.lemma_ = "NOUN", "NN", token.lower_
        if token.lower_ in STRICKEN and token.pos_ == "VERB" and token.dep_ == "pobj":  # "ten of the injured"
            token.pos_, token.tag_ = "ADJ", "JJ"
        if token.lower_ == "visiting" and token.dep_ == "pcomp":
            _part_from_visitor(token)
        if token.lower_ in HELD:
            _part_from_held(token)
        if token.tag_ == "VBZ" and token.pos_ == "VERB":
            _part_from_headline(token)
        if token.lower_ in NUMERALS and token.pos_ in ("NOUN", "PROPN"):  # "Forty died"
            token.pos_, token.tag_ = "NUM", "CD"
        if is_age(token):
            token.pos_, token.tag_, token.lemma_ = "NOUN", "NNS" if token.lower_ == "olds" else "NN", YEAR_OLD
    return doc
