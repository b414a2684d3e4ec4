// SPDX-License-Identifier: EUPL-1.2
//
// Calls between the page and its worker: one message there, one back. A Refusal's sentence comes over as
// such; anything else is a mistake of ours.
import { Refusal } from './refusal.js';

// In the worker. `on_progress(part)` of a call tells the page how far it is.
export function serve_calls(handlers) {
  self.onmessage = async ({ data: { id, name, args } }) => {
    const progress = (part) => self.postMessage({ id, progress: part });
    try {
      const { result, transfer = [] } = await handlers[name](args, progress);
      self.postMessage({ id, result }, transfer);
    } catch (error) {
      self.postMessage({ id, refusal: error instanceof Refusal ? error.message : null, error: String(error?.stack ?? error) });
    }
  };
}

// In the page: call(name, args, {transfer, progress}).
export function caller(worker) {
  const waiting = new Map();
  let next = 0;
  worker.onmessage = ({ data }) => {
    const call = waiting.get(data.id);
    if ('progress' in data) {
      call?.progress?.(data.progress);
      return;
    }
    waiting.delete(data.id);
    if (data.error) call?.reject(data.refusal ? new Refusal(data.refusal) : new Error(data.error));
    else call?.resolve(data.result);
  };
  return (name, args = {}, { transfer = [], progress } = {}) => new Promise((resolve, reject) => {
    next++;
    waiting.set(next, { resolve, reject, progress });
    worker.postMessage({ id: next, name, args }, transfer);
  });
}
