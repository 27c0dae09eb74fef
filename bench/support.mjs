// What the benchmarks of the whole server share: options, a server of their own, tables.
import { spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..');
export const password = 'Bench-only-5528';
const day = 86_400;

/** Children that still run; they end with the benchmark, however that ends. */
const children = new Set();
const endAll = () => {
  for (const child of children) child.kill('SIGTERM');
};
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    endAll();
    process.exit(130);
  });
}
process.on('exit', endAll);

function fail(message) {
  console.error(message);
  process.exit(2);
}

/** --name value pairs over the defaults; an unknown name ends the program with the usage. */
export function optionsOf(defaults, usage) {
  const options = { ...defaults };
  const words = process.argv.slice(2);
  if (words.includes('--help')) {
    console.log(usage);
    process.exit(0);
  }
  for (let at = 0; at < words.length; at += 2) {
    const name = words[at].replace(/^--/, '');
    if (!(name in defaults) || words[at + 1] === undefined) fail(usage);
    options[name] = typeof defaults[name] === 'number' ? Number(words[at + 1]) : words[at + 1];
  }
  return options;
}

export const numbersOf = (list) => String(list).split(',').map(Number);

export const program = () => process.env.AMPARO_PROGRAM ?? join(root, 'build/release/bin/amparo');

/** Starts a program that ends with the benchmark. */
export function start(command, args, options = {}) {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
  children.add(child);
  const ended = new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      children.delete(child);
      resolve(code);
    });
  });
  // Whoever waits for the end hears of it; nobody else must.
  ended.catch(() => {});
  return { child, ended };
}

/** Runs a command to its end and gives what it wrote; anything but success ends the benchmark. */
export function output(command, args, options = {}) {
  const done = spawnSync(command, args, { encoding: 'utf8', ...options });
  if (done.status !== 0) fail(`${command} failed\n${done.error ?? ''}${done.stderr ?? ''}`);
  return done.stdout;
}

/** A folder for one run, gone afterwards. */
export function temporaryFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'amparo-bench-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const lifted = [
  'limits.per_user_second=0',
  'limits.per_address_second=0',
  'signin.per_name_minute=0',
  'signin.per_address_minute=0',
  'server.connections_per_address_max=10000',
];

/**
 * Serves a data directory without limits on requests, making it with so many cases when it is not
 * there. Gives {url, pid, seconds, log, stop}.
 */
export async function serve(data, cases, more = []) {
  const settings = [...lifted, ...more].flatMap((setting) => ['--set', setting]);
  const begun = process.hrtime.bigint();
  const args = ['serve', '--data', data, '--port', '0', '--cases', String(cases), ...settings];
  // A file, not a pipe: while the benchmark waits for another program it reads nothing, and a
  // server whose log is full waits too.
  const logFile = join(temporaryFolder(), 'log');
  const descriptor = openSync(logFile, 'w');
  const log = () => readFileSync(logFile, 'utf8');
  const { child, ended } = start(program(), args, {
    stdio: ['ignore', 'pipe', descriptor],
    env: {
      ...process.env,
      LANG: 'C',
      AMPARO_ADMIN_PASSWORD: password,
      AMPARO_DEMO_PASSWORD: password,
    },
  });
  closeSync(descriptor);
  let said = '';
  const port = await new Promise((resolve, reject) => {
    const giveUp = setTimeout(() => reject(new Error(`not ready\n${log()}`)), day * 1000);
    child.stdout.on('data', (chunk) => {
      said += chunk;
      const found = /http:\/\/localhost:(\d+)/.exec(said);
      if (!found) return;
      clearTimeout(giveUp);
      resolve(found[1]);
    });
    ended.then((code) => reject(new Error(`ended with ${code}\n${log()}`)), reject);
  });
  return {
    url: `http://127.0.0.1:${port}`,
    pid: child.pid,
    seconds: Number(process.hrtime.bigint() - begun) / 1e9,
    log,
    stop: () => {
      child.kill('SIGTERM');
      return ended;
    },
  };
}

/** Whether a data directory holds a deployment already. */
export const isMade = (data) => existsSync(join(data, 'amparo.db'));

/** The Cookie header of the administrator, signed in. */
export async function signIn(url) {
  const answer = await fetch(`${url}/api/v2/tokens`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ user: { user_name: 'admin', password } }),
  });
  if (!answer.ok) fail(`signing in: ${answer.status} ${await answer.text()}`);
  const cookies = answer.headers.getSetCookie();
  return cookies.map((cookie) => cookie.split(';')[0]).join('; ');
}

/** Resident bytes of a process. */
export function residentBytes(pid) {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)[1]) * 1024;
}

/** Prints rows of cells under a heading, numbers to the right. */
export function table(heading, rows) {
  const all = [heading, ...rows].map((row) => row.map(String));
  const widths = heading.map((_, column) => Math.max(...all.map((row) => row[column].length)));
  for (const row of all) {
    const cells = row.map((cell, column) =>
      column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column]),
    );
    console.log(cells.join('  '));
  }
}

export const rounded = (number) =>
  number >= 100 ? Math.round(number).toLocaleString('en') : number.toPrecision(3);
