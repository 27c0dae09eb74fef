import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';

/** Process groups that run now, so that an interrupted test run leaves none behind. */
const running = new Set();

/** Ends every command that still runs; called when the test run itself is stopped. */
export function stopAll() {
  for (const pid of running) killGroup(pid);
}

/**
 * Runs one command with its output in a log file, in a process group of its own that is ended
 * whole when the time is over. Gives {code, seconds, timedOut}; never throws.
 */
export async function run(command, { log, cwd, env = {}, timeout = 600 }) {
  const started = Date.now();
  const output = createWriteStream(log, { flags: 'a' });
  output.write(`$ ${command.join(' ')}\n`);
  const { FORCE_COLOR: _, ...inherited } = process.env;
  const child = spawn(command[0], command.slice(1), {
    cwd,
    // Logs are read as text.
    env: { ...inherited, NO_COLOR: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  child.stdout.pipe(output, { end: false });
  child.stderr.pipe(output, { end: false });
  const ended = waitFor(child, timeout);
  if (child.pid !== undefined) running.add(child.pid);
  const result = await ended;
  running.delete(child.pid);
  if (result.timedOut) output.write(`\nended after ${timeout} s, which is the limit\n`);
  if (result.error) output.write(`\n${result.error}\n`);
  await new Promise((resolve) => output.end(resolve));
  return { ...result, seconds: (Date.now() - started) / 1000 };
}

function waitFor(child, timeout) {
  return new Promise((resolve) => {
    let timedOut = false;
    const timer = setTimeout(() => {
      timedOut = true;
      killGroup(child.pid);
    }, timeout * 1000);
    const finish = (code, error) => {
      clearTimeout(timer);
      // A test that leaves a server running must not hold a port or a core for the next one.
      if (child.pid !== undefined) killGroup(child.pid);
      resolve({ code, timedOut, error });
    };
    child.on('error', (error) => finish(127, error.message));
    child.on('exit', (code, signal) => finish(code ?? 128, signal ? `signal ${signal}` : ''));
  });
}

function killGroup(pid) {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}
