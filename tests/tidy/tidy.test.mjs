import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { planted } from './planted.mjs';
import { rules } from './rules.mjs';
import { treeOf } from './tree.mjs';

const here = dirname(fileURLToPath(import.meta.url));

function ruleNamed(name) {
  const rule = rules.find((one) => one.name === name);
  assert.ok(rule, `no rule is called "${name}"`);
  return rule;
}

for (const [index, { rule: name, bad, at, good }] of planted.entries()) {
  test(`${name} (${index + 1}): finds what is planted and nothing else`, () => {
    const rule = ruleNamed(name);
    const found = rule.check(treeOf(bad)).map(({ file, line }) => `${file}:${line}`);
    assert.ok(found.includes(at), `expected ${at}, found ${found.join(' ') || 'nothing'}`);
    assert.deepEqual(rule.check(treeOf(good)), []);
  });
}

test('every rule has a planted violation', () => {
  const proved = new Set(planted.map(({ rule }) => rule));
  assert.deepEqual(
    rules.map(({ name }) => name).filter((name) => !proved.has(name)),
    [],
  );
});

test('the program names file and line, and fails', () => {
  const root = mkdtempSync(join(tmpdir(), 'amparo-tidy-'));
  mkdirSync(join(root, 'src/base'), { recursive: true });
  mkdirSync(join(root, 'build'), { recursive: true });
  writeFileSync(join(root, 'src/base/a.cpp'), `int a;  // ${'x'.repeat(100)}\n`);
  writeFileSync(join(root, 'build/b.cpp'), `int b;  // ${'x'.repeat(100)}\n`);
  const { status, stdout } = spawnSync(process.execPath, [join(here, 'tidy.mjs'), root], {
    encoding: 'utf8',
  });
  rmSync(root, { recursive: true });
  assert.equal(status, 1);
  assert.match(stdout, /src\/base\/a\.cpp:1: 111 columns/);
  assert.doesNotMatch(stdout, /build\/b\.cpp/);
  assert.match(stdout, /^\d+ passed, [1-9]\d* failed$/m);
});
