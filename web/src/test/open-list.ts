import { screen, within } from '@testing-library/react';
import type { FakeServer } from './fake-server';
import { renderApp, type AppOptions } from './render-app';

/** The list of cases, once its heading is there. */
export async function openList(options: AppOptions = {}): Promise<FakeServer> {
  const server = await renderApp({ isSignedIn: true, address: '/v2/cases', ...options });
  await screen.findByRole('heading', { level: 1, name: /Cases|الحالات/ });
  return server;
}

/** What was asked for last. */
export function lastQuery(server: FakeServer): Record<string, string> {
  return Object.fromEntries(server.seen('GET /cases').at(-1)?.query ?? []);
}

/** The titles of the columns in sight. */
export async function columnHeads(): Promise<readonly (string | null)[]> {
  const table = await screen.findByRole('table');
  return within(table)
    .getAllByRole('columnheader')
    .map((head) => head.textContent);
}
