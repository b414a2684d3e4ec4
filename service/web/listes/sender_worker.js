// SPDX-License-Identifier: EUPL-1.2
//
// The only part that sends: it has the questions that the file's worker gives it, and never the file.
import { caller, serve_calls } from './rpc.js';
import { DatasetChanged, Sender, Stopped } from './sender.js';

let call = null; // the file's worker's
let sender = null;

function outcome_of(error) {
  if (error instanceof Stopped) return { outcome: 'stopped' };
  if (error instanceof DatasetChanged) return { outcome: 'changed' };
  return { outcome: 'failed', message: error.message };
}

serve_calls({
  connect({ port }) {
    call = caller(port);
    return {};
  },
  prepare({ url, date }) {
    sender = new Sender({ call, url, date });
    return {};
  },
  async run(_, progress) {
    sender.tell = progress;
    try {
      await sender.run();
      return { result: { outcome: 'done' } };
    } catch (error) {
      return { result: outcome_of(error) };
    }
  },
  pause() {
    sender.pause();
    return {};
  },
  resume() {
    sender.resume();
    return {};
  },
  stop() {
    sender.stop();
    return {};
  },
});
