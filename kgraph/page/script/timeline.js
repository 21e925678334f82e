// Timeline: events and claims by the dates that their sentences give; those without a date are listed, not guessed.
function timelineCards() {
  return rowsOf(card => card.kind !== "relation").sort((one, other) => {
    const [a, b] = [firstDay(one), firstDay(other)];
    return !a - !b || (a < b ? -1 : a > b ? 1 : one.number - other.number);
  });
}

function renderTimeline(sheet) {
  const cards = timelineCards(),
    days = new Map();
  for (const card of cards) {
    const day = card.date.join(" to ");
    if (!days.has(day)) days.set(day, []);
    days.get(day).push(card);
  }
  const list = element("ol", null, { className: "timeline" });
  sheet.replaceChildren(
    element(
      "div",
      [
        element("h2", `Timeline (${count(cards.length, "entry", "entries")})`),
        button("CSV", saveRows, { className: "csv" }),
      ],
      { className: "bar" },
    ),
    list,
  );
  writeInPortions(
    list,
    [...days],
    ([day, found]) => {
      const items = element("ul");
      writeInPortions(items, found, timelineItem, 60);
      return element(
        "li",
        [
          element("h3", [
            day ? element("time", writeDay(day)) : "No date in the text",
            element("small", ` ${found.length}`),
          ]),
          items,
        ],
        { className: day ? "dated" : "undated" },
      );
    },
    60,
  );
}

const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];
function writeDay(day) {
  return day
    .split(" to ")
    .map(each => {
      const [year, month, date] = each.split("-");
      return [date && Number(date), month && MONTHS[month - 1], year].filter(Boolean).join(" ");
    })
    .join(" to ");
}

function timelineItem(card) {
  const text = card.saying ? `${card.title}: ${saidWords(card)}` : card.title;
  const who = isClaimed(card)
    ? `${card.saying ? "passed on by" : "only claimed:"} ${card.who}`
    : card.saying
      ? ""
      : "the article states it";
  return element(
    "li",
    [
      icon(card.kind),
      element("div", [
        button(words("span", text), () => select(card.iri)),
        words("small", [who, data.articles.length > 1 && articleOf(card).title].filter(Boolean).join(" · ")),
      ]),
    ],
    { className: isClaimed(card) ? "claimed" : null, "aria-current": card.iri === state.select ? "true" : null },
  );
}
