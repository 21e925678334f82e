// The graph: which nodes and lines are shown, where, and how vis-network draws them.
const MANY = 150; // more nodes than this are drawn without labels on their lines
const SILENT = new Set(["about", "states", "reports"]);
const shownNodes = new vis.DataSet(), shownEdges = new vis.DataSet();
const hiddenAt = new Map(); // by node, how many neighbours are not shown
const partPlaces = new Map(data.part.map(([id, x, y]) => [id, { x, y }]));
const allPlaces = new Map(data.nodes.map(({ id, x, y }) => [id, { x, y }]));
const opened = new Set(), closed = new Set(); // nodes whose neighbours the reader has shown or hidden
let network, pen, places = new Map(), base = null, fitDue = true;

const lineOf = edge => edge.claimed ? "claimed" : "stated";
const drawnEdge = edge => passing.has(data.cards[edge.card]) && !state.off.has(lineOf(edge));

function alive(id) {
  const node = data.nodes[id];
  return !state.off.has(node.family) && (!filtering() || node.cards.some(number => passing.has(data.cards[number])));
}

// The nodes to show before the reader opens or closes any, and their places.
function choosePart() {
  if (nodeByIri.has(state.focus)) return around([nodeByIri.get(state.focus).id]);
  if (state.all) return new Map([...allPlaces].filter(([id]) => alive(id)));
  if (filtering()) return arrange(data.order.filter(alive).slice(0, data.top), pen);
  return new Map([...partPlaces].filter(([id]) => alive(id)));
}

function around(middles) {
  const near = new Set(middles.flatMap(id => [...neighbours(id)]));
  const ids = data.order.filter(id => near.has(id) && !middles.includes(id) && alive(id)).slice(0, Math.max(data.top, 40));
  return arrange([...middles, ...ids], pen, middles[0]);
}

const chosenNodes = () => {
  const { card, node } = selected(), edges = card ? edgesOf.get(card.number) ?? [] : [];
  return (node ? [node.id] : [...new Set(edges.flatMap(edge => [edge.from, edge.to]))]).filter(id => !state.off.has(data.nodes[id].family));
};

function showNodes() {
  let key = JSON.stringify([state.focus, state.all, filtering() && [...state.article, "|", ...state.source, "|", ...state.type, state.from, state.to]]);
  let fresh = choosePart();
  // What is selected is shown in any case: beside a neighbour that is shown, else with its own neighbours.
  const wanted = chosenNodes(), nextTo = id => [...neighbours(id)].find(other => fresh.has(other));
  if (wanted.length && !wanted.some(id => fresh.has(id) || nextTo(id) !== undefined)) {
    fresh = around(wanted);
    key += wanted;
  }
  const kept = key === base ? places : new Map();
  if (key !== base) { opened.clear(); closed.clear(); base = key; fitDue = true; }
  places = fresh;
  for (const id of opened) if (places.has(id)) {
    const near = neighbours(id);
    placeAround(id, data.order.filter(other => near.has(other) && !places.has(other) && alive(other)).slice(0, 60), places, pen);
  }
  for (const id of closed) for (const other of neighbours(id))
    if (![...neighbours(other)].some(third => third !== id && third !== other && places.has(third))) places.delete(other);
  for (const id of [...wanted, ...wanted]) if (!places.has(id) && nextTo(id) !== undefined) placeAround(nextTo(id), [id], places, pen);
  for (const [id, point] of kept) if (places.has(id)) places.set(id, point);
}

function edgeLook(edge, many) {
  const colour = edge.claimed ? colours.said : colours.front, wide = edge.claimed ? 1.3 : 1.8;
  return {
    id: edge.id, from: edge.from, to: edge.to, label: many || SILENT.has(edge.label) ? undefined : edge.label,
    dashes: edge.claimed ? [6, 4] : false, width: wide, color: { color: colour, highlight: colours.accent, hover: colours.accent },
    smooth: edge.bend ? { enabled: true, type: edge.bend > 0 ? "curvedCW" : "curvedCCW", roundness: Math.abs(edge.bend) } : false,
    font: { color: edge.claimed ? colours.said : colours.front, strokeColor: colours.back },
  };
}

function renderGraph() {
  if (!network) buildGraph();
  showNodes();
  const many = places.size > MANY;
  const seen = data.edges.filter(edge => places.has(edge.from) && places.has(edge.to) && drawnEdge(edge));
  hiddenAt.clear();
  if (!many) for (const id of places.keys()) hiddenAt.set(id, [...neighbours(id)].filter(other => !places.has(other) && alive(other)).length);
  const wanted = new Set(seen.map(edge => edge.id));
  shownEdges.remove(shownEdges.getIds().filter(id => !wanted.has(id)));
  shownNodes.remove(shownNodes.getIds().filter(id => !places.has(id)));
  shownNodes.update([...places].map(([id, { x, y }]) => ({ id, x, y, label: data.nodes[id].label })));
  shownEdges.update(seen.map(edge => edgeLook(edge, many)));
  network.setOptions({ interaction: { hideEdgesOnDrag: many, hideEdgesOnZoom: many } });
  markSelection();
  renderLegend();
  renderScope(seen);
  if (fitDue && document.getElementById("graph").offsetParent) fitGraph();
}

function fitGraph() {
  fitDue = false;
  network.redraw(); // boxes get their sizes when they are first drawn
  // What cannot be read is no picture: on a small screen a part of it is seen, and the rest by dragging.
  network.fit({ animation: false, maxZoomLevel: 1.25, minZoomLevel: state.all ? 0.02 : 0.6 });
}

function markSelection() {
  const { card, node } = selected();
  const edges = card && !(node && card.kind !== "relation") ? (edgesOf.get(card.number) ?? []).map(edge => edge.id) : [];
  network.setSelection({ nodes: node && places.has(node.id) ? [node.id] : [], edges: edges.filter(id => shownEdges.get(id)) },
    { highlightEdges: Boolean(node) });
  const home = node ?? (card && homeOf(card));
  if (!home || !places.has(home.id) || fitDue) return;
  const { x, y } = network.canvasToDOM(places.get(home.id)), box = document.getElementById("network");
  if (x < 20 || y < 20 || x > box.clientWidth - 20 || y > box.clientHeight - 20) network.moveTo({ position: places.get(home.id) });
}

function buildGraph() {
  const box = document.getElementById("network");
  pen = element("canvas").getContext("2d");
  network = new vis.Network(box, { nodes: shownNodes, edges: shownEdges }, {
    physics: false, layout: { improvedLayout: false }, interaction: { hover: true, keyboard: false, selectConnectedEdges: true },
    nodes: { shape: "custom", ctxRenderer: drawNode, chosen: false },
    edges: { arrows: { to: { scaleFactor: 0.55 } }, selectionWidth: 1.5, hoverWidth: 0.5,
      font: { size: 12, align: "horizontal", strokeWidth: 5, face: FONT } },
  });
  network.on("click", ({ nodes: [node], edges: [edge] }) => {
    box.focus({ preventScroll: true });
    if (node !== undefined) select(data.nodes[node].iri);
    else select(edge !== undefined ? data.cards[data.edges[edge].card].iri : "");
  });
  network.on("doubleClick", ({ nodes: [node] }) => { if (node !== undefined) toggleNeighbours(node); });
  network.on("dragEnd", ({ nodes: moved }) => {
    for (const [id, point] of Object.entries(network.getPositions(moved))) places.set(Number(id), point);
  });
  network.once("afterDrawing", () => performance.mark("drawn"));
}

function toggleNeighbours(id) {
  if (hiddenAt.get(id) || closed.has(id)) { closed.delete(id); opened.add(id); } else { opened.delete(id); closed.add(id); }
  renderGraph();
  renderEvidence();
}

function renderLegend() {
  const families = countBy(data.nodes.map(node => node.family)), lines = countBy(data.edges.map(lineOf));
  const kinds = Object.keys(FAMILIES).filter(name => families.some(([family]) => family === name));
  const say = { stated: "stated by the article", claimed: "only claimed" };
  const key = name => button([FAMILIES[name] ? icon(name) : lineIcon(name), FAMILIES[name] ?? say[name]], () => {
    const off = new Set(state.off);
    if (off.has(name)) off.delete(name); else off.add(name);
    change({ off });
  }, { "aria-pressed": String(!state.off.has(name)), "data-key": name });
  const had = document.activeElement?.dataset.key;
  const legend = document.getElementById("legend");
  legend.replaceChildren(...[...kinds, ...Object.keys(say).filter(name => lines.some(([line]) => line === name))].map(key));
  if (had) legend.querySelector(`[data-key="${had}"]`)?.focus();
}

const lineIcon = name => drawn("svg", { width: 30, height: 10, "aria-hidden": "true", class: name },
  drawn("line", { x1: 0, y1: 5, x2: 30, y2: 5, "stroke-width": 2, "stroke-dasharray": name === "claimed" ? "6 4" : "none" }));

function renderScope(seen) {
  const parts = [], whole = data.nodes.length, scope = document.getElementById("scope");
  const how = state.focus ? `the neighbours of “${nameOf(nodeByIri.get(state.focus) ?? data.nodes[0])}”` : state.all ? "all"
    : filtering() ? "the most central that pass the filters" : data.about ? `what is near “${data.about}”` : "the most central part";
  parts.push(element("span", `${places.size.toLocaleString("en")} of ${count(whole, "node")} shown${places.size < whole ? ": " + how : ""}`));
  if (state.focus || state.all) parts.push(button("Back to the first picture", () => change({ focus: "", all: "" }), { id: "back" }));
  if (!state.all && whole > partPlaces.size) parts.push(button(`Show all ${whole.toLocaleString("en")}`, () => change({ focus: "", all: "yes" }), { id: "all" }));
  parts.push(button("Fit", () => fitGraph()), button("PNG", savePicture, { id: "png" }), button("CSV", saveRows, { className: "csv" }));
  if (data.left.length) parts.push(element("details", [element("summary", `${count(data.left.length, "article")} left out: the page would be too large`),
    element("ul", data.left.map(title => words("li", title)))], { id: "left" }));
  scope.replaceChildren(...parts);
  if (document.getElementById("lines").open) renderLines(seen);
}

const edgesShown = () => data.edges.filter(edge => shownEdges.get(edge.id));
function renderLines(seen) {
  const body = element("tbody");
  document.getElementById("list").replaceChildren(table(["From", "Line", "To", "Who says so"], body));
  writeInPortions(body, seen, edge => {
    const card = data.cards[edge.card];
    return element("tr", [element("td", button(words("span", nameOf(data.nodes[edge.from])), () => select(card.iri))),
      element("td", edge.label), words("td", nameOf(data.nodes[edge.to])), words("td", card.who)]);
  });
}

function table(names, body, caption) {
  return element("div", element("table", [...(caption ? [element("caption", caption)] : []),
    element("thead", element("tr", names.map(name => element("th", name, { scope: "col" })))), body]), { className: "wide" });
}
