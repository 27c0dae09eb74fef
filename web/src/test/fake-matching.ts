import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { caseWorker } from './fake-data';
import type { FakeServer } from './fake-server';
import { installFakeServer } from './install-fake-server';
import { renderApp } from './render-app';

type Wire = Record<string, unknown>;

/** Where the rules are on the wire. */
export const base = '/matching_configuration';

const keeper: Wire = {
  ...caseWorker,
  permissions: { list: [{ resource: 'matching_configurations', actions: ['manage'] }] },
};

const sex = { id: 'sex', type: 'sex', weights: { agree: 0.7, disagree: -4 } };
const house = { id: 'village', type: 'text', weights: { agree: 1 } };

export const tracing: Wire = {
  eligible: { case_status: ['open', 'closed'], consent_field: 'consent_for_tracing' },
  thresholds: { list: 0.02, likely: 0.8 },
  comparators: [sex, house],
};

/** Rules with a criterion of the house. */
export const configuration = (more: Wire = {}): Wire => ({
  version: 2,
  tracing,
  duplicates: { thresholds: { likely: 0.8 }, comparators: [sex] },
  visibility: { counterpart: 'masked' },
  two_person_confirmation: true,
  ...more,
});

export const facts = (number: number, more: Wire = {}): Wire => ({
  number,
  origin: number === 1 ? 'shipped' : 'edited',
  changed_by: number === 1 ? null : 'amina',
  changed_at: number === 1 ? null : '2026-03-01T10:00:00.000Z',
  note: number === 1 ? null : 'Fewer doubts',
  restored_number: null,
  ...more,
});

/** What the server answers of the rules in force. */
export const current = (number = 2) => ({
  body: { data: configuration(), metadata: facts(number, { is_catching_up: false }) },
  headers: { ETag: `"1:${number}"` },
});

/** The screen of the rules, open before somebody who keeps them. */
export async function openMatching(change: (server: FakeServer) => void = () => undefined) {
  const server = installFakeServer({ isSignedIn: true, user: keeper });
  server.on(`GET ${base}`, () => current());
  server.on(`GET ${base}/versions`, () => ({ body: { data: [facts(2), facts(1)] } }));
  server.on(`GET ${base}/fits`, () => ({ body: { data: [] } }));
  change(server);
  await renderApp({ server, isSignedIn: true, address: '/v2/matching_configuration' });
  await screen.findByRole('heading', { name: 'Criteria' });
  return server;
}

export const press = async (name: string | RegExp) =>
  userEvent.click(await screen.findByRole('button', { name }));

export async function retype(label: string, value: string) {
  const box = await screen.findByRole('textbox', { name: label });
  await userEvent.clear(box);
  await userEvent.type(box, value);
  return box;
}
