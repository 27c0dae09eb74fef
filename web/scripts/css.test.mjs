import { expect, it } from 'vitest';
import { physicalProperties } from './css.mjs';

it.each([
  ['margin-left: 1px;', 1],
  ['padding-top: 1px;', 1],
  ['width: 1px;', 1],
  ['max-height: 1px;', 1],
  ['text-align: left;', 1],
  ['float: right;', 1],
  ['border-top-left-radius: 1px;', 1],
  ['right: 0;', 1],
  ['margin-inline-start: 1px;', 0],
  ['inline-size: 1px;', 0],
  ['text-align: start;', 0],
  ['border-width: 1px;', 0],
  ['stroke-width: 2;', 0],
  ['inset-inline-start: 0;', 0],
])('%s gives %i findings', (declaration, count) => {
  expect(physicalProperties(`.a {\n  ${declaration}\n}\n`)).toHaveLength(count);
});

it('names the line', () => {
  expect(physicalProperties('.a {\n  color: red;\n  left: 0;\n}')).toEqual([
    { line: 3, text: 'left: 0;' },
  ]);
});
