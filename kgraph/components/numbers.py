"""Numbers in digits and words."""

from __future__ import annotations

import re

ONES = {
    word: n
    for n, word in enumerate(
        """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
        seventeen     eighteen nineteen""".split()
    )
}
TENS = {word: 10 * n for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000, "dozen": 12}
DIGITS = re.compile(r"^\d{1,3}(?:[,\u00a0]\d{3})+$|^\d+(?:\.\d+)?$")
DOTTED = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+")  # "1.000 people", as much of the world writes it
WORD = "|".join([*ONES, *TENS])
FUSED = re.compile(rf"\b({'|'.join(TENS)})({'|'.join(ONES)})\b")
NUMBER = (
    rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?|half[ -](?:a[ -])?dozen|(?:{'|'.join(TENS)})(?:{'|'.join(ONES)})"
    rf"|(?:{WORD})(?:[ -](?:{WORD}))?)"
    r"(?:\s+(?:hundred|thousand|million|billion|dozen)\b(?:(?:\s+and)?\s+(?:" + WORD + r"|\d+)\b)?)*"
)


def parse_number(words: str) -> int | None:
    """The whole number that words or digits stand for, or None.

    >>> parse_number("half a dozen"), parse_number("thirtythree"), parse_number("1.200"), parse_number("1.2 million")
    (6, 33, 1200, 1200000)
    >>> parse_number("1,200"), parse_number("twenty-five"), parse_number("two hundred and six"), parse_number("several")
    (1200, 25, 206, None)
    """
    total = part = 0.0
    seen = False
    words = words.lower().strip()
    if re.fullmatch(r"half[ -](?:a[ -])?dozen", words):
        return 6
    parts = re.split(r"[\s-]+", FUSED.sub(r"\1 \2", words))
    for word, following in zip(parts, (*parts[1:], ""), strict=True):
        if DOTTED.fullmatch(word) and following.removesuffix("s") not in SCALES:
            part += float(word.replace(".", ""))
            seen = True
            continue
        if word in ("and", "a", "an"):
            continue
        if DIGITS.match(word):
            part += float(re.sub(r"[,\u00a0]", "", word))
        elif word in ONES or word in TENS:
            part += ONES.get(word, TENS.get(word, 0))
        elif word.removesuffix("s") in SCALES:
            scale = SCALES[word.removesuffix("s")]
            if scale in (100, 12):
                part = (part or 1) * scale
            else:
                total, part = total + (part or 1) * scale, 0.0
        else:
            return None
        seen = True
    value = total + part
    return int(value) if seen and value == int(value) else None
