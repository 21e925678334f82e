// Shapes: each family of nodes has a form and a colour of its own; the legend draws the same forms.
const FAMILIES = {
  person: "person",
  organization: "organization",
  force: "force",
  group: "group",
  place: "place",
  other: "other",
  event: "event",
  claim: "claim",
};
const FONT = "system-ui, -apple-system, 'Segoe UI', sans-serif";
const colours = {};

function readColours(light) {
  document.documentElement.classList.toggle("light", Boolean(light));
  const style = getComputedStyle(document.documentElement);
  for (const name of [...Object.keys(FAMILIES), "back", "front", "soft", "accent", "said", "ink"])
    colours[name] = style.getPropertyValue("--" + name).trim();
}

// The outline of a family around 0, 0.
const outlines = {
  person: (ctx, w, h) => ctx.roundRect(-w / 2, -h / 2, w, h, h / 2),
  organization: (ctx, w, h) => ctx.rect(-w / 2, -h / 2, w, h),
  force: (ctx, w, h) => {
    const c = Math.min(9, h * 0.35);
    corners(ctx, [
      [-w / 2 + c, -h / 2],
      [w / 2 - c, -h / 2],
      [w / 2, -h / 2 + c],
      [w / 2, h / 2 - c],
      [w / 2 - c, h / 2],
      [-w / 2 + c, h / 2],
      [-w / 2, h / 2 - c],
      [-w / 2, -h / 2 + c],
    ]);
  },
  group: (ctx, w, h) =>
    corners(ctx, [
      [-w / 2 + 8, -h / 2],
      [w / 2, -h / 2],
      [w / 2 - 8, h / 2],
      [-w / 2, h / 2],
    ]),
  place: (ctx, w, h) => {
    const c = Math.min(11, h * 0.5);
    corners(ctx, [
      [-w / 2, 0],
      [-w / 2 + c, -h / 2],
      [w / 2 - c, -h / 2],
      [w / 2, 0],
      [w / 2 - c, h / 2],
      [-w / 2 + c, h / 2],
    ]);
  },
  other: (ctx, w, h) => ctx.roundRect(-w / 2, -h / 2, w, h, 4),
  event: ctx =>
    corners(ctx, [
      [0, -11],
      [13, 0],
      [0, 11],
      [-13, 0],
    ]),
  claim: (ctx, w, h) => {
    // a speech bubble
    const r = Math.min(8, h * 0.3),
      x = -w / 2,
      y = -h / 2,
      tail = Math.min(9, h * 0.45);
    ctx.moveTo(x + r, y);
    ctx.arcTo(x + w, y, x + w, y + h, r);
    ctx.arcTo(x + w, y + h, x, y + h, r);
    ctx.lineTo(x + r + 1.6 * tail, y + h);
    ctx.lineTo(x + r, y + h + tail);
    ctx.lineTo(x + r + 0.4 * tail, y + h);
    ctx.arcTo(x, y + h, x, y, r);
    ctx.arcTo(x, y, x + w, y, r);
    ctx.closePath();
  },
};

function corners(ctx, points) {
  points.forEach(([x, y], number) => (number ? ctx.lineTo(x, y) : ctx.moveTo(x, y)));
  ctx.closePath();
}

function drawShape(ctx, family, w, h, { chosen = false, claimed = false } = {}) {
  ctx.beginPath();
  outlines[family](ctx, w, h);
  ctx.fillStyle = colours[family];
  ctx.fill();
  ctx.lineWidth = chosen ? 4 : family === "claim" || family === "event" ? 1.5 : 1;
  ctx.strokeStyle = chosen ? colours.accent : family === "claim" ? colours.said : colours.ink;
  ctx.setLineDash(claimed && !chosen ? [4, 3] : family === "other" ? [1, 2] : []);
  ctx.stroke();
  ctx.setLineDash([]);
}

function measureNode(node) {
  if (!node.box) {
    const lines = node.label.split("\n");
    pen.font = `${node.font}px ${FONT}`;
    const wide = Math.max(...lines.map(line => pen.measureText(line).width)),
      high = lines.length * node.font * 1.25;
    node.box = { lines, w: wide + (node.family === "place" ? 28 : 20), h: high + 10, high };
  }
  return node.box;
}

// What vis-network calls for each node of each picture. `more` is how many neighbours are not shown.
function drawNode({ ctx, id, x, y, state: { selected } }) {
  const node = data.nodes[id],
    { lines, w, h, high } = measureNode(node),
    event = node.family === "event";
  const card = cardByIri.get(node.iri),
    look = { chosen: selected, claimed: card ? isClaimed(card) : false };
  return {
    drawNode() {
      ctx.save();
      ctx.translate(x, y);
      if (event) ctx.translate(0, -high / 2);
      drawShape(ctx, node.family, w, h, look);
      if (event) ctx.translate(0, high / 2 + 13);
      ctx.font = `${node.font}px ${FONT}`;
      ctx.textAlign = "center";
      ctx.textBaseline = "middle";
      if (event) {
        ctx.lineWidth = 4;
        ctx.lineJoin = "round";
        ctx.strokeStyle = colours.back;
      }
      ctx.fillStyle = event ? colours.front : colours.ink;
      lines.forEach((line, number) => {
        const below = (number - (lines.length - 1) / 2) * node.font * 1.25;
        if (event) ctx.strokeText(line, 0, below);
        ctx.fillText(line, 0, below);
      });
      const more = hiddenAt.get(id);
      if (more && !event) {
        ctx.font = `600 10px ${FONT}`;
        ctx.textAlign = "left";
        ctx.fillStyle = colours.soft;
        ctx.fillText("+" + more, w / 2 + 2, -h / 2 - 1);
      }
      ctx.restore();
    },
    nodeDimensions: event ? { width: Math.max(28, w - 16), height: high + 26 } : { width: w, height: h },
  };
}

function icon(family) {
  const made = element("canvas", null, { width: 52, height: 36, "aria-hidden": "true", className: "icon" });
  const ctx = made.getContext("2d");
  ctx.scale(2, 2);
  ctx.translate(13, family === "claim" ? 7 : 9);
  if (family === "event") ctx.scale(0.7, 0.7);
  drawShape(ctx, family, 22, family === "claim" ? 10 : 14);
  return made;
}
