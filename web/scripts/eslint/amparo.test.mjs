import { join } from 'node:path';
import { Linter } from 'eslint';
import ts from 'typescript-eslint';
import { describe, expect, it } from 'vitest';
import amparo from './amparo.mjs';

const root = join(import.meta.dirname, '../..');

/** The messages of one rule about one file of the project. */
function lint(rule, code, file = 'src/features/home/HomeScreen.tsx') {
  const linter = new Linter({ cwd: root });
  const config = {
    files: ['**/*.{ts,tsx}'],
    languageOptions: {
      parser: ts.parser,
      parserOptions: { ecmaFeatures: { jsx: true } },
    },
    plugins: { amparo },
    rules: { [`amparo/${rule}`]: 'error' },
  };
  return linter.verify(code, [config], join(root, file)).map(({ message }) => message);
}

describe('features and shared', () => {
  it.each([
    ['src/features/home/A.tsx', '../record-list/B', 1],
    ['src/features/home/A.tsx', './B', 0],
    ['src/features/home/A.tsx', '../../shared/ui/Button', 0],
    ['src/features/home/A.tsx', '../../app/router', 1],
    ['src/shared/ui/A.tsx', '../../features/home/B', 1],
    ['src/shared/ui/A.tsx', '../../app/router', 1],
    ['src/shared/ui/A.tsx', '../wire/client', 0],
    ['src/app/router.tsx', '../features/home/B', 0],
    ['src/features/home/A.tsx', 'react', 0],
  ])('%s importing %s gives %i findings', (file, target, count) => {
    expect(lint('directions', `import x from '${target}'; x();`, file)).toHaveLength(count);
    expect(lint('directions', `void import('${target}');`, file)).toHaveLength(count);
  });
});

describe('barrel files', () => {
  it.each([
    ["export * from './a';", 1],
    ["export { a } from './a';", 1],
    ["export type { A } from './a';", 0],
    ['export const a = 1;', 0],
  ])('%s gives %i findings', (code, count) => {
    expect(lint('no-barrels', code)).toHaveLength(count);
  });
});

describe('untranslated text', () => {
  it.each([
    ['<p>Hello</p>', 1],
    ['<p>{"Hello"}</p>', 1],
    ['<p><Trans id="a.b">Hello</Trans></p>', 0],
    ['<p><Trans id="a.b">Hello <b>there</b></Trans></p>', 0],
    ['<p> · {name}</p>', 0],
    ['<img alt="A child" />', 1],
    ['<img alt="" />', 0],
    ['<Button aria-label={t({ id: "a.b", message: "Close" })} />', 0],
    ['<span translate="no">Amparo</span>', 0],
    ['<p className="word">{1}</p>', 0],
  ])('%s gives %i findings', (code, count) => {
    expect(lint('no-untranslated-text', `const x = ${code};`)).toHaveLength(count);
  });
});

describe('ids of texts', () => {
  it.each([
    ['<Trans id="a.b">Hello</Trans>', 0],
    ['<Trans>Hello</Trans>', 1],
    ['<Trans id={name}>Hello</Trans>', 1],
    ['t`Hello`', 1],
    ['msg`Hello`', 1],
    ['css`a`', 0],
  ])('%s gives %i findings', (code, count) => {
    expect(lint('text-has-id', `const x = ${code};`)).toHaveLength(count);
  });
});

describe('styles', () => {
  it.each([
    ['<p style={{ marginLeft: 1 }} />', 1],
    ['<p style={{ left: 1 }} />', 1],
    ['<p style={{ marginInlineStart: 1 }} />', 0],
    ['<p data={{ left: 1 }} />', 0],
  ])('%s gives %i findings', (code, count) => {
    expect(lint('logical-styles', `const x = ${code};`)).toHaveLength(count);
  });
});
