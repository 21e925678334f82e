// Claims: who said what, to be sorted and narrowed; denials stand beside what they deny.
const COLUMNS = {
  who: ["Who", card => card.sources.join(", ")],
  how: ["How", card => card.saying.cue],
  what: ["What", card => card.saying.words],
  when: ["When", firstDay],
  article: ["Article", card => articleOf(card).title],
};

function claimRows() {
  const [column, turn] = (state.sort || "").split("-"),
    key = COLUMNS[column]?.[1];
  const rows = rowsOf(card => card.kind === "claim" && (!state.said || card.saying.quotation === state.said));
  if (!key) return rows;
  const sorted = rows
    .map(card => [key(card).toLowerCase(), card])
    .sort(([one], [other]) => !one - !other || (one < other ? -1 : one > other ? 1 : 0));
  return (turn === "down" ? sorted.reverse() : sorted).map(([, card]) => card);
}

function renderClaims(sheet) {
  const rows = claimRows(),
    body = element("tbody");
  const heads = Object.entries(COLUMNS).map(([key, [name]]) => {
    const turn = state.sort === key ? "ascending" : state.sort === key + "-down" ? "descending" : "none";
    return element(
      "th",
      button(
        [name, element("span", { ascending: " ▲", descending: " ▼", none: "" }[turn], { "aria-hidden": "true" })],
        () => change({ sort: turn === "ascending" ? key + "-down" : turn === "descending" ? "" : key }),
        { "data-sort": key },
      ),
      { scope: "col", "aria-sort": turn },
    );
  });
  const said = element(
    "select",
    ["", "direct", "indirect", "mixed", "not said"].map(kind =>
      element("option", kind || "direct and indirect", { value: kind, selected: state.said === kind }),
    ),
    { id: "said", "aria-label": "Direct or indirect speech" },
  );
  said.addEventListener("change", () => change({ said: said.value }));
  sheet.replaceChildren(
    element(
      "div",
      [
        element("h2", `Claims (${rows.length.toLocaleString("en")})`),
        said,
        button("CSV", saveRows, { className: "csv" }),
      ],
      { className: "bar" },
    ),
    element(
      "div",
      element("table", [element("thead", element("tr", heads)), body], { className: "claims by-article" }),
      {
        className: "wide",
      },
    ),
  );
  writeInPortions(body, rows, claimRow);
}

function claimRow(card) {
  const { cue, quotation } = card.saying;
  const what = element("td", [
    words("span", saidWords(card), quotation === "not said" ? "indirect" : quotation),
    element("small", quotation + verdictMark(card), { className: "tag" }),
    ...answers(card),
  ]);
  const who = element("td", [
    button(words("span", card.sources.join(", ")), () => select(card.iri)),
    ...(isClaimed(card) ? [words("small", `passed on by ${card.who}`)] : []),
  ]);
  return element(
    "tr",
    [
      who,
      element("td", cue, { dir: "auto" }),
      what,
      element("td", card.date.join(" to ")),
      element("td", words("div", articleOf(card).title, "clamp")),
    ],
    { "aria-current": card.iri === state.select ? "true" : null },
  );
}
