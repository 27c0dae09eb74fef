import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';

import { run } from './command.mjs';

const folder = mkdtempSync(join(tmpdir(), 'amparo-command-'));
after(() => rmSync(folder, { recursive: true }));
const log = join(folder, 'log');

test('output of both kinds and the exit code arrive', async () => {
  const { code } = await run(['sh', '-c', 'echo out; echo err >&2; exit 3'], { log });
  assert.equal(code, 3);
  assert.match(readFileSync(log, 'utf8'), /out\n.*err|err\n.*out/s);
});

test('a command over its time is ended with its children', async () => {
  const before = Date.now();
  const { code, timedOut } = await run(['sh', '-c', 'sleep 30 & sleep 30'], { log, timeout: 0.3 });
  assert.ok(timedOut);
  assert.notEqual(code, 0);
  assert.ok(Date.now() - before < 5000);
});

test('a command that does not exist fails with its name', async () => {
  const { code } = await run(['./no-such-program'], { log });
  assert.notEqual(code, 0);
  assert.match(readFileSync(log, 'utf8'), /no-such-program/);
});
