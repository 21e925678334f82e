"""ONNX graphs in the making: what the exported model computes, node by node."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

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

    def quick_linear(self, x: str, *names: str, calm: np.ndarray | float = 1.0) -> str:
        """The same with weights of 7 bits and one scale a column; activations have one scale a window.

        With 8 bits, processors without VNNI instructions would overflow. `x` comes divided by `calm`.
        """
        matrix = np.concatenate([self.state[f"{name}.weight"] * calm for name in names]).T
        bias = np.concatenate([self.state[f"{name}.bias"] for name in names])
        scale = np.abs(matrix).max(0) / 63
        numbers = self.hold(np.round(matrix / scale), np.int8)
        return self.add(
            "DynamicQuantizeMatMul", x, numbers, self.hold(scale), "", self.hold(bias), domain="com.microsoft"
        )

    def norm(self, x: str, name: str, calm: np.ndarray | float = 1.0) -> str:
        """Layer normalisation, divided by `calm`."""
        weight, bias = (self.hold(self.state[f"{name}.{kind}"] / calm) for kind in ("weight", "bias"))
        return self.add("LayerNormalization", x, weight, bias, axis=-1, epsilon=1e-12)

    def reshape(self, x: str, *shape: int) -> str:
        """Another shape; 0 keeps a dimension, -1 is found."""
        return self.add("Reshape", x, self.hold(shape, np.int64))

    def column(self, x: str, number: int) -> str:
        """One column of the last dimension."""
        return self.add("Gather", x, self.hold(number, np.int64), axis=-1)

    def lstm(self, x: str, name: str, size: int) -> str:
        """A BiLSTM over words x rows x width; gives words x rows x 2 size. Rounded like `quick_linear`."""
        parts: dict[str, list[np.ndarray]] = {"weight_ih": [], "weight_hh": [], "bias": []}
        for way in ("_l0", "_l0_reverse"):
            for kind in ("weight_ih", "weight_hh"):
                parts[kind].append(_gates(self.state[f"{name}.{kind}{way}"]))
            biases = [_gates(self.state[f"{name}.bias_{kind}{way}"]) for kind in ("ih", "hh")]
            parts["bias"].append(np.concatenate(biases))
        matrices, scales = [], []
        for kind in ("weight_ih", "weight_hh"):
            matrix = np.stack(parts[kind]).transpose(0, 2, 1)
            scale = np.abs(matrix).max(1) / 63
            matrices.append(self.hold(np.round(matrix / scale[:, None]), np.int8))
            scales += [self.hold(scale), self.hold(np.zeros_like(scale), np.int8)]
        y = self.add(
            "DynamicQuantizeLSTM",
            x,
            *matrices,
            self.hold(np.stack(parts["bias"])),
            *[""] * 4,
            *scales,
            domain="com.microsoft",
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
