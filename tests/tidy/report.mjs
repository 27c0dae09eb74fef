import { declarations, readCpp } from './cpp.mjs';
import { cppFiles, isCppTest, isScriptTest, scriptFiles } from './tree.mjs';
import { functionsOf, scriptComments } from './ts.mjs';

const share = (part, whole) => (whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`);
const ratio = (part, whole) => (whole === 0 ? '–' : (part / whole).toFixed(2));

function percentile(values, at) {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * at))] ?? 0;
}

const filled = ({ lines }) => lines.filter((line) => /\S/.test(line)).length;
const total = (files) => files.reduce((sum, file) => sum + filled(file), 0);

function commentLines(file, comments) {
  return new Set(
    comments.flatMap(({ line, endLine = line }) =>
      Array.from({ length: endLine - line + 1 }, (_, index) => line + index),
    ),
  ).size;
}

function line(name, { code, tests, comments, lengths }) {
  const lines = total(code);
  return (
    `${name.padEnd(5)} ${code.length} files, ${lines} lines; comments ${share(comments, lines)}; ` +
    `test lines per line ${ratio(total(tests), lines)}; ` +
    `functions half ≤ ${percentile(lengths, 0.5)}, 9 of 10 ≤ ${percentile(lengths, 0.9)} lines`
  );
}

/** Figures worth a look, that no rule holds. */
export function figures(tree) {
  const cpp = cppFiles(tree);
  const web = scriptFiles(tree).filter(({ path }) => path.startsWith('web/src/'));
  const cppCode = cpp.filter(({ path }) => path.startsWith('src/') && !isCppTest(path));
  const webCode = web.filter(({ path }) => !isScriptTest(path));
  return [
    line('C++', {
      code: cppCode,
      tests: cpp.filter(({ path }) => isCppTest(path)),
      comments: cppCode.reduce(
        (sum, file) => sum + commentLines(file, readCpp(file.text).comments),
        0,
      ),
      lengths: cppCode.flatMap((file) =>
        declarations(readCpp(file.text).tokens)
          .filter(({ kind, body }) => kind === 'function' && body)
          .map(({ line: from, endLine }) => endLine - from + 1),
      ),
    }),
    line('web', {
      code: webCode,
      tests: web.filter(({ path }) => isScriptTest(path)),
      comments: webCode.reduce((sum, file) => sum + commentLines(file, scriptComments(file)), 0),
      lengths: webCode.flatMap((file) => functionsOf(file).map(({ length }) => length)),
    }),
  ];
}
