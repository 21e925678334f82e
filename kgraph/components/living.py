"""Who can come to harm: people with or without a name, not the bodies and things of which one says so in a figure."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kgraph.components.cast import BODIES, Cast
from kgraph.components.labels import CROWDS
from kgraph.components.lists import PARTITIVES
from kgraph.components.quantities import is_nobody, is_one_or_more
from kgraph.components.slots import Slots


def is_counted_name(head: Token) -> bool:
    """Whether a word that is of no known class tells whom a harm befell: "nobody", "six Carmelites"."""
    counted = any(c.dep_ == "nummod" or c.lower_ in CROWDS for c in head.children)
    return is_nobody(head) or (counted and head.tag_ in ("NNS", "NNPS") and head.text[:1].isupper())


def is_counted_part(head: Token) -> bool:
    """ "23 people were hurt, *9 of them police*": a body that is here as many people."""
    before = head.doc[max(head.sent.start, head.i - 3) : head.i]
    words = [t.lower_ for t in before[1:]]
    return len(before) == 3 and before[0].like_num and words in (["of", "them"], ["of", "whom"])


def is_body(owner: Token, cast: Cast) -> bool:
    """Whether a possessor is no person and no people, who alone can be killed or taken away."""
    kind = cast.type_at(owner)
    return kind in BODIES and not (kind == "Force" and is_one_or_more(owner))


def is_lifeless(head: Token, cast: Cast) -> bool:
    """Whether a phrase is of a thing or body that has no life to lose; a person's name may be taken for a company's."""
    mention, kind = cast.by_head.get(head.i), cast.type_at(head)
    of_members = head.dep_ == "pobj" and head.head.head.lower_ in PARTITIVES  # "members of the party"
    if mention is None or mention.demonym or of_members:
        return False
    if mention.kind == "pronoun":
        return mention.type == "Entity"
    return kind in BODIES - {"Force"} and (mention.kind == "description" or kind != "Organization")


def named_people(slots: Slots, cast: Cast) -> Iterator[Token]:
    """Who is named before a noun: "the Holt murder", "Armenian deaths"."""
    for token in slots.get("modifier", ()):
        mention = cast.by_head.get(token.i)
        if mention is not None and mention.kind == "name" and cast.type_at(token) in ("Person", "Group"):
            yield token
