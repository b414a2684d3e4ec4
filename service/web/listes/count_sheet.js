// SPDX-License-Identifier: EUPL-1.2
//
// Counts of people that may be published: the rule of geo/batch/count_sheet.h, step for step, so that page
// and tool hide the same; tests/golden/counts_cases.json holds both to it.

export const kShown = 'shown';
export const kSmall = 'small';
export const kHidden = 'hidden';
const kMostSteps = 2000;

// Looks for another table of counts that its readers could not tell from this one: a count is moved by
// one, and others with it until all sums hold again. Each count moves once at most.
class Mover {
  constructor({ counts, sums, least }) {
    Object.assign(this, { counts, sums, least, places: counts.map(() => []) });
    this.moved = new Int8Array(counts.length);
    this.off = new Int32Array(sums.length); // of each sum, its parts less its total
    sums.forEach(({ total, parts }, sum) => {
      this.places[total].push({ sum, sign: -1 });
      for (const part of parts) this.places[part].push({ sum, sign: 1 });
    });
  }

  can_move(small) { return this.can_move_by(small, 1) || this.can_move_by(small, -1); }

  can_move_by(small, by) {
    this.steps = 0;
    if (!this.fits(small, by)) return false;
    this.move(small, by);
    const settled = this.settle();
    // What is hidden later takes nothing from what could move: it is not looked for again.
    if (settled) this.moved.forEach((by_one, id) => { if (by_one !== 0) this.counts[id].moves = true; });
    this.moved.fill(0);
    this.off.fill(0);
    return settled;
  }

  fits(id, by) {
    const { value, shown } = this.counts[id];
    if (shown === kShown || this.moved[id] !== 0) return false;
    const to = value + by;
    return shown === kSmall ? to >= 1 && to < this.least : to >= this.least;
  }

  move(id, by) {
    this.moved[id] += by;
    for (const { sum, sign } of this.places[id]) this.off[sum] += sign * by;
  }

  // Whether a move brings all of the count's sums nearer to what they are.
  helps(id, by) { return this.places[id].every(({ sum, sign }) => this.off[sum] * sign * by < 0); }

  attempt(id, by) {
    if (this.steps > kMostSteps || !this.fits(id, by)) return false;
    this.move(id, by);
    if (this.settle()) return true;
    this.move(id, -by);
    return false;
  }

  first_wrong() {
    let sum = 0;
    while (sum < this.off.length && this.off[sum] === 0) sum++;
    return sum;
  }

  // Depth first, what mends several sums at once before the rest, within a number of steps: what takes
  // more is hidden rather than looked for.
  settle() {
    const wrong = this.first_wrong();
    if (wrong === this.off.length) return true;
    if (++this.steps > kMostSteps) return false;
    const needed = this.off[wrong] > 0 ? -1 : 1;
    const { total, parts } = this.sums[wrong];
    for (const wanted of [true, false]) {
      for (const part of parts) if (this.helps(part, needed) === wanted && this.attempt(part, needed)) return true;
      if (this.helps(total, -needed) === wanted && this.attempt(total, -needed)) return true;
    }
    return false;
  }
}

// Counts, and which of them are the sum of which others. A count from 1 to least - 1 is small and is not
// shown; others, the smallest in a sum with it and then further away, are hidden as well until no sum and no
// difference gives it back.
// Zeros are shown.
export class CountSheet {
  constructor() { Object.assign(this, { counts: [], sums: [], least: 0 }); }

  // Its id.
  add(value) { return this.counts.push({ value, shown: kShown, moves: false }) - 1; }

  // The total is the sum of the parts, and its readers know that.
  sum(total, parts) { this.sums.push({ total, parts }); }

  // After all counts; and once more after further ones, which then add to what is hidden.
  suppress(least) {
    this.least = least;
    for (const count of this.counts) {
      count.moves = false;
      if (count.value > 0 && count.value < least) count.shown = kSmall;
    }
    // Where one is the only small value, being small says it.
    if (least <= 2) return;
    for (let hidden = true; hidden;) {
      hidden = false;
      const mover = new Mover(this);
      for (let id = 0; id < this.counts.length; id++) {
        const { shown, moves } = this.counts[id];
        if (shown === kSmall && !moves && !mover.can_move(id)) hidden = this.hide_beside(id) || hidden;
      }
    }
  }

  // The smallest count that is still shown in a sum with it, the total last; where none is left, in a sum
  // with those that hide it, and so on.
  hide_beside(small) {
    const seen = new Set();
    for (let near = [small]; near.length > 0;) {
      const here = this.sums_of(near, seen);
      const hidden = this.next_to_hide(here);
      if (hidden !== null) {
        this.counts[hidden].shown = kHidden;
        return true;
      }
      near = here.flatMap(({ total, parts }) => [...parts, total]).filter((id) => this.counts[id].shown !== kShown);
    }
    return false;
  }

  // Those with any of the counts that are not seen yet.
  sums_of(counts, seen) {
    const wanted = new Set(counts);
    return this.sums.filter((sum) => {
      if (seen.has(sum) || !(wanted.has(sum.total) || sum.parts.some((part) => wanted.has(part)))) return false;
      seen.add(sum);
      return true;
    });
  }

  next_to_hide(sums) {
    const is_open = (id) => this.counts[id].shown === kShown && this.counts[id].value > 0;
    let best = null;
    let last = null;
    for (const { total, parts } of sums) {
      for (const part of parts) {
        if (is_open(part) && (best === null || this.counts[part].value < this.counts[best].value)) best = part;
      }
      if (is_open(total)) last = total;
    }
    return best ?? last;
  }

  shown(id) { return this.counts[id].shown; }
  hidden_among(first) { return this.counts.slice(0, first).filter(({ shown }) => shown === kHidden).length; }

  // For people: the number, "moins de 5" or "masqué".
  told(id) {
    const { value, shown } = this.counts[id];
    if (shown === kSmall) return `moins de ${this.least}`;
    return shown === kHidden ? 'masqué' : value;
  }
}
