"""Whether somebody is "he" or "she": by nouns that say so, by pronouns already understood, by the first name."""

from __future__ import annotations

from collections import Counter
from functools import cache

from kgraph.components.cast import Cast
from kgraph.declarations import ontology_folder

HE = frozenset(
    """actor boy boyfriend brother businessman chairman councilman congressman dad duke emperor father fireman
    fisherman gentleman grandfather grandson groom gunman husband king man monk mr nephew policeman pope priest prince
    salesman sir son spokesman sultan uncle widower""".split()
)
SHE = frozenset(
    """actress aunt bride businesswoman chairwoman congresswoman councilwoman daughter duchess empress girl girlfriend
    granddaughter grandmother heiress housewife lady madam midwife mom mother mrs ms mum niece nun policewoman princess
    queen saleswoman sister spokeswoman waitress widow wife woman""".split()
)


SEVERAL, MOST = 3, 0.8  # pronouns that must agree, and their share of all
PRONOUNS = {
    **dict.fromkeys(("he", "him", "his", "himself"), "he"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "she"),
}


@cache
def load_first_names() -> dict[str, str]:
    """First names of `ontologies/first_names.tsv` with "he" or "she"."""
    with (ontology_folder() / "first_names.tsv").open(encoding="utf-8") as lines:
        next(lines)
        return dict(line.rstrip("\n").split("\t") for line in lines)


def is_other_gender(pronoun: str, entity: str, cast: Cast) -> bool:
    """Whether "he" is said of a woman, or "she" of a man, as far as is known."""
    gender = find_gender(entity, cast) if pronoun in PRONOUNS else None
    return gender is not None and gender != PRONOUNS[pronoun]


def find_gender(entity: str, cast: Cast) -> str | None:
    """ "he" or "she", by nouns, else by first names, else by pronouns; None where nothing tells or they disagree."""
    named = (name.split() for name in cast.proper.get(entity, ()))
    first = load_first_names()
    told = {gender for name in cast.names.get(entity, ()) if (gender := _by_noun(name))}
    told = told or {gender for words in named if len(words) > 1 and (gender := first.get(words[0]))}
    return (told.pop() if len(told) == 1 else None) if told else _by_pronouns(entity, cast)


def _by_pronouns(entity: str, cast: Cast) -> str | None:
    """What most of several pronouns say: a single one may have been misunderstood."""
    heads = (m.head for m in cast.mentions if m.kind == "pronoun" and cast.entity_of.get(m.head) == entity)
    said = Counter(PRONOUNS[word] for head in heads if (word := cast.doc[head].lower_) in PRONOUNS)
    (gender, count), *_ = said.most_common(1) or [("", 0)]
    alone = {load_first_names().get(name, gender) for name in cast.proper.get(entity, ())}  # may be a surname
    return gender if count >= SEVERAL and count >= MOST * said.total() and alone <= {gender} else None


def _by_noun(name: str) -> str | None:
    """By a title before a name or the noun of a description: "Mrs Holt", "the king"; not by "Holt King"."""
    first, *rest = name.replace(".", "").split() or [""]
    words = {first.lower(), rest[-1] if rest else ""}
    return "he" if words & HE else "she" if words & SHE else None
