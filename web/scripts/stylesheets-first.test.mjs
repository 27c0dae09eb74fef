import { expect, it } from 'vitest';
import { stylesheetsFirst } from './vite/stylesheets-first.ts';

const page = `<head>
    <title>Amparo</title>
    <script type="module" src="/assets/index.js"></script>
    <link rel="modulepreload" href="/assets/react.js">
    <link rel="stylesheet" href="/assets/fields.css">
    <link rel="stylesheet" href="/assets/index.css">
  </head>`;

it('asks for every stylesheet before any script, in their order', () => {
  const { handler } = stylesheetsFirst().transformIndexHtml;
  const lines = handler(page)
    .split('\n')
    .map((line) => line.trim());
  expect(lines.slice(2, 6)).toEqual([
    '<link rel="stylesheet" href="/assets/fields.css">',
    '<link rel="stylesheet" href="/assets/index.css">',
    '<script type="module" src="/assets/index.js"></script>',
    '<link rel="modulepreload" href="/assets/react.js">',
  ]);
  expect(lines).toHaveLength(page.split('\n').length);
});
