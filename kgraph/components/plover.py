"""PLOVER's code for an event as told: its codes are of words as much as of deeds, so modality decides, too.

In PLOVER a release that is promised is an agreement (AGREE), one that is asked for a request (REQUEST), one that is
refused a rejection (REJECT), and a shelling that is announced a threat (THREATEN). kgraph keeps the type of the event
(a release, a shelling) and says with polarity and modality how real it is; the code follows from both.
"""

from __future__ import annotations

FRIENDLY = frozenset(("CONSULT", "COOPERATE", "SUPPORT", "AID", "YIELD"))
HOSTILE = frozenset(("PROTEST", "SANCTION", "COERCE", "ASSAULT"))


def find_code(root: str | None, polarity: str, modality: str, ordered: bool = False) -> str | None:
    """The code of an event whose type has the code `root`; what an authority has ordered counts as its deed.

    >>> find_code("YIELD", "positive", "planned"), find_code("YIELD", "negative", "planned")
    ('AGREE', 'REJECT')
    >>> find_code("ASSAULT", "positive", "planned"), find_code("ASSAULT", "positive", "asserted")
    ('THREATEN', 'ASSAULT')
    """
    if root in FRIENDLY:
        if polarity == "negative":
            return "REJECT"
        return root if ordered else {"planned": "AGREE", "demanded": "REQUEST"}.get(modality, root)
    if root == "AGREE" and polarity == "negative":
        return "REJECT"
    if root in HOSTILE and polarity == "positive" and modality == "planned":
        return "THREATEN"
    return root
