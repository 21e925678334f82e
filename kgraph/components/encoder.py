"""One pass of a small language model over an article: every word as a vector, with scores for names and cues."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from kgraph.components.windows import (
    FEATURES,
    Integers,
    Vocabulary,
    Window,
    WordPieces,
    describe_words,
    find_quoted,
    find_windows,
    number_of,
)
from kgraph.records import KgraphError, Slice

GRAPHS = ("encoder", "roles", "phrases", "antecedents")
WEIGHTS = Path(__file__).parent.parent / "weights"
Floats = NDArray[np.float32]
Chances = NDArray[np.float64]


def has_weights(folder: Path = WEIGHTS) -> bool:
    """Whether weights ship with this installation."""
    return (folder / "reader.json").is_file()


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The least probability of a cue's words, and of a claim as a whole."""

    cue: float
    claim: float


@dataclass(frozen=True, slots=True)
class EncodedWindow:
    """What the model gives for one window, a row for each of its tokens.

    `states` are the words' vectors, `names` and `cues` the scores of their tags; `features` are their grammar and
    spelling as numbers.
    """

    window: Window
    states: Floats
    names: Floats
    cues: Floats
    features: Integers


def hash_weights(folder: Path = WEIGHTS) -> str:
    """A name for the weights in a folder: another one where a bit of them differs. Raises KgraphError."""
    return hashlib.sha256(b"".join(_read_graphs(folder))).hexdigest()[:16]


def _read_graphs(folder: Path) -> list[bytes]:
    try:
        return [(folder / f"{name}.onnx").read_bytes() for name in GRAPHS]
    except OSError as error:
        raise KgraphError(f"weights in {folder}: {error}") from error


class Encoder:
    """The model and its tables, read from a folder of weights.

    Each window is computed by itself, so that a paragraph's result never depends on what stands around it.
    Raises KgraphError when a file of the weights is missing or damaged.
    """

    def __init__(self, folder: Path = WEIGHTS, threads: int = 1) -> None:
        try:
            values = json.loads((folder / "reader.json").read_text("utf-8"))
            self.pieces = WordPieces((folder / "vocab.txt").read_text("utf-8").splitlines())
        except (OSError, ValueError) as error:
            raise KgraphError(f"weights in {folder}: {error}") from error
        graphs = _read_graphs(folder)
        self._encoder, self._roles, self._phrases, self._antecedents = (
            _open_session(folder, graph, threads) for graph in graphs
        )
        self.vocabulary: Vocabulary = values["vocabulary"]
        self.thresholds = Thresholds(**values["thresholds"])
        self.evidence: Mapping[str, float] = values["evidence"]  # what speaks for a claim -> its weight in log odds
        self.name_chain, self.role_chain = (Chain(**values["chains"][name]) for name in ("name", "role"))

    def encode(self, doc: Doc, blocks: Sequence[Slice], quotes: Iterable[Slice]) -> list[EncodedWindow]:
        """Read an article once. `blocks` are its paragraphs in order, `quotes` its quotations with their marks."""
        quoted = find_quoted(doc, quotes)
        encoded = []
        for window in find_windows(doc, blocks, self.pieces):
            features = number_of(describe_words(doc, window, quoted), FEATURES, self.vocabulary)
            pieces, first = np.array(window.pieces, np.int64), np.array(window.first, np.int64)
            states, names, cues = self._encoder.run(None, {"pieces": pieces, "first": first, "features": features})
            encoded.append(EncodedWindow(window, states, names, cues, features))
        return encoded

    def score_roles(self, encoded: EncodedWindow, share: Floats, relations: Integers) -> Floats:
        """Scores of the roles of all words of a window for each of its cues (cues x words x roles).

        `share` is each word's share in each cue (cues x words), `relations` how each word stands to each cue
        (words x cues x relations).
        """
        scores: Floats = self._roles.run(
            None, {"states": encoded.states, "features": encoded.features, "share": share, "relations": relations}
        )[0]
        return scores.transpose(1, 0, 2)

    def score_phrases(self, states: Floats, names: Floats, kinds: Integers) -> tuple[Floats, Floats]:
        """Vectors of phrases, and for each the log odds that another phrase of the article means the same.

        `states` and `names` are those of their head words, `kinds` what they are (phrases x 3).
        """
        vectors, refers = self._phrases.run(None, {"states": states, "names": names, "kinds": kinds})
        return vectors, refers

    def score_antecedents(self, vectors: Floats, refers: Floats, pairs: Integers, first: int) -> Floats:
        """Scores of phrases (columns) as antecedents of those from `first` on (rows), where none has the score 0.

        `pairs` tells how each row stands to each column (rows x columns x features).
        """
        rows = {"later": vectors[first:], "later_refers": refers[first:]}
        columns = {"earlier": vectors, "earlier_refers": refers}
        scores: Floats = self._antecedents.run(None, {**rows, **columns, "pairs": pairs})[0]
        return scores


def _open_session(folder: Path, graph: bytes, threads: int) -> Any:
    import onnxruntime  # heavy, and not needed where rules read alone

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.enable_cpu_mem_arena = False  # it would keep what the longest article needed
    try:
        return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
    except Exception as error:  # its classes have no common base of their own
        raise KgraphError(f"weights in {folder}: {error}") from error


class Chain:
    """A linear chain over tags: `first` scores the tag of the first word, `steps` each tag after another."""

    def __init__(self, first: Sequence[float], steps: Sequence[Sequence[float]]) -> None:
        self.first, self.steps = np.array(first), np.array(steps)

    def best_tags(self, sequences: Sequence[Floats]) -> list[Integers]:
        """The most probable tags of the words of each sequence together, given their scores (words x tags).

        >>> Chain([0, -9], [[0, 0], [9, 0]]).best_tags([np.array([[0, 1], [0, 1], [1, 0]], np.float32)])[0].tolist()
        [0, 1, 0]
        """
        scores, lengths = _side_by_side(sequences)
        every, same = np.arange(len(scores)), np.arange(scores.shape[2])
        value = self.first + scores[:, 0]
        before = []
        for n in range(1, scores.shape[1]):
            ways = value[:, :, None] + self.steps
            goes_on = (lengths > n)[:, None]
            before.append(np.where(goes_on, ways.argmax(1), same))
            value = np.where(goes_on, ways.max(1) + scores[:, n], value)
        tags = [value.argmax(1)]
        for choices in reversed(before):
            tags.append(choices[every, tags[-1]])
        found = np.stack(tags[::-1], 1)
        return [row[:length] for row, length in zip(found, lengths, strict=True)]

    def probabilities(self, sequences: Sequence[Floats]) -> list[Chances]:
        """The probability of each tag of each word, for sequences as above.

        >>> Chain([0, -9], [[0, 0], [0, 0]]).probabilities([np.zeros((2, 2), np.float32)])[0].round(2).tolist()
        [[1.0, 0.0], [0.5, 0.5]]
        """
        scores, lengths = _side_by_side(sequences)
        powers, steps = np.exp(scores - scores.max(-1, keepdims=True), dtype=np.float64), np.exp(self.steps)
        forward, backward = np.ones((2, *scores.shape))
        forward[:, 0] = _shares(np.exp(self.first) * powers[:, 0])
        for n in range(1, scores.shape[1]):
            forward[:, n] = _shares(forward[:, n - 1] @ steps * powers[:, n])
        for n in range(scores.shape[1] - 2, -1, -1):
            after = _shares((powers[:, n + 1] * backward[:, n + 1]) @ steps.T)
            backward[:, n] = np.where((lengths > n + 1)[:, None], after, 1)
        return [row[:length] for row, length in zip(_shares(forward * backward), lengths, strict=True)]


def _side_by_side(sequences: Sequence[Floats]) -> tuple[Floats, Integers]:
    """Sequences x longest x tags, and the length of each."""
    lengths = np.array([len(sequence) for sequence in sequences])
    scores = np.zeros((len(sequences), lengths.max(), sequences[0].shape[1]), np.float32)
    for row, sequence in enumerate(sequences):
        scores[row, : len(sequence)] = sequence
    return scores, lengths


def _shares(values: Chances) -> Chances:
    found: Chances = values / values.sum(-1, keepdims=True)
    return found
