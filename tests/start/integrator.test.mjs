import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import {
  call,
  chosenPasswords,
  finished,
  password,
  program,
  root,
  started,
  temporaryFolder,
} from './server.mjs';

test('the examples of docs/integrator.md do what they say', async (t) => {
  const data = join(temporaryFolder(t), 'data');
  const options = ['serve', '--port', '0', '--data', data, '--cases', '5'];
  const server = await started(t, program, options);
  const manual = readFileSync(join(root, 'docs/integrator.md'), 'utf8');
  const examples = [...manual.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, code]) => code);
  assert.ok(examples.length >= 6, 'the manual has lost its examples');
  const script = ['set -euo pipefail', ...examples.map((code) => `${code}\necho`)].join('\n');
  const { code, output } = await finished('bash', ['-c', script], {
    env: chosenPasswords({
      AMPARO_URL: server.url,
      AMPARO_USER: 'worker',
      AMPARO_PASSWORD: password,
    }),
  });
  assert.equal(code, 0, output);

  const list = await call(
    `${server.url}/api/v2/cases?fields=name,age&order_by=created_at&order=desc`,
    'worker',
  );
  const amal = list.body.data.find(({ name }) => name === 'Amal Example');
  assert.equal(amal?.age, 10, 'the case of the examples was registered and changed');
  await server.stop();
});
