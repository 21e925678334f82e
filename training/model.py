"""The network: an encoder, one BiLSTM above it, and heads for names, cues, roles and chains."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from kgraph.components.antecedents import PAIRS
from training.encoders import Bert, Mpnet

STATE = 128  # of each direction of the BiLSTM above the encoder
ROLE_STATE = 96
SIZES = {"shape": 12, "pos": 12, "tag": 16, "dep": 20, "head": 12, "quote": 4, "edge": 4}
ROLE_SIZES = {"distance": 12, "path": 24, "cue": 6}
ROLE_FEATURES = {"dep": 12, "quote": 4}
NAME_TAGS, CUE_TAGS, ROLE_TAGS = 9, 3, 3
KIND_SIZES = {"kind": 24, "role": 12, "under": 8}
PHRASE, PAIR = 160, 80  # widths of what is known of a phrase, and of a pair of them


class Chain(nn.Module):
    """A linear chain CRF over tags."""

    def __init__(self, tags: int) -> None:
        super().__init__()
        self.steps, self.first = nn.Parameter(torch.zeros(tags, tags)), nn.Parameter(torch.zeros(tags))

    def loss(self, scores: Tensor, tags: Tensor, mask: Tensor) -> Tensor:
        """Negative log likelihood of the tags, a word's mean."""
        rows = torch.arange(len(tags))
        right = self.first[tags[:, 0]] + scores[rows, 0, tags[:, 0]]
        total = self.first + scores[:, 0]
        for n in range(1, scores.shape[1]):
            there = mask[:, n]
            right = right + (self.steps[tags[:, n - 1], tags[:, n]] + scores[rows, n, tags[:, n]]) * there
            further = torch.logsumexp(total[:, :, None] + self.steps, 1) + scores[:, n]
            total = torch.where(there[:, None], further, total)
        return (torch.logsumexp(total, 1) - right).sum() / mask.sum()


class Antecedents(nn.Module):
    """Scores how likely one phrase takes up another that stands before it."""

    def __init__(self, sizes: dict[str, int]) -> None:
        super().__init__()
        self.kinds = nn.ModuleDict({name: nn.Embedding(sizes[name], size) for name, size in KIND_SIZES.items()})
        self.phrase = nn.Linear(2 * STATE + NAME_TAGS + sum(KIND_SIZES.values()), PHRASE)
        self.refers = nn.Linear(PHRASE, 1)
        self.pairs = nn.ModuleDict({name: nn.Embedding(size, PAIR) for name, size in PAIRS.items()})
        self.later, self.earlier = nn.Linear(PHRASE, PAIR), nn.Linear(PHRASE, PAIR, bias=False)
        self.alike = nn.Linear(PHRASE, PHRASE, bias=False)
        self.score = nn.Linear(PAIR, 1)
        self.drop = nn.Dropout(0.2)

    def phrases(self, states: Tensor, names: Tensor, kinds: Tensor) -> tuple[Tensor, Tensor]:
        """Phrases x width, and for each the log odds that it is in a chain.

        `states` and `names` (scores of tags) are those of the head words.
        """
        parts = [table(kinds[:, n]) for n, table in enumerate(self.kinds.values())]
        x = self.drop(torch.relu(self.phrase(torch.cat([states, names.softmax(1), *parts], 1))))
        return x, self.refers(x)[:, 0]

    def forward(self, x: Tensor, refers: Tensor, pairs: Tensor) -> Tensor:
        """Phrases x phrases: the score of each column as antecedent of the row, against 0 for none."""
        hidden = self.later(x)[:, None] + self.earlier(x)[None]
        for n, table in enumerate(self.pairs.values()):
            hidden = hidden + table(pairs[:, :, n])
        alike = self.alike(x) @ x.T * PHRASE**-0.5
        return self.score(self.drop(torch.relu(hidden)))[:, :, 0] + alike + refers[:, None] + refers[None]


class Model(nn.Module):
    """Encoder and heads. `sizes` tells how many values each feature has, unknown included.

    The encoder is MiniLM's, or a larger one of which a small one is to learn.
    """

    def __init__(self, sizes: dict[str, int], encoder: Bert | Mpnet | None = None) -> None:
        super().__init__()
        self.bert = encoder or Bert()
        self.features = nn.ModuleDict({name: nn.Embedding(sizes[name], SIZES[name]) for name in SIZES})
        self.rnn = nn.LSTM(self.bert.width + sum(SIZES.values()), STATE, bidirectional=True, batch_first=True)
        self.names, self.cues = nn.Linear(2 * STATE, NAME_TAGS), nn.Linear(2 * STATE, CUE_TAGS)
        self.relations = nn.ModuleDict({name: nn.Embedding(sizes[name], ROLE_SIZES[name]) for name in ROLE_SIZES})
        self.word, self.cue = nn.Linear(2 * STATE, 96), nn.Linear(2 * STATE, 48)
        self.role_features = nn.ModuleDict(
            {name: nn.Embedding(sizes[name], ROLE_FEATURES[name]) for name in ROLE_FEATURES}
        )
        width = 96 + 48 + sum(ROLE_SIZES.values()) + sum(ROLE_FEATURES.values())
        self.role_rnn = nn.LSTM(width, ROLE_STATE, bidirectional=True, batch_first=True)
        self.roles = nn.Linear(2 * ROLE_STATE, ROLE_TAGS)
        self.name_chain, self.role_chain = Chain(NAME_TAGS), Chain(ROLE_TAGS)
        self.antecedents = Antecedents(sizes)
        self.drop = nn.Dropout(0.2)

    def states(self, pieces: Tensor, first: Tensor, features: Tensor, lengths: Tensor | None = None) -> Tensor:
        """A vector for each word, from the vector of its first piece and from its features."""
        x = torch.gather(pieces, 1, first[:, :, None].expand(-1, -1, pieces.shape[2]))
        parts = [table(features[:, :, n]) for n, table in enumerate(self.features.values())]
        return self.drop(run(self.rnn, self.drop(torch.cat([x, *parts], 2)), lengths))

    def role_scores(
        self, states: Tensor, features: Tensor, share: Tensor, relations: Tensor, lengths: Tensor | None = None
    ) -> Tensor:
        """Scores of the roles of all words for each cue: one row of every input for a cue.

        `share` is each word's share in the cue, which adds up to 1.
        """
        cue = self.cue((states * share[:, :, None]).sum(1, keepdim=True)).expand(-1, states.shape[1], -1)
        parts = [table(relations[:, :, n]) for n, table in enumerate(self.relations.values())]
        columns = {name: n for n, name in enumerate(SIZES)}
        parts += [table(features[:, :, columns[name]]) for name, table in self.role_features.items()]
        x = torch.relu(torch.cat([self.word(states), cue, *parts], 2))
        return self.roles(self.drop(run(self.role_rnn, self.drop(x), lengths)))


def run(rnn: nn.LSTM, x: Tensor, lengths: Tensor | None) -> Tensor:
    """An LSTM over sequences of several lengths, or of one where `lengths` is None."""
    if lengths is None:
        return rnn(x)[0]
    places = torch.arange(x.shape[1])[None]
    back = torch.where(places < lengths[:, None], lengths[:, None] - 1 - places, places)[:, :, None]
    ahead = _run_one_way(rnn, x, "")
    behind = _run_one_way(rnn, x.gather(1, back.expand_as(x)), "_reverse")
    return torch.cat([ahead, behind.gather(1, back.expand_as(behind))], 2)


def _run_one_way(rnn: nn.LSTM, x: Tensor, way: str) -> Tensor:
    """PyTorch's packed sequences would do the same, in two and a half times the time."""
    weights = [getattr(rnn, f"{name}_l0{way}") for name in ("weight_ih", "weight_hh", "bias_ih", "bias_hh")]
    start = x.new_zeros(1, len(x), rnn.hidden_size)
    return torch.lstm(x, (start, start), weights, True, 1, 0.0, rnn.training, False, True)[0]
