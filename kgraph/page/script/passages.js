// Passages: sentences with what proves the card marked in them.
const MARKED = {
  source: "who says so",
  cue: "the telling word",
  content: "what is said",
  role: "who and what takes part",
  figure: "the figure",
  date: "the date",
};

function marksOf(card, article) {
  const marks = new Map();
  for (const [number, from, to, mark] of card?.marks ?? [])
    if (number === article) for (let at = from; at < to; at++) marks.set(at, mark);
  return marks;
}

// Segments of a text as words and marks; `wrap` may put each into something.
function writeSegments(article, from, to, marks, wrap = made => made) {
  const { segments } = data.articles[article],
    made = [];
  for (let at = from; at < to; at++) {
    let text = segments[at];
    const mark = marks.get(at),
      first = at;
    while (at + 1 < to && marks.get(at + 1) === mark && mark) text += segments[++at];
    made.push(wrap(mark ? element("mark", text, { className: mark, title: MARKED[mark] }) : text, first, text));
  }
  return made;
}

function quote(card, [article, from, to]) {
  return element("blockquote", writeSegments(article, from, to, marksOf(card, article)), { dir: "auto" });
}

function sentencesOf(card) {
  return card.passages.map(([article, from, to]) =>
    data.articles[article].segments.slice(from, to).join("").replace(/\s+/g, " ").trim(),
  );
}
