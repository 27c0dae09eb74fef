import assert from 'node:assert/strict';
import { copyFileSync, existsSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import {
  call,
  chosenPasswords,
  finished,
  program,
  root,
  started,
  temporaryFolder,
} from './server.mjs';

const amparo = (args, env) => finished(program, args, { env: env ?? chosenPasswords() });

test('a live server is backed up, restored, verified, and its keys changed', async (t) => {
  const folder = temporaryFolder(t);
  const data = join(folder, 'data');
  const server = await started(t, program, [
    'serve',
    '--port',
    '0',
    '--data',
    data,
    '--cases',
    '6',
  ]);
  assert.equal(
    statSync(join(data, 'amparo.keys')).mode & 0o077,
    0,
    'only the owner reads the keys',
  );

  const backup = join(folder, 'copy.amparo');
  const saved = await amparo(['backup', '--data', data, backup]);
  assert.equal(saved.code, 0, saved.output);
  const rotated = await amparo(['rotate-key', '--data', data]);
  assert.equal(rotated.code, 0, rotated.output);
  assert.equal((await call(`${server.url}/api/v2/cases`, 'admin')).body.metadata.total, 6);
  assert.equal(await server.stop(), 0);
  const verified = await amparo(['verify', '--data', data]);
  assert.equal(verified.code, 0, verified.output);
  const examined = await amparo(['doctor', '--data', data]);
  assert.equal(examined.code, 0, examined.output);

  const other = join(folder, 'other');
  mkdirSync(other, { mode: 0o700 });
  copyFileSync(join(data, 'amparo.keys'), join(other, 'amparo.keys'));
  const restored = await amparo(['restore', '--data', other, backup]);
  assert.equal(restored.code, 0, restored.output);
  assert.equal((await amparo(['verify', '--data', other])).code, 0);
  const again = await started(t, program, ['serve', '--port', '0', '--data', other, '--no-demo']);
  assert.equal((await call(`${again.url}/api/v2/cases`, 'admin')).body.metadata.total, 6);
  await again.stop();
  const refused = await amparo(['restore', '--data', other, backup]);
  assert.notEqual(refused.code, 0, 'a database that holds data is not overwritten');
});

test('people are made and get passwords on the command line', async (t) => {
  const data = join(temporaryFolder(t), 'data');
  assert.equal((await amparo(['init', '--data', data])).code, 0);
  const own = (secret) => chosenPasswords({ AMPARO_USER_PASSWORD: secret });
  const person = [
    '--full-name',
    'Amina Sarr',
    '--role',
    'role-cp-case-worker',
    '--agency',
    'AGENCY-1',
    '--group',
    'usergroup-primero-cp',
    '--data',
    data,
  ];
  const added = await amparo(['user', 'add', 'amina', ...person], own('A-first-password-1'));
  assert.equal(added.code, 0, added.output);
  const twice = await amparo(['user', 'add', 'amina', ...person], own('A-first-password-1'));
  assert.notEqual(twice.code, 0, 'a name is taken once');
  const changed = await amparo(
    ['user', 'password', 'amina', '--data', data],
    own('A-second-password-2'),
  );
  assert.equal(changed.code, 0, changed.output);
  assert.match((await amparo(['user', 'list', '--data', data])).output, /amina/);

  const server = await started(t, program, ['serve', '--port', '0', '--data', data, '--no-demo']);
  const url = `${server.url}/api/v2/permissions`;
  assert.equal((await call(url, 'amina', { secret: 'A-first-password-1' })).status, 401);
  assert.equal((await call(url, 'amina', { secret: 'A-second-password-2' })).status, 200);
  await server.stop();
});

test('an installed copy needs nothing of the source tree', async (t) => {
  const folder = temporaryFolder(t);
  const installed = await finished(join(root, 'scripts/install.sh'), [join(folder, 'prefix')]);
  assert.equal(installed.code, 0, installed.output);
  assert.ok(existsSync(join(folder, 'prefix/share/amparo/web/index.html')));
  const options = ['serve', '--port', '0', '--data', join(folder, 'data'), '--no-demo'];
  const server = await started(t, join(folder, 'prefix/bin/amparo'), options);
  assert.equal((await fetch(server.url, { headers: { accept: 'text/html' } })).status, 200);
  await server.stop();
});
