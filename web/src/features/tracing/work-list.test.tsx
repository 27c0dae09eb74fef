import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { caseWorker } from '../../test/fake-data';
import {
  caseId,
  fakeMatch,
  maskedMatch,
  otherCaseId,
  traceId,
  tracer,
} from '../../test/fake-tracing';
import { installFakeServer } from '../../test/install-fake-server';
import { renderApp } from '../../test/render-app';
import { screenWidth } from '../../test/screen-width';

type Wire = Record<string, unknown>;

afterEach(() => vi.unstubAllGlobals());

const own = {
  id: caseId,
  case_id_display: 'SEL-0000001',
  name: 'Mohamed Haddad',
  age: 9,
  sex: 'male',
  owned_by: 'nadia',
};
const other = { ...own, id: otherCaseId, case_id_display: 'SEL-0000002', name: 'Mohammed Hadad' };

const duplicatePair = (more: Wire = {}): Wire => ({
  score: 0.91,
  likelihood: 'likely',
  relationship: 'same_child',
  masked: false,
  state: 'potential',
  of_case: own,
  case: other,
  ...more,
});

const decision = `POST /cases/${caseId}/duplicates/${otherCaseId}/decision`;

interface Served {
  matches?: readonly Wire[];
  duplicates?: readonly Wire[];
  total?: number;
  user?: Wire;
}

async function open(address: string, served: Served = {}, language: 'en' | 'ar' = 'en') {
  const { matches = [fakeMatch(), maskedMatch()], duplicates = [duplicatePair()] } = served;
  const user = served.user ?? tracer;
  const server = installFakeServer({ isSignedIn: true, user });
  const answer = (rows: readonly Wire[]) => () => ({
    body: {
      data: rows,
      metadata: { total: served.total ?? rows.length, per: 20, page: 1, states: {} },
    },
  });
  server.on('GET /potential_matches', answer(matches));
  server.on('GET /potential_duplicates', answer(duplicates));
  server.on(decision, () => ({ body: { data: {} } }));
  await renderApp({ server, isSignedIn: true, address, language });
  return server;
}

function cardAt(cards: readonly HTMLElement[], place: number): HTMLElement {
  const card = cards[place];
  if (card === undefined) throw new Error(`no card at ${place}`);
  return card;
}

describe('the list of possible matches', () => {
  it('is reached from the navigation and leads to each comparison', async () => {
    const server = await open('/v2/matches');
    expect(await screen.findByRole('heading', { name: 'Possible matches' })).toBeVisible();
    const cards = await screen.findAllByRole('article');
    expect(cards).toHaveLength(2);
    expect(within(cardAt(cards, 0)).getByRole('link')).toHaveAttribute(
      'href',
      `/v2/matches/${traceId}/${caseId}`,
    );
    expect(screen.getAllByRole('link', { name: 'Possible matches' })[0]).toHaveAttribute(
      'href',
      '/v2/matches',
    );
    expect(server.seen('GET /potential_matches')[0]?.query.get('state')).toBeNull();
  });

  it('is narrowed by state, probability and order, all in the address', async () => {
    const server = await open('/v2/matches?state=under_verification&min_score=0.8&order=newest');
    await screen.findAllByRole('article');
    const query = server.seen('GET /potential_matches')[0]?.query;
    expect(query?.get('state')).toBe('under_verification');
    expect(query?.get('min_score')).toBe('0.8');
    expect(query?.get('order')).toBe('newest');
    expect(screen.getByRole('button', { name: /State/ })).toHaveTextContent(
      'Waits for a second person',
    );
  });

  it('folds the filters on a phone, so that the pairs are in sight', async () => {
    screenWidth(360);
    await open('/v2/matches');
    const summary = await screen.findByText('Filters and order');
    const fold = summary.closest('details');
    expect(fold).not.toHaveAttribute('open');
    await userEvent.click(summary);
    await waitFor(() => expect(fold).toHaveAttribute('open'));
    expect(fold).toHaveTextContent('Probability');
  });

  it('has pages', async () => {
    const server = await open('/v2/matches', { total: 45 });
    await screen.findAllByRole('article');
    expect(screen.getByRole('button', { name: 'Previous page' })).toBeDisabled();
    await userEvent.click(screen.getByRole('button', { name: 'Next page' }));
    await screen.findAllByRole('article');
    expect(server.seen('GET /potential_matches').at(-1)?.query.get('page')).toBe('2');
  });

  it('says that nothing is to be compared', async () => {
    await open('/v2/matches', { matches: [] });
    expect(await screen.findByText('There is nothing to compare here.')).toBeVisible();
  });

  it('reads from right to left in Arabic', async () => {
    await open('/v2/matches', {}, 'ar');
    expect(await screen.findByRole('heading', { name: 'التطابقات المحتملة' })).toBeVisible();
  });

  it('is not for roles without matches', async () => {
    await open('/v2/matches', { user: caseWorker });
    expect(
      await screen.findByRole('heading', { name: 'Your role does not allow this' }),
    ).toBeVisible();
    expect(screen.queryByRole('link', { name: 'Possible matches' })).not.toBeInTheDocument();
  });
});

describe('a hint', () => {
  it('lets the owner know that somebody asks', async () => {
    const server = await open('/v2/matches', { matches: [maskedMatch()] });
    server.on(`POST /cases/${otherCaseId}/access_requests`, () => ({ status: 204 }));
    await userEvent.click(await screen.findByRole('button', { name: 'Ask for access: omar' }));
    expect(await screen.findByText(/is told that you ask/)).toBeVisible();
    expect(server.seen(`POST /cases/${otherCaseId}/access_requests`)[0]?.body['data']).toEqual({
      record_type: 'tracing_request',
      record_id: 'bbbbbbbb-0000-4000-8000-000000000001',
    });
  });
});

describe('children who may be registered twice', () => {
  it('stand in a list of their own', async () => {
    await open('/v2/matches');
    await userEvent.click(await screen.findByRole('radio', { name: 'Children registered twice' }));
    const card = await screen.findByRole('article');
    await within(card).findByText('Mohammed Hadad');
    expect(card).toHaveTextContent('Mohamed Haddad');
    expect(within(card).queryByRole('button', { name: /mark as duplicate/ })).toBeNull();
  });

  it('are told apart with a reason only', async () => {
    const server = await open('/v2/matches?kind=duplicates');
    await userEvent.click(await screen.findByRole('button', { name: 'Two different children' }));
    const dialog = await screen.findByRole('dialog', { name: 'Two different children' });
    const send = within(dialog).getByRole('button', { name: 'Two different children' });
    await userEvent.click(send);
    expect(within(dialog).getByText('Write how you know.')).toBeVisible();
    expect(server.seen(decision)).toHaveLength(0);
    await userEvent.type(within(dialog).getByRole('textbox', { name: 'Why?' }), 'Cousins');
    await userEvent.click(send);
    await screen.findByText('Your decision is stored.');
    expect(server.seen(decision)[0]?.body['data']).toEqual({
      state: 'different',
      note: 'Cousins',
      seen_state: 'potential',
    });
  });

  it('are marked by who may close cases, and a decision is taken back', async () => {
    const closer = {
      ...tracer,
      permissions: {
        list: [
          { resource: 'cases', actions: ['read', 'create', 'write', 'close'] },
          { resource: 'duplicates', actions: ['read'] },
        ],
      },
    };
    const server = await open('/v2/matches', {
      user: closer,
      duplicates: [
        duplicatePair(),
        duplicatePair({ state: 'same_child', of_case: other, case: own }),
      ],
    });
    const cards = await screen.findAllByRole('article');
    const first = cardAt(cards, 0);
    const second = cardAt(cards, 1);
    expect(second).toHaveTextContent('One child');
    const merge = within(first).getByRole('link', { name: 'Compare and merge' });
    expect(merge).toHaveAttribute('href', `/v2/cases/${caseId}/merge/${otherCaseId}`);
    expect(
      within(second).getByRole('button', { name: 'Take this decision back' }),
    ).toBeInTheDocument();
    await userEvent.click(
      within(first).getByRole('button', { name: 'One child: mark as duplicate' }),
    );
    const dialog = await screen.findByRole('dialog', { name: 'Mark as duplicate' });
    expect(dialog).toHaveTextContent('Nothing is merged or deleted');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Mark as duplicate' }));
    await screen.findByText('Your decision is stored.');
    expect(server.seen(decision)[0]?.body['data']).toEqual({
      state: 'same_child',
      seen_state: 'potential',
    });
  });
});
