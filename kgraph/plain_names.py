"""Names without what is added to them only at times."""

from __future__ import annotations

COMPANIES = frozenset("inc corp co ltd llc plc ag sa gmbh company corporation group limited incorporated".split())


def plain_name(name: str) -> str:
    """A folded name without what companies add to it, or a middle initial.

    >>> plain_name("nordbank-inc"), plain_name("ana-b-simic"), plain_name("the-sun"), plain_name("s-e-c")
    ('nordbank', 'ana-simic', 'sun', 's-e-c')
    """
    words = name.split("-")
    words = words[1:] if words[0] == "the" and len(words) > 1 else words
    while len(words) > 1 and words[-1] in COMPANIES:
        words.pop()
    if len(words[0]) > 1 and len(words[-1]) > 1:
        words = [word for word in words if len(word) > 1]
    return "-".join(words)
