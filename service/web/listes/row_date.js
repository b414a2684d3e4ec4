// SPDX-License-Identifier: EUPL-1.2
//
// A row's own day as people write it (geo/batch/row_date.h).

const kTime = /^(?=.*:)[\d:.]{4,}Z?$/;

function day_text(year, month, day) {
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists ? date.toISOString().slice(0, 10) : null;
}

// "12/05/2024", "2024-05-12", with a time or not, as "2024-05-12"; null where it is no day.
export function read_row_date(text) {
  const end = text.search(/[T ]/);
  if (end >= 0 && !kTime.test(text.slice(end + 1))) return null;
  const day = end >= 0 ? text.slice(0, end) : text;
  const iso = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day);
  if (iso) return day_text(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const french = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4})$/.exec(day);
  return french ? day_text(Number(french[4]), Number(french[3]), Number(french[1])) : null;
}
