// Keys: the graph without a mouse.
const TURNS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

// The nearest node in a direction, what lies aside counting double.
function nextNode(from, [x, y]) {
  let best,
    least = Infinity;
  for (const [id, point] of places) {
    const ahead = (point.x - from.x) * x + (point.y - from.y) * y,
      aside = Math.abs((point.x - from.x) * y) + Math.abs((point.y - from.y) * x);
    if (ahead > 1 && ahead + 2 * aside < least) {
      least = ahead + 2 * aside;
      best = id;
    }
  }
  return best;
}

document.getElementById("network").addEventListener("keydown", event => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const home = homeOf();
  if (event.key in TURNS) {
    const shown = home && places.has(home.id),
      next = shown ? nextNode(places.get(home.id), TURNS[event.key]) : data.order.find(id => places.has(id));
    if (next !== undefined) select(data.nodes[next].iri);
  } else if (event.key === "+" || event.key === "-")
    network.moveTo({ scale: network.getScale() * (event.key === "+" ? 1.25 : 0.8) });
  else if (event.key === "Escape") change({ select: "", focus: "" });
  else if (event.key === "Enter" && home) document.getElementById("evidence").focus();
  else if (event.key.toLowerCase() === "f" && home) change({ focus: home.iri });
  else if (event.key.toLowerCase() === "e" && home && places.has(home.id)) toggleNeighbours(home.id);
  else return;
  event.preventDefault();
});

document.addEventListener("keydown", event => {
  if (event.key === "/" && !/^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName)) {
    event.preventDefault();
    searchField.focus();
  } else if (event.key === "Escape") {
    for (const made of document.querySelectorAll("details.choice[open]")) {
      made.open = false;
      made.querySelector("summary").focus();
    }
  }
});
