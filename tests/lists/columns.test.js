// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { recognise } from '../../service/web/listes/columns.js';
import { source_text, words } from './support.js';

const { base, cases } = JSON.parse(source_text('tests/golden/columns_cases.json'));
const known = {
  postcodes: new Set(base.postcodes), citycodes: new Set(base.citycodes), communes: new Set(base.communes),
};

test('the cases that the tool is held to', () => assert.ok(cases.length >= 20));
for (const { name, rows, header, roles } of cases) {
  test(`columns: ${name}`, () => {
    const found = recognise(rows, known, words);
    assert.deepEqual([found.header, found.roles.map((role) => role ?? '')], [header, roles]);
  });
}

test('columns of persons are never taken, whatever they hold', () => {
  const header = ['Nom', 'Prénom', 'Né(e) le', 'Commune de naissance', 'Téléphone', 'E-mail', 'N° sécurité sociale', 'Adresse', 'CP'];
  const row = ['Rue', 'Place', '62300', 'Lens', '0321000000', 'a@b.fr', '62300', '6 rue Descartes', '62300'];
  const { roles } = recognise([header, row, row], known, words);
  assert.deepEqual(roles, [null, null, null, null, null, null, null, 'adresse', 'code_postal']);
});
