import { i18n, type Messages } from '@lingui/core';
import { act, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { workTexts } from '../shared/text/work-texts';
import { busyWorker, fakeTask, leader, serveDashboards, serveTasks, stat } from '../test/fake-work';
import { installFakeServer } from '../test/install-fake-server';
import { renderApp } from '../test/render-app';

const [open, close] = ['⟦', '⟧'];

/** Every text of the catalogues in brackets: what stands outside of them was never translated. */
function bracketed(messages: Messages): Messages {
  const wrapped = Object.entries(messages).map(([id, message]) => [
    id,
    typeof message === 'string' ? `${open}${message}${close}` : [open, ...message, close],
  ]);
  return Object.fromEntries(wrapped);
}

/** Names of people, numbers, languages and keys are not translated, and say so. */
const untranslated = 'bdi, kbd, [translate="no"], [lang]:not(html), svg';
const attributes = ['aria-label', 'placeholder', 'alt'] as const;
const letters = /\p{L}/u;

/** Texts outside the brackets, in the order of the page. */
function strangers(): readonly string[] {
  const found: string[] = [];
  let depth = 0;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const text = node.textContent ?? '';
    const isExempt = node.parentElement?.closest(untranslated) !== null;
    let outside = '';
    for (const letter of text) {
      if (letter === open) depth += 1;
      else if (letter === close) depth -= 1;
      else if (depth === 0) outside += letter;
    }
    if (!isExempt && letters.test(outside)) found.push(outside);
  }
  return [...found, ...strangeAttributes()];
}

function strangeAttributes(): readonly string[] {
  return attributes.flatMap((name) =>
    [...document.querySelectorAll(`[${name}]`)]
      .filter((element) => element.closest(untranslated) === null)
      .map((element) => element.getAttribute(name) ?? '')
      .filter((value) => letters.test(value) && !value.includes(open)),
  );
}

async function openInBrackets(address: string, user: Record<string, unknown>): Promise<void> {
  const server = installFakeServer({ isSignedIn: true, user });
  serveTasks(server, [fakeTask(1), fakeTask(2, { type: 'service', priority: 'high' })]);
  serveDashboards(server, [
    {
      name: 'dashboard.case_overview',
      indicators: { total: stat(3, 'a=b'), new_or_updated: stat(0) },
    },
  ]);
  server.on('GET /flags', () => ({ body: { data: [], metadata: { total: 0 } } }));
  server.on('GET /notifications', () => ({
    body: { data: [], metadata: { total: 0, page: 1, per: 30, unread: 0 } },
  }));
  server.on('GET /sessions', () => ({ body: { data: [{ id: 'a', current: true }] } }));
  await workTexts;
  await renderApp({ server, isSignedIn: true, address });
  await act(async () => {
    i18n.load('en', bracketed(i18n.messages));
    i18n.activate('en');
    await Promise.resolve();
  });
  await screen.findByRole('heading', { level: 1, name: new RegExp(open) });
}

describe('a language in which every text is in brackets', () => {
  const places = [
    '/v2/dashboards',
    '/v2/cases',
    '/v2/cases?query=an&phonetic=true&page=1',
    '/v2/cases?sex[0]=nobody&page=1',
    '/v2/cases/new',
    '/v2/tasks',
    '/v2/notifications',
    '/v2/search',
    '/v2/search?query=zzzz',
    '/v2/account/7',
    '/v2/support',
    '/v2/nowhere',
    '/v2/families',
  ];
  it.each(places)('leaves nothing of %s outside', async (address) => {
    await openInBrackets(address, busyWorker);
    expect(strangers()).toEqual([]);
  });

  it('leaves nothing of a leader’s home outside', async () => {
    await openInBrackets('/v2/dashboards', { ...leader, id: 7 });
    expect(strangers()).toEqual([]);
  });

  it('would show a text that nobody translated', () => {
    document.body.innerHTML = `<p>${open}fine${close} not fine</p><bdi>Lina</bdi>`;
    expect(strangers()).toEqual([' not fine']);
  });
});
