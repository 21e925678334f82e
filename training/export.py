"""Write a checkpoint as the files that kgraph reads: four ONNX graphs, the vocabularies, and the numbers around them.

    python -m training.export CHECKPOINT.pt VOCABULARY.json VOCAB.txt OUT_DIR [CUE CLAIM]

The encoder's matrices become small whole numbers with scales, and so do, where they are used, the activations of a
window; a window's result depends on nothing else. The rest stays 32-bit.
"""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import numpy as np
import torch
from onnx import TensorProto

from kgraph.components.antecedents import PAIRS
from kgraph.components.windows import WordPieces
from training.encoders import HEADS, LAYERS, WIDTH, Bert
from training.graph import Graph, State
from training.model import (
    KIND_SIZES,
    NAME_TAGS,
    PAIR,
    PHRASE,
    ROLE_FEATURES,
    ROLE_SIZES,
    ROLE_STATE,
    SIZES,
    STATE,
)

LOUD = {"query": 6.0, "up": 6.0, "down": 3.0}  # by what a matrix does: its inputs are held below this
SENTENCES = Path(__file__).parent / "sentences" / "wire.jsonl"
LONGEST = 256  # positions that are kept


def find_calm(state: State, vocabulary: Path) -> dict[str, np.ndarray]:
    """What the inputs of some matrices are divided by, a number for each column: 1 but for those that get loud.

    At the first mark of each window a few columns are ten times as large as all else, and one scale for all would
    leave little of the rest; so they are divided here, and their weights multiplied, as in SmoothQuant (Xiao et al.
    2023). How large they get is seen in sentences of our own.
    """
    encoder = Bert()
    encoder.load_state_dict(
        {name.removeprefix("bert."): torch.tensor(v) for name, v in state.items() if name.startswith("bert.")}
    )
    encoder.eval()
    peaks: dict[str, torch.Tensor] = {}

    def keep(name: str, x: torch.Tensor) -> None:
        most = x.abs().amax((0, 1))
        peaks[name] = torch.maximum(peaks[name], most) if name in peaks else most

    for n, layer in enumerate(encoder.layers):
        for part in LOUD:
            getattr(layer, part).register_forward_pre_hook(lambda _, x, name=f"{n}.{part}": keep(name, x[0]))
    split = WordPieces(vocabulary.read_text("utf-8").splitlines())
    with torch.no_grad():
        for line in SENTENCES.read_text("utf-8").splitlines():
            pieces = [number for word in json.loads(line)["text"].split() for number in split.split(word)]
            encoder(torch.tensor([[split.start, *pieces[: LONGEST - 2], split.end]]))
    return {name: np.maximum(1, most.numpy() / LOUD[name.split(".")[1]]) for name, most in peaks.items()}


def write_encoder(state: State, path: Path, vocabulary: Path) -> None:
    """Pieces of one window -> states, scores of name tags and of cue tags of its words."""
    g = Graph(state)
    table = state["bert.words.weight"]
    scale = np.abs(table).max(1, keepdims=True) / 127
    numbers = g.hold(np.round(table / scale), np.int8)
    words = g.add(
        "Mul",
        g.add("Cast", g.add("Gather", numbers, "pieces"), to=TensorProto.FLOAT),
        g.add("Gather", g.hold(scale), "pieces"),
    )
    length = g.add("Shape", "pieces")
    places = g.add("Slice", g.hold(state["bert.positions.weight"][:LONGEST]), g.hold([0], np.int64), length)
    calm = find_calm(state, vocabulary)
    x = g.norm(g.add("Add", words, places), "bert.norm", calm["0.query"])
    for n in range(LAYERS):
        layer = f"bert.layers.{n}"
        first, middle, last = (calm[f"{n}.{part}"] for part in LOUD)
        joined = g.quick_linear(x, *(f"{layer}.{part}" for part in ("query", "key", "value")), calm=first)
        joined = g.reshape(joined, 0, 3, HEADS, -1)
        q, k, v = (g.add("Gather", joined, g.hold(part, np.int64), axis=1) for part in range(3))
        q = g.add("Mul", g.add("Transpose", q, perm=[1, 0, 2]), g.hold((WIDTH // HEADS) ** -0.5))
        weights = g.add("Softmax", g.add("MatMul", q, g.add("Transpose", k, perm=[1, 2, 0])), axis=-1)
        seen = g.add("MatMul", weights, g.add("Transpose", v, perm=[1, 0, 2]))
        seen = g.reshape(g.add("Transpose", seen, perm=[1, 0, 2]), 0, WIDTH)
        x = g.add("Add", g.add("Mul", x, g.hold(first)), g.quick_linear(seen, f"{layer}.out"))
        x = g.norm(x, f"{layer}.norm", middle)
        inner = g.add("Mul", g.add("Gelu", g.quick_linear(x, f"{layer}.up", calm=middle)), g.hold(1 / last))
        x = g.add("Add", g.add("Mul", x, g.hold(middle)), g.quick_linear(inner, f"{layer}.down", calm=last))
        x = g.norm(x, f"{layer}.end_norm", calm.get(f"{n + 1}.query", 1.0))
    parts = [
        g.add("Gather", g.weight(f"features.{name}.weight"), g.column("features", n)) for n, name in enumerate(SIZES)
    ]
    x = g.add("Concat", g.add("Gather", x, "first"), *parts, axis=-1)
    states = g.reshape(g.lstm(g.add("Unsqueeze", x, g.hold([1], np.int64)), "rnn", STATE), -1, 2 * STATE)
    whole = TensorProto.INT64
    g.save(
        path,
        {"pieces": (whole, ["pieces"]), "first": (whole, ["words"]), "features": (whole, ["words", len(SIZES)])},
        {"states": states, "names": g.linear(states, "names"), "cues": g.linear(states, "cues")},
    )


def write_roles(state: State, path: Path) -> None:
    """States of one window, and its cues -> scores of each word's role for each cue (words x cues x roles)."""
    g = Graph(state)
    first, cues = g.hold([1], np.int64), g.hold([0], np.int64)
    word = g.add("Unsqueeze", g.linear("states", "word"), first)
    cue = g.add("Unsqueeze", g.linear(g.add("MatMul", "share", "states"), "cue"), cues)
    relations = [
        g.add("Gather", g.weight(f"relations.{name}.weight"), g.column("relations", n))
        for n, name in enumerate(ROLE_SIZES)
    ]
    related = g.add("Concat", *relations, axis=-1)
    columns = {name: n for n, name in enumerate(SIZES)}
    features = [
        g.add(
            "Unsqueeze",
            g.add("Gather", g.weight(f"role_features.{name}.weight"), g.column("features", columns[name])),
            first,
        )
        for name in ROLE_FEATURES
    ]
    around = g.add("Slice", g.add("Shape", related), g.hold([0], np.int64), g.hold([2], np.int64))
    shape = g.add("Concat", around, g.hold([1], np.int64), axis=0)
    parts = [g.add("Expand", part, shape) for part in (word, cue)]
    x = g.add("Concat", *parts, related, *(g.add("Expand", part, shape) for part in features), axis=-1)
    scores = g.linear(g.lstm(g.add("Relu", x), "role_rnn", ROLE_STATE), "roles")
    whole, real = TensorProto.INT64, TensorProto.FLOAT
    g.save(
        path,
        {
            "states": (real, ["words", 2 * STATE]),
            "features": (whole, ["words", len(SIZES)]),
            "share": (real, ["cues", "words"]),
            "relations": (whole, ["words", "cues", len(ROLE_SIZES)]),
        },
        {"scores": scores},
    )


def write_phrases(state: State, path: Path) -> None:
    """States of phrases' head words, and what the phrases are -> their vectors and log odds of being in a chain."""
    g = Graph(state)
    parts = [
        g.add("Gather", g.weight(f"antecedents.kinds.{name}.weight"), g.column("kinds", n))
        for n, name in enumerate(KIND_SIZES)
    ]
    names = g.add("Softmax", "names", axis=-1)
    x = g.add("Relu", g.linear(g.add("Concat", "states", names, *parts, axis=-1), "antecedents.phrase"))
    refers = g.reshape(g.linear(x, "antecedents.refers"), -1)
    whole, real = TensorProto.INT64, TensorProto.FLOAT
    g.save(
        path,
        {
            "states": (real, ["phrases", 2 * STATE]),
            "names": (real, ["phrases", NAME_TAGS]),
            "kinds": (whole, ["phrases", len(KIND_SIZES)]),
        },
        {"vectors": x, "refers": refers},
    )


def write_antecedents(state: State, path: Path) -> None:
    """Later phrases, earlier ones, how they stand to each other -> scores of the earlier as antecedents (columns)."""
    g = Graph(state)
    first, second = g.hold([0], np.int64), g.hold([1], np.int64)
    later = g.add("Unsqueeze", g.linear("later", "antecedents.later"), second)
    earlier = g.add("MatMul", "earlier", g.hold(state["antecedents.earlier.weight"].T))
    hidden = g.add("Add", later, g.add("Unsqueeze", earlier, first))
    names = list(PAIRS)
    for n in range(0, len(names), 2):  # two features at once, as each look-up fills a vector for every pair
        one, other = (state[f"antecedents.pairs.{name}.weight"] for name in names[n : n + 2])
        both = g.hold((one[:, None] + other[None]).reshape(-1, PAIR))
        place = g.add("Add", g.add("Mul", g.column("pairs", n), g.hold(len(other), np.int64)), g.column("pairs", n + 1))
        hidden = g.add("Add", hidden, g.add("Gather", both, place))
    scores = g.add("Squeeze", g.linear(g.add("Relu", hidden), "antecedents.score"), g.hold([2], np.int64))
    turned = g.hold(state["antecedents.alike.weight"].T * PHRASE**-0.5)
    alike = g.add("MatMul", g.add("MatMul", "later", turned), g.add("Transpose", "earlier", perm=[1, 0]))
    scores = g.add("Add", scores, alike)
    for name, axis in (("later_refers", second), ("earlier_refers", first)):
        scores = g.add("Add", scores, g.add("Unsqueeze", name, axis))
    whole, real = TensorProto.INT64, TensorProto.FLOAT
    g.save(
        path,
        {
            "later": (real, ["rows", PHRASE]),
            "later_refers": (real, ["rows"]),
            "earlier": (real, ["columns", PHRASE]),
            "earlier_refers": (real, ["columns"]),
            "pairs": (whole, ["rows", "columns", len(PAIRS)]),
        },
        {"scores": scores},
    )


def export(checkpoint: Path, vocabulary: Path, pieces: Path, out: Path, cue: float = 0.3, claim: float = 0.5) -> None:
    """Write the four graphs, `vocab.txt` and `reader.json` into a folder.

    `cue` and `claim` are the least probabilities of a cue's words and of a claim, chosen on articles that training
    leaves out.
    """
    state = {name: value.numpy() for name, value in torch.load(checkpoint, weights_only=True).items()}
    out.mkdir(parents=True, exist_ok=True)
    write_encoder(state, out / "encoder.onnx", pieces)
    write_roles(state, out / "roles.onnx")
    write_phrases(state, out / "phrases.onnx")
    write_antecedents(state, out / "antecedents.onnx")
    shutil.copyfile(pieces, out / "vocab.txt")
    chains = {
        name: {part: np.round(state[f"{name}_chain.{part}"].astype(float), 5).tolist() for part in ("first", "steps")}
        for name in ("name", "role")
    }
    values = {
        "thresholds": {"cue": cue, "claim": claim},
        "evidence": {"cue": 1.0, "roles": 1.0},  # until training.calibrate weighs it
        "chains": chains,
        "vocabulary": json.loads(vocabulary.read_text("utf-8")),
    }
    (out / "reader.json").write_text(json.dumps(values, ensure_ascii=False, sort_keys=True) + "\n", "utf-8")


if __name__ == "__main__":
    export(*map(Path, sys.argv[1:5]), *map(float, sys.argv[5:]))
