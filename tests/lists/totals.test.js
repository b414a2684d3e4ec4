// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hide_small, hide_small_list, kHidden } from '../../service/web/listes/totals.js';

test('a small count is hidden, and another with it, so that the sum does not give it back', () => {
  assert.deepEqual(hide_small_list([10, 20, 30]), [10, 20, 30]);
  assert.deepEqual(hide_small_list([0, 20, 3, 9]), [0, 20, kHidden, kHidden]);
  assert.deepEqual(hide_small_list([1, 1, 40, 50]), [kHidden, kHidden, kHidden, 50], 'two ones are told by their sum');
  assert.deepEqual(hide_small_list([3, 4, 40]), [kHidden, kHidden, 40]);
});

// What somebody can tell of a table from its shown counts and sums: the range of each cell.
function ranges(table) {
  const low = table.map((row) => row.map((count) => count ?? 0));
  const high = table.map((row) => row.map((count) => count ?? 1e6));
  const lines = [];
  const [height, width] = [table.length, table[0].length];
  for (let y = 0; y < height; y++) lines.push(Array.from({ length: width }, (_, x) => [y, x]));
  for (let x = 0; x < width; x++) lines.push(Array.from({ length: height }, (_, y) => [y, x]));
  for (let turn = 0; turn < 50; turn++) {
    for (const line of lines) {
      const parts = line.slice(0, -1);
      const [sy, sx] = line.at(-1);
      const sum = (bound, except) => parts.reduce((all, [y, x]) => (y === except?.[0] && x === except?.[1] ? all : all + bound[y][x]), 0);
      low[sy][sx] = Math.max(low[sy][sx], sum(low));
      high[sy][sx] = Math.min(high[sy][sx], sum(high));
      for (const [y, x] of parts) {
        low[y][x] = Math.max(low[y][x], low[sy][sx] - sum(high, [y, x]));
        high[y][x] = Math.min(high[y][x], high[sy][sx] - sum(low, [y, x]));
      }
    }
  }
  return { low, high };
}

test('in 3,000 random tables no small count is told by what is shown', () => {
  let seed = 7;
  const random = (most) => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return Math.floor((seed / 2147483648) * most);
  };
  for (let turn = 0; turn < 3000; turn++) {
    const rows = Array.from({ length: 1 + random(6) }, () => Array.from({ length: 4 }, () => (random(3) === 0 ? random(7) : random(60))));
    const shown = hide_small(rows);
    const { low, high } = ranges(shown);
    shown.forEach((row, y) => row.forEach((count, x) => {
      const truth = y < rows.length ? (x < 4 ? rows[y][x] : rows[y].reduce((a, b) => a + b))
        : rows.reduce((all, each) => all + (x < 4 ? each[x] : each.reduce((a, b) => a + b)), 0);
      if (count !== kHidden) assert.equal(count, truth);
      if (truth > 0 && truth < 5) {
        assert.equal(count, kHidden);
        assert.ok(low[y][x] < high[y][x], `${JSON.stringify(rows)}: ${y},${x} is ${low[y][x]}`);
      }
    }));
  }
});
