import { posix } from 'node:path';

import { isScriptTest, scriptFiles } from '../tree.mjs';
import { importsOf } from '../ts.mjs';
import { cyclesOf } from './cycles.mjs';

const endings = ['', '.ts', '.tsx', '.mjs', '.js', '.css', '.json', '/index.ts', '/index.tsx'];

function resolve(tree, from, specifier) {
  if (!specifier.startsWith('.')) return undefined;
  const base = posix.join(posix.dirname(from), specifier.replace(/\?.*$/, ''));
  const candidates = [...endings.map((ending) => base + ending), base.replace(/\.js$/, '.ts')];
  return candidates.find((path) => tree.has(path));
}

const graphs = new WeakMap();

/** Every script file with the files it imports and the lines it does so on. */
function importGraph(tree) {
  const known = graphs.get(tree);
  if (known) return known;
  const graph = new Map();
  for (const file of scriptFiles(tree)) {
    const edges = importsOf(file).flatMap(({ specifier, line }) => {
      const globbed = specifier.includes('*') ? matches(tree, file.path, specifier) : [];
      const target = resolve(tree, file.path, specifier);
      return [...globbed, ...(target ? [target] : [])].map((to) => ({ to, line }));
    });
    graph.set(file.path, edges);
  }
  graphs.set(tree, graph);
  return graph;
}

function matches(tree, from, glob) {
  const path = posix.join(posix.dirname(from), glob);
  const escaped = path.replace(/[.+^${}()|[\]\\]/g, '\\$&');
  const pattern = new RegExp(
    `^${escaped.replace(/\*+/g, (star) => (star === '*' ? '[^/]*' : '.*'))}$`,
  );
  return [...tree.keys()].filter((candidate) => pattern.test(candidate));
}

const partOf = (path) => {
  const feature = /^web\/src\/features\/([^/]+)\//.exec(path)?.[1];
  if (feature) return { area: 'features', feature };
  return { area: /^web\/src\/(app|shared|test)\//.exec(path)?.[1] };
};

function refusal(from, to) {
  const source = partOf(from);
  const target = partOf(to);
  if (source.area === 'shared' && target.area === 'features') return 'shared imports a feature';
  if (source.area === 'shared' && target.area === 'app') return 'shared imports the app';
  if (source.area === 'features' && target.feature && source.feature !== target.feature) {
    return `feature ${source.feature} imports feature ${target.feature}`;
  }
  return undefined;
}

function direction(tree) {
  const findings = [];
  for (const [from, edges] of importGraph(tree)) {
    for (const { to, line } of edges) {
      const text = refusal(from, to);
      if (text && !isScriptTest(from)) findings.push({ file: from, line, text: `${text} (${to})` });
    }
  }
  return findings;
}

function cycles(tree) {
  const graph = new Map(
    [...importGraph(tree)].map(([from, edges]) => [from, edges.map(({ to }) => to)]),
  );
  return cyclesOf(graph).map((cycle) => ({
    file: cycle[0],
    line: 1,
    text: `import cycle: ${cycle.join(' → ')}`,
  }));
}

const isEntry = (path) =>
  /^web\/src\/(app\/main\.tsx|shared\/pwa\/service-worker\.ts)$/.test(path) ||
  /\.config\.(ts|mjs)$|^web\/scripts\/|^web\/src\/test\//.test(path) ||
  !path.startsWith('web/src/');

function reachable(graph, starts) {
  const seen = new Set(starts);
  const queue = [...starts];
  while (queue.length > 0) {
    for (const { to } of graph.get(queue.pop()) ?? []) {
      if (!seen.has(to)) {
        seen.add(to);
        queue.push(to);
      }
    }
  }
  return seen;
}

// What only tests reach is dead too, unless its name says that it serves tests.
function deadFiles(tree) {
  const graph = importGraph(tree);
  const live = reachable(
    graph,
    [...graph.keys()].filter((path) => isEntry(path)),
  );
  const tested = reachable(graph, [...graph.keys()].filter(isScriptTest));
  const isSupport = (path) =>
    /(^|\/)(testing|[\w-]+\.testing|fixtures?|Test[A-Z]\w*)\.tsx?$/.test(path);
  const styles = [...tree.keys()].filter((path) => /^web\/src\/.*\.css$/.test(path));
  return [...graph.keys(), ...styles]
    .filter((path) => path.startsWith('web/src/') && !isScriptTest(path) && !live.has(path))
    .filter((path) => !(isSupport(path) && tested.has(path)))
    .map((file) => ({ file, line: 1, text: 'the app does not reach it' }));
}

export const webRules = [
  { name: 'web parts depend one way', check: direction },
  { name: 'no import cycles', check: cycles },
  { name: 'no dead web files', check: deadFiles },
];
