"""Claims as a model has learned to see them: first the cues, then the source and the contents of each cue."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

RELATIONS = ("distance", "path", "cue")
STEPS = ((4, "4"), (6, "5"), (9, "7"), (14, "10"), (22, "15"), (35, "23"), (60, "36"))


def relate_words(doc: Doc, tokens: Sequence[int], cue: Sequence[int], cues: set[int]) -> Iterator[tuple[str, str, str]]:
    """How each word of a window stands to a cue, in the order of `RELATIONS`.

    `cue` holds the cue's tokens, `cues` those of every cue of the window.
    """
    inside = set(cue)
    head = next((i for i in cue if doc[i].head.i not in inside or doc[i].head.i == i), cue[0])
    above = _above(doc[head])
    sentence = doc[head].sent
    place = {i: n for n, i in enumerate(tokens)}
    for i in tokens:
        near = "0" if i in inside else _distance(place[i] - place[head])
        path = _path(doc[i], head, inside, above) if sentence.start <= i < sentence.end else "after" if i > head else "before"
        yield near, path, "this" if i in inside else "other" if i in cues else "none"


def _distance(words: int) -> str:
    size = abs(words)
    step = str(size) if size <= 4 else next((name for limit, name in STEPS if size <= limit), "61")
    return ("+" if words > 0 else "-") + step


def _above(head: Token) -> dict[int, tuple[int, str]]:
    """The words that a cue hangs on, each with its height and the branch to the cue."""
    above: dict[int, tuple[int, str]] = {}
    child = head
    while child.head.i != child.i:
        above[child.head.i] = (len(above) + 1, child.dep_)
        child = child.head
    return above


def _path(token: Token, head: int, inside: set[int], above: dict[int, tuple[int, str]]) -> str:
    """The way from a cue to a word in the tree: below it, above it, or beside it under the same word."""
    if token.i in inside:
        return "cue"
    last = here = token
    while True:
        side = "+" if last.i > head else "-"
        if here.i in inside:
            return f"below {last.dep_}{side}"
        if here.i in above:
            height, branch = above[here.i]
            if here.i == token.i:
                return f"above {min(height, 3)} {branch}"
            return f"beside {branch} {last.dep_}{side}" if height == 1 else f"farther {last.dep_}{side}"
        if here.head.i == here.i:
            return "apart"
        last, here = here, here.head
