// SPDX-License-Identifier: EUPL-1.2
//
// Work that shows what has changed, asked for more often than it can be done.

// A function that asks for it: done once nobody has asked for `quiet_ms`, never twice at a time, and once
// more after what was asked for while it ran.
export function coalesced(work, quiet_ms, clock = globalThis) {
  let timer = null;
  let running = false;
  let wanted = false;
  async function run() {
    if (running) return;
    running = true;
    try {
      while (wanted) {
        wanted = false;
        await work();
      }
    } finally {
      running = false;
    }
  }
  return () => {
    wanted = true;
    clock.clearTimeout(timer);
    timer = clock.setTimeout(run, quiet_ms);
  };
}
