"use strict";
// What the page holds. Text reaches the document through textContent only, never as markup.
const data = JSON.parse(document.getElementById("data").textContent);

const nodeByIri = new Map(data.nodes.map(node => [node.iri, node]));
const cardByIri = new Map(data.cards.map(card => [card.iri, card]));
const edgesAt = data.nodes.map(() => []);
const edgesOf = new Map();

data.cards.forEach((card, number) => { card.number = number; card.deniedBy = []; card.kinds = new Set(); });
for (const card of data.cards) {
  for (const denied of card.saying?.denies ?? []) data.cards[denied].deniedBy.push(card.number);
  if (card.kind === "claim") continue;
  const kind = card.event === null ? card.type : data.cards[card.event].type;
  card.kinds.add(kind);
  for (let claim = card.claim; claim !== null; claim = data.cards[claim].claim) data.cards[claim].kinds.add(kind);
}
for (const edge of data.edges) {
  edgesAt[edge.from].push(edge);
  edgesAt[edge.to].push(edge);
  if (!edgesOf.has(edge.card)) edgesOf.set(edge.card, []);
  edgesOf.get(edge.card).push(edge);
}
const followed = new Set(data.cards.map(card => card.event).filter(event => event !== null));

const nameOf = node => node.name ?? node.label.replace(/\n/g, " ");
const otherEnd = (edge, id) => edge.from === id ? edge.to : edge.from;
const neighbours = id => new Set(edgesAt[id].map(edge => otherEnd(edge, id)));
const articleOf = card => data.articles[card.article];
const isClaimed = card => card.claim !== null;
const firstDay = card => card.date[0] ?? "";

// A card's own node, or for a relation the first of its ends.
const homeOf = card => nodeByIri.get(card.iri) ?? data.nodes[card.ends[0]];
