// SPDX-License-Identifier: EUPL-1.2
//
// A CSV that Excel opens by a double click: UTF-8 with a byte order mark, semicolons, CRLF.

// What a spreadsheet would take for a formula. "+33…" and "-12" are numbers, "-" is a dash.
const kFormula = /^(?:[=@\t\r]|[+-](?![\d \u00A0]|$))/;

export const is_formula = (text) => kFormula.test(text);

const kQuoted = /[";\r\n]/;

// {line, neutralised}: cells that would be formulas get an apostrophe in front, and are counted.
export function csv_line(cells) {
  let neutralised = 0;
  const texts = cells.map((cell) => {
    let text = cell;
    if (is_formula(text)) {
      neutralised++;
      text = `'${text}`;
    }
    return kQuoted.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  });
  return { line: `${texts.join(';')}\r\n`, neutralised };
}

export const kCsvMark = '\uFEFF';
