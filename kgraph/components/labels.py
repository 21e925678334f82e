"""What many rules of grammar share: dependency labels, and words of closed classes."""

from __future__ import annotations

SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj"))
OBJECTS = frozenset(("dobj", "obj"))
CROWDS = frozenset(("dozen", "dozens", "scores", "hundreds", "thousands", "several", "many", "others"))
DASHES = frozenset(("-", "--", "–", "—"))
NOBODY = frozenset(("nobody", "none", "no-one"))
RELATIVE = frozenset(("who", "which", "that", "whom"))
