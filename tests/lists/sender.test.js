// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { DatasetChanged, Sender, Stopped } from '../../service/web/listes/sender.js';

const listeners = {};
globalThis.addEventListener = (name, listener) => { listeners[name] = listener; };
globalThis.removeEventListener = (name) => { delete listeners[name]; };
const real_fetch = globalThis.fetch;
afterEach(() => { globalThis.fetch = real_fetch; });

// A worker with three batches of one question each, and a service that answers by `script`: a function
// of how many requests came before.
function stage(script) {
  const pending = [[1], [2], [3]];
  const taken = [];
  const requests = [];
  const events = [];
  const call = async (name, args) => {
    if (name === 'next_batch') return pending.length ? { places: pending.shift(), text: '[{}]' } : null;
    if (name === 'give_back') return pending.unshift(args.places);
    if (new TextDecoder().decode(args.bytes) !== 'good') throw new Error('not ours');
    taken.push(args.places[0]);
    return { answered: taken.length, questions: 3, done: taken.length === 3, dataset: 'd1' };
  };
  globalThis.fetch = async (url, options) => {
    requests.push({ url, options });
    return script(requests.length - 1, options);
  };
  const sender = new Sender({ call, url: 'v1/batch', date: '', tell: (event) => {
    events.push(event);
    if (event.kind === 'waiting') setTimeout(() => sender.wake?.());
  } });
  return { sender, taken, requests, events, pending };
}

const good = () => new Response('good');
const problem = (status, name, headers = {}) => new Response(JSON.stringify({ type: `/problems/${name}`, detail: 'Non.' }), { status, headers });

test('one batch after the other, held to the first answer’s data, without cookies or a referrer', async () => {
  const { sender, taken, requests } = stage(good);
  await sender.run();
  assert.deepEqual(taken, [1, 2, 3]);
  assert.deepEqual(requests.map(({ url }) => url), ['v1/batch', 'v1/batch?dataset=d1', 'v1/batch?dataset=d1']);
  const { credentials, referrerPolicy, redirect, cache } = requests[0].options;
  assert.deepEqual([credentials, referrerPolicy, redirect, cache], ['omit', 'no-referrer', 'error', 'no-store']);
});

test('a lost connection, 503, 429, another’s page: the same batch again, nothing twice or never', async () => {
  const replies = [() => { throw new TypeError('network'); }, () => problem(503, 'unavailable', { 'Retry-After': '2' }),
    () => problem(429, 'too-many'), () => new Response('<html>portal</html>'), good, good, good];
  const { sender, taken, events } = stage((i) => replies[i]());
  await sender.run();
  assert.deepEqual(taken, [1, 2, 3]);
  assert.deepEqual(events.filter(({ kind }) => kind === 'waiting').map(({ seconds }) => seconds), [1, 2, 4, 8]);
});

test('Retry-After is waited for', async () => {
  const { sender, events } = stage((i) => (i === 0 ? problem(503, 'unavailable', { 'Retry-After': '17' }) : good()));
  await sender.run();
  assert.equal(events.find(({ kind }) => kind === 'waiting').seconds, 17);
});

test('other data than at the start: it says so, and what was on its way is not lost', async () => {
  const { sender, pending } = stage((i) => (i === 1 ? problem(409, 'dataset-changed') : good()));
  await assert.rejects(sender.run(), DatasetChanged);
  assert.deepEqual(pending, [[2], [3]]);
});

test('what a wait does not mend ends with the service’s sentence', async () => {
  await assert.rejects(stage(() => problem(503, 'no-addresses')).sender.run(), /^Error: Non\.$/);
  await assert.rejects(stage(() => problem(400, 'invalid-body')).sender.run(), /refuse la demande.*Non\./);
  const broken = stage(() => new Response('x'));
  await assert.rejects(broken.sender.run(), /s’est arrêtée/);
  assert.deepEqual(broken.pending, [[1], [2], [3]]);
});

test('a service that fails to answer some questions: asked again, then told that it was the last time', async () => {
  const lasts = [];
  const { sender, events } = stage(good);
  const call = sender.call;
  sender.call = async (name, args) => {
    if (name !== 'take' || args.places[0] !== 2) return call(name, args);
    lasts.push(args.last);
    return args.last ? call(name, args) : { failed: 1 };
  };
  await sender.run();
  assert.deepEqual(lasts, [false, false, false, true]);
  assert.match(events.find(({ kind }) => kind === 'waiting').why, /a rencontré une erreur/);
  const broken = stage(good);
  const broken_call = broken.sender.call;
  broken.sender.call = async (name, args) => (name === 'take' ? { failed: 1000 } : broken_call(name, args));
  await assert.rejects(broken.sender.run(), /a rencontré une erreur.*s’est arrêtée/);
  assert.deepEqual(broken.pending, [[1], [2], [3]]);
});

test('pause holds the next request, resume goes on, stop ends', async () => {
  const { sender, taken, requests } = stage((i) => {
    if (i === 0) sender.pause();
    return good();
  });
  const running = sender.run();
  await new Promise((resolve) => { setTimeout(resolve, 20); });
  assert.deepEqual([taken.length, requests.length], [1, 1]);
  sender.resume();
  await running;
  assert.equal(taken.length, 3);
  const other = stage((_, { signal }) => new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Error('aborted')));
    other.sender.stop();
  }));
  await assert.rejects(other.sender.run(), Stopped);
});
