"use strict";
// What the page holds. Text reaches the document through textContent only, never as markup.
const data = JSON.parse(document.getElementById("data").textContent);

const nodeByIri = new Map(data.nodes.map(node => [node.iri, node]));
const cardByIri = new Map(data.cards.map(card => [card.iri, card]));
const edgesAt = data.nodes.map(() => []);
const edgesOf = new Map();

data.cards.forEach((card, number) => {
  card.number = number;
  card.deniedBy = [];
  card.kinds = new Set();
});
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
  // An event that relations follow from is drawn as their lines.
  for (const card of edge.cards)
    for (const number of [card, data.cards[card].event])
      if (number !== null) edgesOf.set(number, [...(edgesOf.get(number) ?? []), edge]);
  // A line has the address of what it tells or, where several statements tell the same, one of its own.
  const ends = [data.nodes[edge.from].iri, edge.label, data.nodes[edge.to].iri, edge.claimed ? "claimed" : "stated"];
  edge.iri = edge.cards.length === 1 ? data.cards[edge.cards[0]].iri : `line ${ends.join(" ")}`;
}
const lineByIri = new Map(data.edges.filter(edge => edge.cards.length > 1).map(edge => [edge.iri, edge]));

const nameOf = node => node.name ?? node.label.replace(/\n/g, " ");
const articleOf = card => data.articles[card.article];
const isClaimed = card => card.claim !== null;
const verdictMark = ({ verdict }) => (verdict ? (verdict.verdict === "rejected" ? " ✗" : " ✓") : "");
const firstDay = card => card.date[0] ?? "";
