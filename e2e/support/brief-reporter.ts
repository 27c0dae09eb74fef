import { stripVTControlCharacters } from 'node:util';

import type { Reporter, TestCase, TestResult } from '@playwright/test/reporter';

const linesMax = 24;
const signs = { passed: '✓', skipped: '-', failed: '✗', timedOut: '✗', interrupted: '✗' };

/**
 * A line for each test as it ends. What went wrong comes last and short, so that the end of a log
 * says it all: a build service may keep no more than that.
 */
export default class BriefReporter implements Reporter {
  readonly #failures: string[] = [];

  onTestEnd(test: TestCase, result: TestResult): void {
    const name = nameOf(test);
    const attempt = result.retry > 0 ? ' (second try)' : '';
    const seconds = (result.duration / 1000).toFixed(1);
    console.log(`  ${signs[result.status]} ${name}${attempt} (${seconds} s)`);
    if (result.status === 'passed' || result.status === 'skipped') return;
    const messages = result.errors.map((error) => error.message ?? error.value ?? '');
    this.#failures.push(`✗ ${name}${attempt}\n${shortened(messages.join('\n'))}`);
  }

  onError(error: { message?: string }): void {
    this.#failures.push(`✗ outside of any test\n${shortened(error.message ?? '')}`);
  }

  onEnd(): void {
    for (const failure of this.#failures) console.log(`\n${failure}`);
  }
}

function nameOf(test: TestCase): string {
  const file = test.location.file.split('/').at(-1) ?? '';
  return `${file}:${test.location.line} ${test.title}`;
}

/** Without colours, and not more than a screen of it. */
function shortened(message: string): string {
  const lines = stripVTControlCharacters(message).split('\n');
  const more = lines.length > linesMax ? [`… ${lines.length - linesMax} lines more`] : [];
  return [...lines.slice(0, linesMax), ...more].map((line) => `  ${line}`).join('\n');
}
