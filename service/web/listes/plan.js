// SPDX-License-Identifier: EUPL-1.2
//
// The quartiers as a drawing, each with its count. The table beside it says the same.

const kSvg = 'http://www.w3.org/2000/svg';
const kWidth = 1000;

function svg(name, attributes, text) {
  const made = document.createElementNS(kSvg, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text !== undefined) made.textContent = text;
  return made;
}

function frame(perimeters) {
  const box = { west: 180, east: -180, south: 90, north: -90 };
  for (const { geometry } of perimeters) {
    for (const [lon, lat] of geometry.coordinates.flat(2)) {
      box.west = Math.min(box.west, lon);
      box.east = Math.max(box.east, lon);
      box.south = Math.min(box.south, lat);
      box.north = Math.max(box.north, lat);
    }
  }
  return box;
}

function middle(ring) {
  const xs = ring.map(([x]) => x);
  const ys = ring.map(([, y]) => y);
  return [(Math.min(...xs) + Math.max(...xs)) / 2, (Math.min(...ys) + Math.max(...ys)) / 2];
}

// `counts`: Map of code → number, or a word where it is not shown.
export function draw_plan(perimeters, counts) {
  const box = frame(perimeters);
  const scale = kWidth / (box.east - box.west);
  const stretch = 1 / Math.cos(((box.south + box.north) / 2) * Math.PI / 180);
  const place = ([lon, lat]) => [(lon - box.west) * scale, (box.north - lat) * scale * stretch];
  const height = Math.ceil((box.north - box.south) * scale * stretch);
  const most = Math.max(1, ...[...counts.values()].filter((count) => typeof count === 'number'));
  const root = svg('svg', { viewBox: `-30 -30 ${kWidth + 60} ${height + 60}`, role: 'img', 'aria-label': 'Plan des quartiers avec leurs nombres\u00A0; le tableau donne les mêmes' });
  const labels = [];
  for (const { code, name, geometry } of perimeters) {
    const count = counts.get(code);
    const number = typeof count === 'number' ? count : 0;
    const rings = geometry.coordinates.flat(1).map((ring) => ring.map(place));
    const path = svg('path', { class: 'area', 'fill-opacity': (0.12 + 0.7 * Math.sqrt(number / most)).toFixed(2),
      d: rings.map((ring) => `M${ring.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L')}Z`).join('') });
    path.append(svg('title', {}, `${name}\u00A0: ${count}`));
    root.append(path);
    if (count === 0) continue;
    const [x, y] = middle(rings[0]);
    labels.push(svg('text', { class: 'area-label', x: x.toFixed(1), y: (y + 9).toFixed(1), 'font-size': 26, 'aria-hidden': 'true' }, number > 0 ? String(number) : '–'));
  }
  root.append(...labels);
  return root;
}
