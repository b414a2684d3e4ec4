// SPDX-License-Identifier: EUPL-1.2
//
// The cases of tests/unit/number_format_test.cc: the tool shows the same.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { builtin_number_format, read_number_format, serial_day, shown_number } from '../../service/web/listes/number_format.js';

const shows = (cases, epoch_1904 = false) => {
  for (const [written, code, text] of cases) {
    assert.equal(shown_number(written, read_number_format(code), epoch_1904), text, `${written} in ${code}`);
  }
};

test('days, times and both, of both epochs', () => {
  shows([
    ['45322', 'dd/mm/yyyy', '2024-01-31'], ['1', 'd mmm yy', '1900-01-01'], ['59', 'd', '1900-02-28'], ['61', 'd', '1900-03-01'],
    ['60', 'd', '60'], // a day that Excel alone has
    ['0', 'd', '0'], ['-1', 'dd/mm/yyyy', '-1'], ['2958465', 'd', '9999-12-31'], ['2958466', 'd', '2958466'],
    ['45322', 'mmmm yyyy', '2024-01-31'], ['45322', '[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy', '2024-01-31'],
    ['45000.604166666664', 'dd/mm/yyyy hh:mm', '2023-03-15 14:30:00'], ['45322.604166666664', 'dd/mm/yyyy', '2024-01-31'],
    ['45322.9999999', 'dd/mm/yyyy hh:mm', '2024-02-01'], ['45322', 'dd/mm/yyyy hh:mm', '2024-01-31'],
    ['0.604166666666667', 'hh:mm', '14:30:00'], ['0.604166666666667', 'hh:mm:ss', '14:30:00'], ['1.5', '[h]:mm', '36:00:00'],
    ['0.604166666666667', 'mm:ss.0', '14:30:00'],
  ]);
  shows([['43860', 'dd/mm/yyyy', '2024-01-31'], ['0', 'd', '1904-01-01'], ['2958465', 'd', '2958465'], ['60', 'd', '1904-03-01']], true);
  assert.deepEqual([serial_day(45000.5, false), serial_day(0, false), serial_day(0, true)], ['2023-03-15', null, '1904-01-01']);
});

test('numbers as they are, and the zeros before a code', () => {
  shows([
    ['12', 'General', '12'], ['62300.0', '', '62300'], ['6.23E4', 'General', '62300'], ['-0.5', 'General', '-0.5'],
    ['2.8435800000000002', 'General', '2.84358'], ['0.30000000000000004', '0.00', '0.3'],
    ['1000', '00000', '01000'], ['1000.0', '00000', '01000'], ['0', '00000', '00000'], ['623001', '00000', '623001'],
    ['1000', '[$-40C]00000;@', '01000'], ['321142030', '0#" "##" "##" "##" "##', '03 21 14 20 30'], ['1234', '"L-"0000', 'L-1234'],
    ['-7', '000', '-007'], ['12.5', '00000', '12.5'], ['1234', '#,##0', '1234'], ['0.5', '0%', '0.5'],
    ['abc', '00000', 'abc'], ['', '00000', ''], ['1,5', 'General', '1,5'], ['nan', 'dd/mm/yyyy', 'nan'],
  ]);
});

test('no text of a format is taken for a date; Excel’s own are known', () => {
  const kinds = (codes) => codes.map((code) => read_number_format(code).kind);
  assert.deepEqual(kinds(['"jour "0', '[Red]0000']), ['digits', 'digits']);
  assert.deepEqual(new Set(kinds(['0.00\\ \\h', '[>=100]000;0', 'Standard', '@', '"sans fin'])), new Set(['general']));
  assert.deepEqual([0, 1, 14, 20, 22, 46, 49].map((id) => builtin_number_format(id).kind),
    ['general', 'general', 'day', 'time', 'day and time', 'time', 'general']);
});
