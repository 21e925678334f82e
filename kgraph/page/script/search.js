// Search: names, other names and words; what is found is offered below the field, and narrows the tables.
const searchField = document.getElementById("search"),
  foundList = document.getElementById("found");
const OFFERED = 12;
let offers = [],
  offer = -1;

function entries(wanted) {
  const named = [],
    held = [];
  for (const id of data.order) {
    const node = data.nodes[id];
    if (node.family === "claim" || node.family === "event") continue;
    const names = [nameOf(node), ...node.names],
      match = names.find(name => name.toLowerCase().includes(wanted));
    if (match === undefined) continue;
    const begins = names.some(name => name.toLowerCase().startsWith(wanted));
    named.push({
      iri: node.iri,
      text: nameOf(node),
      more: match === nameOf(node) ? node.kind : `${node.kind}, also ${match}`,
      rank: begins ? 0 : 1,
    });
  }
  for (const card of data.cards) {
    if (named.length + held.length > 200) break;
    if (haystack(card).includes(wanted))
      held.push({
        iri: card.iri,
        text: card.saying ? `${card.title}: ${card.saying.words}` : card.title,
        more: card.kind,
        rank: 2,
      });
  }
  return [...named, ...held].sort((one, other) => one.rank - other.rank).slice(0, OFFERED);
}

function showOffers() {
  const wanted = searchField.value.trim().toLowerCase();
  offers = wanted ? entries(wanted) : [];
  offer = -1;
  foundList.replaceChildren(
    ...offers.map((each, number) => {
      const made = element("li", [words("span", each.text), words("small", each.more)], {
        role: "option",
        id: `offer-${number}`,
        "aria-selected": "false",
      });
      made.addEventListener("mousedown", event => {
        event.preventDefault();
        take(number);
      });
      return made;
    }),
  );
  if (wanted && !offers.length)
    foundList.append(
      element("li", "Nothing found", { role: "option", "aria-disabled": "true", "aria-selected": "false" }),
    );
  foundList.hidden = !wanted;
  searchField.setAttribute("aria-expanded", String(Boolean(wanted)));
  point(-1);
}

function point(number) {
  offer = number;
  [...foundList.children].forEach((made, at) => made.setAttribute("aria-selected", String(at === number)));
  if (number >= 0) {
    searchField.setAttribute("aria-activedescendant", `offer-${number}`);
    foundList.children[number].scrollIntoView({ block: "nearest" });
  } else searchField.removeAttribute("aria-activedescendant");
}

function hideOffers() {
  foundList.hidden = true;
  searchField.setAttribute("aria-expanded", "false");
}

function take(number) {
  hideOffers();
  if (offers[number]) select(offers[number].iri, { find: state.view === "graph" ? "" : state.find });
}

searchField.addEventListener("input", () => {
  showOffers();
  change({ find: searchField.value }, false);
});
searchField.addEventListener("focus", () => {
  if (searchField.value) showOffers();
});
searchField.addEventListener("blur", hideOffers);
searchField.addEventListener("keydown", event => {
  if (event.key === "ArrowDown" && offers.length) point((offer + 1) % offers.length);
  else if (event.key === "ArrowUp" && offers.length) point((offer + offers.length - 1) % offers.length);
  else if (event.key === "Enter" && offers.length) take(Math.max(offer, 0));
  else if (event.key === "Escape") hideOffers();
  else return;
  event.preventDefault();
});
