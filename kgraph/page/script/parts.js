// Parts: which nodes and lines are shown, and where.
const partPlaces = new Map(data.part.map(([id, x, y]) => [id, { x, y }]));
const allPlaces = new Map(data.nodes.map(({ id, x, y }) => [id, { x, y }]));
const ranks = new Map(data.order.map((id, rank) => [id, rank]));
// Nodes whose neighbours the reader has shown or hidden.
const opened = new Set();
const closed = new Set();
const pen = document.createElement("canvas").getContext("2d");
let places = new Map();
let base = null;
let fitDue = true;

const lineOf = edge => (edge.claimed ? "claimed" : "stated");
const cardsOf = edge => edge.cards.map(number => data.cards[number]).filter(card => passing.has(card));
const drawnEdge = edge => !state.off.has(lineOf(edge)) && edge.cards.some(number => passing.has(data.cards[number]));

function alive(id) {
  const node = data.nodes[id];
  return !state.off.has(node.family) && (!filtering() || node.cards.some(number => passing.has(data.cards[number])));
}

function neighbours(id) {
  const ends = edgesAt[id].filter(drawnEdge).map(edge => (edge.from === id ? edge.to : edge.from));
  return new Set(ends.filter(other => other !== id && alive(other)));
}

// The nodes to show before the reader opens or closes any, and their places.
function choosePart() {
  if (nodeByIri.has(state.focus)) return around([nodeByIri.get(state.focus).id]);
  if (state.all) return new Map([...allPlaces].filter(([id]) => alive(id)));
  if (filtering()) return arrange(chooseCentral(data.order.filter(alive)));
  return new Map([...partPlaces].filter(([id]) => alive(id)));
}

// As the page's first part is chosen: always the most central node that touches what is chosen already; where nothing
// more touches it, the most central that is left.
function chooseCentral(ids) {
  if (ids.length <= data.top) return ids;
  const chosen = new Set();
  const near = new Set();
  for (const start of ids) {
    if (chosen.size >= data.top) break;
    if (chosen.has(start) || !neighbours(start).size) continue;
    near.add(start);
    while (near.size && chosen.size < data.top) {
      const next = [...near].reduce((one, other) => (ranks.get(one) < ranks.get(other) ? one : other));
      near.delete(next);
      chosen.add(next);
      for (const other of neighbours(next)) if (!chosen.has(other)) near.add(other);
    }
  }
  return ids.filter(id => chosen.has(id));
}

function around(middles) {
  const near = new Set(middles.flatMap(id => [...neighbours(id)]));
  const ids = data.order.filter(id => near.has(id) && !middles.includes(id));
  return arrange([...middles, ...ids.slice(0, Math.max(data.top, 40))], middles[0]);
}

function chosenNodes() {
  const { card, node, line } = selected();
  const edges = line ? [line] : card ? (edgesOf.get(card.number) ?? []) : [];
  const ids = node ? [node.id] : [...new Set(edges.flatMap(edge => [edge.from, edge.to]))];
  return ids.filter(id => !state.off.has(data.nodes[id].family));
}

function placeNodes() {
  const filters = filtering() && [...state.article, "", ...state.source, "", ...state.type, state.from, state.to];
  let key = JSON.stringify([state.focus, state.all, filters]);
  let fresh = choosePart();
  // What is selected is shown in any case: beside a neighbour that is shown, else with its own neighbours.
  const wanted = chosenNodes();
  const beside = id => [...neighbours(id)].find(other => fresh.has(other));
  if (wanted.length && !wanted.some(id => fresh.has(id) || beside(id) !== undefined)) {
    fresh = around(wanted);
    key += wanted;
  }
  const kept = key === base ? places : new Map();
  if (key !== base) {
    opened.clear();
    closed.clear();
    base = key;
    fitDue = true;
  }
  places = fresh;
  for (const id of opened) if (places.has(id)) openNeighbours(id);
  for (const id of closed) closeNeighbours(id);
  for (const id of [...wanted, ...wanted])
    if (!places.has(id) && beside(id) !== undefined) placeAround(beside(id), [id], places);
  for (const [id, point] of kept) if (places.has(id)) places.set(id, point);
}

function openNeighbours(id) {
  const near = neighbours(id);
  placeAround(id, data.order.filter(other => near.has(other) && !places.has(other)).slice(0, 60), places);
}

// Only neighbours that nothing else holds go.
function closeNeighbours(id) {
  for (const other of neighbours(id))
    if (![...neighbours(other)].some(third => third !== id && places.has(third))) places.delete(other);
}
