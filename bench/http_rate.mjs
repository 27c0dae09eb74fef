// Requests a second over loopback: a page of cases and one case, against nginx serving a file of
// the same size. Both in one run, by the same wrk, taking turns.
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';

import {
  optionsOf,
  output,
  rounded,
  serve,
  signIn,
  start,
  table,
  temporaryFolder,
} from './support.mjs';

const usage = `node bench/http_rate.mjs [options]    needs wrk and nginx, and the release build
  --cases N        cases of the deployment (100000)
  --seconds N      how long each measurement lasts (10)
  --connections N  connections of wrk (32)
  --rounds N       turns that each side gets; the best counts (3)
  --data DIR       keep the deployment there for the next run`;

const options = optionsOf(
  { cases: 100_000, seconds: 10, connections: 32, rounds: 3, data: '' },
  usage,
);
const idsMax = 1000;

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function nginxConfiguration(folder, port) {
  return `daemon off;
worker_processes auto;
pid ${folder}/nginx.pid;
error_log ${folder}/error.log;
events { worker_connections 4096; }
http {
  access_log off;
  default_type application/json;
  sendfile on;
  tcp_nopush on;
  keepalive_requests 100000000;
  open_file_cache max=100;
  client_body_temp_path ${folder}/body;
  proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi;
  scgi_temp_path ${folder}/scgi;
  server { listen 127.0.0.1:${port}; root ${folder}/files; }
}
`;
}

/** nginx with the files; as root its workers are another user, who must reach them. */
async function startNginx(folder, files) {
  mkdirSync(join(folder, 'files'), { mode: 0o755 });
  output('chmod', ['755', folder]);
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(join(folder, 'files', name), content, { mode: 0o644 });
  }
  const port = await freePort();
  const configuration = join(folder, 'nginx.conf');
  writeFileSync(configuration, nginxConfiguration(folder, port));
  const { child, ended } = start('nginx', ['-p', folder, '-c', configuration]);
  let errors = '';
  child.stderr.on('data', (chunk) => (errors += chunk));
  const url = `http://127.0.0.1:${port}`;
  let over = false;
  ended.finally(() => (over = true)).catch(() => {});
  for (let attempt = 0; attempt < 100 && !over; attempt++) {
    const answer = await fetch(`${url}/list.json`).catch(() => undefined);
    if (answer?.ok) return { url, stop: () => (child.kill('SIGTERM'), ended) };
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`nginx does not serve its files\n${errors}`);
}

/** Requests a second; an answer that is no success ends the benchmark. */
function rateOf({ url, headers = {}, script }) {
  const args = ['-t', '2', '-c', options.connections, '-d', `${options.seconds}s`];
  for (const [name, value] of Object.entries(headers)) args.push('-H', `${name}: ${value}`);
  if (script) args.push('-s', script);
  const said = output('wrk', [...args.map(String), url]);
  if (/Non-2xx|Socket errors/.test(said)) throw new Error(`${url} was not answered well\n${said}`);
  const rate = Number(/Requests\/sec:\s+([\d.]+)/.exec(said)[1]);
  if (rate === 0) throw new Error(`${url} was not answered at all\n${said}`);
  return rate;
}

/** A wrk script that asks for one case after another, so that no single answer is kept warm. */
function caseScript(folder, ids) {
  const file = join(folder, 'cases.lua');
  const list = ids.map((id) => `"/api/v2/cases/${id}"`).join(',');
  const next = 'at = at % #paths + 1; return wrk.format("GET", paths[at])';
  writeFileSync(file, `local paths = {${list}}\nlocal at = 0\nrequest = function() ${next} end\n`);
  return file;
}

async function bodyOf(url, headers) {
  const answer = await fetch(url, { headers });
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return Buffer.from(await answer.arrayBuffer());
}

async function main() {
  const folder = temporaryFolder();
  // Neither side writes a line for each request.
  const quiet = ['log.level=warn'];
  const server = await serve(options.data || join(folder, 'data'), options.cases, quiet);
  const headers = { Cookie: await signIn(server.url) };
  const listUrl = `${server.url}/api/v2/cases?per=20`;
  const list = await bodyOf(listUrl, headers);
  const many = await bodyOf(`${server.url}/api/v2/cases?fields=id&per=${idsMax}`, headers);
  const { data, metadata } = JSON.parse(many.toString());
  const ids = data.map(({ id }) => id);
  const one = await bodyOf(`${server.url}/api/v2/cases/${ids[0]}`, headers);
  const nginx = await startNginx(folder, { 'list.json': list, 'case.json': one });
  const questions = [
    {
      name: 'GET /cases?per=20',
      bytes: list.length,
      ours: { url: listUrl, headers },
      file: { url: `${nginx.url}/list.json` },
    },
    {
      name: 'GET /cases/:id',
      bytes: one.length,
      ours: { url: server.url, headers, script: caseScript(folder, ids) },
      file: { url: `${nginx.url}/case.json` },
    },
  ];
  const rows = questions.map(({ name, bytes, ours, file }) => {
    let best = 0;
    let rival = 0;
    for (let round = 0; round < options.rounds; round++) {
      best = Math.max(best, rateOf(ours));
      rival = Math.max(rival, rateOf(file));
    }
    return [name, bytes, rounded(best), rounded(rival), `${rounded(rival / best)}×`];
  });
  console.log(`${metadata.total} cases, ${options.connections} connections`);
  table(['question', 'bytes', 'amparo/s', 'nginx/s', 'nginx ÷ amparo'], rows);
  await nginx.stop();
  await server.stop();
}

await main();
