// Durable creates a second on SQLite: writes that share a commit against one commit a write, on
// this disk and on one whose every fsync takes 2 ms longer.
import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { numbersOf, optionsOf, output, root, rounded, table, temporaryFolder } from './support.mjs';

const usage = `node bench/durable_writes.mjs [options]    needs cc and the bench build
  --writers N,M   numbers of writers (1,8,64)
  --seconds N     how long each measurement lasts (5)
  --rounds N      measurements of each kind, in turn; the middle one counts (3)
  --fsync N       microseconds that the slow disk adds (2000)

Promised: with the slow disk and 64 writers, sharing a commit is at least 20 times as fast.`;

const options = optionsOf({ writers: '1,8,64', seconds: 5, rounds: 3, fsync: 2000 }, usage);
const promised = { writers: 64, ratio: 20 };
const shared = 256;
const program =
  process.env.AMPARO_BENCH_PROGRAM ?? join(root, 'build/bench/bin/bench_durable_writes');

/** Creates a second, by number of writers. */
function measure(name, batchMax, environment) {
  const data = join(folder, name);
  const args = [data, options.seconds, options.writers, batchMax].map(String);
  const said = output(program, args, { env: { ...process.env, ...environment } });
  return new Map(
    said
      .trim()
      .split('\n')
      .map((line) => line.split(' ').map(Number)),
  );
}

/** The middle one of several measurements, by number of writers. */
function middle(measured) {
  const of = (writers) =>
    measured.map((one) => one.get(writers)).sort((left, right) => left - right)[
      Math.floor(measured.length / 2)
    ];
  return new Map(numbersOf(options.writers).map((writers) => [writers, of(writers)]));
}

if (!existsSync(program)) {
  console.error(`${program} is not built: cmake --preset bench && ninja -C build/bench`);
  process.exit(2);
}
const folder = temporaryFolder();
const shim = join(folder, 'slow_fsync.so');
output('cc', ['-O2', '-shared', '-fPIC', '-o', shim, join(root, 'bench/slow_fsync.c'), '-ldl']);
const slow = { LD_PRELOAD: shim, SLOW_FSYNC_US: String(options.fsync) };

const rows = [];
let kept = true;
for (const [disk, environment] of [
  ['this disk', {}],
  [`fsync + ${options.fsync / 1000} ms`, slow],
]) {
  const runs = { together: [], alone: [] };
  for (let round = 0; round < options.rounds; round++) {
    runs.together.push(measure(`${rows.length}-shared-${round}`, shared, environment));
    runs.alone.push(measure(`${rows.length}-alone-${round}`, 1, environment));
  }
  const [together, alone] = [middle(runs.together), middle(runs.alone)];
  const [fewest] = numbersOf(options.writers);
  for (const writers of numbersOf(options.writers)) {
    const ratio = together.get(writers) / alone.get(writers);
    rows.push([
      disk,
      writers,
      rounded(together.get(writers)),
      rounded(alone.get(writers)),
      `${rounded(ratio)}×`,
      `${rounded(together.get(writers) / together.get(fewest))}×`,
    ]);
    const isPromised = environment === slow && writers === promised.writers;
    if (isPromised && options.fsync === 2000) kept &&= ratio >= promised.ratio;
  }
}
table(
  ['disk', 'writers', 'shared/s', 'one commit each/s', 'shared ÷ each', '÷ fewest writers'],
  rows,
);
console.log(kept ? 'The promise holds.' : `The promise of ${promised.ratio}× is broken.`);
process.exitCode = kept ? 0 : 1;
