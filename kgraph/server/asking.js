"use strict";
// Text reaches the document through textContent only.
const questions = JSON.parse(document.getElementById("data").textContent);
const choice = document.getElementById("questions");
const query = document.getElementById("query");
const told = document.getElementById("status");
const answer = document.getElementById("answer");

function row(name, texts) {
  const made = document.createElement("tr");
  for (const text of texts) made.append(Object.assign(document.createElement(name), { textContent: text }));
  return made;
}

function write({ head, results, boolean }) {
  const table = document.createElement("table");
  const names = head.vars ?? ["answer"];
  const rows = results ? results.bindings.map(each => names.map(name => each[name]?.value ?? "")) : [[String(boolean)]];
  table.append(row("th", names), ...rows.map(each => row("td", each)));
  answer.replaceChildren(table);
  told.textContent = `${rows.length} ${rows.length === 1 ? "row" : "rows"}`;
}

async function ask() {
  told.textContent = "asking";
  answer.replaceChildren();
  const accept = "application/sparql-results+json, text/turtle;q=0.5";
  const body = new URLSearchParams({ query: query.value });
  const found = await fetch("/sparql", { method: "POST", headers: { accept }, body });
  const text = await found.text();
  if (found.ok && found.headers.get("content-type").startsWith("application/sparql-results+json")) write(JSON.parse(text));
  else {
    answer.append(Object.assign(document.createElement("pre"), { textContent: text }));
    told.textContent = found.ok ? "" : `refused (${found.status})`;
  }
}

choice.append(...questions.map(({ name, title }) => new Option(title, name)));
choice.addEventListener("change", () => { query.value = questions[choice.selectedIndex].text; });
query.value = questions[0].text;
document.getElementById("ask").addEventListener("click", ask);
