"""Paragraphs in capitals, as they would be written otherwise: parser and encoder were taught on mixed case.

Every letter keeps its place, so that slices of the result are slices of the article.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from spacy.language import Language

LEAST_LETTERS = 24  # a shorter line in capitals may be an acronym, a name or a heading
MOSTLY = 0.7
WORD = re.compile(r"[A-Z]+(?:['’][A-Z]+)*")
CALENDAR = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december jan feb mar apr jun jul aug sept sep oct nov dec""".split()
)
THINGS = frozenset(("polish", "pole", "poles"))  # words for peoples that are more often other words
SENTENCE_START = re.compile(r"(?:^|[.!?:]\s*[\"“']?|--\s*)$")
PARAGRAPH = re.compile(r"[^\n]+")
LONGEST = 5  # words of a name


class Casing:
    """Knows common words by a pipeline's lemmatizer, and names and words for peoples by those that are given."""

    def __init__(self, nlp: Language, names: Callable[[], Iterable[str]], peoples: Iterable[str] = ()) -> None:
        self.nlp, self.names = nlp, names
        self.peoples = frozenset(form.upper() for people in peoples for form in (people, people + "s"))
        self._known: frozenset[str] | None = None

    def restore(self, text: str) -> str:
        """The text, with paragraphs that are in capitals in mixed case; all others as they are."""
        return PARAGRAPH.sub(lambda m: self._paragraph(m[0]) if is_capitals(m[0]) else m[0], text)

    def _paragraph(self, text: str) -> str:
        if self._known is None:  # the names are only gathered for who needs them
            self._known = frozenset(n.upper() for n in self.names() if n[:1].isupper() and not n.isupper())
        known = self._known
        fixed = set(_find_names(text, known))

        def restore(match: re.Match[str]) -> str:
            word, start = match[0], match.start()
            low = word.lower()
            if low in CALENDAR and low not in ("may", "march", "sun", "mar", "sat"):
                return word.capitalize()
            if text[start - 1 : start] in ("[", "(") and text[match.end() : match.end() + 1] in ("]", ")"):
                return word  # an acronym that is explained
            if start in fixed or word in known and not self._is_common(low, ("verb", "adj", "adv")):
                return word.capitalize()
            if word in self.peoples and low not in THINGS:
                return word.capitalize()  # the lemmatizer lists "chadian", too
            if self._is_common(low, ("noun", "verb", "adj", "adv")):
                return word.capitalize() if SENTENCE_START.search(text, max(0, start - 6), start) else low
            return word.capitalize() if re.search("[AEIOUY]", word) and len(word) > 2 else word

        return WORD.sub(restore, text)

    def _is_common(self, word: str, parts: Iterable[str]) -> bool:
        """Whether a word, or what it is a form of, stands in the lemmatizer's lists."""
        base = re.split("['’]", word)[0]
        if base in self.nlp.Defaults.stop_words:
            return True
        lookups = self.nlp.get_pipe("lemmatizer").lookups  # type: ignore[attr-defined]
        rules, index, irregular = (lookups.get_table(f"lemma_{name}") for name in ("rules", "index", "exc"))
        return any(
            base in index[part]
            or base in irregular[part]
            or any(
                old and base.endswith(old) and base.removesuffix(old) + new in index[part] for old, new in rules[part]
            )
            for part in parts
        )


def is_capitals(text: str) -> bool:
    """Whether a paragraph is written in capitals.

    >>> is_capitals("GUNMEN ATTACKED A DEPOT NEAR ORLE"), is_capitals("ORLE (NNA) - Gunmen attacked a depot near Orle")
    (True, False)
    """
    letters = sum(c.isalpha() for c in text)
    return letters >= LEAST_LETTERS and sum(c.isupper() for c in text) >= MOSTLY * letters


def _find_names(text: str, known: frozenset[str]) -> Iterator[int]:
    """Where the words of known names of several words begin."""
    words = list(WORD.finditer(text))
    for first in range(len(words)):
        for last in range(first + 1, min(first + LONGEST, len(words))):
            if text[words[first].start() : words[last].end()] in known:
                yield from (word.start() for word in words[first : last + 1])
