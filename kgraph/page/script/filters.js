// Filters: articles, sources, event types and dates choose cards; every view shows the cards that pass.
let passing = new Set(data.cards);

const filtering = () => Boolean(state.article.size || state.source.size || state.type.size || state.from || state.to);

function passes(card) {
  if (state.article.size && !state.article.has(articleOf(card).iri)) return false;
  if (state.source.size && !card.sources.some(source => state.source.has(source))) return false;
  if (state.type.size && ![...card.kinds].some(kind => state.type.has(kind))) return false;
  if (!state.from && !state.to) return true;
  // A card without a date of its own goes by its article's.
  const begin = firstDay(card) || articleOf(card).date || "";
  const end = card.date[1] || begin + "~";
  return Boolean(begin) && (!state.from || end >= state.from) && (!state.to || begin <= state.to);
}

const haystacks = new Map();
function haystack(card) {
  if (!haystacks.has(card)) {
    const parts = [card.title, card.who, card.type, card.saying?.words ?? "", articleOf(card).title];
    haystacks.set(card, parts.join(" ").toLowerCase());
  }
  return haystacks.get(card);
}

// The rows of a table: cards that pass the filters and hold the words searched for.
function rowsOf(test) {
  const wanted = state.find.trim().toLowerCase();
  return data.cards.filter(card => test(card) && passing.has(card) && (!wanted || haystack(card).includes(wanted)));
}

function countBy(values) {
  const counts = new Map();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((one, other) => other[1] - one[1] || (one[0] < other[0] ? -1 : 1));
}

// One choice of several values, as boxes to tick in a panel that opens.
function choice(key, name, options) {
  const made = element("details", element("summary", name), { className: "choice", "data-choice": key });
  const list = element("div", null, { className: "options" });
  let written = false;
  made.addEventListener("toggle", () => {
    if (!made.open) return;
    for (const other of document.querySelectorAll("details.choice")) if (other !== made) other.open = false;
    if (written) return;
    written = true;
    if (options.length > 12) {
      const narrow = element("input", null, { type: "search", placeholder: "Narrow", "aria-label": `Narrow ${name}` });
      narrow.addEventListener("input", () => {
        const wanted = narrow.value.toLowerCase();
        for (const label of list.children) label.hidden = !label.textContent.toLowerCase().includes(wanted);
      });
      list.before(narrow);
    }
    list.append(
      ...options.map(([value, label, number]) => {
        const box = element("input", null, { type: "checkbox", value });
        box.addEventListener("change", () => {
          const chosen = new Set(state[key]);
          if (box.checked) chosen.add(value);
          else chosen.delete(value);
          change({ [key]: chosen });
        });
        return element("label", [box, words("span", label), element("small", number.toLocaleString("en"))]);
      }),
    );
    renderFilters();
  });
  made.append(list);
  return made;
}

function day(key, name) {
  const input = element("input", null, { type: "date", "data-day": key });
  input.addEventListener("change", () => change({ [key]: input.value }));
  return element("label", [name + " ", input], { className: "day" });
}

const choices = [];
function buildFilters(parent) {
  const articles = countBy(data.cards.map(card => card.article)).map(([n, number]) => [
    data.articles[n].iri,
    data.articles[n].title,
    number,
  ]);
  const sources = countBy(data.cards.flatMap(card => card.sources)).map(([name, number]) => [name, name, number]);
  const types = countBy(data.cards.filter(card => card.kind !== "claim").flatMap(card => [...card.kinds])).map(
    ([name, number]) => [name, name, number],
  );
  choices.push(
    ["article", "Articles", choice("article", "Articles", articles)],
    ["source", "Sources", choice("source", "Sources", sources)],
    ["type", "Events", choice("type", "Events", types)],
  );
  parent.append(
    ...choices.map(([, , made]) => made),
    day("from", "From"),
    day("to", "to"),
    button(
      "Clear filters",
      () => change({ article: new Set(), source: new Set(), type: new Set(), from: "", to: "" }),
      { id: "clear" },
    ),
  );
  document.addEventListener("click", event => {
    for (const [, , made] of choices) if (!made.contains(event.target)) made.open = false;
  });
}

function renderFilters() {
  passing = filtering() ? new Set(data.cards.filter(passes)) : new Set(data.cards);
  for (const [key, name, made] of choices) {
    made.querySelector("summary").textContent = state[key].size ? `${name}: ${state[key].size}` : name;
    made.classList.toggle("chosen", state[key].size > 0);
    for (const box of made.querySelectorAll("input[type=checkbox]")) box.checked = state[key].has(box.value);
  }
  for (const input of document.querySelectorAll("[data-day]")) input.value = state[input.dataset.day];
  document.getElementById("clear").hidden = !filtering();
}
