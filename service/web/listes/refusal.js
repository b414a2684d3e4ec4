// SPDX-License-Identifier: EUPL-1.2
//
// Why a file cannot be read or written, as one French sentence for the person who brought it.

export class Refusal extends Error {
  constructor(message) {
    super(message);
    this.name = 'Refusal';
  }
}

const grouped = new Intl.NumberFormat('fr-FR');

export const number_text = (number) => grouped.format(number);
export const size_text = (bytes) => (bytes < 1024 * 1024
  ? `${grouped.format(Math.ceil(bytes / 1024))} Kio`
  : `${grouped.format(Math.round(bytes / 1024 / 1024))} Mio`);
