// SPDX-License-Identifier: EUPL-1.2
//
// The keys of the rows to be checked, on any keyboard.

// What is pressed: '0' to '5' by the key's place, since a French keyboard's top row says "&é"'(" without
// Shift; of the number pad only where it gives digits; any other key's own name.
export function pressed_key({ code = '', key }) {
  const place = /^(Digit|Numpad)([0-5])$/.exec(code);
  if (!place || (place[1] === 'Numpad' && !/^\d$/.test(key))) return key;
  return place[2];
}
