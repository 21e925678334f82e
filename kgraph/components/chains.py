"""Mentions joined to entities by what a model has learned of coreference, as far as types and number agree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable

from spacy.tokens import Token

from kgraph.components.antecedents import PRONOUNS, Phrase
from kgraph.components.apart import is_another
from kgraph.components.candidates import Candidate
from kgraph.components.cast import BODIES, PLACES, Cast
from kgraph.components.descriptions import FIRST_PERSON
from kgraph.components.entities import TITLE_WORDS
from kgraph.components.genders import is_other_gender
from kgraph.components.learned_chains import Link
from kgraph.components.windows import number_quotes
from kgraph.records import Slice

SURE = {"pronoun": 0.5, "description": 0.3, "name": 0.8}  # least probability by the kind of the later mention
HIMSELF = 0.7  # the same for "he" and "she", whom rules find where the model is less sure
NAMED = 0.7  # the same for a description that would be one with a name or with another noun
NEW, TOLD_MORE = 0.8, 0.6  # the same for a phrase that begins anew ("a ruling"), or tells more ("the vote in May")
INDEFINITE = frozenset("a an any some another no every such".split())
HE = frozenset("he him his himself she her hers herself".split())
TOWNS = frozenset(("capital", "city", "town", "village"))
COUNTRIES = frozenset(("country", "nation"))
IT = frozenset("it its itself which".split())


class Chains:
    """The links of one article, asked mention by mention in the order of the text."""

    def __init__(self, cast: Cast, links: Iterable[Link], quotes: Iterable[Slice]) -> None:
        self.cast = cast
        self.quote_of = number_quotes(cast.doc, quotes)
        self.links = {link.phrase.head: link for link in links}

    def further_mentions(self, candidates: Iterable[Candidate]) -> list[Candidate]:
        """What takes up or is taken up without being a name or one of the known kinds of description."""
        taken = {i for c in candidates for i in ((c.head,) if c.kind != "name" else range(c.start, c.end))}
        found: dict[int, Candidate] = {}
        for link in self.links.values():
            antecedent, probability = link.antecedents[0]
            for phrase in (link.phrase, antecedent) if probability >= SURE["description"] else ():
                if phrase.head not in taken | found.keys() and not _tells_time(self.cast.doc[phrase.head]):
                    found[phrase.head] = self._mention(phrase, taken)
        return list(found.values())

    def _mention(self, phrase: Phrase, taken: set[int]) -> Candidate:
        token = self.cast.doc[phrase.head]
        told = token.lower_ in PRONOUNS and (token.pos_ == "PRON" or token.is_upper and len(token) > 2)  # "HIM"
        kind = "pronoun" if told else "description"
        start = phrase.start
        while start < phrase.head and any(i in taken for i in range(start, phrase.head)):
            start += 1
        while start < phrase.head and self.cast.doc[start].tag_ == "POS":  # "[Holt]'s campaign"
            start += 1
        return Candidate(start, phrase.end, phrase.head, kind, "Entity")

    def entity_of(self, mention: Candidate, others: Container[str | None] = ()) -> str | None:
        """The entity that a mention takes up: the likeliest of those that nothing speaks against, if it is sure.

        All antecedents that are of one entity speak for it together. None of `others` is meant.
        """
        cast = self.cast
        link = self.links.get(mention.head)
        if cast.doc[mention.head].lower_ in FIRST_PERSON and self.quote_of[mention.head] >= 0:
            return None  # the speaker, who is known only with the claims
        if mention.kind == "description" and cast.doc[mention.start].lower_ in ("mr", "mr.", "madam", "madame"):
            if cast.doc[mention.head].pos_ != "PROPN" or cast.doc[mention.head].lower_ in TITLE_WORDS:
                return None  # "Mr. President": whom a speaker addresses
        if cast.doc[mention.head].text == "State" and cast.doc[mention.head - 1].lower_ == "of":
            return None  # "Secretary of State"
        if cast.doc[mention.head].lower_ == "those" and any(True for _ in cast.doc[mention.head].rights):
            return None  # "those responsible", "those who fled": its own words tell whom it means
        chances: dict[str, float] = defaultdict(float)
        unresolved: dict[str, Candidate] = {}
        for phrase, probability in link.antecedents if link is not None else ():
            earlier = cast.mention_at(cast.doc[phrase.head]) or cast.others.get(phrase.head)
            if earlier is None or earlier.demonym or self._changes_speaker(mention.head, phrase.head):
                continue
            entity = cast.entity_of.get(earlier.head)
            if entity is None and mention.kind == earlier.kind == "pronoun":
                entity = f"pronoun {earlier.head}"
                unresolved[entity] = earlier
            if entity is not None and entity not in others and (entity in unresolved or self._agree(mention, entity)):
                chances[entity] += probability
        best = max(chances, key=chances.__getitem__, default=None)
        if best is None or chances[best] < self._needed(mention, best):
            return None
        if best in unresolved:
            if cast.doc[mention.head].lower_ in IT:
                return None  # two words for something that nobody can tell
            earlier = unresolved[best]
            cast.entity_of[earlier.head] = cast.new(earlier)
            return cast.entity_of[earlier.head]
        return best

    def _needed(self, mention: Candidate, entity: str) -> float:
        """A description is taken for what has a name, or another noun, only where the model is rather sure."""
        named = bool(self.cast.proper.get(entity))
        vague = mention.type == "Entity" != self.cast.types.get(entity, "Entity")
        other = not named and not self._shares_noun(mention, entity)
        if mention.kind != "description":
            return HIMSELF if self.cast.doc[mention.head].lower_ in HE else SURE[mention.kind]
        return max(NAMED if named or vague or other else SURE["description"], _news(self.cast.doc[mention.head]))

    def _shares_noun(self, mention: Candidate, entity: str) -> bool:
        noun = self.cast.doc[mention.head].lemma_.lower()
        return any(noun in name.lower().split() for name in self.cast.names[entity])

    def _changes_speaker(self, later: int, earlier: int) -> bool:
        """ "I" and "you" mean others in each quotation, and others again outside."""
        words = (self.cast.doc[head].lower_ for head in (later, earlier))
        parted = self.quote_of[later] != self.quote_of[earlier]
        return bool(parted) and any(word in FIRST_PERSON or word.startswith("you") for word in words)

    def _agree(self, mention: Candidate, entity: str) -> bool:
        kind = self.cast.types[entity]
        token = self.cast.doc[mention.head]
        if mention.kind == "pronoun":
            if token.lower_ in HE:
                return kind in ("Person", "Entity") and not is_other_gender(token.lower_, entity, self.cast)
            return kind != "Person" and not self._are_many(entity) if token.lower_ in IT else True
        named = bool(self.cast.proper.get(entity))
        if _is_plural(token) and (kind == "Person" or named and self._is_single(token, entity)):
            return False
        if token.lemma_ in TOWNS and kind in ("Country", "Region"):
            return False
        if token.lemma_ in COUNTRIES and (kind in BODIES or named and kind in PLACES) and kind != "Country":
            return False
        if kind == "Person" and named and mention.start == mention.head:
            return False  # "as secretary of state" means nobody by itself
        if self._is_told_apart(mention, entity):
            return False
        if self._belongs_to(token, entity) or is_another(mention, entity, self.cast):
            return False
        return _fits(mention.type, kind, named)

    def _are_many(self, entity: str) -> bool:
        """Whether nobody says "it" of them: "police attacked the office and arrested nine of [its] members"."""
        return any(name.lower().split()[-1:] in (["police"], ["troops"]) for name in self.cast.names[entity])

    def _is_told_apart(self, mention: Candidate, entity: str) -> bool:
        """ "The Riga nominee" is not "the Orle nominee", "the Liberal caucus" not the Rural Caucus."""
        own = _proper_words(mention.text_of(self.cast.doc))
        if self.cast.proper.get(entity) and not (self._shares_noun(mention, entity) and self._is_titled(mention)):
            return False
        others = [words for name in self.cast.names[entity] if (words := _proper_words(name))]
        return bool(own) and bool(others) and not any(own & words for words in others)

    def _is_titled(self, mention: Candidate) -> bool:
        """Whether an adjective that is a name, but no country's, tells which one is meant."""
        doc = self.cast.doc
        return any(
            c.dep_ in ("amod", "compound", "nmod") and c.is_title and not c.is_sent_start and not self._is_country(c)
            for c in doc[mention.head].lefts
        )

    def _is_country(self, token: Token) -> bool:
        return self.cast.types.get(self.cast.entity_at(token) or "") == "Country"

    def _is_single(self, token: Token, entity: str) -> bool:
        """Whether what has a name is one, and the phrase of several: "the swing states" are not Ohio."""
        counted = any(c.dep_ == "nummod" for c in token.children)
        names = self.cast.proper[entity]
        return counted or self.cast.types[entity] in PLACES and not any(name.endswith("s") for name in names)

    def _belongs_to(self, token: Token, entity: str) -> bool:
        """ "His father" is somebody else than he is, and "the ad" something else than "the ad's author"."""
        owners = (c for c in token.children if c.dep_ == "poss")
        noun = token.lower_
        owned = any(name.lower().startswith((f"{noun}'s ", f"{noun}’s ")) for name in self.cast.names[entity])
        return owned or any(self.cast.entity_at(owner) == entity for owner in owners)

    def join_names(self, names: Iterable[Candidate]) -> None:
        """ "A driver ... Arvo Lind, the driver": a name may take up a description that no other name stands for."""
        cast = self.cast
        for name in sorted(names, key=lambda c: c.start):
            link = self.links.get(name.head)
            if link is None or link.antecedents[0][1] < SURE["name"] or name.demonym:
                continue
            earlier, named = cast.entity_at(cast.doc[link.antecedents[0][0].head]), cast.entity_of.get(name.head)
            if earlier is None or named is None or earlier == named or earlier in cast.ontology.authorities:
                continue
            if any(t.dep_ == "poss" for t in cast.doc[link.antecedents[0][0].head].children):
                continue  # "her country ... the United States"
            if not cast.proper[earlier] and _fits(cast.types[earlier], cast.types[named], named=True):
                cast.merge(earlier, named)


def _news(noun: Token) -> float:
    """What a phrase needs that rather tells of something new: with "a", without an article, or told more of."""
    before = [c for c in noun.children if c.i < noun.i]
    bare = noun.tag_ == "NN" and not any(c.dep_ in ("det", "poss", "nummod") for c in before)
    if bare or any(c.lower_ in INDEFINITE for c in before):
        return NEW
    more = (c for c in noun.children if c.i > noun.i)
    return TOLD_MORE if any(c.dep_ in ("relcl", "acl") or c.dep_ == "prep" and c.lower_ != "of" for c in more) else 0.0


def _proper_words(phrase: str) -> set[str]:
    """The words with a capital, but for the first, which may just begin a sentence."""
    words = (word.strip("()[]\"'“”‘’,") for word in phrase.replace("The ", "", 1).split())
    return {word for word in words if word[:1].isupper()}


def _fits(one: str, other: str, named: bool = False) -> bool:
    """Whether a mention of one type can be an entity of another; with a name, the types must be nearer."""
    general = one == other or "Entity" in (one, other) or {one, other} <= PLACES
    if named:
        return general or "Organization" in (one, other) and {one, other} <= BODIES
    return general or {one, other} <= BODIES | {"Place"}


def _tells_time(token: Token) -> bool:
    return token.ent_type_ in ("DATE", "TIME")


def _is_plural(token: Token) -> bool:
    return token.tag_ in ("NNS", "NNPS")
