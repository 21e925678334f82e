"""Which articles tell the same story: by their words, names and figures counting double, and by their dates."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date

import numpy as np
import numpy.typing as npt
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.sparse import csr_matrix, vstack
from scipy.sparse.csgraph import connected_components
from scipy.spatial.distance import squareform

LIKENESS = 0.18  # mean cosine of a story's articles
SHARED = 10  # words and names that two of them have in common at least: one name makes two short texts alike
DAYS = 30  # no story has articles further apart
PRIOR = 20  # articles of other stories that every store is taken to hold: a store of two has no rare words otherwise
ROWS = 1000  # of the matrix of likenesses, which are held in memory at once
Days = npt.NDArray[np.int_]  # one an article, 0 where it is not known
WORD = re.compile(r"[^\W_]{3,}")
MARKED = re.compile(r"\b[A-Z][^\W_]{2,}|\d+")


def find_stories(texts: dict[str, str], dates: dict[str, date]) -> dict[str, str]:
    """Each article with its story, which is named by the first of its articles.

    The order of the articles does not matter. `dates` has those that are known.

    >>> quake = "An earthquake shook Varna on Monday; rescuers in Varna dug for 14 people below the mill."
    >>> again = "Rescuers dug for 14 people below the mill after the earthquake that shook Varna on Monday."
    >>> find_stories({"c": "The striker Anders Moe scored.", "b": again, "a": quake}, {})
    {'a': 'a', 'b': 'a', 'c': 'c'}
    """
    names = sorted(texts)
    if len(names) < 2:
        return {name: name for name in names}
    vectors = _vectors([_count_words(texts[name]) for name in names])
    days = np.array([dates[name].toordinal() if name in dates else 0 for name in names])
    near = _near_pairs(vectors, days)
    stories: dict[str, str] = {}
    _, parts = connected_components(near, directed=False)
    for part in range(parts.max() + 1):
        members = np.flatnonzero(parts == part)
        for group in _split(vectors[members], days[members]):
            inside = [names[members[i]] for i in group]
            stories.update(dict.fromkeys(inside, inside[0]))
    return dict(sorted(stories.items()))


def _count_words(text: str) -> Counter[str]:
    """Words, and once more those that are names or numbers."""
    counts = Counter(WORD.findall(text.lower()))
    counts.update("^" + word.lower() for word in MARKED.findall(text))
    return counts


def _vectors(counts: list[Counter[str]]) -> csr_matrix:
    """One row an article, of length 1: rare words weigh more."""
    among = Counter(word for count in counts for word in count)
    column = {word: number for number, word in enumerate(sorted(among))}
    cells = [
        (row, column[word], (1 + math.log(n)) * math.log((len(counts) + PRIOR) / (among[word] + 1)))
        for row, count in enumerate(counts)
        for word, n in sorted(count.items())
    ]
    rows, columns, values = zip(*cells, strict=True) if cells else ((), (), ())
    matrix = csr_matrix((values, (rows, columns)), shape=(len(counts), max(1, len(column))), dtype=float)
    lengths = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    return csr_matrix(matrix.multiply(1 / np.where(lengths == 0, 1, lengths)[:, None]))


def _apart(first: Days, second: Days) -> npt.NDArray[np.bool_]:
    """Whether dates are too far from each other, for every pair."""
    known = np.outer(first > 0, second > 0)
    return np.asarray(known & (abs(np.subtract.outer(first, second)) > DAYS))


def _likeness(first: csr_matrix, second: csr_matrix) -> npt.NDArray[np.float64]:
    """The cosine of every pair; 0 where too little is shared for it to say anything."""
    shared = (first.sign() @ second.sign().T).toarray()
    return np.where(shared >= SHARED, (first @ second.T).toarray(), 0.0)


def _near_pairs(vectors: csr_matrix, days: Days) -> csr_matrix:
    """The pairs that are as like as a story's articles on average: each story lies within one part of this graph."""
    found = []
    for start in range(0, vectors.shape[0], ROWS):
        like = _likeness(vectors[start : start + ROWS], vectors)
        found.append(csr_matrix((like >= LIKENESS) & ~_apart(days[start : start + ROWS], days)))
    return vstack(found)


def _split(vectors: csr_matrix, days: Days) -> Iterator[Days]:
    """The stories among articles that hang together: clusters of average linkage."""
    if vectors.shape[0] == 1:
        yield np.array([0])
        return
    like = _likeness(vectors, vectors)
    distance = np.clip(1 - np.where(_apart(days, days), 0.0, like), 0, 1).round(9)
    np.fill_diagonal(distance, 0)
    labels = fcluster(linkage(squareform(distance, checks=False), "average"), 1 - LIKENESS, "distance")
    for label in sorted(set(labels), key=lambda each: int(np.flatnonzero(labels == each)[0])):
        yield np.flatnonzero(labels == label)
