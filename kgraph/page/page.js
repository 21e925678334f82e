"use strict";
// Text reaches the document through textContent only, never as markup.
const data = JSON.parse(document.getElementById("data").textContent);
const dark = matchMedia("(prefers-color-scheme: dark)");
const panel = document.getElementById("panel");
const search = document.getElementById("search");
const layers = { relations: true, claims: true, events: true };

function element(name, text, className) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  if (className) made.className = className;
  return made;
}

function show(title, kind, numbers) {
  panel.replaceChildren(element("h2", title), element("p", kind, "kind"));
  for (const number of numbers) panel.append(card(data.cards[number]));
  panel.scrollTop = 0;
}

function card(found) {
  const made = element("article");
  made.append(element("h3", found.title));
  for (const passage of found.passages) {
    const quote = element("blockquote");
    for (const [text, mark] of passage) quote.append(mark ? element("mark", text, mark) : text);
    made.append(quote);
  }
  const who = element("p", "According to ", "who");
  who.append(element("b", found.who));
  const facts = element("dl");
  for (const [name, value] of found.facts) facts.append(element("dt", name), element("dd", value));
  made.append(who, facts);
  return made;
}

const nodes = new vis.DataSet(data.nodes);
const edges = new vis.DataSet(data.edges);
const network = new vis.Network(document.getElementById("network"), { nodes, edges }, data.options);

function paint() {
  const [text, line, back] = dark.matches ? ["#ececf0", "#8b8c96", "#17181c"] : ["#1c1c1e", "#85858d", "#ffffff"];
  nodes.update(data.nodes.map(node => ({ id: node.id, hidden: layers[node.layer] === false,
    font: { ...node.font, color: node.shape === "box" ? "#1c1c1e" : text } })));
  edges.update(data.edges.map(edge => ({ id: edge.id, hidden: !layers[edge.layer],
    color: { color: edge.layer === "relations" ? text : line, highlight: "#e0552b", hover: "#e0552b" },
    font: { color: text, strokeColor: back, strokeWidth: 4 } })));
}

network.on("click", clicked => {
  if (clicked.nodes.length) {
    const node = nodes.get(clicked.nodes[0]);
    const names = (node.names || []).length ? ", also " + node.names.join(", ") : "";
    show(node.layer === "claims" ? data.cards[node.cards[0]].title : node.label.replace(/\n/g, " "), node.kind + names, node.cards);
  } else if (clicked.edges.length) {
    const edge = edges.get(clicked.edges[0]);
    const found = data.cards[edge.card];
    show(found.title, found.claimed ? "only claimed" : found.kind, [edge.card]);
  }
});

const rows = [];
const body = document.querySelector("#claims tbody");
data.cards.forEach((found, number) => {
  if (found.kind !== "claim") return;
  const row = element("tr");
  row.tabIndex = 0;
  for (const text of found.row) row.append(element("td", text));
  row.addEventListener("click", () => select(number));
  row.addEventListener("keydown", event => { if (event.key === "Enter") select(number); });
  body.append(row);
  rows.push(row);
});

function select(number) {
  const node = data.nodes.find(each => each.layer === "claims" && each.cards[0] === number);
  show(data.cards[number].title, "claim", [number]);
  if (node) {
    network.selectNodes([node.id]);
    network.focus(node.id, { scale: 1 });
  }
}

// A node is found by its label, its other names, or (claims and events) by the words of its sentence.
function find(text) {
  const wanted = text.toLowerCase();
  return data.nodes.filter(node => [node.label, ...(node.names || [])].join(" ").toLowerCase().includes(wanted)
    || (node.layer !== "entities" && JSON.stringify(data.cards[node.cards[0]]).toLowerCase().includes(wanted)));
}

search.addEventListener("input", () => {
  const text = search.value.trim();
  for (const row of rows) row.hidden = !row.textContent.toLowerCase().includes(text.toLowerCase());
  network.selectNodes(text ? find(text).map(node => node.id) : []);
});
search.addEventListener("keydown", event => {
  const found = event.key === "Enter" && search.value.trim() ? find(search.value.trim()) : [];
  if (found.length) network.fit({ nodes: found.map(node => node.id), maxZoomLevel: 1 });
});
for (const box of document.querySelectorAll("[data-layer]")) {
  box.addEventListener("change", () => { layers[box.dataset.layer] = box.checked; paint(); });
}

dark.addEventListener("change", paint);
document.getElementById("articles").textContent = data.articles.join(" · ") || "No articles";
show("What is proven by what", "Click a box, a dot or a line to see the sentence it comes from and who says so.", []);
paint();
network.fit();
