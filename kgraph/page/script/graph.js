// The graph: how vis-network draws the nodes and lines that are shown.
const MANY = 150; // more nodes than this are drawn faint and, while they are moved, without lines
const CROWD = 90; // of more lines than this only those that are selected have labels
const SILENT = new Set(["about", "states", "reports"]);
const shownNodes = new vis.DataSet();
const shownEdges = new vis.DataSet();
const hiddenAt = new Map(); // by node, how many neighbours are not shown
let network;

// One line may stand for many statements of the same thing.
function lineLabel(edge) {
  const times = cardsOf(edge).length;
  if (times > 1) return `${edge.label} ×${times}`;
  return edge.label + verdictMark(data.cards[edge.cards[0]]);
}

function edgeLook(edge, many, labelled) {
  const colour = edge.claimed ? colours.said : colours.front;
  return {
    id: edge.id,
    from: edge.from,
    to: edge.to,
    label: labelled ? lineLabel(edge) : undefined,
    dashes: edge.claimed ? [6, 4] : false,
    width: (edge.claimed ? 1.3 : 1.8) * (many ? 1 : 1 + Math.log10(edge.cards.length)),
    color: { color: colour, highlight: colours.accent, hover: colours.accent, opacity: many ? 0.35 : 1 },
    smooth: edge.bend
      ? { enabled: true, type: edge.bend > 0 ? "curvedCW" : "curvedCCW", roundness: Math.abs(edge.bend) }
      : false,
    font: { color: edge.claimed ? colours.said : colours.front, strokeColor: colours.back },
  };
}

function renderGraph() {
  if (!network) buildGraph();
  placeNodes();
  const many = places.size > MANY;
  const seen = data.edges.filter(edge => places.has(edge.from) && places.has(edge.to) && drawnEdge(edge));
  hiddenAt.clear();
  if (!many)
    for (const id of places.keys()) hiddenAt.set(id, [...neighbours(id)].filter(other => !places.has(other)).length);
  const wanted = new Set(seen.map(edge => edge.id));
  shownEdges.remove(shownEdges.getIds().filter(id => !wanted.has(id)));
  shownNodes.remove(shownNodes.getIds().filter(id => !places.has(id)));
  shownNodes.update([...places].map(([id, { x, y }]) => ({ id, x, y, label: data.nodes[id].label })));
  const near = labelledEdges();
  const labelled = edge => near.has(edge) || (seen.length <= CROWD && !SILENT.has(edge.label));
  shownEdges.update(seen.map(edge => edgeLook(edge, many, labelled(edge))));
  network.setOptions({ interaction: { hideEdgesOnDrag: many, hideEdgesOnZoom: many } });
  markSelection();
  renderLegend();
  renderScope(seen);
  if (fitDue && document.getElementById("graph").offsetParent) fitGraph();
}

function labelledEdges() {
  const { card, node, line } = selected();
  return new Set(
    line
      ? [line]
      : node
        ? edgesAt[node.id].filter(edge => !SILENT.has(edge.label))
        : card
          ? edgesOf.get(card.number)
          : [],
  );
}

// vis-network's own fit goes by sizes that it only knows once all is drawn.
function fitGraph() {
  fitDue = false;
  if (!places.size) return;
  const box = document.getElementById("network");
  const sides = [...places].map(([id, { x, y }]) => {
    const { w, h } = measureNode(data.nodes[id]);
    return [x - w / 2, y - h / 2 - 14, x + w / 2 + 20, y + h / 2 + 24];
  });
  const [left, top] = [0, 1].map(side => sides.reduce((least, each) => Math.min(least, each[side]), Infinity));
  const [right, bottom] = [2, 3].map(side => sides.reduce((most, each) => Math.max(most, each[side]), -Infinity));
  const scale = Math.min(box.clientWidth / (right - left + 24), box.clientHeight / (bottom - top + 16));
  // What cannot be read is no picture: on a small screen a part of it is seen, and the rest by dragging.
  const least = state.all ? 0.01 : 0.6;
  network.moveTo({
    position: { x: (left + right) / 2, y: (top + bottom) / 2 },
    scale: Math.max(least, Math.min(scale, 1.25)),
  });
}

function markSelection() {
  const { card, node, line } = selected();
  const lines = line ? [line] : card && !node ? (edgesOf.get(card.number) ?? []) : [];
  const edges = lines.map(edge => edge.id);
  network.setSelection(
    { nodes: node && places.has(node.id) ? [node.id] : [], edges: edges.filter(id => shownEdges.get(id)) },
    { highlightEdges: Boolean(node) },
  );
  const home = homeOf();
  if (!home || !places.has(home.id) || fitDue) return;
  const { x, y } = network.canvasToDOM(places.get(home.id)),
    box = document.getElementById("network");
  if (x < 20 || y < 20 || x > box.clientWidth - 20 || y > box.clientHeight - 20)
    network.moveTo({ position: places.get(home.id) });
}

function buildGraph() {
  const box = document.getElementById("network");
  network = new vis.Network(
    box,
    { nodes: shownNodes, edges: shownEdges },
    {
      physics: false,
      layout: { improvedLayout: false },
      interaction: { hover: true, keyboard: false, selectConnectedEdges: true },
      nodes: { shape: "custom", ctxRenderer: drawNode, chosen: false },
      edges: {
        arrows: { to: { scaleFactor: 0.55 } },
        selectionWidth: 1.5,
        hoverWidth: 0.5,
        font: { size: 12, align: "horizontal", strokeWidth: 5, face: FONT },
      },
    },
  );
  network.on("click", ({ nodes: [node], edges: [edge] }) => {
    box.focus({ preventScroll: true });
    if (node !== undefined) select(data.nodes[node].iri);
    else select(edge !== undefined ? data.edges[edge].iri : "");
  });
  network.on("doubleClick", ({ nodes: [node] }) => {
    if (node !== undefined) toggleNeighbours(node);
  });
  network.on("dragEnd", ({ nodes: moved }) => {
    for (const [id, point] of Object.entries(network.getPositions(moved))) places.set(Number(id), point);
  });
  network.once("afterDrawing", () => performance.mark("drawn"));
}

function toggleNeighbours(id) {
  if (hiddenAt.get(id) || closed.has(id)) {
    closed.delete(id);
    opened.add(id);
  } else {
    opened.delete(id);
    closed.add(id);
  }
  renderGraph();
  renderEvidence();
}
