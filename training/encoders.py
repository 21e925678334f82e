"""The encoders, plain: MiniLM's, which kgraph runs, and MPNet's, of which it can learn."""

from __future__ import annotations

import math
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

LAYERS, WIDTH, HEADS, INNER, PIECES, POSITIONS = 6, 384, 12, 1536, 30522, 512
SAME_MARKS = {0: 1, 101: 0, 102: 2, 103: 30526}  # BERT's padding, begin, end and "[MASK]" in MPNet's numbers


class Layer(nn.Module):
    """One layer of BERT, or of what is built like it."""

    def __init__(self, width: int = WIDTH, inner: int = INNER, epsilon: float = 1e-12) -> None:
        super().__init__()
        self.query, self.key, self.value = (nn.Linear(width, width) for _ in range(3))
        self.out = nn.Linear(width, width)
        self.norm = nn.LayerNorm(width, eps=epsilon)
        self.up, self.down = nn.Linear(width, inner), nn.Linear(inner, width)
        self.end_norm = nn.LayerNorm(width, eps=epsilon)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """`x` is windows x pieces x width; `mask` is 0 where there is a piece, and far below elsewhere.

        What else speaks for looking from one piece at another may be added to the mask.
        """
        rows, length, width = x.shape
        q, k, v = (part(x).view(rows, length, HEADS, -1).transpose(1, 2) for part in (self.query, self.key, self.value))
        scores = (q * q.shape[-1] ** -0.5) @ k.transpose(2, 3)
        if mask is not None:
            scores = scores + mask
        seen = scores.softmax(3) @ v  # PyTorch's own attention learns slowly on processors
        x = self.norm(x + self.drop(self.out(seen.transpose(1, 2).reshape(rows, length, width))))
        return self.end_norm(x + self.drop(self.down(functional.gelu(self.up(x)))))


class Bert(nn.Module):
    """MiniLM's encoder."""

    width = WIDTH

    def __init__(self) -> None:
        super().__init__()
        self.words, self.positions = nn.Embedding(PIECES, WIDTH), nn.Embedding(POSITIONS, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.frozen = 0  # lowest layers that keep what they know, as the vectors of pieces and positions always do

    def train(self, mode: bool = True) -> Bert:
        """Nothing is dropped where nothing is learned."""
        super().train(mode)
        self.layers[: self.frozen].eval()
        return self

    def forward(self, pieces: Tensor, mask: Tensor | None = None) -> Tensor:
        """A vector for each piece."""
        wide = torch.where(mask, 0.0, -1e4).to(torch.bfloat16)[:, None, None, :] if mask is not None else None
        with torch.no_grad():
            x = self.norm(self.words(pieces) + self.positions(torch.arange(pieces.shape[1])))
            for layer in self.layers[: self.frozen]:
                x = layer(x, wide)
        for layer in self.layers[self.frozen :]:
            x = layer(x, wide)
        return x

    def load(self, path: Path) -> None:
        """Take the weights of a safetensors file with the usual names of BERT."""
        source = load_file(path)
        names = {
            "words.weight": "embeddings.word_embeddings.weight",
            "positions.weight": "embeddings.position_embeddings.weight",
        }
        parts = {"norm": "embeddings.LayerNorm"}
        for n in range(LAYERS):
            old, new = f"encoder.layer.{n}.", f"layers.{n}."
            parts |= {
                new + "query": old + "attention.self.query",
                new + "key": old + "attention.self.key",
                new + "value": old + "attention.self.value",
                new + "out": old + "attention.output.dense",
                new + "norm": old + "attention.output.LayerNorm",
                new + "up": old + "intermediate.dense",
                new + "down": old + "output.dense",
                new + "end_norm": old + "output.LayerNorm",
            }
        names |= {f"{new}.{kind}": f"{old}.{kind}" for new, old in parts.items() for kind in ("weight", "bias")}
        state = {new: source[old] for new, old in names.items()}
        # The type of a text's first part is the same everywhere: it joins the positions.
        state["positions.weight"] = state["positions.weight"] + source["embeddings.token_type_embeddings.weight"][0]
        self.load_state_dict(state)


class Mpnet(nn.Module):
    """MPNet's encoder: 12 layers, 768 wide, read from the pieces of BERT's vocabulary, which MPNet shares."""

    width = 768

    def __init__(self) -> None:
        super().__init__()
        self.words, self.positions = nn.Embedding(PIECES + 5, self.width), nn.Embedding(POSITIONS + 2, self.width)
        self.norm = nn.LayerNorm(self.width, eps=1e-5)
        self.apart = nn.Embedding(32, HEADS)  # what the distance between two pieces speaks for
        self.layers = nn.ModuleList(Layer(self.width, 4 * self.width, 1e-5) for _ in range(12))
        self.frozen = 0

    def train(self, mode: bool = True) -> Mpnet:
        """Nothing is dropped where nothing is learned."""
        super().train(mode)
        self.layers[: self.frozen].eval()
        return self

    def forward(self, pieces: Tensor, mask: Tensor | None = None) -> Tensor:
        """A vector for each piece."""
        numbers = pieces + 4  # MPNet puts four marks of its own before BERT's pieces
        for old, new in SAME_MARKS.items():
            numbers = torch.where(pieces == old, new, numbers)
        with torch.no_grad():
            beside = self._weigh_distances(pieces.shape[1])
            if mask is not None:
                beside = beside + torch.where(mask, 0.0, -1e4)[:, None, None, :]
            beside = beside.to(torch.bfloat16)
            x = self.norm(self.words(numbers) + self.positions(torch.arange(2, 2 + pieces.shape[1])))
            for layer in self.layers[: self.frozen]:
                x = layer(x, beside)
        for layer in self.layers[self.frozen :]:
            x = layer(x, beside)
        return x

    def _weigh_distances(self, length: int) -> Tensor:
        """1 x heads x pieces x pieces: distances up to 8 one by one, longer ones in steps of their logarithm, as T5."""
        places = torch.arange(length)
        ahead = places[None, :] - places[:, None]
        size = ahead.abs()
        far = 8 + (torch.log(size.clamp(min=1) / 8) / math.log(128 / 8) * 8).long()
        steps = torch.where(size < 8, size, far.clamp(max=15)) + 16 * (ahead > 0)
        return self.apart(steps).permute(2, 0, 1)[None]

    def load(self, path: Path) -> None:
        """Take the weights of a safetensors file with MPNet's usual names."""
        names = {
            "words.weight": "embeddings.word_embeddings.weight",
            "positions.weight": "embeddings.position_embeddings.weight",
            "apart.weight": "encoder.relative_attention_bias.weight",
        }
        parts = {"norm": "embeddings.LayerNorm"}
        for n in range(len(self.layers)):
            old, new = f"encoder.layer.{n}.", f"layers.{n}."
            parts |= {
                new + "query": old + "attention.attn.q",
                new + "key": old + "attention.attn.k",
                new + "value": old + "attention.attn.v",
                new + "out": old + "attention.attn.o",
                new + "norm": old + "attention.LayerNorm",
                new + "up": old + "intermediate.dense",
                new + "down": old + "output.dense",
                new + "end_norm": old + "output.LayerNorm",
            }
        source = load_file(path)
        names |= {f"{new}.{kind}": f"{old}.{kind}" for new, old in parts.items() for kind in ("weight", "bias")}
        self.load_state_dict({new: source[old] for new, old in names.items()})
