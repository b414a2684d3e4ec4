// SPDX-License-Identifier: EUPL-1.2
//
// What a person sees of a number in an Excel cell, as the tool reads it (geo/workbook/number_format.h):
// as much of its format as an address, a code or a date needs.

const kLastDay = 2958465; // 9999-12-31, in days of 1900
const kDaySeconds = 86400;
const kWhole = 1e15; // from here on Excel has no further digits
const kAlways = '\u0001'; // in a mask: a digit that is always shown,
const kIfAny = '\u0002'; // and one that is when there is one

export const kGeneral = { kind: 'general' };
const kDay = { kind: 'day' };
const kDayAndTime = { kind: 'day and time' };
const kTime = { kind: 'time' };

// "[Red]" and "[$-40C]" say nothing here, "[h]" is a time, "[>=1000]" makes the number decide.
function take_bracket(inside, signs) {
  if (/^(?:h+|m+|s+)$/i.test(inside)) signs.clock = true;
  if (/^[<>=]/.test(inside)) signs.plain = false;
}

function take_sign(c, signs) {
  if (c === '0' || c === '#' || c === '?') {
    signs.digits = true;
    signs.mask += c === '0' ? kAlways : kIfAny;
  } else if (/[yd]/i.test(c)) signs.day = true;
  else if (/[hs]/i.test(c)) signs.clock = true;
  else if (/m/i.test(c)) signs.m = true;
  else if (' -/:()'.includes(c)) signs.mask += c;
  else signs.plain = false; // a point, a comma, a percentage, an exponent
}

// The first section: what positive numbers are shown by. `m` is months or minutes.
function read_signs(code) {
  const signs = { mask: '', digits: false, plain: true, day: false, clock: false, m: false };
  for (let i = 0; i < code.length && code[i] !== ';'; i++) {
    const c = code[i];
    if (c === '"' || c === '[') {
      const end = code.indexOf(c === '"' ? '"' : ']', i + 1);
      if (end < 0) break;
      const inside = code.slice(i + 1, end);
      if (c === '"') signs.mask += inside;
      else take_bracket(inside, signs);
      i = end;
    } else if (c === '\\' || c === '_' || c === '*') { // the next one as it is, its width, or repeated
      i++;
      if (c === '\\') signs.mask += code[i] ?? '';
    } else {
      take_sign(c, signs);
    }
  }
  return signs;
}

// Of a format as a workbook writes it: "dd/mm/yyyy", "00000", "[$-40C]d mmmm yyyy;@".
export function read_number_format(code) {
  if (/^(?:$|general|standard|@$)/i.test(code)) return kGeneral;
  const signs = read_signs(code);
  const day = signs.day || (signs.m && !signs.clock);
  if (day && !signs.digits) return signs.clock ? kDayAndTime : kDay;
  // "ss.00": tenths of seconds.
  if (signs.clock) return signs.day ? kDayAndTime : kTime;
  return signs.digits && signs.plain ? { kind: 'digits', mask: signs.mask } : kGeneral;
}

// Of one that Excel knows by its number alone. 27 to 36 and 50 to 58 are days of East Asia's calendars.
export function builtin_number_format(id) {
  const within = (first, last) => id >= first && id <= last;
  if (id === 22) return kDayAndTime;
  if (within(14, 17) || within(27, 36) || within(50, 58)) return kDay;
  return within(18, 21) || within(45, 47) ? kTime : kGeneral;
}

const two = (number) => String(number).padStart(2, '0');
const clock_text = (seconds) => [seconds / 3600, (seconds / 60) % 60, seconds % 60].map((part) => two(Math.floor(part))).join(':');

// "1990-05-12" of a day's number; null where there is none.
function day_text(day, epoch_1904) {
  // Excel has a 29 February 1900, which is day 60; day 0 is none.
  if (!epoch_1904 && (day === 0 || day === 60)) return null;
  const from = epoch_1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, day < 60 ? 31 : 30);
  const text = new Date(from + day * kDaySeconds * 1000).toISOString();
  return text.startsWith('+') ? null : text.slice(0, 10); // from the year 10,000 on
}

// A serial number as "2024-01-31", "2024-01-31 14:30:00" or "14:30:00" ("36:00:00"); null where it is no
// day of the calendar.
export function serial_text(serial, { kind }, epoch_1904) {
  if (!(serial >= 0) || serial > kLastDay) return null;
  const seconds = Math.round(serial * kDaySeconds);
  if (kind === 'time') return clock_text(seconds);
  const text = day_text(Math.floor(seconds / kDaySeconds), epoch_1904);
  const time = seconds % kDaySeconds;
  return text && kind === 'day and time' && time !== 0 ? `${text} ${clock_text(time)}` : text;
}

export const serial_day = (serial, epoch_1904) => serial_text(serial, kDay, epoch_1904);

// The first place takes what the others cannot hold.
function in_mask(value, mask) {
  const digits = value === 0 ? '' : String(Math.abs(value));
  let places = [...mask].filter((c) => c === kAlways || c === kIfAny).length;
  let next = 0; // of the digits
  let text = value < 0 ? '-' : '';
  for (const c of mask) {
    if (c !== kAlways && c !== kIfAny) {
      text += c;
      continue;
    }
    while (digits.length - next > places) text += digits[next++];
    if (digits.length - next === places) text += digits[next++];
    else if (c === kAlways) text += '0';
    places--;
  }
  return text.replace(/^ +/, '');
}

// To the 15 digits that Excel has: 0.30000000000000004 is 0.3.
const plain_number = (value) => String(Number(value.toPrecision(15)));

// As a person reads it: what is stored as 62300.0 or 6.23E4 is 62300. What is no number, or no day of the
// calendar, stays as it is written.
export function shown_number(written, format, epoch_1904) {
  const value = Number(written);
  if (written.trim() === '' || !Number.isFinite(value)) return written;
  if (format.kind === 'general') return plain_number(value);
  if (format.kind !== 'digits') return serial_text(value, format, epoch_1904) ?? plain_number(value);
  return Number.isInteger(value) && Math.abs(value) < kWhole ? in_mask(value, format.mask) : plain_number(value);
}
