import { readFileSync } from 'node:fs';

// A skipped test counts as failed: nobody looks at it again otherwise.

/** {passed, failed} of a command that is one test: it ends with 0 or it does not. */
export function ofExit(code) {
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** Of a GoogleTest binary's --gtest_output=json file; a crash before its end is one failure. */
export function ofGoogleTest(file, code) {
  return counted(file, code, (report) => {
    const cases = report.testsuites.flatMap((suite) => suite.testsuite);
    const failed = cases.filter((test) => test.failures || test.result !== 'COMPLETED').length;
    return { passed: cases.length - failed, failed };
  });
}

const unsteadyMax = 2;

// A test that passed only when tried again counts as passed (the log names it), but more than a few
// of them are failures: then it is not the machine.
const tolerated = (unsteady) => (unsteady <= unsteadyMax ? unsteady : 0);

/** Of Vitest's JSON reporter, which keeps what went wrong before a test passed. */
export function ofVitest(file, code) {
  return counted(file, code, (report) => {
    const broken = report.testResults.filter(
      (suite) => suite.status === 'failed' && suite.assertionResults.length === 0,
    ).length;
    const unsteady = report.testResults
      .flatMap((suite) => suite.assertionResults)
      .filter((test) => test.status === 'passed' && test.failureMessages.length > 0).length;
    const passed = report.numPassedTests - unsteady + tolerated(unsteady);
    return { passed, failed: report.numTotalTests - passed + broken };
  });
}

/** Of Playwright's JSON reporter. */
export function ofPlaywright(file, code) {
  return counted(file, code, ({ stats, errors = [] }) => {
    const good = tolerated(stats.flaky);
    return {
      passed: stats.expected + good,
      failed: stats.unexpected + stats.flaky - good + stats.skipped + errors.length,
    };
  });
}

/** Of a log that closes with "N passed, N failed" or with the lines of node's test runner. */
export function ofLog(file, code) {
  return counted(file, code, parseLog, (path) => readFileSync(path, 'utf8'));
}

function parseLog(text) {
  const closing = [...text.matchAll(/^(\d+) passed, (\d+) failed$/gm)].at(-1);
  if (closing) return { passed: Number(closing[1]), failed: Number(closing[2]) };
  const number = (word) => Number(new RegExp(`^# ${word} (\\d+)$`, 'm').exec(text)?.[1]);
  const tests = number('tests');
  if (Number.isNaN(tests)) throw new Error('no count in the log');
  return { passed: number('pass'), failed: tests - number('pass') };
}

// Whatever the report says, a command that failed has at least one failure, and a report that
// cannot be read or counts no test at all is one.
function counted(file, code, count, read = (path) => JSON.parse(readFileSync(path, 'utf8'))) {
  let result;
  try {
    result = count(read(file));
  } catch {
    return { passed: 0, failed: 1 };
  }
  if (result.passed + result.failed === 0) return { passed: 0, failed: 1 };
  if (code !== 0 && result.failed === 0) return { ...result, failed: 1 };
  return result;
}
