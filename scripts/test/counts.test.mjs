import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';

import { ofExit, ofGoogleTest, ofLog, ofPlaywright, ofVitest } from './counts.mjs';

const folder = mkdtempSync(join(tmpdir(), 'amparo-counts-'));
after(() => rmSync(folder, { recursive: true }));

function file(content) {
  const path = join(folder, 'report');
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

const gtest = (...tests) => ({ testsuites: [{ testsuite: tests }] });
const good = { result: 'COMPLETED' };
const bad = { result: 'COMPLETED', failures: [{ failure: 'no' }] };
const skipped = { result: 'SKIPPED' };

test('a command that is one test passes with 0 only', () => {
  assert.deepEqual(ofExit(0), { passed: 1, failed: 0 });
  assert.deepEqual(ofExit(1), { passed: 0, failed: 1 });
});

test('GoogleTest: failed and skipped tests count as failed', () => {
  assert.deepEqual(ofGoogleTest(file(gtest(good, good)), 0), { passed: 2, failed: 0 });
  assert.deepEqual(ofGoogleTest(file(gtest(good, bad)), 1), { passed: 1, failed: 1 });
  assert.deepEqual(ofGoogleTest(file(gtest(good, skipped)), 0), { passed: 1, failed: 1 });
});

test('a crash after the report, no report, or no test at all is a failure', () => {
  assert.deepEqual(ofGoogleTest(file(gtest(good)), 139), { passed: 1, failed: 1 });
  assert.deepEqual(ofGoogleTest(join(folder, 'absent'), 0), { passed: 0, failed: 1 });
  assert.deepEqual(ofGoogleTest(file(gtest()), 0), { passed: 0, failed: 1 });
  assert.deepEqual(ofGoogleTest(file('{"testsuites": ['), 0), { passed: 0, failed: 1 });
});

test('Vitest: a file that does not load is a failure', () => {
  const report = {
    numTotalTests: 3,
    numPassedTests: 3,
    testResults: [{ status: 'failed', assertionResults: [] }],
  };
  assert.deepEqual(ofVitest(file(report), 1), { passed: 3, failed: 1 });
  const whole = { numTotalTests: 3, numPassedTests: 2, testResults: [] };
  assert.deepEqual(ofVitest(file(whole), 1), { passed: 2, failed: 1 });
});

test('Vitest: what passed when tried again is a failure if there are more than a few', () => {
  const steady = { status: 'passed', failureMessages: [] };
  const unsteady = { status: 'passed', failureMessages: ['no'] };
  const counts = (...tests) => {
    const total = tests.length;
    const testResults = [{ status: 'passed', assertionResults: tests }];
    return ofVitest(file({ numTotalTests: total, numPassedTests: total, testResults }), 0);
  };
  assert.deepEqual(counts(steady, unsteady, unsteady), { passed: 3, failed: 0 });
  assert.deepEqual(counts(steady, unsteady, unsteady, unsteady), { passed: 1, failed: 3 });
});

test('Playwright: skipped are failures, and flaky if there are more than a few', () => {
  const counts = (stats, code) => ofPlaywright(file({ stats }), code);
  const stats = { expected: 4, unexpected: 1, flaky: 1, skipped: 1 };
  assert.deepEqual(counts(stats, 1), { passed: 5, failed: 2 });
  const good = { expected: 4, unexpected: 0, flaky: 2, skipped: 0 };
  assert.deepEqual(counts(good, 0), { passed: 6, failed: 0 });
  assert.deepEqual(counts({ ...good, flaky: 3 }, 0), { passed: 4, failed: 3 });
});

test('a log is counted by its closing line, or by the lines of the test runner of node', () => {
  assert.deepEqual(ofLog(file('so\n5 passed, 2 failed\n'), 1), { passed: 5, failed: 2 });
  assert.deepEqual(ofLog(file('# tests 6\n# pass 6\n'), 0), { passed: 6, failed: 0 });
  assert.deepEqual(ofLog(file('# tests 6\n# pass 4\n# skipped 2\n'), 0), { passed: 4, failed: 2 });
  assert.deepEqual(ofLog(file('nothing'), 0), { passed: 0, failed: 1 });
});
