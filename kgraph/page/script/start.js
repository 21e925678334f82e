// The start: the frame is filled, and every change of the address is followed.
const SHEETS = {
  claims: renderClaims,
  timeline: renderTimeline,
  casualties: renderCasualties,
  articles: renderArticles,
};

function render() {
  renderFilters();
  for (const tab of document.querySelectorAll("#tabs button"))
    tab.setAttribute("aria-current", tab.dataset.view === state.view ? "page" : "false");
  const sheet = document.getElementById("sheet"),
    graph = state.view === "graph";
  document.getElementById("graph").hidden = !graph;
  sheet.hidden = graph;
  if (document.activeElement !== searchField) searchField.value = state.find;
  if (graph) renderGraph();
  else {
    const kept = keepPlace(sheet);
    SHEETS[state.view](sheet);
    kept();
  }
  renderEvidence();
}

// A table that is written anew keeps its place and the button that was pressed.
function keepPlace(sheet) {
  const view = document.getElementById("view"),
    top = view.scrollTop,
    same = sheet.dataset.view === state.view;
  const buttons = [...sheet.querySelectorAll("button, select")],
    at = buttons.indexOf(document.activeElement);
  sheet.dataset.view = state.view;
  return () => {
    if (!same) {
      if (state.view !== "articles") view.scrollTop = 0;
      return;
    }
    if (state.view !== "articles") view.scrollTop = top;
    if (at >= 0) [...sheet.querySelectorAll("button, select")][at]?.focus({ preventScroll: true });
  };
}

function writeHeading() {
  const { articles } = data,
    publishers = new Set(articles.map(article => article.publisher).filter(Boolean));
  const days = articles
    .map(article => article.date)
    .filter(Boolean)
    .sort();
  const title =
    articles.length === 1
      ? articles[0].title
      : articles.length
        ? `${articles.length.toLocaleString("en")} articles`
        : "No articles";
  const span = days.length ? (days[0] === days.at(-1) ? days[0] : `${days[0]} to ${days.at(-1)}`) : "";
  const which = articles.length > 1 && articles.length < 4 ? articles.map(article => article.title).join(" · ") : "";
  document.getElementById("title").textContent = title;
  document.getElementById("subtitle").textContent = [
    which,
    publishers.size > 3 ? count(publishers.size, "source") : [...publishers].join(", "),
    span,
  ]
    .filter(Boolean)
    .join(" · ");
  document.title = `${title} · kgraph`;
  document.body.classList.toggle("one-article", articles.length === 1);
}

const tabs = document.getElementById("tabs");
tabs.append(
  ...Object.entries(VIEWS).map(([key, name]) => button(name, () => change({ view: key }), { "data-view": key })),
);
buildFilters(document.getElementById("tools"));
document.getElementById("lines").addEventListener("toggle", event => {
  if (event.target.open) renderLines(edgesShown());
});
document.getElementById("title").dir = "auto";
document.getElementById("subtitle").dir = "auto";

function repaint(light) {
  readColours(light);
  if (network) {
    renderGraph();
    network.redraw();
  }
}
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => repaint());
addEventListener("beforeprint", () => repaint(true));
addEventListener("afterprint", () => repaint());
addEventListener("hashchange", () => {
  readAddress();
  render();
});
addEventListener("popstate", () => {
  readAddress();
  render();
});

writeHeading();
readAddress();
readColours();
render();
