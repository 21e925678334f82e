"""Write a checkpoint as the files that kgraph reads: four ONNX graphs, the vocabularies, and the numbers around them.

    python -m training.export CHECKPOINT.pt VOCABULARY.json VOCAB.txt OUT_DIR [CUE CLAIM]

The encoder's matrices become small whole numbers with scales, and so do, where they are used, the activations of a
window; a window's result depends on nothing else. The rest stays 32-bit.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

from kgraph.components.antecedents import PAIRS
from training.encoders import HEADS, LAYERS, WIDTH
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

BLOCK = 128
LONGEST = 256  # positions that are kept
State = dict[str, np.ndarray]


class Graph:
    """An ONNX graph in the making; every method adds nodes and returns the name of their result."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.nodes: list[Any] = []
        self.constants: dict[str, Any] = {}

    def add(self, kind: str, *inputs: str, domain: str = "", **attributes: Any) -> str:
        """One operation with one result."""
        name = f"{kind}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [name], domain=domain, **attributes))
        return name

    def hold(self, values: Any, kind: Any = np.float32) -> str:
        """A constant."""
        array = np.asarray(values, kind, order="C")
        name = f"c{len(self.constants)}"
        self.constants[name] = numpy_helper.from_array(array, name)
        return name

    def weight(self, name: str) -> str:
        """A parameter as it is."""
        return self.hold(self.state[name])

    def linear(self, x: str, *names: str) -> str:
        """x W + b, 32-bit, for one layer or for several side by side."""
        matrix = np.concatenate([self.state[f"{name}.weight"] for name in names])
        bias = np.concatenate([self.state[f"{name}.bias"] for name in names])
        return self.add("Add", self.add("MatMul", x, self.hold(matrix.T)), self.hold(bias))

    def quick_linear(self, x: str, *names: str) -> str:
        """The same with weights of 7 bits and one scale a column; activations have one scale a window.

        With 8 bits, processors without VNNI instructions would overflow.
        """
        matrix = np.concatenate([self.state[f"{name}.weight"] for name in names]).T
        bias = np.concatenate([self.state[f"{name}.bias"] for name in names])
        scale = np.abs(matrix).max(0) / 63
        numbers = self.hold(np.round(matrix / scale), np.int8)
        return self.add(
            "DynamicQuantizeMatMul", x, numbers, self.hold(scale), "", self.hold(bias), domain="com.microsoft"
        )

    def fine_linear(self, x: str, name: str) -> str:
        """The same with weights of 8 bits, and one scale for each block of weights or activations.

        For inputs in which single numbers are far larger than all others.
        """
        matrix = self.state[f"{name}.weight"]
        rows, columns = matrix.shape
        blocks = matrix.reshape(rows, columns // BLOCK, BLOCK)
        scale = np.abs(blocks).max(2) / 127
        numbers = np.clip(np.round(blocks / scale[:, :, None]) + 128, 0, 255)
        product = self.add(
            "MatMulNBits",
            x,
            self.hold(numbers, np.uint8),
            self.hold(scale),
            domain="com.microsoft",
            K=columns,
            N=rows,
            bits=8,
            block_size=BLOCK,
            accuracy_level=4,
        )
        return self.add("Add", product, self.weight(f"{name}.bias"))

    def norm(self, x: str, name: str) -> str:
        """Layer normalisation."""
        return self.add(
            "LayerNormalization", x, self.weight(f"{name}.weight"), self.weight(f"{name}.bias"), axis=-1, epsilon=1e-12
        )

    def reshape(self, x: str, *shape: int) -> str:
        """Another shape; 0 keeps a dimension, -1 is found."""
        return self.add("Reshape", x, self.hold(shape, np.int64))

    def column(self, x: str, number: int) -> str:
        """One column of the last dimension."""
        return self.add("Gather", x, self.hold(number, np.int64), axis=-1)

    def lstm(self, x: str, name: str, size: int) -> str:
        """A BiLSTM over words x rows x width; gives words x rows x 2 size."""
        parts: dict[str, list[np.ndarray]] = {"weight_ih": [], "weight_hh": [], "bias": []}
        for way in ("_l0", "_l0_reverse"):
            for kind in ("weight_ih", "weight_hh"):
                parts[kind].append(_gates(self.state[f"{name}.{kind}{way}"]))
            biases = [_gates(self.state[f"{name}.bias_{kind}{way}"]) for kind in ("ih", "hh")]
            parts["bias"].append(np.concatenate(biases))
        y = self.add(
            "LSTM",
            x,
            *(self.hold(np.stack(part)) for part in parts.values()),
            hidden_size=size,
            direction="bidirectional",
        )
        return self.reshape(self.add("Transpose", y, perm=[0, 2, 1, 3]), 0, 0, 2 * size)

    def save(self, path: Path, inputs: dict[str, tuple[Any, Sequence[str | int]]], outputs: dict[str, str]) -> None:
        """Check and write the graph; `outputs` names results."""
        for name, result in outputs.items():
            self.nodes.append(helper.make_node("Identity", [result], [name]))
        graph = helper.make_graph(
            self.nodes,
            "kgraph",
            [helper.make_tensor_value_info(name, *kind) for name, kind in inputs.items()],
            [helper.make_tensor_value_info(name, TensorProto.FLOAT, None) for name in outputs],
            list(self.constants.values()),
        )
        model = helper.make_model(
            graph,
            ir_version=9,
            producer_name="kgraph",
            opset_imports=[helper.make_opsetid("", 20), helper.make_opsetid("com.microsoft", 1)],
        )
        onnx.save(model, str(path))


def _gates(matrix: np.ndarray) -> np.ndarray:
    """PyTorch's order of an LSTM's gates (in, forget, cell, out) as ONNX has it (in, out, forget, cell)."""
    i, f, c, o = np.split(matrix, 4)
    return np.concatenate([i, o, f, c])


def write_encoder(state: State, path: Path) -> None:
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
    x = g.norm(g.add("Add", words, places), "bert.norm")
    for n in range(LAYERS):
        layer = f"bert.layers.{n}"
        joined = g.quick_linear(x, *(f"{layer}.{part}" for part in ("query", "key", "value")))
        joined = g.reshape(joined, 0, 3, HEADS, -1)
        q, k, v = (g.add("Gather", joined, g.hold(part, np.int64), axis=1) for part in range(3))
        q = g.add("Mul", g.add("Transpose", q, perm=[1, 0, 2]), g.hold((WIDTH // HEADS) ** -0.5))
        weights = g.add("Softmax", g.add("MatMul", q, g.add("Transpose", k, perm=[1, 2, 0])), axis=-1)
        seen = g.add("MatMul", weights, g.add("Transpose", v, perm=[1, 0, 2]))
        seen = g.reshape(g.add("Transpose", seen, perm=[1, 0, 2]), 0, WIDTH)
        x = g.norm(g.add("Add", x, g.quick_linear(seen, f"{layer}.out")), f"{layer}.norm")
        inner = g.add("Gelu", g.quick_linear(x, f"{layer}.up"))
        x = g.norm(g.add("Add", x, g.fine_linear(inner, f"{layer}.down")), f"{layer}.end_norm")
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
    write_encoder(state, out / "encoder.onnx")
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
