// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { coalesced } from '../../service/web/listes/coalesced.js';
import { pressed_key } from '../../service/web/listes/keys.js';

test('a digit is the key’s place, whatever the keyboard writes there', () => {
  const french = [...'à&é"\'('];
  french.forEach((key, digit) => assert.equal(pressed_key({ code: `Digit${digit}`, key }), String(digit)));
  assert.equal(pressed_key({ code: 'Digit1', key: '1' }), '1');
  assert.equal(pressed_key({ code: '', key: '3' }), '3', 'a keyboard on the screen');
  assert.equal(pressed_key({ code: 'Digit6', key: '-' }), '-');
  assert.equal(pressed_key({ code: 'Numpad2', key: '2' }), '2');
  assert.equal(pressed_key({ code: 'Numpad2', key: 'ArrowDown' }), 'ArrowDown');
  assert.equal(pressed_key({ code: 'Backspace', key: 'Backspace' }), 'Backspace');
});

// One timer at a time, which goes as it is told to: Node's own mock is called otherwise in Debian's version than in later ones.
function made_clock() {
  let due = null;
  let now = 0;
  return {
    setTimeout: (run, ms) => { due = { run, at: now + ms }; },
    clearTimeout: () => { due = null; },
    tick: (ms) => {
      now += ms;
      if (due === null || due.at > now) return;
      const { run } = due;
      due = null;
      run();
    },
  };
}

test('what is asked for often is done once it is quiet, never twice at a time, and again for what came since', async () => {
  const clock = made_clock();
  const ends = [];
  let begun = 0;
  const ask = coalesced(() => {
    begun++;
    return new Promise((resolve) => { ends.push(resolve); });
  }, 100, clock);
  const turn = () => new Promise((resolve) => { setImmediate(resolve); });
  ask();
  clock.tick(60);
  ask();
  clock.tick(60);
  assert.equal(begun, 0);
  clock.tick(40);
  assert.equal(begun, 1);
  for (let i = 0; i < 3; i++) {
    ask();
    clock.tick(100);
  }
  assert.equal(begun, 1, 'the first still runs');
  ends.shift()();
  await turn();
  assert.equal(begun, 2);
  ends.shift()();
  await turn();
  clock.tick(1000);
  assert.equal(begun, 2);
});
