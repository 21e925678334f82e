// The legend, which hides and shows kinds; what part is shown; and its lines as a list.
function renderLegend() {
  const families = countBy(data.nodes.map(node => node.family)),
    lines = countBy(data.edges.map(lineOf));
  const kinds = Object.keys(FAMILIES).filter(name => families.some(([family]) => family === name));
  const say = { stated: "stated by the article", claimed: "only claimed" };
  const key = name =>
    button(
      [FAMILIES[name] ? icon(name) : lineIcon(name), FAMILIES[name] ?? say[name]],
      () => {
        const off = new Set(state.off);
        if (off.has(name)) off.delete(name);
        else off.add(name);
        change({ off });
      },
      { "aria-pressed": String(!state.off.has(name)), "data-key": name },
    );
  const had = document.activeElement?.dataset.key;
  const legend = document.getElementById("legend");
  legend.replaceChildren(
    ...[...kinds, ...Object.keys(say).filter(name => lines.some(([line]) => line === name))].map(key),
  );
  if (had) legend.querySelector(`[data-key="${had}"]`)?.focus();
}

const lineIcon = name =>
  drawn(
    "svg",
    { width: 30, height: 10, "aria-hidden": "true", class: name },
    drawn("line", {
      x1: 0,
      y1: 5,
      x2: 30,
      y2: 5,
      "stroke-width": 2,
      "stroke-dasharray": name === "claimed" ? "6 4" : "none",
    }),
  );

function renderScope(seen) {
  const parts = [],
    whole = data.nodes.length,
    scope = document.getElementById("scope");
  const how = state.focus
    ? `the neighbours of “${nameOf(nodeByIri.get(state.focus) ?? data.nodes[0])}”`
    : state.all
      ? "all"
      : filtering()
        ? "the most central that pass the filters"
        : data.about
          ? `what is near “${data.about}”`
          : "the most central part";
  parts.push(
    element(
      "span",
      `${places.size.toLocaleString("en")} of ${count(whole, "node")} shown${places.size < whole ? ": " + how : ""}`,
    ),
  );
  if (state.focus || state.all)
    parts.push(button("Back to the first picture", () => change({ focus: "", all: "" }), { id: "back" }));
  if (!state.all && whole > partPlaces.size)
    parts.push(
      button(`Show all ${whole.toLocaleString("en")}`, () => change({ focus: "", all: "yes" }), { id: "all" }),
    );
  parts.push(
    button("Fit", () => fitGraph()),
    button("PNG", savePicture, { id: "png" }),
    button("CSV", saveRows, { className: "csv" }),
  );
  if (data.left.length)
    parts.push(
      element(
        "details",
        [
          element("summary", `${count(data.left.length, "article")} left out: the page would be too large`),
          element(
            "ul",
            data.left.map(title => words("li", title)),
          ),
        ],
        { id: "left" },
      ),
    );
  scope.replaceChildren(...parts);
  if (document.getElementById("lines").open) renderLines(seen);
}

const edgesShown = () => data.edges.filter(edge => shownEdges.get(edge.id));
function renderLines(seen) {
  const body = element("tbody");
  document.getElementById("list").replaceChildren(table(["From", "Line", "To", "Who says so"], body));
  writeInPortions(body, seen, edge => {
    const [from, to] = [edge.from, edge.to].map(id => nameOf(data.nodes[id]));
    const who = [...new Set(cardsOf(edge).map(card => card.who))].join("; ");
    const name = button(words("span", from), () => select(edge.iri));
    return element("tr", [element("td", name), element("td", lineLabel(edge)), words("td", to), words("td", who)]);
  });
}

function table(names, body, caption, className) {
  return element(
    "div",
    element(
      "table",
      [
        ...(caption ? [element("caption", caption)] : []),
        element(
          "thead",
          element(
            "tr",
            names.map(name => element("th", name, { scope: "col" })),
          ),
        ),
        body,
      ],
      { className },
    ),
    { className: "wide" },
  );
}
