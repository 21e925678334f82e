// Casualties: figures as ranges by what befell people, so that reports which differ stand side by side.
const EFFECTS = ["killed", "missing", "injured", "hospitalized", "kidnapped", "detained", "displaced"];

function casualtyGroups() {
  const groups = new Map(EFFECTS.map(effect => [effect, []]));
  for (const card of rowsOf(each => each.figure))
    groups.set(card.figure.effect, [...(groups.get(card.figure.effect) ?? []), card]);
  const key = card => `${card.figure.place || "~"}\n${firstDay(card) || "~"}`;
  for (const cards of groups.values())
    cards.sort((one, other) => (key(one) < key(other) ? -1 : key(one) > key(other) ? 1 : one.number - other.number));
  return [...groups].filter(([, cards]) => cards.length);
}

function renderCasualties(sheet) {
  const groups = casualtyGroups();
  sheet.replaceChildren(
    element("div", [element("h2", "Casualties"), button("CSV", saveRows, { className: "csv" })], { className: "bar" }),
    element(
      "p",
      "Each bar runs from the least to the most that the words allow; an arrow means that the words set no limit on that side.",
      { className: "note" },
    ),
    ...(groups.length ? [] : [element("p", "No figures.")]),
  );
  writeInPortions(sheet, groups, ([name, cards]) => {
    const body = element("tbody"),
      most = Math.max(1, ...cards.flatMap(({ figure }) => [figure.minimum ?? 0, figure.maximum ?? 0])) * 1.15;
    writeInPortions(body, cards, card =>
      element(
        "tr",
        [
          element(
            "td",
            button(words("span", figureWords(card)), () => select(card.iri)),
          ),
          element("td", range(card.figure, most)),
          words("td", card.who),
          words("td", card.figure.place),
          element("td", card.date.join(" to ")),
          element("td", words("div", articleOf(card).title, "clamp")),
        ],
        { "aria-current": card.iri === state.select ? "true" : null },
      ),
    );
    return table(["Figure", "Least to most", "Who says so", "Where", "When", "Article"], body, name, "by-article");
  });
}

const figureWords = card => card.title.split(" · ")[0];

function bounds({ minimum, maximum }) {
  if (minimum === null && maximum === null) return "no number";
  if (maximum === null) return `${minimum.toLocaleString("en")} or more`;
  if (minimum === null) return `up to ${maximum.toLocaleString("en")}`;
  return minimum === maximum
    ? minimum.toLocaleString("en")
    : `${minimum.toLocaleString("en")} to ${maximum.toLocaleString("en")}`;
}

function range(figure, most) {
  const wide = 180,
    at = number => Math.round((number / most) * wide);
  const { minimum, maximum } = figure,
    text = element("span", bounds(figure));
  if (minimum === null && maximum === null) return text;
  const from = at(minimum ?? 0),
    to = maximum === null ? wide - 6 : at(maximum),
    shape = drawn(
      "svg",
      { width: wide, height: 14, "aria-hidden": "true", class: "range" },
      drawn("line", { x1: 0, y1: 7, x2: wide, y2: 7, class: "axis" }),
    );
  if (from === to) shape.append(drawn("circle", { cx: Math.max(from, 5), cy: 7, r: 5 }));
  else
    shape.append(
      drawn("rect", {
        x: from,
        y: 4,
        width: Math.max(to - from, 2),
        height: 6,
        class: maximum === null || minimum === null ? "open" : "closed",
      }),
    );
  if (maximum === null)
    shape.append(
      drawn("circle", { cx: Math.max(from, 5), cy: 7, r: 5 }),
      drawn("path", { d: `M${wide - 8} 1 L${wide} 7 L${wide - 8} 13 Z` }),
    );
  if (minimum === null)
    shape.append(drawn("circle", { cx: to, cy: 7, r: 5 }), drawn("path", { d: "M8 1 L0 7 L8 13 Z" }));
  return element("div", [shape, text], { className: "extent" });
}
