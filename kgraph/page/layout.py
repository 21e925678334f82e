"""The layout: a place for every node, fixed when the page is made and the same every time."""

from __future__ import annotations

import math

import networkx as nx
import numpy as np
import numpy.typing as npt

Size = tuple[float, float]  # width and height in pixels
Points = npt.NDArray[np.float64]  # one row of x and y for each node of a block

ROOM = 13_000  # square pixels for one node, with room for the labels of its lines
ASPECT = 1.65  # width by height of the drawing
SHAPES = (1.65, 1.2, 0.85, 0.6)  # width by height that are tried for its blocks
MARGIN = np.array([54.0, 22.0])  # pixels between two nodes, beside and below each other
PUSH = np.array([2.5, 1.0])  # nodes are wide and low: moved by the least alone, all would end in one column
GAP = 50  # pixels between two blocks
SMALL = 60  # nodes that the slower and more readable method is used for


def lay_out(graph: nx.Graph, sizes: dict[str, Size]) -> dict[str, tuple[int, int]]:
    """The middle of each node in pixels: each block laid out by itself, the blocks in rows, the greatest first."""
    blocks = sorted((sorted(block) for block in _find_blocks(graph)), key=lambda block: (-len(block), block))
    boxes = [np.array([sizes[node] for node in block]) for block in blocks]
    drafts = [_draft(graph, block) for block in blocks]
    tried = []
    for shape in SHAPES:
        inner = [_spread(draft, size, shape) for draft, size in zip(drafts, boxes, strict=True)]
        height, corners = _pack([_bounds(at, size) for at, size in zip(inner, boxes, strict=True)])
        tried.append((height, -shape, inner, corners))
    _, _, inner, corners = min(tried, key=lambda each: each[:2])
    found: dict[str, tuple[int, int]] = {}
    for block, at, size, corner in zip(blocks, inner, boxes, corners, strict=True):
        for node, (x, y) in zip(block, (at + size / 2 + corner).round().astype(int).tolist(), strict=True):
            # vis-network 9.1.2 loses the label of an edge that is exactly level.
            while any(found[other][1] == y for other in graph[node] if other in found):
                y += 1
            found[node] = (x, y)
    return found


def _find_blocks(graph: nx.Graph) -> list[set[str]]:
    """The connected parts; one that is large falls into its communities."""
    blocks: list[set[str]] = []
    for part in nx.connected_components(graph):
        small = len(part) <= SMALL
        blocks.extend([part] if small else nx.community.louvain_communities(_order(graph, sorted(part)), seed=1))
    return blocks


def _order(graph: nx.Graph, nodes: list[str]) -> nx.Graph:
    """The part of a graph over some nodes, built in a fixed order: layouts depend on it."""
    ordered = nx.Graph()
    ordered.add_nodes_from(nodes)
    ordered.add_edges_from(sorted(tuple(sorted(edge)) for edge in graph.subgraph(nodes).edges))
    return ordered


def _draft(graph: nx.Graph, block: list[str]) -> Points:
    """Places for the nodes of a block, each axis from 0 to 1."""
    ordered = _order(graph, block)
    start = nx.circular_layout(ordered)
    # Kamada and Kawai's is the more readable, and cubic in the number of nodes.
    small = len(block) <= SMALL
    found = nx.kamada_kawai_layout(ordered, pos=start) if small else nx.spring_layout(ordered, pos=start, seed=1)
    at: Points = np.array([found[node] for node in block])
    at -= at.min(axis=0)
    reach = at.max(axis=0)
    return np.asarray(at / np.where(reach > 0.01, reach, np.inf))


def _spread(draft: Points, size: Points, shape: float) -> Points:
    """The upper left corners of a block's nodes in pixels, from 0, 0; no two nodes of a small block overlap."""
    width = math.sqrt((len(draft) - 1) * ROOM * shape)
    at: Points = draft * np.array([width, width / shape])
    if len(draft) <= SMALL:
        at = _push_apart(at, size)
    corner: Points = at.min(axis=0)
    return at - corner


def _push_apart(at: Points, size: Points, rounds: int = 300) -> Points:
    """Move nodes that overlap away from each other, along the axis on which they overlap less."""
    turns = np.arange(len(at))
    # Of two in the same place the first goes up or left.
    aside = np.sign(np.subtract.outer(turns, turns))[:, :, None]
    wanted = (size[:, None] + size[None]) / 2 + MARGIN
    for _ in range(rounds):
        middle = at + size / 2
        apart = middle[:, None] - middle[None]
        overlap = wanted - np.abs(apart)
        touching = (overlap > 0.5).all(axis=2)
        np.fill_diagonal(touching, False)
        if not touching.any():
            break
        way = np.where(apart == 0, aside, np.sign(apart))
        least = (overlap / PUSH).argmin(axis=2)[:, :, None] == np.arange(2)
        at = at + (way * overlap * least * touching[:, :, None]).sum(axis=1) * 0.4
    return at


def _bounds(at: Points, size: Points) -> Size:
    width, height = (at + size).max(axis=0) + GAP
    return float(width), float(height)


def _pack(bounds: list[Size]) -> tuple[float, list[Size]]:
    """The upper left corners of boxes set in rows, and the height that a drawing of our aspect needs for them.

    Of several widths of a row the one that lets most be seen.
    """
    widest = max((width for width, _ in bounds), default=0.0)
    even = math.sqrt(sum(width * height for width, height in bounds) * ASPECT)
    tried: list[tuple[float, list[Size]]] = []
    for step in range(11):
        row = max(widest, even * (0.7 + step / 10))
        corners, left, top, tallest, right = [], 0.0, 0.0, 0.0, 0.0
        for width, height in bounds:
            if left + width > row:
                left, top, tallest = 0.0, top + tallest, 0.0
            corners.append((left, top))
            left, tallest, right = left + width, max(tallest, height), max(right, left + width)
        tried.append((max(right / ASPECT, top + tallest), corners))
    return min(tried)
