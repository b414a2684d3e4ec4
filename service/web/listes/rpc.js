// SPDX-License-Identifier: EUPL-1.2
//
// Calls between the page and its workers: one message there, one back. A Refusal's sentence comes over as
// such; anything else is a mistake of ours.
import { Refusal } from './refusal.js';

// In the worker, for who is at the other end of `port`. A handler gets (args, progress); progress(part)
// tells the caller how far it is.
export function serve_calls(handlers, port = self) {
  port.onmessage = async ({ data: { id, name, args } }) => {
    const progress = (part) => port.postMessage({ id, progress: part });
    try {
      const { result, transfer = [] } = await handlers[name](args, progress);
      port.postMessage({ id, result }, transfer);
    } catch (error) {
      port.postMessage({ id, refusal: error instanceof Refusal ? error.message : null, error: String(error?.stack ?? error) });
    }
  };
}

// At the other end: call(name, args, {transfer, progress}).
export function caller(port) {
  const waiting = new Map();
  let next = 0;
  port.onmessage = ({ data }) => {
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
    port.postMessage({ id: next, name, args }, transfer);
  });
}
