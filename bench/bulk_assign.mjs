// What others notice while ten thousand cases change hands in the background.
import { join } from 'node:path';

import { optionsOf, rounded, serve, signIn, table, temporaryFolder } from './support.mjs';

const usage = `node bench/bulk_assign.mjs [options]    needs the release build
  --cases N    cases in the deployment (100000)
  --moved N    cases to assign, in jobs of 100 (10000)
  --data DIR   keep the deployment there

Asks for the first page of cases all the time, first alone, then while the jobs run. Promised: 95 of
100 answers take less than twice as long meanwhile. Ends with 1 when that is broken.`;

const options = optionsOf({ cases: 100_000, moved: 10_000, data: '' }, usage);
const perJob = 100;
const slowdownMax = 2;
const recipient = 'worker_ar';

const percentile = (times, share) =>
  times.toSorted((one, other) => one - other)[Math.floor((times.length - 1) * share)];

/** One client's calls, with the cookie and the token of the session. */
function client(url, cookie) {
  const token = /CSRF-TOKEN=([^;]+)/.exec(cookie)?.[1] ?? '';
  const headers = { cookie, 'x-csrf-token': decodeURIComponent(token) };
  return async (path, data) => {
    const body = data && { method: 'POST', body: JSON.stringify({ data }) };
    const type = data && { 'content-type': 'application/json' };
    const answer = await fetch(`${url}${path}`, { headers: { ...headers, ...type }, ...body });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  };
}

/** Asks for a page over and over until `isOver`; gives the milliseconds of each answer. */
async function watch(call, isOver) {
  const times = [];
  while (!isOver()) {
    const begun = performance.now();
    await call('/api/v2/cases?per=20&fields=short');
    times.push(performance.now() - begun);
  }
  return times;
}

/** The ids of enabled open cases that are not the recipient's. */
async function idsToMove(call) {
  const ids = [];
  for (let page = 1; ids.length < options.moved; page++) {
    const { data } = await call(
      `/api/v2/cases?per=1000&page=${page}&record_state[0]=true&status[0]=open&fields=id,owned_by`,
    );
    if (data.length === 0) break;
    ids.push(...data.filter((one) => one.owned_by !== recipient).map((one) => one.id));
  }
  return ids.slice(0, options.moved);
}

/** Assigns them in jobs, and waits for the last one. */
async function move(call, ids) {
  const jobs = [];
  for (let at = 0; at < ids.length; at += perJob) {
    const filters = { id: ids.slice(at, at + perJob) };
    const { data } = await call('/api/v2/cases/assigns', { transitioned_to: recipient, filters });
    jobs.push(data.job_id);
  }
  const begun = performance.now();
  let done = 0;
  for (const job of jobs) {
    let seen;
    do {
      await new Promise((resolve) => setTimeout(resolve, 50));
      seen = (await call(`/api/v2/jobs/${job}`)).data;
    } while (!['done', 'failed', 'complete'].includes(seen.status ?? seen.state));
    done += 1;
    process.stderr.write(`\r${done} of ${jobs.length} jobs`);
  }
  process.stderr.write('\n');
  return (performance.now() - begun) / 1000;
}

const server = await serve(options.data || join(temporaryFolder(), 'data'), options.cases);
const call = client(server.url, await signIn(server.url));
const ids = await idsToMove(call);

const quietEnd = performance.now() + 5000;
const alone = await watch(call, () => performance.now() > quietEnd);
let isDone = false;
const meanwhile = watch(call, () => isDone);
const seconds = await move(call, ids);
isDone = true;
const beside = await meanwhile;
await server.stop();

const ratio = percentile(beside, 0.95) / percentile(alone, 0.95);
table(
  ['first page of cases', 'answers', 'p50 ms', 'p95 ms'],
  [
    ['alone', alone.length, rounded(percentile(alone, 0.5)), rounded(percentile(alone, 0.95))],
    ['beside', beside.length, rounded(percentile(beside, 0.5)), rounded(percentile(beside, 0.95))],
  ],
);
console.log(
  `${ids.length} cases in ${rounded(seconds)} s, ${rounded(ids.length / seconds)} a second`,
);
console.log(`p95 beside ÷ alone: ${rounded(ratio)} (promised: below ${slowdownMax})`);
process.exit(ratio < slowdownMax ? 0 : 1);
