import { declarations, readCpp } from '../cpp.mjs';
import { codeFiles, cppFiles, isCppTest, moduleOf, scriptFiles } from '../tree.mjs';
import { scriptComments } from '../ts.mjs';

// The words are put together here so that this file does not find itself.
const leftovers = new RegExp(
  `\\b(${['TO' + 'DO', 'FIX' + 'ME', 'XX' + 'X', 'HA' + 'CK'].join('|')})\\b`,
);
const skips = new RegExp(
  [
    'DIS' + 'ABLED_\\w',
    'GTEST_' + 'SKIP',
    '\\b(it|test|describe|suite)\\.(skip|only|todo|fixme|fails)' + '\\b',
    '\\b(xit|xdescribe|fit|fdescribe)' + '\\(',
  ].join('|'),
);

function linesMatching(tree, pattern, text) {
  return codeFiles(tree).flatMap(({ path, lines }) =>
    lines.flatMap((content, index) => {
      const match = pattern.exec(content);
      return match ? [{ file: path, line: index + 1, text: `${text}: ${match[0]}` }] : [];
    }),
  );
}

const isOwnTest = ({ file }) => !file.startsWith('tests/tidy/');

function unfinished(tree) {
  return [
    ...linesMatching(tree, leftovers, 'unfinished work; open an issue instead'),
    ...linesMatching(tree, skips, 'a test that is not run'),
  ].filter(isOwnTest);
}

const keyword = '(if|for|while|switch|return|throw|const|let|var|auto|void|import|export|std::)';
const deadCode = [
  new RegExp(`^${keyword}\\b.*[;{]$`),
  /^[\w.>:-]+(\([^)]*\))?\s*(=|\+=|-=)\s*\S.*;$/, // an assignment
  /^[\w:]+(\.|->|::)?[\w:]*\(.*\);$/, // a call
  /^(\}|\};|\}\);)$/,
  /^#(include|if|endif|define)\b/,
];

/** The comment lines of a file that look like code which was put out of use. */
export function isCommentedCode(text) {
  if (/^\/\/[/!]/.test(text) || text.startsWith('/**')) return false;
  const content = text
    .replace(/^(\/\/|\/\*|\*)\s?/, '')
    .replace(/\*\/$/, '')
    .trim();
  return deadCode.some((pattern) => pattern.test(content));
}

function commentedCode(tree) {
  const cpp = cppFiles(tree).map((file) => [
    file,
    readCpp(file.text).comments.flatMap(({ text, line }) =>
      text.split('\n').map((part, index) => ({ text: part.trim(), line: line + index })),
    ),
  ]);
  const script = scriptFiles(tree).map((file) => [file, scriptComments(file)]);
  return [...cpp, ...script]
    .flatMap(([file, comments]) =>
      comments
        .filter(({ text }) => isCommentedCode(text))
        .map(({ line, text }) => ({ file: file.path, line, text: `code in a comment: ${text}` })),
    )
    .filter(isOwnTest);
}

// Each with the form in which its reason follows.
const suppressions = [
  { pattern: /\bNOLINT\w*/, reason: /NOLINT\w*\([\w.,* -]+\): \S+/ },
  { pattern: /eslint-disable/, reason: /eslint-disable[\w-]*( [\w@/, -]+)? -- \S+/ },
  { pattern: /@ts-(expect-error|ignore|nocheck)/, reason: /@ts-expect-error:? \S+ \S+/ },
  { pattern: /prettier-ignore/, reason: /prettier-ignore.*: \S+/ },
  { pattern: /clang-format off/, reason: /clang-format off.*: \S+/ },
  { pattern: /#pragma (GCC|clang) diagnostic ignored/, reason: /\/\/ \S+ \S+/ },
  { pattern: /biome-ignore|stylelint-disable/, reason: /(: |-- )\S+/ },
];

function unexplained(tree) {
  return codeFiles(tree)
    .flatMap(({ path, lines }) =>
      lines.flatMap((content, index) => {
        const found = suppressions.find(({ pattern }) => pattern.test(content));
        if (!found || /\bNOLINTEND\b/.test(content) || found.reason.test(content)) return [];
        return [{ file: path, line: index + 1, text: 'a suppression without its reason' }];
      }),
    )
    .filter(isOwnTest);
}

const isHidden = ({ scope }) =>
  scope.access !== 'public' ||
  scope.types.some(({ access }) => access !== 'public') ||
  !scope.namespaces.join('::').startsWith('amparo') ||
  scope.namespaces.some((part) => /(^|::)detail$|^$/.test(part));

// What one line says by itself needs no comment: a getter, an alias, a short enumeration; nor do
// a constructor and the members of a type, which its own comment explains.
const isPlain = ({ kind, name, line, endLine, scope, parameters, body, special, isEnum }) =>
  kind === 'forward' ||
  kind === 'alias' ||
  special ||
  (isEnum && line === endLine) ||
  scope.types.at(-1)?.name === name ||
  (scope.types.length > 0 && kind === 'value') ||
  (body !== undefined && parameters === 0 && line === endLine);

// Declarations that follow each other without a gap share the comment above the first of them.
function isDocumented(found, { lines, commentLines, all }) {
  for (let at = found.line; at <= found.endLine; at++) {
    if (commentLines.has(at)) return true;
  }
  const neighbours = linesOf(all.filter((other) => other.endLine < found.line));
  for (let above = found.line - 1; above > 0 && /\S/.test(lines[above - 1]); above--) {
    if (commentLines.has(above)) return true;
    if (!neighbours.has(above)) return false;
  }
  return false;
}

/** What a reader from another module meets in a header without being told what it is. */
function undocumented(tree) {
  return cppFiles(tree)
    .filter(({ path }) => path.endsWith('.hpp') && moduleOf(path) && !isCppTest(path))
    .filter(({ path }) => !path.includes('/detail/'))
    .flatMap((file) => {
      const { tokens, comments } = readCpp(file.text);
      const all = declarations(tokens);
      const around = { lines: file.lines, commentLines: linesOf(comments), all };
      return all
        .filter((found) => !isHidden(found) && !isPlain(found) && !isDocumented(found, around))
        .map(({ line, name, kind }) => ({
          file: file.path,
          line,
          text: `public ${kind} without a comment: ${name}`,
        }));
    });
}

function linesOf(ranges) {
  const lines = new Set();
  for (const { line, endLine } of ranges) {
    for (let at = line; at <= endLine; at++) lines.add(at);
  }
  return lines;
}

export const commentRules = [
  { name: 'nothing unfinished, no test left out', check: unfinished },
  { name: 'no code in comments', check: commentedCode },
  { name: 'each suppression has its reason', check: unexplained },
  { name: 'each public declaration is explained', check: undocumented },
];
