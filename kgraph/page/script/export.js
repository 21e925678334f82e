// Export: the rows of the view as CSV, the graph as a picture.
const ROWS = {
  graph: () => [
    ["from", "line", "to", "claimed", "who says so", "article", "date", "sentences"],
    edgesShown().flatMap(edge => {
      const [from, to] = [edge.from, edge.to].map(id => nameOf(data.nodes[id]));
      return cardsOf(edge).map(card => [from, edge.label, to, edge.claimed ? "yes" : "no", ...proof(card)]);
    }),
  ],
  claims: () => [
    ["who", "how", "what", "quotation", "denies", "who says so", "article", "date", "sentences"],
    claimRows().map(card => [
      card.sources.join(", "),
      card.saying.cue,
      card.saying.words,
      card.saying.quotation,
      card.saying.denies.map(number => data.cards[number].saying.words).join(" | "),
      ...proof(card),
    ]),
  ],
  timeline: () => [
    ["kind", "what", "who says so", "article", "date", "sentences"],
    timelineCards().map(card => [
      card.kind,
      card.saying ? `${card.title}: ${card.saying.words}` : card.title,
      ...proof(card),
    ]),
  ],
  casualties: () => [
    ["effect", "place", "figure", "minimum", "maximum", "bound", "who says so", "article", "date", "sentences"],
    casualtyGroups()
      .flatMap(([, cards]) => cards)
      .map(card => [
        card.figure.effect,
        card.figure.place,
        card.figure.text,
        card.figure.minimum ?? "",
        card.figure.maximum ?? "",
        card.figure.bound,
        ...proof(card),
      ]),
  ],
  articles: () => [
    ["title", "publisher", "date", "source", "statements", "iri"],
    articleRows().map(article => [
      article.title,
      article.publisher ?? "",
      article.date ?? "",
      article.source ?? "",
      article.found,
      article.iri,
    ]),
  ],
};

const proof = card => [card.who, articleOf(card).title, card.date.join(" to "), sentencesOf(card).join(" | ")];

// A spreadsheet takes what begins with these for a formula; an apostrophe before it makes it text.
function csvCell(value) {
  const text = String(value),
    safe = typeof value !== "number" && /^[\s\u0000-\u001f]*[=+\-@＝＋－＠]|^[\t\r\n]/.test(text) ? "'" + text : text;
  return `"${safe.replace(/"/g, '""')}"`;
}

const csvText = (names, rows) => "\ufeff" + [names, ...rows].map(row => row.map(csvCell).join(",") + "\r\n").join("");

function save(blob, name) {
  const link = element("a", null, { download: name });
  link.href = URL.createObjectURL(blob);
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

function saveRows() {
  save(new Blob([csvText(...ROWS[state.view]())], { type: "text/csv;charset=utf-8" }), `kgraph-${state.view}.csv`);
}

// The graph as it is seen, on a plain ground, with a line that says how to read it.
function savePicture() {
  const seen = document.querySelector("#network canvas"),
    scale = seen.width / seen.clientWidth,
    foot = 34 * scale;
  const sheet = element("canvas", null, { width: seen.width, height: seen.height + foot }),
    ctx = sheet.getContext("2d");
  ctx.fillStyle = colours.back;
  ctx.fillRect(0, 0, sheet.width, sheet.height);
  ctx.drawImage(seen, 0, 0);
  ctx.fillStyle = colours.front;
  ctx.font = `${13 * scale}px ${FONT}`;
  ctx.fillText(
    `${document.getElementById("title").textContent} · solid: the article states it, dashed: only claimed · kgraph`,
    14 * scale,
    sheet.height - 12 * scale,
    sheet.width - 28 * scale,
  );
  sheet.toBlob(blob => save(blob, "kgraph.png"), "image/png");
}
