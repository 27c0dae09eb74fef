// The second half of ./test: picks the stages, runs them, prints what happened.
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { run, stopAll } from './command.mjs';
import { schedule } from './schedule.mjs';
import { stages } from './stages.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const logs = join(root, 'build/test-logs');
const tailLines = 60;

const usage = `./test [options]         set up, build, and run every test
  --only a,b             just these stages (and no more)
  --asan, --tsan         also the unit and API tests under these sanitizers
  --lint                 also clang-tidy over everything
  --list                 name the stages

Logs: build/test-logs. The last line is "N passed, N failed".`;

function fail(message) {
  console.error(`test: ${message}\n\n${usage}`);
  process.exit(2);
}

function chosenStages(args) {
  const optional = new Set();
  let only;
  for (let at = 0; at < args.length; at++) {
    const flag = args[at];
    if (flag === '--only') only = (args[++at] ?? fail('--only needs names')).split(',');
    else if (flag.startsWith('--only=')) only = flag.slice('--only='.length).split(',');
    else if (['--asan', '--tsan', '--lint'].includes(flag)) optional.add(flag.slice(2));
    else fail(`unknown option: ${flag}`);
  }
  const unknown = only?.find((name) => !stages.some((stage) => stage.name === name));
  if (unknown !== undefined) fail(`no such stage: ${unknown}`);
  if (only) return stages.filter((stage) => only.includes(stage.name));
  return stages.filter((stage) => !stage.optional || optional.has(stage.optional));
}

function tail(file) {
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  const start = Math.max(0, lines.length - tailLines);
  if (start > 0) console.log(`    … ${start} lines above, in ${file.slice(root.length + 1)}`);
  for (const line of lines.slice(start)) console.log(`    ${line}`);
}

/** What a stage works with; it notes which logs it wrote, to show those of a failure. */
function contextOf(stage, cores) {
  const context = { root, logs, cores, stage: stage.name, node: process.execPath, failedLogs: [] };
  context.log = join(logs, `${stage.name}.log`);
  context.sh = async (command, { log, ...options } = {}) => {
    const file = log ? join(logs, `${log}.log`) : context.log;
    const result = await run(command, { cwd: root, ...options, log: file });
    if (result.code !== 0) context.failedLogs.push(file);
    return result;
  };
  return context;
}

async function start(stage, cores) {
  const started = Date.now();
  const context = contextOf(stage, cores);
  console.log(`→ ${stage.name}: ${stage.proves}`);
  let counts;
  try {
    counts = await stage.run(context);
  } catch (error) {
    counts = { passed: 0, failed: 1, why: error.stack };
  }
  const seconds = (Date.now() - started) / 1000;
  return { ...counts, seconds, logs: [...new Set(context.failedLogs)] };
}

function report(stage, { passed, failed, seconds, logs: files = [], why }) {
  const state = failed > 0 ? '✗' : '✓';
  const counts = `${passed} passed, ${failed} failed`;
  console.log(`${state} ${stage.name.padEnd(12)} ${seconds.toFixed(1).padStart(7)} s   ${counts}`);
  if (why) console.log(`    ${why}`);
  for (const file of files) tail(file);
}

function summary(outcomes, seconds) {
  console.log(`\n${'stage'.padEnd(14)}${'seconds'.padStart(8)}  passed  failed`);
  let passed = 0;
  let failed = 0;
  for (const [name, outcome] of outcomes) {
    passed += outcome.passed;
    failed += outcome.failed;
    const time = outcome.seconds.toFixed(1).padStart(8);
    const counts = `${String(outcome.passed).padStart(8)}${String(outcome.failed).padStart(8)}`;
    console.log(`${name.padEnd(14)}${time}${counts}`);
  }
  console.log(`${'all'.padEnd(14)}${seconds.toFixed(1).padStart(8)}\n`);
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 && passed > 0 ? 0 : 1;
}

const args = process.argv.slice(2);
if (args.includes('--help')) {
  console.log(usage);
} else if (args.includes('--list')) {
  for (const stage of stages) {
    console.log(`${stage.name.padEnd(12)} ${stage.proves}${stage.optional ? ' (optional)' : ''}`);
  }
} else {
  const chosen = chosenStages(args);
  const cores = Math.max(2, availableParallelism());
  const begun = Date.now();
  rmSync(logs, { recursive: true, force: true });
  mkdirSync(logs, { recursive: true });
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.on(signal, () => {
      stopAll();
      process.exit(130);
    });
  }
  // A long silence looks like a hang to a person and to a build service alike.
  const heartbeat = setInterval(() => {
    console.log(`  … ${Math.round((Date.now() - begun) / 1000)} s`);
  }, 60_000);
  const outcomes = await schedule(chosen, {
    cores,
    start: (stage) => start(stage, cores),
    report,
  });
  clearInterval(heartbeat);
  process.exitCode = summary(outcomes, (Date.now() - begun) / 1000);
}
