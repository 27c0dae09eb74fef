#!/usr/bin/env node
// Prints every figure of matching quality beside the peers' and the targets.
// node bench/linkage/table.mjs [--data DIR] [--generated CASES] [--seed N]
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import {
  rowsOf,
  scoreDuplicates,
  scoreLinks,
  scoreNames,
  scoreTokens,
  scoreTracing,
} from './scores.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '../..');
const program = process.env.AMPARO_PROGRAM ?? join(root, 'build/release/bin/amparo');

function option(name, fallback) {
  const at = process.argv.indexOf(name);
  return at < 0 ? fallback : process.argv[at + 1];
}

const data = option('--data', join(root, '../shared/data/linkage'));
const work = mkdtempSync(join(tmpdir(), 'amparo-linkage-'));
const rows = [];

function run(args) {
  process.stderr.write(`amparo match ${args.slice(0, 3).join(' ')}\n`);
  const done = spawnSync(program, ['match', ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  if (done.status !== 0)
    throw new Error(`amparo match ${args.join(' ')} ended with ${done.status}`);
}

const read = (...path) => readFileSync(join(...path), 'utf8');
const fixed = (value, digits = 3) => value.toFixed(digits);

/** A line of the table; `goals` are peers, must and aim. */
function row(what, goals, measured) {
  const [peers, must, aim] = goals;
  rows.push({ what, peers, must, aim, measured });
}

function absent(what, file) {
  row(what, ['', '', ''], `absent: ${file}`);
}

function consentingIds(folder) {
  const records = read(folder, 'cases.jsonl').trim().split('\n').map(JSON.parse);
  return new Set(records.filter((one) => one.consent_for_tracing).map((one) => one.id));
}

function trace(folder, extra = []) {
  const out = join(work, 'tracing.csv');
  const files = ['cases.jsonl', 'tracing_requests.jsonl', 'locations.csv'];
  const [cases, requests, locations] = files.map((name) => join(folder, name));
  run([
    'evaluate',
    'tracing',
    '--cases',
    cases,
    '--requests',
    requests,
    '--locations',
    locations,
    '--out',
    out,
    ...extra,
  ]);
  return scoreTracing(read(out), read(folder, 'truth_traces.csv'), consentingIds(folder));
}

function measureTracing(folder, label) {
  const found = trace(folder);
  row(
    `tracing, ${label}: true case first / in first 10`,
    ['v2 0.430 / 0.674', '0.93 / 0.99', '0.96 / 0.998'],
    `${fixed(found.first)} / ${fixed(found.inTen)}`,
  );
  row(`tracing, ${label}: true case among 300`, ['', '0.995', '1.0'], fixed(found.listed));
  row(
    `tracing, ${label}: calibration RMS; precision at 0.9`,
    ['', '≤ 0.05; ≥ 0.92', '≤ 0.03; ≥ 0.95'],
    `${fixed(found.calibration)}; ${fixed(found.precision)}`,
  );
  row(`tracing, ${label}: case without consent returned`, ['', '0', '0'], String(found.leaked));
}

function measureFairness(folder, label) {
  const out = join(work, 'fairness.csv');
  run([
    'evaluate',
    'fairness',
    '--cases',
    join(folder, 'cases.jsonl'),
    '--requests',
    join(folder, 'tracing_requests.jsonl'),
    '--locations',
    join(folder, 'locations.csv'),
    '--labels',
    join(folder, 'truth_traces.csv'),
    '--out',
    out,
  ]);
  const [all, ...groups] = rowsOf(read(out));
  const large = groups.filter(([, , searches]) => Number(searches) >= 30);
  const [group, value, , first] = large.sort((one, other) => one[3] - other[3])[0];
  const least = `the group found least (${group} ${value})`;
  row(
    `tracing, ${label}: true case first in ${least}, below the mean`,
    ['', '0.10', ''],
    `${fixed(Number(first))}, ${fixed(all[3] - first)}`,
  );
}

function measureDuplicates(folder, label) {
  const out = join(work, 'duplicates.csv');
  run([
    'evaluate',
    'duplicates',
    '--cases',
    join(folder, 'cases.jsonl'),
    '--locations',
    join(folder, 'locations.csv'),
    '--out',
    out,
  ]);
  const found = scoreDuplicates(read(out), read(folder, 'truth_duplicates.csv'));
  row(
    `duplicates, ${label}: twin first / in first 10`,
    ['v2 0.442 / 0.679', '0.90 / 0.98', '0.94 / 0.99'],
    `${fixed(found.first)} / ${fixed(found.inTen)}`,
  );
}

function measureNameSearch(folder) {
  const found = trace(folder, ['--config', join(here, 'name-only.json')]);
  row(
    'name-only search: right child first / in first 10',
    ['v2 0.332 / 0.594', '0.50 / 0.80', '0.55 / 0.85'],
    `${fixed(found.first)} / ${fixed(found.inTen)}`,
  );
}

function measureNames() {
  const pairs = join(here, 'name_pairs_dev.tsv');
  const out = join(work, 'names.tsv');
  run(['evaluate', 'names', '--pairs', pairs, '--out', out]);
  const found = scoreNames(read(out), read(pairs));
  row(
    'name pairs, AUC / best F1',
    [
      'v2 0.737 / 0.718, trigram 0.726 / 0.674, Jaro–Winkler 0.690 / 0.679',
      '0.92 / 0.90',
      '0.95 / 0.93',
    ],
    `${fixed(found.area)} / ${fixed(found.f1)}`,
  );
}

function measureTokens() {
  const what = 'Arabic → Latin token: shares a key / first / in first 10; mean candidates';
  const pairs = join(data, 'names_ar_latn_dev.tsv');
  if (!existsSync(pairs)) return absent(what, pairs);
  const out = join(work, 'tokens.csv');
  run(['evaluate', 'tokens', '--pairs', pairs, '--out', out]);
  const found = scoreTokens(read(out), read(pairs));
  row(
    what,
    ['v2 0 / 0 / 0', '0.88 / 0.70 / 0.87; ≤ 16', '0.93 / 0.75 / 0.92'],
    `${fixed(found.listed)} / ${fixed(found.first)} / ${fixed(found.inTen)}; ` +
      fixed(found.candidates, 1),
  );
}

const groupFor = {
  febrl: (fields) => /^rec-(\d+)-/.exec(fields.rec_id)?.[1],
  cluster: (fields) => fields.cluster,
};

/** Ids of one person together, from the columns that hold the truth. */
function groupsOf(files, idColumn, groupOf) {
  const groups = new Map();
  for (const file of files) {
    const text = read(file);
    const columns = text
      .split('\n', 1)[0]
      .split(',')
      .map((name) => name.trim());
    for (const values of rowsOf(text)) {
      const fields = Object.fromEntries(columns.map((name, at) => [name, values[at]?.trim()]));
      const group = groupOf(fields);
      groups.set(group, [...(groups.get(group) ?? []), fields[idColumn]]);
    }
  }
  return [...groups.values()];
}

function measureLinks({ what, profile, files, id, kind, peers, must, aim, extra = [] }) {
  const paths = files.map((name) => join(data, name));
  const missing = paths.find((path) => !existsSync(path));
  if (missing) return absent(what, missing);
  const out = join(work, 'links.csv');
  run([
    'evaluate',
    'links',
    '--profile',
    profile,
    ...paths.flatMap((path) => ['--in', path]),
    '--out',
    out,
    ...extra,
  ]);
  const found = scoreLinks(read(out), groupsOf(paths, id, groupFor[kind]));
  row(what, [peers, must, aim], `${fixed(found.f1)} (${fixed(found.complete)})`);
}

function measureFebrl(profile, peers, must, aim) {
  const sets = [['febrl1.csv'], ['febrl2.csv'], ['febrl4a.csv', 'febrl4b.csv']];
  sets.forEach((files, at) => {
    const what = `Febrl ${[1, 2, 4][at]}, ${profile}, best F1 (pair completeness)`;
    measureLinks({
      what,
      profile: `febrl-${profile}`,
      files,
      id: 'rec_id',
      kind: 'febrl',
      peers: `Splink ${peers[at]}`,
      must: must[at],
      aim: aim[at],
    });
  });
}

function measureAllLinks() {
  measureFebrl(
    'lite',
    ['0.983', '0.959', '0.973'],
    ['0.990', '0.980', '0.982'],
    ['0.997', '0.988', '0.988'],
  );
  measureFebrl(
    'full',
    ['0.998', '0.993', '0.997'],
    ['0.998', '0.993', '0.997'],
    ['0.999', '0.997', '0.999'],
  );
  measureLinks({
    what: 'fake_1000, best F1 (pair completeness)',
    profile: 'fake-1000',
    files: ['fake_1000.csv'],
    id: 'unique_id',
    kind: 'cluster',
    peers: 'Splink 0.885 (0.875)',
    must: '0.89',
    aim: '0.92',
  });
  measureLinks({
    what: 'historical_dev, best F1 (pair completeness)',
    profile: 'historical',
    files: ['historical_dev.csv'],
    id: 'unique_id',
    kind: 'cluster',
    peers: 'Splink 0.784 (0.667)',
    must: '0.80 (0.75)',
    aim: '0.86 (0.85)',
  });
}

function print() {
  const columns = ['what', 'peers', 'must', 'aim', 'measured'];
  const titles = { what: 'figure', peers: 'peers', must: 'must', aim: 'aim', measured: 'measured' };
  const widths = columns.map((key) =>
    Math.max(...[titles, ...rows].map((one) => String(one[key]).length)),
  );
  for (const one of [titles, ...rows]) {
    const cells = columns.map((key, at) => String(one[key]).padEnd(widths[at]));
    console.log(`| ${cells.join(' | ')} |`);
    if (one === titles) console.log(`|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`);
  }
}

function main() {
  const development = join(here, 'ftr-dev');
  measureTracing(development, 'development');
  measureFairness(development, 'development');
  measureDuplicates(development, 'development');
  const generated = join(work, 'invented');
  run([
    'generate',
    '--cases',
    option('--generated', '4000'),
    '--seed',
    option('--seed', '1'),
    '--out',
    generated,
  ]);
  measureTracing(generated, 'invented');
  measureDuplicates(generated, 'invented');
  measureNameSearch(development);
  measureNames();
  measureTokens();
  measureAllLinks();
  print();
}

try {
  main();
} finally {
  rmSync(work, { recursive: true, force: true });
}
