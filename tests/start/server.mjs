// Starts Amparo the way people do, for the tests beside this file.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
/** The program under test; another build of it can be named. */
export const program = process.env.AMPARO_PROGRAM ?? join(root, 'build/release/bin/amparo');
export const password = 'Practice-only-9271';

/** A folder that is gone when the test is over. */
export function temporaryFolder(test) {
  const folder = mkdtempSync(join(tmpdir(), 'amparo-start-'));
  test.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The environment of a person who chose the passwords. */
export function chosenPasswords(extra = {}) {
  const { AMPARO_ADMIN_PASSWORD, AMPARO_DEMO_PASSWORD, ...rest } = process.env;
  return {
    ...rest,
    LANG: 'C.UTF-8',
    AMPARO_ADMIN_PASSWORD: password,
    AMPARO_DEMO_PASSWORD: password,
    ...extra,
  };
}

/** Runs a command to its end: {code, output}. */
export function finished(command, args, { env = chosenPasswords(), timeout = 60_000 } = {}) {
  return new Promise((resolve) => {
    let output = '';
    const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'], timeout });
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => (output += chunk));
    }
    child.on('close', (code, signal) => resolve({ code: code ?? signal, output }));
  });
}

/**
 * Starts a server and waits for the line with its address; gives {url, seconds, output(),
 * stop(signal)}, where stop gives the exit code. It is ended with the test in any case.
 */
export async function started(test, command, args, env = chosenPasswords()) {
  const begun = Date.now();
  let output = '';
  const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise((resolve) => {
    child.on('close', (code, signal) => resolve(code ?? signal));
  });
  test.after(() => child.exitCode ?? child.kill('SIGKILL'));
  const port = await new Promise((resolve, reject) => {
    const fail = (why) => reject(new Error(`${why}\n${output}`));
    const timer = setTimeout(() => fail('not ready after 60 s'), 60_000);
    const read = (chunk) => {
      output += chunk;
      const found = /http:\/\/localhost:(\d+)/.exec(output);
      if (!found) return;
      clearTimeout(timer);
      resolve(found[1]);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    ended.then((code) => fail(`ended with ${code} before it was ready`));
  });
  return {
    url: `http://127.0.0.1:${port}`,
    seconds: (Date.now() - begun) / 1000,
    output: () => output,
    stop: (signal = 'SIGTERM') => {
      child.kill(signal);
      return ended;
    },
  };
}

/** Calls the interface as somebody: {status, body, headers}. */
export async function call(url, user, { method = 'GET', data, secret = password } = {}) {
  const answer = await fetch(url, {
    method,
    headers: {
      authorization: `Basic ${Buffer.from(`${user}:${secret}`).toString('base64')}`,
      'content-type': 'application/json',
    },
    body: data === undefined ? undefined : JSON.stringify({ data }),
  });
  const text = await answer.text();
  return {
    status: answer.status,
    headers: answer.headers,
    body: text === '' ? null : JSON.parse(text),
  };
}
