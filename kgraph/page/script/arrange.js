// Places for parts of the graph that the reader chooses. The same part gets the same places every time: nothing here is
// left to chance. (The places of what the page opens on, and of all, are made with the page.)
const SPACE = 16000; // square pixels for one node

function arrange(ids, middle) {
  const boxes = ids.map(id => measureNode(data.nodes[id]));
  const wide = Math.sqrt(ids.length * SPACE * 1.5),
    high = wide / 1.5,
    ideal = Math.sqrt(SPACE) * 0.8;
  const at = ids.map((id, number) => {
    if (id === middle) return { x: 0, y: 0 };
    const turn = (number / ids.length) * 2 * Math.PI;
    return { x: (Math.cos(turn) * wide) / 2, y: (Math.sin(turn) * high) / 2 };
  });
  const place = new Map(ids.map((id, number) => [id, number]));
  const pairs = [
    ...new Map(
      ids
        .flatMap(id => edgesAt[id])
        .filter(edge => edge.from !== edge.to && place.has(edge.from) && place.has(edge.to))
        .map(edge => [
          `${Math.min(edge.from, edge.to)} ${Math.max(edge.from, edge.to)}`,
          [place.get(edge.from), place.get(edge.to)],
        ]),
    ).values(),
  ];
  for (let round = 0; round < 150; round++) {
    const heat = ideal * 0.5 * (1 - round / 150);
    const moves = at.map(({ x, y }) => ({ x: -0.7 * x, y: -1.4 * y })); // all are held to the middle
    for (let one = 0; one < at.length; one++)
      for (let other = 0; other < one; other++) {
        const x = at[one].x - at[other].x || 0.01 * (one - other),
          y = (at[one].y - at[other].y) * 1.4,
          far = x * x + y * y;
        const push = (ideal * ideal) / far;
        moves[one].x += x * push;
        moves[one].y += y * push;
        moves[other].x -= x * push;
        moves[other].y -= y * push;
      }
    for (const [one, other] of pairs) {
      const x = at[one].x - at[other].x,
        y = at[one].y - at[other].y,
        pull = Math.hypot(x, y) / ideal;
      moves[one].x -= x * pull;
      moves[one].y -= y * pull;
      moves[other].x += x * pull;
      moves[other].y += y * pull;
    }
    at.forEach((point, number) => {
      if (ids[number] === middle) return;
      const { x, y } = moves[number],
        length = Math.hypot(x, y) || 1;
      point.x += (x / length) * Math.min(length, heat);
      point.y += (y / length) * Math.min(length, heat);
    });
  }
  pushApart(at, boxes, ids.indexOf(middle));
  return new Map(
    ids.map((id, number) => [id, { x: Math.round(at[number].x), y: Math.round(at[number].y) + (number % 2) }]),
  );
}

function pushApart(at, boxes, fixed) {
  for (let round = 0, moved = true; moved && round < 200; round++) {
    moved = false;
    for (let one = 0; one < at.length; one++)
      for (let other = 0; other < one; other++) {
        const x = at[one].x - at[other].x,
          y = at[one].y - at[other].y;
        const overX = (boxes[one].w + boxes[other].w) / 2 + 30 - Math.abs(x),
          overY = (boxes[one].h + boxes[other].h) / 2 + 30 - Math.abs(y);
        if (overX <= 0.5 || overY <= 0.5) continue;
        const across = overX < overY,
          step = across ? overX * Math.sign(x || 1) : overY * Math.sign(y || 1),
          axis = across ? "x" : "y";
        moved = true;
        if (one === fixed) at[other][axis] -= step;
        else if (other === fixed) at[one][axis] += step;
        else {
          at[one][axis] += step / 2;
          at[other][axis] -= step / 2;
        }
      }
  }
}

// Places for newcomers around a node that is shown already: the nearest that are free.
function placeAround(id, newcomers, places) {
  const taken = [...places].map(([other, point]) => ({ ...point, ...measureNode(data.nodes[other]) }));
  const free = spot =>
    taken.every(
      box =>
        Math.abs(box.x - spot.x) > (box.w + spot.w) / 2 + 14 || Math.abs(box.y - spot.y) > (box.h + spot.h) / 2 + 14,
    );
  const centre = places.get(id);
  for (const newcomer of newcomers) {
    const { w, h } = measureNode(data.nodes[newcomer]);
    for (let step = 0; ; step++) {
      const turn = step * 2.39996,
        far = 105 + 9 * Math.sqrt(step) * Math.sqrt(step > 40 ? step / 8 : 1);
      const spot = {
        x: Math.round(centre.x + Math.cos(turn) * far * 1.5),
        y: Math.round(centre.y + Math.sin(turn) * far),
        w,
        h,
      };
      if (!free(spot) && step < 3000) continue;
      taken.push(spot);
      places.set(newcomer, { x: spot.x, y: spot.y });
      break;
    }
  }
}
