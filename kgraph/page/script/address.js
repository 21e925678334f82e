// The state of the page stands in its address (after #), so that a link leads to what is seen.
const VIEWS = {
  graph: "Graph",
  claims: "Claims",
  timeline: "Timeline",
  casualties: "Casualties",
  articles: "Articles",
};
const PLAIN = {
  view: "graph",
  select: "",
  focus: "",
  find: "",
  all: "",
  from: "",
  to: "",
  said: "",
  sort: "",
  read: "",
};
const LISTS = ["off", "article", "source", "type"];
const state = {};

function readAddress() {
  const address = new URLSearchParams(location.hash.slice(1));
  for (const [key, value] of Object.entries(PLAIN)) state[key] = address.get(key) ?? value;
  for (const key of LISTS) state[key] = new Set(address.getAll(key));
  if (!(state.view in VIEWS)) state.view = "graph";
  for (const day of ["from", "to"]) if (!/^\d{4}-\d{2}-\d{2}$/.test(state[day])) state[day] = "";
}

function writeAddress(push) {
  const address = new URLSearchParams();
  for (const [key, value] of Object.entries(PLAIN)) if (state[key] !== value) address.set(key, state[key]);
  for (const key of LISTS) for (const value of [...state[key]].sort()) address.append(key, value);
  const text = "#" + address;
  if (text === (location.hash || "#")) return;
  if (push) history.pushState(null, "", text);
  else history.replaceState(null, "", text);
}

// Every change of what is seen goes through here.
function change(values, push = true) {
  Object.assign(state, values);
  writeAddress(push);
  render();
}

function selected() {
  return {
    card: cardByIri.get(state.select),
    node: nodeByIri.get(state.select),
    line: lineByIri.get(state.select),
  };
}

// The node that a selection is about: itself, or the first end of a line.
function homeOf() {
  const { card, node, line } = selected();
  return node ?? (line ? data.nodes[line.from] : card && data.nodes[card.ends[0]]);
}

function select(iri, more = {}) {
  change({ select: iri, ...more });
}
