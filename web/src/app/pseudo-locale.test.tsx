import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { workTexts } from '../shared/text/work-texts';
import { lookups } from '../test/fake-data';
import { busyWorker, fakeTask, leader, serveDashboards, serveTasks, stat } from '../test/fake-work';
import { installFakeServer } from '../test/install-fake-server';
import { bracketWhatIsThere, opening, strangers, wordsInBrackets } from '../test/pseudo-locale';
import { renderApp } from '../test/render-app';

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
  // The texts of the deployment are translated by whoever sets it up.
  const data = wordsInBrackets(lookups);
  server.on('GET /lookups', () => ({
    body: { data, metadata: { total: 1000, per: 1000, page: 1 } },
  }));
  await workTexts;
  await renderApp({ server, isSignedIn: true, address });
  await bracketWhatIsThere();
  await screen.findByRole('heading', { level: 1, name: new RegExp(opening) });
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
    document.body.innerHTML = `<p>${opening}fine⟧ not fine</p><bdi>Lina</bdi>`;
    expect(strangers()).toEqual([' not fine']);
  });
});
