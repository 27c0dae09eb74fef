import assert from 'node:assert/strict';
import { test } from 'node:test';

import { functionsOf, importsOf, scriptComments } from './ts.mjs';

const file = (text, path = 'web/src/a.tsx') => ({ path, text });

test('imports of every form are seen', () => {
  const text = [
    "import a from './a';",
    "import type { B } from './b';",
    "export * from './c';",
    "const d = () => import('./d');",
    "new Worker(new URL('./e.ts', import.meta.url));",
    "const f = import.meta.glob('./f/*.po');",
    "const notOne = other('./g');",
  ].join('\n');
  const found = importsOf(file(text)).map(({ specifier, line }) => `${line} ${specifier}`);
  assert.deepEqual(found, ['1 ./a', '2 ./b', '3 ./c', '4 ./d', '5 ./e.ts', '6 ./f/*.po']);
});

test('components, functions and suites are told apart', () => {
  const text = [
    'export function Screen() { return <p />; }',
    'const useThing = (a: number, b: number) => a;',
    "describe('it', () => { it('works', () => {}); });",
  ].join('\n');
  const found = functionsOf(file(text)).map((one) => [one.name, one.isComponent, one.parameters]);
  assert.deepEqual(found, [
    ['Screen', true, 0],
    ['useThing', false, 2],
    ['function', false, 0],
  ]);
});

test('an else-if chain does not count as deeper and deeper', () => {
  const text = 'function f() { if (a) {} else if (b) {} else if (c) {} else { for (;;) {} } }';
  assert.equal(functionsOf(file(text))[0].nesting.depth, 2);
});

test('comments are seen, text and addresses are not', () => {
  const text = "// one\nconst a = 'https://a.example'; /* two\n three */\n";
  assert.deepEqual(
    scriptComments(file(text)).map(({ text: comment, line }) => `${line} ${comment}`),
    ['1 // one', '2 /* two', '3 three */'],
  );
});
