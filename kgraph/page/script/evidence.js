// Evidence: all that is said about what is selected, each with its sentence and who says so.
function renderEvidence() {
  const panel = document.getElementById("evidence"),
    { card, node, line } = selected();
  if (panel.dataset.select === state.select + hiddenKey(node) && panel.dataset.passing === String(passing.size)) return;
  const moved = panel.dataset.select?.split("\n")[0] !== state.select;
  panel.dataset.select = state.select + hiddenKey(node);
  panel.dataset.passing = passing.size;
  panel.replaceChildren(...(node ? aboutNode(node) : line ? aboutLine(line) : card ? aboutCard(card) : atAGlance()));
  if (moved) panel.scrollTop = 0;
  const title = panel.querySelector("h2").textContent;
  if (moved && state.select)
    document.getElementById("status").textContent =
      `${title}: ${count(panel.querySelectorAll("article").length, "statement")}`;
}

const hiddenKey = node => "\n" + (node ? `${state.focus} ${hiddenAt.get(node.id)} ${places.has(node.id)}` : "");

function aboutCard(card) {
  return [
    words("h2", card.title),
    element("p", card.saying ? "a claim" : isClaimed(card) ? "only claimed" : "stated by the article", {
      className: "kind",
    }),
    cardElement(card, true),
  ];
}

function aboutLine(line) {
  const [from, to] = [line.from, line.to].map(id => nameOf(data.nodes[id]));
  const section = element("section");
  writeInPortions(section, cardsOf(line), card => cardElement(card, false), 30);
  return [
    words("h2", `${from} ${line.label} ${to}`),
    element("p", line.claimed ? "only claimed" : "stated by the articles", { className: "kind" }),
    section,
  ];
}

function aboutNode(node) {
  const own = cardByIri.get(node.iri);
  const names = node.names.length ? ` · also ${node.names.join(", ")}` : "";
  const cards = node.cards.map(number => data.cards[number]).filter(card => passing.has(card));
  const made = [words("h2", own ? own.title : nameOf(node)), words("p", node.kind + names, "kind"), nodeTools(node)];
  const groups = [
    ["", cards.filter(card => card === own)],
    ["Stated by the article", cards.filter(card => card !== own && !isClaimed(card) && card.kind !== "claim")],
    ["Only claimed", cards.filter(card => card !== own && isClaimed(card) && card.kind !== "claim")],
    ["Claims by or about it", cards.filter(card => card !== own && card.kind === "claim")],
  ];
  for (const [title, found] of groups)
    if (found.length) {
      const section = element("section", title ? element("h3", `${title} (${found.length})`) : null);
      writeInPortions(section, found, each => cardElement(each, each === own), 30);
      made.push(section);
    }
  if (!cards.length) made.push(element("p", "Nothing about it passes the filters."));
  return made;
}

function nodeTools(node) {
  const tools = [
    button("Only its neighbours", () => change({ view: "graph", focus: node.iri, all: "" }), {
      id: "focus",
      disabled: state.focus === node.iri,
    }),
  ];
  if (places.has(node.id))
    tools.push(
      button(
        hiddenAt.get(node.id) ? `Open ${count(hiddenAt.get(node.id), "neighbour")}` : "Close neighbours",
        () => toggleNeighbours(node.id),
        { id: "toggle" },
      ),
    );
  return element("p", tools, { className: "buttons" });
}

// One card. `whole` writes its facts in full; else its title leads to it.
function cardElement(card, whole) {
  const made = element("article", null, {
    className: isClaimed(card) ? "claimed" : card.kind === "claim" ? "saying" : "stated",
  });
  if (!whole)
    made.append(
      element(
        "h4",
        button(words("span", card.title), () => select(card.iri)),
      ),
    );
  made.append(...card.passages.map(passage => quote(card, passage)));
  const who =
    card.kind === "claim" && !isClaimed(card)
      ? [words("b", card.sources.join(", ")), ` says so${spoken(card)}, according to the article`]
      : ["According to ", words("b", card.who)];
  made.append(
    element("p", who, { className: "who" }),
    element(
      "p",
      [
        button("Read in the article", () => change({ view: "articles", read: articleOf(card).iri, select: card.iri }), {
          className: "read",
        }),
        " ",
        words("span", articleOf(card).title),
        articleOf(card).date ? `, ${articleOf(card).date}` : "",
      ],
      { className: "from" },
    ),
  );
  made.append(...decided(card), ...answers(card), ...toldAlike(card));
  const facts = element(
    "dl",
    card.facts.flatMap(([name, value]) => [
      element("dt", name),
      words("dd", name === "confidence" ? `${Math.round(value * 100)} %` : value),
    ]),
  );
  made.append(whole ? facts : element("details", [element("summary", "Details"), facts]));
  return made;
}

const spoken = card => (card.saying.quotation === "direct" ? " in these words" : "");

// A person's word on it.
function decided({ verdict }) {
  if (!verdict) return [];
  const mark = verdict.verdict === "rejected" ? "✗" : "✓";
  const text = `${mark} ${verdict.verdict} by ${verdict.by}, ${verdict.on}${verdict.why ? `: ${verdict.why}` : ""}`;
  return [words("p", text, `verdict ${verdict.verdict}`)];
}

// The same event as others tell it.
function toldAlike(card) {
  if (!card.same.length) return [];
  const items = card.same.map(number => {
    const other = data.cards[number];
    const title = words("span", other.title);
    return element("li", [
      button(title, () => select(other.iri)),
      words("small", ` ${other.who} · ${articleOf(other).title}`),
    ]);
  });
  return [element("details", [element("summary", `Told ${count(items.length, "more time")}`), element("ul", items)])];
}

// Denials beside what they deny.
function answers(card) {
  const answer = (number, verb) =>
    element(
      "p",
      [
        verb + " ",
        button(
          words("span", `${data.cards[number].sources.join(", ")}: ${quoted(data.cards[number].saying.words)}`),
          () => select(data.cards[number].iri),
        ),
      ],
      { className: "answer" },
    );
  return [
    ...(card.saying?.denies ?? []).map(number => answer(number, "Denies")),
    ...card.deniedBy.map(number => answer(number, "Denied by")),
  ];
}

// What the panel tells while nothing is selected.
function atAGlance() {
  const cards = [...passing],
    claims = cards.filter(card => card.kind === "claim");
  const list = (title, rows) =>
    rows.length ? [element("h3", title), element("ul", rows, { className: "glance" })] : [];
  const heard = countBy(claims.flatMap(card => card.sources)).slice(0, 6);
  const byName = new Map(
    data.nodes.filter(node => node.family !== "claim" && node.family !== "event").map(node => [nameOf(node), node]),
  );
  const figures = cards.filter(card => card.figure?.text).slice(0, 6);
  return [
    element("h2", "At a glance"),
    element(
      "p",
      `${count(new Set(cards.map(card => card.article)).size, "article")}, ${count(claims.length, "claim")}, ${count(cards.filter(card => card.kind === "event").length, "event")}. Choose a shape or a line to see the sentence it comes from and who says so.`,
    ),
    ...list(
      "Most heard",
      heard.map(([name, number]) =>
        element("li", [
          byName.has(name) ? button(words("span", name), () => select(byName.get(name).iri)) : words("span", name),
          element("small", count(number, "claim")),
        ]),
      ),
    ),
    ...list(
      "Figures",
      figures.map(card =>
        element("li", [
          button(words("span", card.title), () => select(card.iri)),
          words("small", card.sources.join(", ")),
        ]),
      ),
    ),
    ...list(
      "Events",
      countBy(cards.filter(card => card.kind === "event").map(card => card.type))
        .slice(0, 8)
        .map(([type, number]) =>
          element("li", [
            button(type, () => change({ view: "timeline", type: new Set([type]) })),
            element("small", number.toLocaleString("en")),
          ]),
        ),
    ),
  ];
}
