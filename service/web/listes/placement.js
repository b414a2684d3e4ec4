// SPDX-License-Identifier: EUPL-1.2
//
// Where a row's answer stands in the file that is given back: behind its own columns, or in the place of an
// earlier answer's, as the tool does it (geo/batch/csv_list.h, EarlierAnswer).
import { kAddedColumns } from './answer.js';

// Columns of an earlier answer in a header, side by side: {first, names}; null where there are none.
export function find_earlier({ names, header }) {
  const is_ours = (name) => kAddedColumns.includes(name);
  const first = header ? names.findIndex(is_ours) : -1;
  if (first < 0) return null;
  const behind = names.slice(first).findIndex((name) => !is_ours(name));
  return { first, names: behind < 0 ? names.slice(first) : names.slice(first, first + behind) };
}

export class Placement {
  constructor(source, earlier) {
    this.replaces = earlier !== null;
    this.names = earlier?.names ?? kAddedColumns;
    // Where they stand, ascending.
    this.columns = this.names.map((_, k) => (earlier?.first ?? source.columns) + k);
    this.shown = this.names.map((name) => kAddedColumns.indexOf(name));
  }

  // The texts, or other values, of an answer's columns that the file has.
  chosen(cells) { return this.shown.map((column) => cells[column]); }

  // `own`, all of a row's, with `added` in their places.
  placed(own, added) {
    const row = [...own];
    this.columns.forEach((column, k) => {
      while (row.length < column) row.push('');
      row[column] = added[k];
    });
    return row;
  }
}
