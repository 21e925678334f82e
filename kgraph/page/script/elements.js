// Elements are made here, and filled with text only.
function element(name, content, attributes = {}) {
  const made = document.createElement(name);
  for (const part of [content ?? []].flat()) made.append(part);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === false || value === undefined || value === null) continue;
    made.setAttribute(key === "className" ? "class" : key, value === true ? "" : value);
  }
  return made;
}

function button(content, act, attributes = {}) {
  const made = element("button", content, { type: "button", ...attributes });
  made.addEventListener("click", act);
  return made;
}

// Names and quotations may run from right to left.
const words = (name, text, className) => element(name, text, { dir: "auto", className });

// What is said as a quotation, with one pair of marks.
const quoted = text => `“${text.replace(/^[“"]|[”"]$/g, "")}”`;
const saidWords = card => (card.saying.quotation === "direct" ? quoted(card.saying.words) : card.saying.words);

const SVG = "http://www.w3.org/2000/svg";
function drawn(name, attributes, ...parts) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...parts);
  return made;
}

const count = (number, one, many = one + "s") => `${number.toLocaleString("en")} ${number === 1 ? one : many}`;

// Long lists are written in portions, so that nothing freezes.
function writeInPortions(parent, items, write, portion = 200) {
  let from = 0;
  const more = button(
    "",
    () => {
      const first = next();
      (first.querySelector("button") ?? first).focus();
    },
    { className: "more" },
  );
  const inList = { TBODY: () => element("tr", element("td", more, { colspan: 9 })), UL: () => element("li", more) };
  inList.OL = inList.UL;
  const last = inList[parent.tagName]?.() ?? more;
  function next() {
    const made = items.slice(from, from + portion).map(write);
    from += made.length;
    last.remove();
    parent.append(...made);
    more.textContent = `Show more (${(items.length - from).toLocaleString("en")} left)`;
    if (from < items.length) parent.append(last);
    return made[0];
  }
  if (items.length) next();
}
