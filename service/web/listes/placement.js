// SPDX-License-Identifier: EUPL-1.2
//
// Where a row's answer stands in the file that is given back: behind its own columns, or in the place of an
// earlier answer's, as the tool does it (geo/batch/csv_list.h, EarlierAnswer).
import { kAddedColumns } from './answer.js';

// Columns of an earlier answer in a header, wherever each stands, ascending: {columns, names}; null where there
// is none. A list may have a column "qpv" of its own: only with the code or the version of the data it is
// ours. Of a name that stands twice, the last is ours: answers come behind.
export function find_earlier({ names, header }) {
  const columns = kAddedColumns.map((name) => names.lastIndexOf(name)).filter((column) => column >= 0).sort((a, b) => a - b);
  const found = columns.map((column) => names[column]);
  const answered = found.includes('qpv') && (found.includes('qpv_code') || found.includes('qpv_donnees'));
  return header && answered ? { columns, names: found } : null;
}

export class Placement {
  constructor(source, earlier) {
    this.replaces = earlier !== null;
    this.names = earlier?.names ?? kAddedColumns;
    // Where they stand, ascending.
    this.columns = earlier?.columns ?? this.names.map((_, k) => source.columns + k);
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
