import { readFileSync, readdirSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';

const skippedFolders = new Set([
  '.git',
  'build',
  'data',
  'dist',
  'node_modules',
  'output',
  '.vite',
]);
const textKinds = new Set([
  '.cpp',
  '.hpp',
  '.h',
  '.cmake',
  '.css',
  '.html',
  '.json',
  '.md',
  '.mjs',
  '.po',
  '.sh',
  '.sql',
  '.svg',
  '.toml',
  '.ts',
  '.tsx',
  '.txt',
  '.webmanifest',
  '.yaml',
  '.yml',
  '.conf',
  '.service',
  '',
]);
const sizeMax = 8 << 20;

/** A source tree as the rules see it: paths with forward slashes, and their text. */
export function treeOf(files) {
  const tree = new Map();
  for (const [path, text] of Object.entries(files)) {
    tree.set(path, { path, text, lines: text.split('\n') });
  }
  return tree;
}

/** Reads every text file below root, without what is built, installed or stored. */
export function readTree(root) {
  const files = {};
  const visit = (folder) => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) {
        if (!skippedFolders.has(entry.name)) visit(path);
      } else if (entry.isFile() && textKinds.has(extname(entry.name))) {
        const full = join(root, path);
        if (statSync(full).size <= sizeMax) files[path] = readFileSync(full, 'utf8');
      }
    }
  };
  visit('');
  return treeOf(files);
}

const isExempt = (path) => /(^|\/)(generated|testdata|corpus)\//.test(path);

/** C++ that people write. */
export function cppFiles(tree) {
  return [...tree.values()].filter(
    ({ path }) => /^(src|tests|bench|fuzz|cmake)\/.*\.[ch]pp$/.test(path) && !isExempt(path),
  );
}

/** TypeScript and JavaScript that people write. */
export function scriptFiles(tree) {
  return [...tree.values()].filter(
    ({ path }) => /\.(ts|tsx|mjs)$/.test(path) && !isExempt(path) && !path.endsWith('.d.ts'),
  );
}

/** Every file of code that people write, style sheets, SQL, build files and scripts included. */
export function codeFiles(tree) {
  const other = [...tree.values()].filter(
    ({ path }) =>
      /\.(css|sql|sh|cmake)$|(^|\/)CMakeLists\.txt$|^(run|test|\.ci\/run)$/.test(path) &&
      !isExempt(path),
  );
  return [...cppFiles(tree), ...scriptFiles(tree), ...other];
}

/** The module (folder of src/) a path belongs to, or nothing. */
export function moduleOf(path) {
  return /^src\/([^/]+)\//.exec(path)?.[1];
}

export const isCppTest = (path) => /_test(_support)?\.[ch]pp$|^tests\//.test(path);
export const isScriptTest = (path) => /\.test\.(ts|tsx|mjs)$|^e2e\//.test(path);
