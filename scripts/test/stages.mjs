import { fileURLToPath } from 'node:url';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';

import { ofExit, ofGoogleTest, ofLog, ofPlaywright, ofVitest } from './counts.mjs';
import { pool } from './schedule.mjs';

// Each stage: its name, what it proves, the cores it fills, what must have passed before, and
// run(context), which gives {passed, failed}. A context offers root, logs, cores, node and
// sh(command, options), which runs a command and appends to the stage's log.

/** One command that is one test. */
function single(command, options = {}) {
  return async ({ sh }) => ofExit((await sh(command, options)).code);
}

/** A command whose log says how many tests passed. */
function counting(command, options = {}) {
  return async (context) => {
    const resolved = typeof command === 'function' ? command(context) : command;
    const { code } = await context.sh(resolved, options);
    return ofLog(context.log, code);
  };
}

function npmScript(name, options) {
  return single(['npm', 'run', '--silent', '--prefix', 'web', name], options);
}

const nodeTest =
  (files) =>
  ({ node }) => [node, '--test', '--test-reporter=tap', ...files];

async function vitest({ root, logs, sh }) {
  const file = join(logs, 'web-unit.json');
  const reporter = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const vite = join(root, 'web/node_modules/.bin/vitest');
  const again = '--retry=1';
  const { code } = await sh([vite, 'run', again, ...reporter], { cwd: join(root, 'web') });
  return ofVitest(file, code);
}

async function playwright({ root, logs, sh }) {
  const file = join(logs, 'browser.json');
  const reporters = '--reporter=./support/brief-reporter.ts,json';
  // A second try tells a test that fails from one that was too slow once. Only that is recorded:
  // recording takes a fifth of the time.
  const again = ['--retries=1', '--trace=on-first-retry'];
  const command = ['npm', 'run', '--silent', 'test', '--', reporters, ...again];
  const { code } = await sh(command, {
    cwd: join(root, 'e2e'),
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: file },
    timeout: 1500,
  });
  return ofPlaywright(file, code);
}

/** Configures a preset and builds the targets (everything if none is named). */
function build(preset, targets = [], timeout = 1500) {
  return async ({ sh }) => {
    const configured = await sh(['cmake', '--preset', preset]);
    if (configured.code !== 0) return ofExit(configured.code);
    const command = ['ninja', '-C', `build/${preset}`, '-k', '20', ...targets];
    return ofExit((await sh(command, { timeout })).code);
  };
}

function binaries(root, preset, suffix) {
  const folder = join(root, 'build', preset, 'bin');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith(suffix))
    .sort();
}

const sum = (counts) =>
  counts.reduce(
    (total, { passed, failed }) => ({
      passed: total.passed + passed,
      failed: total.failed + failed,
    }),
    { passed: 0, failed: 0 },
  );

async function googleTest(context, preset, name, env = {}) {
  const file = join(context.logs, `${context.stage}-${name}.json`);
  const program = join(context.root, 'build', preset, 'bin', name);
  const { code } = await context.sh([program, `--gtest_output=json:${file}`, '--gtest_brief=1'], {
    env,
    timeout: 900,
    log: `${context.stage}-${name}`,
  });
  return ofGoogleTest(file, code);
}

const apiTest = 'amparo_api_contract_test';

/** What takes longest begins first, so that nothing runs alone at the end. */
const longest = ['amparo_store_test', 'amparo_cli_test', 'amparo_matching_test'];

/** Every GoogleTest binary of the modules, two at a time. */
function moduleTests(preset, env) {
  return async (context) => {
    const names = binaries(context.root, preset, '_test').filter((name) => name !== apiTest);
    const isShort = (name) => !longest.includes(name);
    const ordered = [...longest.filter((name) => names.includes(name)), ...names.filter(isShort)];
    const tasks = ordered.map((name) => () => googleTest(context, preset, name, env));
    return tasks.length === 0 ? ofExit(1) : sum(await pool(tasks, context.cores));
  };
}

/** A check of tests/contract over the exchanges of the tests. */
async function contractCheck(context, script, exchanges) {
  const log = `api-${script}`;
  const command = [context.node, `tests/contract/${script}.mjs`, exchanges];
  const { code } = await context.sh(command, { log });
  return ofLog(join(context.logs, `${log}.log`), code);
}

/**
 * The tests over HTTP; each exchange they made against the contract in api/openapi.yaml, and each
 * operation of the contract against the exchanges.
 */
async function apiTests(context) {
  const exchanges = join(context.logs, 'exchanges.jsonl');
  const tests = await googleTest(context, 'release', apiTest, { AMPARO_EXCHANGES: exchanges });
  const answers = await contractCheck(context, 'validate', exchanges);
  return sum([tests, answers, await contractCheck(context, 'cover', exchanges)]);
}

/** Each fuzz/NAME_fuzz.cpp is a target of that name. */
function buildFuzzers(context) {
  const names = readdirSync(join(context.root, 'fuzz'))
    .filter((file) => file.endsWith('_fuzz.cpp'))
    .map((file) => basename(file, '.cpp'));
  return build('fuzz', names)(context);
}

const fuzzSeconds = 10;

/** Each fuzzer for a while; a crash or a hang leaves its input beside the logs. */
async function fuzzers(context) {
  const names = binaries(context.root, 'fuzz', '_fuzz');
  const tasks = names.map((name) => async () => {
    const corpus = join(context.root, 'build/fuzz/corpus', name);
    mkdirSync(corpus, { recursive: true });
    const seeds = join(context.root, 'fuzz/corpus', name.replace(/_fuzz$/, ''));
    const { code } = await context.sh(
      [
        join(context.root, 'build/fuzz/bin', name),
        `-max_total_time=${fuzzSeconds}`,
        `-artifact_prefix=${context.logs}/${name}-`,
        '-print_final_stats=1',
        corpus,
        ...(existsSync(seeds) ? [seeds] : []),
      ],
      { timeout: fuzzSeconds + 60, log: `fuzz-${name}` },
    );
    return ofExit(code);
  });
  return tasks.length === 0 ? ofExit(1) : sum(await pool(tasks, context.cores));
}

/** What is known of libraries that are not ours, for one sanitizer. */
const suppressionsOf = (name) =>
  fileURLToPath(new URL(`../../tests/sanitizers/${name}.supp`, import.meta.url));
const asan = {
  ASAN_OPTIONS: 'detect_leaks=1:strict_string_checks=1:abort_on_error=0',
  LSAN_OPTIONS: `suppressions=${suppressionsOf('lsan')}:print_suppressions=0`,
  UBSAN_OPTIONS: 'halt_on_error=1:print_stacktrace=1',
};
const tsan = {
  TSAN_OPTIONS: `halt_on_error=1:second_deadlock_stack=1:suppressions=${suppressionsOf('tsan')}`,
};

async function sanitized(context, preset, env) {
  const modules = await moduleTests(preset, env)(context);
  return sum([modules, await googleTest(context, preset, apiTest, env)]);
}

function sanitizerStages(preset, env) {
  return [
    {
      name: `${preset}-build`,
      proves: `everything compiles with the ${preset} preset`,
      cores: 2,
      optional: preset,
      run: build(preset),
    },
    {
      name: preset,
      proves: `unit and API tests under the ${preset} preset`,
      cores: 2,
      optional: preset,
      needs: [`${preset}-build`],
      run: (context) => sanitized(context, preset, env),
    },
  ];
}

/**
 * In this order: what is quick and likely to fail comes first, beside the linter, which takes as
 * long as all of it. What fills one core stands together, so that none is idle before a wide stage.
 */
export const stages = [
  { name: 'web-lint', proves: 'ESLint, stylesheets, Prettier', run: npmScript('lint') },
  {
    name: 'tidy',
    proves: 'structure, sizes, comments, translations (docs/developer.md)',
    run: counting(({ node }) => [node, 'tests/tidy/tidy.mjs']),
  },
  {
    name: 'tools',
    proves: 'the tidy rules, the contract check and the test runner catch what they should',
    run: counting(
      nodeTest(['tests/tidy/*.test.mjs', 'tests/contract/*.test.mjs', 'scripts/test/*.test.mjs']),
    ),
  },
  { name: 'format', proves: 'clang-format agrees', run: single(['scripts/format.sh', '--check']) },
  { name: 'web-types', proves: 'TypeScript, strict', run: npmScript('typecheck') },
  {
    name: 'e2e-types',
    proves: 'TypeScript in the browser tests',
    run: single(['node', 'web/node_modules/typescript7/bin/tsc', '-p', 'e2e']),
  },
  { name: 'web-texts', proves: 'four complete languages', run: npmScript('i18n:check') },
  { name: 'web-build', proves: 'the web app builds', run: single(['scripts/build.sh', 'web']) },
  {
    name: 'web-budgets',
    proves: 'no more bytes than promised',
    needs: ['web-build'],
    run: npmScript('budgets'),
  },
  { name: 'web-unit', proves: 'unit and component tests', cores: 2, run: vitest },
  {
    name: 'build',
    proves: 'everything compiles without a warning',
    cores: 2,
    run: build('release'),
  },
  // Two binaries at a time, which wait for disks for a third of it: that leaves a core's worth.
  {
    name: 'unit',
    proves: 'each module, and the store on both engines',
    needs: ['build'],
    run: moduleTests('release'),
  },
  {
    name: 'api',
    proves: 'the server over HTTP, each answer held to api/openapi.yaml, each operation asked for',
    needs: ['build'],
    run: apiTests,
  },
  {
    name: 'start',
    proves: './run, and the examples of docs/integrator.md',
    cores: 2,
    needs: ['build', 'web-build'],
    run: counting(nodeTest(['tests/start/*.test.mjs']), { timeout: 300 }),
  },
  {
    name: 'browser',
    proves: 'what people do, in Chromium, with axe',
    cores: 2,
    needs: ['build', 'web-build'],
    run: playwright,
  },
  { name: 'fuzz-build', proves: 'the fuzzers compile', cores: 2, run: buildFuzzers },
  {
    name: 'fuzz',
    proves: `each parser of outside input survives ${fuzzSeconds} s`,
    cores: 2,
    needs: ['fuzz-build'],
    run: fuzzers,
  },
  ...sanitizerStages('asan', asan),
  ...sanitizerStages('tsan', tsan),
  {
    name: 'lint',
    proves: 'clang-tidy over everything',
    cores: 2,
    optional: 'lint',
    run: single(['scripts/lint-cpp.sh', '--all'], { timeout: 5400 }),
  },
];
