import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The program under test; another build of it can be named. */
const program =
  process.env['AMPARO_PROGRAM'] ?? join(import.meta.dirname, '../../build/release/bin/amparo');
const startSeconds = 30;
const stopSeconds = 10;

/** Cheap passwords and no throttling: the tests sign in far more often than people do. */
const settings = [
  'password.memory_mib=8',
  'password.operations=1',
  'signin.per_name_minute=0',
  'signin.per_address_minute=0',
  'limits.per_user_second=0',
  'limits.per_address_second=0',
  'session.parallel_max=20',
];

/** A running Amparo with invented people and a few invented cases. */
export interface House {
  url: string;
  password: string;
  stop: () => Promise<void>;
}

export interface HouseOptions {
  cases?: number;
  settings?: readonly string[];
}

/** Starts a server on a free port with a database of its own, which stop() throws away. */
export async function openHouse(options: HouseOptions = {}): Promise<House> {
  const data = mkdtempSync(join(tmpdir(), 'amparo-e2e-'));
  const password = `Test-${randomUUID()}`;
  const assignments = [...settings, ...(options.settings ?? [])].flatMap((one) => ['--set', one]);
  const process_ = spawn(
    program,
    [
      'serve',
      '--data',
      data,
      '--port',
      '0',
      '--cases',
      String(options.cases ?? 12),
      ...assignments,
    ],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        LANG: 'C.UTF-8',
        AMPARO_ADMIN_PASSWORD: password,
        AMPARO_DEMO_PASSWORD: password,
      },
    },
  );
  try {
    const url = await addressOf(process_);
    return { url, password, stop: () => stop(process_, data) };
  } catch (error) {
    await stop(process_, data);
    throw error;
  }
}

/** The address in the line the server prints when it is ready. */
function addressOf(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = '';
    const fail = (why: string) => reject(new Error(`the server ${why}:\n${output}`));
    const timer = setTimeout(
      () => fail(`was not ready after ${startSeconds} s`),
      startSeconds * 1000,
    );
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      const port = /http:\/\/localhost:(\d+)/.exec(output)?.[1];
      if (port !== undefined) {
        clearTimeout(timer);
        resolve(`http://127.0.0.1:${port}`);
      }
    };
    server.stdout?.on('data', read);
    server.stderr?.on('data', read);
    server.on('error', (error) => fail(`did not start (${error.message})`));
    server.on('exit', (code) => {
      clearTimeout(timer);
      fail(`ended with ${code}`);
    });
  });
}

async function stop(server: ChildProcess, data: string): Promise<void> {
  if (server.exitCode === null && server.pid !== undefined) {
    const ended = new Promise((resolve) => server.once('exit', resolve));
    server.kill('SIGTERM');
    const timer = setTimeout(() => server.kill('SIGKILL'), stopSeconds * 1000);
    await ended;
    clearTimeout(timer);
  }
  rmSync(data, { recursive: true, force: true });
}
