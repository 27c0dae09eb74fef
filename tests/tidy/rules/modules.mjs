import { coroutineModules, heavyHeaders } from '../limits.mjs';
import { cppFiles, isCppTest, moduleOf } from '../tree.mjs';
import { readCpp } from '../cpp.mjs';
import { cyclesOf } from './cycles.mjs';

const includePattern = /^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)[>"]/;

function includesOf({ lines }) {
  return lines.flatMap((text, index) => {
    const match = includePattern.exec(text);
    return match ? [{ own: match[1] === '"', target: match[2], line: index + 1 }] : [];
  });
}

/** Which modules a module may use, as CMakeLists.txt links them. */
export function allowedModules(tree) {
  const allowed = new Map();
  const text = tree.get('CMakeLists.txt')?.text ?? '';
  for (const [, name, depends = ''] of text.matchAll(
    /^amparo_module\((\w+)(?:\s+DEPENDS\s+([\w\s.]+))?\)/gm,
  )) {
    const [links] = depends.split(/TEST_(?:SUPPORT|FILES)/); // what follows is for tests only
    allowed.set(name, new Set(links.split(/\s+/).filter(Boolean)));
  }
  return allowed;
}

function direction(tree) {
  const allowed = allowedModules(tree);
  const findings = [];
  for (const [name, depends] of allowed) {
    const earlier = [...allowed.keys()].slice(0, [...allowed.keys()].indexOf(name));
    for (const other of depends) {
      if (!earlier.includes(other)) {
        findings.push({ file: 'CMakeLists.txt', line: 1, text: `${name} links ${other} below it` });
      }
    }
  }
  for (const file of cppFiles(tree)) {
    const own = moduleOf(file.path);
    if (own === undefined) continue;
    for (const { own: isOwn, target, line } of includesOf(file)) {
      const other = moduleOf(`src/${target}`);
      if (!isOwn || other === undefined || other === own) continue;
      if (/^(\.\.\/)?tests\//.test(target) && isCppTest(file.path)) continue;
      const isPrivate = target.startsWith(`${other}/detail/`) && !isCppTest(file.path);
      if (!allowed.get(own)?.has(other)) {
        findings.push({ file: file.path, line, text: `${own} may not use ${other} (${target})` });
      } else if (isPrivate) {
        findings.push({ file: file.path, line, text: `${target} is private to ${other}` });
      }
    }
  }
  return findings;
}

function includeGraph(tree) {
  const graph = new Map();
  for (const file of cppFiles(tree)) {
    const targets = includesOf(file)
      .filter(({ own }) => own)
      .map(({ target }) =>
        tree.has(`src/${target}`) ? `src/${target}` : target.replace('../', ''),
      )
      .filter((target) => tree.has(target));
    graph.set(file.path, targets);
  }
  return graph;
}

function includeCycles(tree) {
  return cyclesOf(includeGraph(tree)).map((cycle) => ({
    file: cycle[0],
    line: 1,
    text: `include cycle: ${cycle.join(' → ')}`,
  }));
}

function headers(tree) {
  const findings = [];
  for (const file of cppFiles(tree)) {
    const includes = includesOf(file);
    if (file.path.endsWith('.hpp')) {
      if (!file.text.startsWith('#pragma once')) {
        findings.push({ file: file.path, line: 1, text: 'does not begin with #pragma once' });
      }
      for (const { target, line } of includes) {
        const heavy = heavyHeaders.find(({ pattern }) => pattern.test(target));
        const isHome = heavy?.homes.some((home) => file.path.startsWith(home));
        if (heavy && !isHome && !isCppTest(file.path)) {
          findings.push({ file: file.path, line, text: `heavy header in a header: ${target}` });
        }
      }
    } else {
      const own = file.path.replace(/^src\//, '').replace(/\.cpp$/, '.hpp');
      if (tree.has(`src/${own}`) && includes[0]?.target !== own) {
        findings.push({ file: file.path, line: 1, text: `its own header ${own} is not first` });
      }
    }
  }
  return findings;
}

function coroutines(tree) {
  const findings = [];
  for (const file of cppFiles(tree)) {
    const own = moduleOf(file.path);
    if (own === undefined || coroutineModules.includes(own)) continue;
    const token = readCpp(file.text).tokens.find(({ text }) =>
      /^co_(await|return|yield)$/.test(text),
    );
    if (token)
      findings.push({ file: file.path, line: token.line, text: 'a coroutine outside http' });
  }
  return findings;
}

// The library and its tests are globbed, so only headers and files of hand-written lists can die.
function deadFiles(tree) {
  const included = new Set([...includeGraph(tree).values()].flat());
  const findings = [];
  for (const { path } of cppFiles(tree)) {
    const isHeader = path.endsWith('.hpp');
    if (isHeader && !included.has(path)) {
      findings.push({ file: path, line: 1, text: 'no file includes it' });
    }
    const folder = /^(fuzz|bench)\//.exec(path)?.[1];
    if (!isHeader && folder) {
      const list = tree.get(`${folder}/CMakeLists.txt`)?.text ?? '';
      const stem = path.slice(folder.length + 1).replace(/\.cpp$/, '');
      const isGlobbed = /file\(\s*GLOB/.test(list);
      if (!isGlobbed && !new RegExp(`\\b${stem}\\b`).test(list)) {
        findings.push({
          file: path,
          line: 1,
          text: `no target of ${folder}/CMakeLists.txt builds it`,
        });
      }
    }
    const own = moduleOf(path);
    if (own !== undefined && !allowedModules(tree).has(own)) {
      findings.push({ file: path, line: 1, text: `${own} is no module of CMakeLists.txt` });
    }
  }
  return findings;
}

export const moduleRules = [
  { name: 'modules depend one way', check: direction },
  { name: 'no include cycles', check: includeCycles },
  { name: 'headers are cheap and in order', check: headers },
  { name: 'coroutines only in http', check: coroutines },
  { name: 'no dead C++ files', check: deadFiles },
];
