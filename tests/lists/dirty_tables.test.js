// SPDX-License-Identifier: EUPL-1.2
//
// Other people's CSV files, read as geo/table reads them.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { open_csv } from '../../service/web/listes/csv_source.js';
import { all_rows, blob } from './support.js';

const program = process.env.QPV_DUMP_TABLES;
if (!program) throw new Error('QPV_DUMP_TABLES is not set: run these tests through ctest');
const tables = JSON.parse(execFileSync(program, { encoding: 'utf8', maxBuffer: 1 << 28 }));

test('there are many', () => assert.ok(tables.length >= 60));
for (const table of tables) {
  test(`table: ${table.name}`, async () => {
    const source = await open_csv(blob(Buffer.from(table.bytes, 'hex')));
    assert.equal(source.encoding, table.encoding);
    assert.equal(source.delimiter, table.delimiter);
    const preamble = source.row_number(0) - 1; // "sep=;"
    assert.equal(source.row_count + preamble, table.rows);
    assert.equal(source.cells(table.row - preamble)[table.column], table.text);
    assert.equal(all_rows(source).length, source.row_count);
  });
}
