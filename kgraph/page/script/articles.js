// Articles: all of them, and the one that is read, with the marks of what is selected.
function articleRows() {
  const wanted = state.find.trim().toLowerCase(),
    counts = new Map(countBy([...passing].map(card => card.article)));
  return data.articles
    .map((article, number) => ({ ...article, number, found: counts.get(number) ?? 0 }))
    .filter(
      article =>
        (!state.article.size || state.article.has(article.iri)) &&
        (!filtering() || article.found) &&
        (!wanted ||
          `${article.title} ${article.publisher ?? ""} ${article.segments.join("")}`.toLowerCase().includes(wanted)),
    );
}

function renderArticles(sheet) {
  const rows = articleRows(),
    { card } = selected();
  const open = data.articles.findIndex(article => article.iri === state.read);
  const number = open >= 0 ? open : card ? card.article : rows[0]?.number;
  const list = element("ul", null, { className: "shelf" });
  writeInPortions(list, rows, article =>
    element(
      "li",
      button(
        [
          words("b", article.title),
          words(
            "small",
            [article.publisher, article.date, count(article.found, "statement")].filter(Boolean).join(" · "),
          ),
        ],
        () => change({ read: article.iri }),
        { "aria-current": article.number === number ? "true" : null },
      ),
    ),
  );
  sheet.replaceChildren(
    element(
      "div",
      [element("h2", `Articles (${rows.length.toLocaleString("en")})`), button("CSV", saveRows, { className: "csv" })],
      { className: "bar" },
    ),
    element("div", [list, ...(number === undefined ? [] : [articleText(number, card)])], { className: "library" }),
  );
  const mark = sheet.querySelector("mark");
  if (mark && state.read) mark.scrollIntoView({ block: "center" });
}

// The whole text. What proves anything is underlined and leads to it; what proves the selected card is marked.
function articleText(number, card) {
  const article = data.articles[number],
    marks = marksOf(card, number),
    proves = provenBy(number);
  const headed = article.segments.join("").trimStart().startsWith(article.title);
  const made = element(
    "div",
    [
      ...(headed ? [] : [words("h3", article.title)]),
      words("p", [article.publisher, article.date, article.source].filter(Boolean).join(" · "), "kind"),
    ],
    { className: "text" },
  );
  let line = element("p", null, { dir: "auto" });
  const wrap = (content, at, text) => {
    const found = proves.get(at);
    if (!found || !text.trim()) return content;
    const made = element("span", content, { className: "proof" });
    made.addEventListener("click", () => select(found));
    return made;
  };
  for (let at = 0; at < article.segments.length; at++) {
    line.append(...writeSegments(number, at, at + 1, marks, wrap));
    if (article.segments[at].endsWith("\n")) {
      made.append(line);
      line = element("p", null, { dir: "auto" });
    }
  }
  made.append(line);
  for (const empty of made.querySelectorAll("p")) if (!empty.textContent.trim()) empty.remove();
  return made;
}

// For each segment of an article the card with the shortest proof there.
function provenBy(number) {
  const found = new Map(),
    lengths = new Map();
  for (const card of data.cards)
    if (card.article === number)
      for (const [article, from, to] of card.marks) {
        if (article !== number) continue;
        for (let at = from; at < to; at++)
          if (!lengths.has(at) || to - from < lengths.get(at)) {
            lengths.set(at, to - from);
            found.set(at, card.iri);
          }
      }
  return found;
}
