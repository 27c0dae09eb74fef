import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';

import {
  call,
  chosenPasswords,
  finished,
  password,
  root,
  started,
  temporaryFolder,
} from './server.mjs';

const run = join(root, 'run');

test('./run serves demo data, stops cleanly and starts again within 3 seconds', async (t) => {
  const data = join(temporaryFolder(t), 'data');
  const options = ['--port', '0', '--data', data, '--cases', '7'];
  const first = await started(t, run, options);
  const page = await fetch(first.url, { headers: { accept: 'text/html' } });
  assert.equal(page.status, 200);
  assert.match(await page.text(), /<title>/);
  const cases = await call(`${first.url}/api/v2/cases`, 'admin');
  assert.equal(cases.status, 200);
  assert.equal(cases.body.metadata.total, 7);
  assert.equal((await call(`${first.url}/api/v2/permissions`, 'worker')).status, 200);
  assert.ok(!first.output().includes(password), 'a chosen password is not printed');
  assert.equal(await first.stop('SIGTERM'), 0);

  // Without the variables: the people and passwords of the first start are kept.
  const second = await started(
    t,
    run,
    options,
    chosenPasswords({
      AMPARO_ADMIN_PASSWORD: '',
      AMPARO_DEMO_PASSWORD: '',
    }),
  );
  assert.ok(second.seconds < 3, `the second start took ${second.seconds} s`);
  assert.equal((await call(`${second.url}/api/v2/cases`, 'admin')).body.metadata.total, 7);
  assert.equal(await second.stop('SIGINT'), 0);
});

test('a generated password is shown once and works', async (t) => {
  const data = join(temporaryFolder(t), 'data');
  const nothing = chosenPasswords({ AMPARO_ADMIN_PASSWORD: '', AMPARO_DEMO_PASSWORD: '' });
  const server = await started(t, run, ['--port', '0', '--data', data, '--no-demo'], nothing);
  const secret = server
    .output()
    .split(/\s+/)
    .find((word) => /^[\w-]{16}[.,]?$/.test(word));
  assert.ok(secret, server.output());
  const own = { secret: secret.replace(/[.,]$/, '') };
  assert.equal((await call(`${server.url}/api/v2/permissions`, 'admin', own)).status, 200);
  await server.stop();
  const again = await started(t, run, ['--port', '0', '--data', data, '--no-demo'], nothing);
  assert.ok(!again.output().includes(own.secret));
  await again.stop();
});

test('--no-demo gives an empty deployment', async (t) => {
  const data = join(temporaryFolder(t), 'data');
  const server = await started(t, run, ['--port', '0', '--data', data, '--no-demo']);
  assert.equal((await call(`${server.url}/api/v2/cases`, 'admin')).body.metadata.total, 0);
  assert.equal((await call(`${server.url}/api/v2/permissions`, 'worker')).status, 401);
  await server.stop();
});

test('what was acknowledged is there after a stop in the middle of writing', async (t) => {
  const data = join(temporaryFolder(t), 'data');
  const options = [
    '--port',
    '0',
    '--data',
    data,
    '--no-demo',
    '--set',
    'limits.per_user_second=0',
    '--set',
    'limits.per_address_second=0',
  ];
  const server = await started(t, run, options);
  const stored = [];
  const writers = Array.from({ length: 8 }, async () => {
    for (;;) {
      try {
        const answer = await call(`${server.url}/api/v2/cases`, 'admin', {
          method: 'POST',
          data: { module_id: 'primeromodule-cp', name_first: 'Noor', age: 8 },
        });
        if (answer.status !== 200) return;
        stored.push(answer.body.data.id);
      } catch {
        return;
      }
    }
  });
  await new Promise((resolve) => setTimeout(resolve, 1500));
  assert.equal(await server.stop('SIGTERM'), 0);
  await Promise.all(writers);
  assert.ok(stored.length > 0);
  const again = await started(t, run, options);
  for (const id of stored.slice(-20)) {
    assert.equal((await call(`${again.url}/api/v2/cases/${id}`, 'admin')).status, 200);
  }
  const { total } = (await call(`${again.url}/api/v2/cases?per=1`, 'admin')).body.metadata;
  assert.ok(total >= stored.length, `${stored.length} acknowledged, ${total} there`);
  await again.stop();
});

test('mistakes are named and end the start', async (t) => {
  const data = join(temporaryFolder(t), 'data');
  const unknown = await finished(run, ['--prot', '9000']);
  assert.equal(unknown.code, 2);
  assert.match(unknown.output, /--prot/);
  const incomplete = await finished(run, ['--port']);
  assert.equal(incomplete.code, 2);
  const setting = await finished(run, ['--data', data, '--set', 'server.prot=9000']);
  assert.notEqual(setting.code, 0);
  assert.match(setting.output, /server\.prot/);

  const other = createServer().listen(0, '127.0.0.1');
  t.after(() => other.close());
  await new Promise((resolve) => other.once('listening', resolve));
  const { port } = other.address();
  const taken = await finished(run, ['--data', data, '--no-demo', '--port', String(port)]);
  assert.notEqual(taken.code, 0);
  assert.match(taken.output, new RegExp(String(port)));
});
