import { languages } from '../limits.mjs';
import { settingsTable } from '../settings.mjs';

// Put together here so that this file does not find itself.
const folders = ['wo' + 'rk', 'ro' + 'ot', 'ho' + 'me'].join('|');
const machinePath = new RegExp(`(^|[^\\w./~:-])/(${folders})/[\\w.-]+`);
const hosts = [
  'registry\\.npm' + 'js',
  'registry\\.yarn' + 'pkg',
  'deb\\.deb' + 'ian',
  'py' + 'pi',
  'crates',
];
const registry = new RegExp(`\\b(${hosts.join('|')})\\.(org|com|io)\\b`);

function machineNames(tree) {
  return [...tree.values()].flatMap(({ path, lines }) =>
    lines.flatMap((content, index) => {
      const match = machinePath.exec(content) ?? registry.exec(content);
      return match ? [{ file: path, line: index + 1, text: `names a machine: ${match[0]}` }] : [];
    }),
  );
}

function* texts(value, path) {
  if (value === null || typeof value !== 'object') return;
  if (!Array.isArray(value) && 'en' in value) yield { value, path };
  for (const [key, inner] of Object.entries(value)) yield* texts(inner, `${path}/${key}`);
}

function lineOfText(lines, text) {
  const quoted = JSON.stringify(text);
  const index = lines.findIndex((line) => line.includes(quoted));
  return index === -1 ? 1 : index + 1;
}

function configTexts(tree) {
  const findings = [];
  for (const { path, text, lines } of tree.values()) {
    if (!/^config\/.*\.json$/.test(path)) continue;
    let content;
    try {
      content = JSON.parse(text);
    } catch (error) {
      findings.push({ file: path, line: 1, text: error.message });
      continue;
    }
    for (const found of texts(content, '')) {
      const missing = languages.filter((language) => isMissing(found.value, language));
      if (missing.length > 0) {
        const line = lineOfText(lines, found.value.en);
        const text = `${found.path || '/'} lacks ${missing.join(', ')}`;
        findings.push({ file: path, line, text });
      }
    }
  }
  return findings;
}

// A text that is empty in English is empty on purpose; lists need as many entries in each.
function isMissing(value, language) {
  const english = value.en;
  const other = value[language];
  if (english === '' || english === null) return false;
  if (Array.isArray(english)) return !Array.isArray(other) || other.length !== english.length;
  return other === undefined || other === null || other === '';
}

function settings(tree) {
  const source = tree.get('src/base/settings_table.cpp');
  if (!source) return [];
  const manual = tree.get('docs/operator.md')?.text ?? '';
  if (manual.includes(settingsTable(source.text))) return [];
  const text = 'its settings differ from src/base/settings_table.cpp; run scripts/settings-doc.mjs';
  return [{ file: 'docs/operator.md', line: 1, text }];
}

// A relative link in a document leads to a file that exists.
function links(tree) {
  const folders = new Set([...tree.keys()].flatMap(parents));
  return [...tree.values()]
    .filter(({ path }) => path.endsWith('.md'))
    .flatMap(({ path, lines }) =>
      lines.flatMap((content, index) =>
        [...content.matchAll(/\]\(([^)\s#]+)(#[^)]*)?\)/g)]
          .map(([, target]) => target)
          .filter((target) => !/^[a-z]+:/.test(target) && !/\.(png|jpg)$/.test(target))
          .map((target) => resolved(path, target))
          .filter((target) => !tree.has(target) && !folders.has(target))
          .map((target) => ({ file: path, line: index + 1, text: `links to nothing: ${target}` })),
      ),
    );
}

function parents(path) {
  const parts = path.split('/');
  return parts.map((_, index) => parts.slice(0, index).join('/'));
}

function resolved(from, target) {
  const parts = from.split('/').slice(0, -1);
  for (const part of target.replace(/\/$/, '').split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return parts.join('/');
}

export const contentRules = [
  { name: 'no machine or registry is named', check: machineNames },
  { name: 'the deployment speaks four languages', check: configTexts },
  { name: 'each setting is documented', check: settings },
  { name: 'links lead somewhere', check: links },
];
