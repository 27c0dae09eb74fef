// How long a start takes and what it costs in memory, over growing numbers of cases.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import {
  isMade,
  numbersOf,
  optionsOf,
  residentBytes,
  rounded,
  serve,
  table,
  temporaryFolder,
} from './support.mjs';

const usage = `node bench/start.mjs [options]    needs the release build
  --cases N,M   numbers of cases (100000,1000000)
  --data DIR    keep the deployments there for the next run
  --rounds N    starts of each; the quickest counts (3)

Promised: 600 bytes of index a case, and a million cases ready in 30 s on two cores.`;

const options = optionsOf({ cases: '100000,1000000', data: '', rounds: 3 }, usage);
const indexBytesMax = 600;
const secondsMaxAtMillion = 30;

/** Makes the deployment when it is not there: cases a second, or "kept". */
async function make(data, cases) {
  if (isMade(data)) return 'kept';
  const server = await serve(data, cases);
  await server.stop();
  return rounded(cases / server.seconds);
}

async function measured(data, cases) {
  let best;
  for (let round = 0; round < options.rounds; round++) {
    const server = await serve(data, 0);
    const resident = residentBytes(server.pid);
    const loaded = /"event":"records.loaded","count":(\d+),"case_index_bytes":(\d+)/.exec(
      server.log(),
    );
    await server.stop();
    if (Number(loaded[1]) !== cases) throw new Error(`${data} holds ${loaded[1]} cases`);
    const found = { seconds: server.seconds, resident, index: Number(loaded[2]) };
    if (best === undefined || found.seconds < best.seconds) best = found;
  }
  return best;
}

async function main() {
  const base = options.data || temporaryFolder();
  mkdirSync(base, { recursive: true });
  const place = (cases) => join(base, `cases-${cases}`);
  await make(place(0), 0);
  const empty = await measured(place(0), 0);
  const rows = [];
  let kept = true;
  for (const cases of numbersOf(options.cases)) {
    const made = await make(place(cases), cases);
    const found = await measured(place(cases), cases);
    const indexBytes = found.index / cases;
    rows.push([
      cases,
      made,
      rounded(found.seconds),
      rounded(found.seconds / empty.seconds),
      rounded(found.resident / 2 ** 20),
      rounded((found.resident - empty.resident) / cases),
      rounded(indexBytes),
    ]);
    kept &&= indexBytes <= indexBytesMax;
    kept &&= cases < 1_000_000 || found.seconds <= (secondsMaxAtMillion * cases) / 1_000_000;
  }
  table(['cases', 'made/s', 'start s', '÷ empty', 'RSS MiB', 'RSS B/case', 'index B/case'], rows);
  console.log(kept ? 'The promises hold.' : 'A promise is broken: see --help.');
  process.exitCode = kept ? 0 : 1;
}

await main();
