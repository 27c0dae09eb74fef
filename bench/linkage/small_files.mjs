#!/usr/bin/env node
// How well small person files of other traditions are linked, beside a plain rival: the mean
// Jaro-Winkler similarity of all fields, over all pairs, at the threshold that suits it best.
// node bench/linkage/small_files.mjs [--rows 50,200,1000] [--seeds 2] [--traditions a,b]
//   [--household N]
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { personFile, traditionNames } from './people.mjs';
import { bestF1, rowsOf } from './scores.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const program = process.env.AMPARO_PROGRAM ?? join(root, 'build/release/bin/amparo');

function option(name, fallback) {
  const at = process.argv.indexOf(name);
  return at < 0 ? fallback : process.argv[at + 1];
}

/** Columns of each kind of file, under names that the program has to be told. */
const layouts = {
  all: ['given', 'family', 'born', 'place', 'sex', 'phone'],
  plain: ['given', 'family', 'born', 'place'],
  names: ['given', 'family', 'place', 'sex'],
};
const kinds = {
  given: 'given_name',
  family: 'surname',
  born: 'date',
  place: 'place',
  sex: 'category',
  phone: 'phone',
};
const qualities = {
  clean: { errors: 0.05, gaps: 0.05 },
  poor: { errors: 0.2, gaps: 0.2 },
  gappy: { errors: 0.1, gaps: 0.4 },
};

function jaro(one, other) {
  if (one === other) return 1;
  const reach = Math.max(0, Math.floor(Math.max(one.length, other.length) / 2) - 1);
  const taken = new Array(other.length).fill(false);
  const left = [];
  for (let at = 0; at < one.length; ++at) {
    const end = Math.min(other.length, at + reach + 1);
    for (let to = Math.max(0, at - reach); to < end; ++to) {
      if (taken[to] || one[at] !== other[to]) continue;
      taken[to] = true;
      left.push(one[at]);
      break;
    }
  }
  if (left.length === 0) return 0;
  const right = [...other].filter((_, at) => taken[at]);
  const moved = left.filter((letter, at) => letter !== right[at]).length / 2;
  const same = left.length;
  return (same / one.length + same / other.length + (same - moved) / same) / 3;
}

function jaroWinkler(one, other) {
  const found = jaro(one, other);
  let start = 0;
  while (start < 4 && start < one.length && one[start] === other[start]) ++start;
  return found + start * 0.1 * (1 - found);
}

/** The plain rival's [similarity, isTrue] of all pairs. */
function rival(rows, columns) {
  const scored = [];
  for (let at = 0; at < rows.length; ++at) {
    for (let to = at + 1; to < rows.length; ++to) {
      let sum = 0;
      let count = 0;
      for (const column of columns) {
        const [one, other] = [rows[at][column], rows[to][column]];
        if (one === '' || other === '') continue;
        sum += jaroWinkler(one, other);
        count += 1;
      }
      const score = count === 0 ? 0 : sum / count;
      if (score > 0.7) scored.push([score, rows[at].cluster === rows[to].cluster]);
    }
  }
  return scored;
}

function link(work, rows, columns) {
  const file = join(work, 'people.csv');
  const map = join(work, 'map.json');
  const out = join(work, 'links.csv');
  const lines = rows.map((one) => ['id', ...columns].map((name) => one[name]).join(','));
  writeFileSync(file, `${['id', ...columns].join(',')}\n${lines.join('\n')}\n`);
  const mapped = columns.map((column) => ({ column, kind: kinds[column] }));
  writeFileSync(map, JSON.stringify({ id: 'id', columns: mapped }));
  const words = ['match', 'evaluate', 'links', '--map', map, '--in', file, '--out', out];
  const done = spawnSync(program, words, { stdio: ['ignore', 'ignore', 'inherit'] });
  if (done.status !== 0) throw new Error(`amparo ${words.join(' ')} ended with ${done.status}`);
  const clusterOf = new Map(rows.map((one) => [one.id, one.cluster]));
  return rowsOf(readFileSync(out, 'utf8')).map(([one, other, score]) => [
    Number(score),
    clusterOf.get(one) === clusterOf.get(other),
  ]);
}

function truePairs(rows) {
  const sizes = new Map();
  for (const { cluster } of rows) sizes.set(cluster, (sizes.get(cluster) ?? 0) + 1);
  return [...sizes.values()].reduce((sum, size) => sum + (size * (size - 1)) / 2, 0);
}

/** F1 of the links from this score on. */
function f1At(scored, all, least) {
  const chosen = scored.filter(([score]) => score >= least);
  const found = chosen.filter(([, isTrue]) => isTrue).length;
  return (2 * found) / Math.max(1, chosen.length + all);
}

/** Every file to be linked: its rows, its columns, and what it is counted under. */
function* files() {
  const seeds = Number(option('--seeds', '2'));
  const names = option('--traditions', [...traditionNames, 'mixed'].join(',')).split(',');
  const household = Number(option('--household', '1'));
  const sizes = option('--rows', '50,200,1000').split(',').map(Number);
  const shapes = sizes.flatMap((rows) => names.map((tradition) => ({ rows, tradition })));
  for (const { rows, tradition } of shapes) {
    for (const [quality, shares] of Object.entries(qualities)) {
      for (let seed = 1; seed <= seeds; ++seed) {
        const share = seed % 2 === 0 ? 0.6 : 0.2;
        const how = { seed: seed * 97 + rows, rows, tradition, share, household, ...shares };
        const file = personFile(how);
        for (const [layout, columns] of Object.entries(layouts))
          yield {
            file,
            columns,
            keys: [`${rows} rows`, tradition, `${quality}, ${layout}`, 'all'],
          };
      }
    }
  }
}

function main() {
  const work = mkdtempSync(join(tmpdir(), 'amparo-small-'));
  const sums = new Map();
  for (const { file, columns, keys } of files()) {
    const all = truePairs(file);
    const links = link(work, file, columns);
    const found = [bestF1(links, all), f1At(links, all, 0.5), bestF1(rival(file, columns), all), 1];
    for (const key of keys) {
      const before = sums.get(key) ?? [0, 0, 0, 0];
      sums.set(
        key,
        before.map((sum, at) => sum + found[at]),
      );
    }
  }
  rmSync(work, { recursive: true, force: true });
  console.log('| files | best F1 | F1 at 0.5 | rival, best F1 |\n|---|---|---|---|');
  for (const [key, [best, chosen, plain, count]] of sums) {
    const cells = [best, chosen, plain].map((sum) => (sum / count).toFixed(3));
    console.log(`| ${key} (${count}) | ${cells.join(' | ')} |`);
  }
}

main();
