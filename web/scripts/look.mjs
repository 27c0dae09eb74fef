/**
 * Takes pictures of the built app over the fake server of the tests, to look at them:
 * `npm run build && npm run look -- /tmp/pictures [scene…]`. Needs Chromium (CHROMIUM, or
 * /usr/bin/chromium).
 */
import { mkdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { chromium } from 'playwright-core';
import { FakeServer } from '../src/test/fake-server.ts';
import { record, recordId, recordWorker, serveRecord } from '../src/test/fake-record.ts';
import { caseId, otherCaseId, serveTracing, traceId, tracer } from '../src/test/fake-tracing.ts';

const origin = 'http://amparo.test';
const dist = new URL('../dist', import.meta.url).pathname;
const [folder = 'pictures', ...wanted] = process.argv.slice(2);

const widths = [360, 768, 1280];
const languages = ['en', 'ar'];
const rightsOfFlagReader = [
  { resource: 'cases', actions: ['read'] },
  { resource: 'dashboards', actions: ['dash_flags'] },
];
const flagReader = { ...recordWorker, permissions: { list: rightsOfFlagReader } };
const rightsOfTasks = [
  { resource: 'cases', actions: ['read', 'write'] },
  { resource: 'dashboards', actions: ['dash_tasks'] },
  { resource: 'activity_logs', actions: ['manage'] },
];
const tasksUser = { ...recordWorker, permissions: { list: rightsOfTasks } };
const scenes = {
  'sign-in': { address: '/v2/login', isSignedIn: false },
  refused: {
    address: '/v2/login',
    isSignedIn: false,
    act: async (page) => {
      await page.locator('input[name=username]').fill('nadia');
      await page.locator('input[name=password]').fill('x');
      await page.locator('button[type=submit]').click();
      await page.waitForSelector('.door-problem');
    },
  },
  home: { address: '/v2/dashboards' },
  tasks: { address: '/v2/tasks', user: tasksUser, serve: serveTasks },
  'task-give': {
    address: '/v2/tasks',
    user: tasksUser,
    serve: serveTasks,
    act: (page) => page.locator('.work-extra .button').nth(1).click(),
  },
  activity: { address: '/v2/activity_log', user: tasksUser, serve: serveTasks },
  filters: {
    address: '/v2/cases',
    act: (page) => page.locator('.list-tools .button').first().click(),
  },
  'home-flags': { address: '/v2/dashboards', user: flagReader, serve: serveFlags },
  cases: { address: '/v2/cases' },
  'row-menu': {
    address: '/v2/cases',
    act: async (page) => {
      await page.locator('.row-menu').first().click();
      await page.waitForSelector('[role=menu]');
    },
  },
  search: { address: '/v2/cases?query=an&phonetic=true&page=1' },
  'search-box': { address: '/v2/search?query=sofia', serve: serveHits },
  empty: { address: '/v2/cases?status[0]=nothing&page=1' },
  filters: {
    address: '/v2/cases',
    act: async (page) => {
      await page.locator('.list-tools .button').first().click();
      await page.waitForSelector('.dialog');
      await page.locator('.dialog form > .button').click();
    },
  },
  menu: {
    address: '/v2/cases',
    onlyBelow: 900,
    act: (page) => page.locator('.top-bar .button').click(),
  },
  'new-case': {
    address: '/v2/cases/new',
    act: async (page) => {
      await page.locator('.intake input').fill('lina');
      await page.keyboard.press('Enter');
      await page.waitForSelector('.match, h3');
    },
  },
  matches: { address: `/v2/traces/${traceId}/matches`, user: tracer, serve: serveTracing },
  pair: { address: `/v2/matches/${traceId}/${caseId}`, user: tracer, serve: serveTracing },
  'pair-masked': {
    address: `/v2/matches/${traceId}/${otherCaseId}`,
    user: tracer,
    serve: serveTracing,
  },
  'pair-sheet': {
    address: `/v2/matches/${traceId}/${caseId}`,
    user: tracer,
    serve: serveTracing,
    act: async (page) => {
      await page.locator('.pair-print .button').click();
      await page.waitForSelector('.comparison-sheet');
    },
  },
  record: {
    address: `/v2/cases/${recordId}`,
    user: recordWorker,
    serve: serveNews,
    act: (page) => page.locator('.choice').first().click(),
  },
  'change-log': {
    address: `/v2/cases/${recordId}?form=change_logs`,
    user: recordWorker,
    serve: serveNews,
  },
  account: { address: '/v2/account/7' },
  support: { address: '/v2/support' },
  'not-found': { address: '/v2/nowhere' },
};

/** A case that somebody else changed since one last looked. */
function serveNews(server) {
  const at = '2026-04-02T10:30:00Z';
  const path = `/cases/${recordId}`;
  serveRecord(server, { ...record, alert_count: 1 });
  const alert = {
    unique_id: 'u1',
    alert_for: 'field_change',
    form_unique_id: 'basic_identity',
    date: '2026-04-02',
    changed_by: ['omar'],
    field_names: ['nickname'],
  };
  const changes = ['nickname', 'relatives'].map((name) => ({
    field_name: name,
    user_name: 'omar',
    datetime: at,
  }));
  const entry = {
    datetime: at,
    user_name: 'omar',
    action: 'update',
    record_changes: [
      { nickname: { from: 'Mimi', to: 'Mina' } },
      { why_urgent: { from: null, to: 'Alone at night' } },
    ],
  };
  server.on(`GET ${path}/alerts`, () => ({ body: { data: [alert] } }));
  server.on(`GET ${path}/recent_changes`, () => ({ body: { data: { since: at, changes } } }));
  server.on(`GET ${path}/record_history`, () => ({
    body: { data: [entry], metadata: { total: 1, per: 20, page: 1 } },
  }));
}

/** One hit for each reason, and one that may not be opened. */
function serveHits(server) {
  const hit = (number, [search_kind, search_match], highlight) => ({
    ...server.cases[number],
    search_kind,
    search_match,
    ...(highlight === undefined ? {} : { highlight }),
  });
  const at = (field, ...tokens) => ({ field, tokens });
  const { name } = server.cases[2];
  const [first] = String(name).split(' ');
  const data = [
    hit(1, ['identifier', 'part'], at('national_id_no', ['12', 'NR-1-2/7'])),
    hit(2, ['name', 'equal'], at('name', [first.toLowerCase(), first])),
    hit(3, ['name', 'alike'], at('name_nickname', ['sofia', 'صوفيا'])),
    hit(4, ['telephone', 'suffix'], at('telephone_last', ['79100200', '+257 79 100 200'])),
    { ...hit(5, ['telephone', 'equal']), name: '*******', record_in_scope: false },
  ];
  server.on('GET /cases', () => ({
    body: { data, metadata: { total: 1000, total_capped: true } },
  }));
}

const types = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webmanifest': 'application/manifest+json',
};
const policy = "default-src 'self'; object-src 'none'; base-uri 'self'";

async function answer(route, server) {
  const request = route.request();
  const url = new URL(request.url());
  if (url.pathname.startsWith('/api/v2')) {
    const result = server.handle({
      method: request.method(),
      path: url.pathname.replace('/api/v2', ''),
      query: url.searchParams,
      body: request.postDataJSON() ?? {},
      headers: new Headers(request.headers()),
    });
    return route.fulfill({ status: result.status ?? 200, json: result.body ?? {} });
  }
  const file = extname(url.pathname) === '' ? '/index.html' : url.pathname;
  return route.fulfill({
    body: readFileSync(join(dist, file)),
    contentType: types[extname(file)] ?? 'application/octet-stream',
    headers: { 'Content-Security-Policy': policy },
  });
}

async function take(browser, name, { width, language }) {
  const scene = scenes[name];
  const server = new FakeServer({
    isSignedIn: scene.isSignedIn ?? true,
    ...(scene.user ? { user: scene.user } : {}),
  });
  scene.serve?.(server);
  const context = await browser.newContext({
    viewport: { width, height: width < 600 ? 740 : 900 },
    serviceWorkers: 'block',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  page.on('console', (message) =>
    message.type() === 'error' ? console.error(name, width, language, message.text()) : undefined,
  );
  page.on('pageerror', (error) => console.error(name, width, language, String(error)));
  await page.addInitScript(
    ([code, isSignedIn]) => {
      localStorage.setItem('amparo.language', code);
      if (isSignedIn) {
        localStorage.setItem('amparo.session', 'on');
      }
    },
    [language, scene.isSignedIn ?? true],
  );
  await page.route('**/*', (route) => answer(route, server));
  await page.goto(`${origin}${scene.address}`);
  await page.waitForSelector('h1');
  await page.waitForLoadState('networkidle');
  await scene.act?.(page);
  await page.waitForTimeout(400);
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  if (overflow > 0) {
    console.error(`${name} ${width} ${language}: ${overflow} px wider than the screen`);
  }
  await page.screenshot({ path: join(folder, `${name}-${width}-${language}.png`) });
  await context.close();
}

mkdirSync(folder, { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
});
try {
  for (const name of Object.keys(scenes).filter((key) => !wanted.length || wanted.includes(key))) {
    for (const width of widths.filter((size) => size < (scenes[name].onlyBelow ?? Infinity))) {
      for (const language of languages) {
        await take(browser, name, { width, language });
      }
    }
  }
} finally {
  await browser.close();
}

function serveTasks(server) {
  const task = (number, more) => ({
    id: caseId,
    task_id: `${caseId}:${number}`,
    record_id_display: `SEL-${number}`,
    name: number === 2 ? 'Sami Diallo' : 'Lina Haddad',
    type: 'follow_up',
    priority: 'high',
    due_date_iso: '2024-02-06',
    overdue: true,
    can_be_given: true,
    ...more,
  });
  const data = [
    task(1, {}),
    task(2, { type: 'own', text: 'Ask the school for the register', given_by: 'omar' }),
  ];
  server.on('GET /tasks', () => ({ body: { data, metadata: { total: 2, page: 1, per: 100 } } }));
  const takers = [{ user_name: 'omar', full_name: 'Omar Said' }];
  for (const { task_id: id } of data) {
    server.on(`GET /tasks/${encodeURIComponent(id)}/recipients`, () => ({
      body: { data: takers },
    }));
  }
  const done = ['create', 'update', 'flag', 'close'].map((action, at) => ({
    type: 'change',
    record_type: 'Child',
    record_id: caseId,
    display_id: `SEL-${at}`,
    performed_by: at === 1 ? 'nadia' : 'omar',
    datetime: `2024-03-0${at + 1}T10:00:00.000Z`,
    data: { action },
  }));
  server.on('GET /activity_log', () => ({ body: { data: done, metadata: { total: 4 } } }));
}

function serveFlags(server) {
  const data = [1, 2, 3].map((id) => ({
    id,
    record_id: `00000000-0000-4000-8000-00000000000${id}`,
    short_id: `aaaaaa${id}`,
    name: id === 2 ? null : 'Sami Diallo',
    message: 'Call the school about the journey home',
    date: '2024-02-06',
    flagged_by: 'omar',
  }));
  server.on('GET /flags', () => ({ body: { data, metadata: { total: 31 } } }));
  server.on('GET /tasks', () => ({ body: { data: [], metadata: { total: 0 } } }));
  server.on('GET /dashboards', () => ({ body: { data: [] } }));
}
