import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import {
  caseId,
  fakeMatch,
  fakeTrace,
  maskedMatch,
  otherCaseId,
  serveTracing,
  traceId,
  tracer,
} from '../../test/fake-tracing';
import { installFakeServer } from '../../test/install-fake-server';
import { renderApp } from '../../test/render-app';
import { keepShortcuts } from '../../shared/ui/shortcuts';
import { rememberQueue } from './work-queue';

type Wire = Record<string, unknown>;

const pairAddress = `/v2/matches/${traceId}/${caseId}`;
const otherTrace = 'aaaaaaaa-0000-4000-8000-000000000002';

async function open(address: string, matches?: readonly Wire[]) {
  const server = installFakeServer({ isSignedIn: true, user: tracer });
  serveTracing(server, matches);
  await renderApp({ server, isSignedIn: true, address });
  return server;
}

beforeEach(() => {
  rememberQueue([]);
  keepShortcuts(true);
});

describe('the keys of the workbench', () => {
  it('lead to the next candidate and back', async () => {
    await open(pairAddress);
    await screen.findByText('1 of 2');
    await userEvent.keyboard('n');
    expect(await screen.findByText('2 of 2')).toBeVisible();
    await userEvent.keyboard('P');
    expect(await screen.findByText('1 of 2')).toBeVisible();
  });

  it('do nothing where they are switched off, or while a decision is written', async () => {
    await open(pairAddress);
    await screen.findByText('1 of 2');
    keepShortcuts(false);
    await userEvent.keyboard('n');
    keepShortcuts(true);
    await userEvent.click(screen.getByRole('button', { name: 'Confirm the match' }));
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.type(dialog.getByRole('textbox'), 'no news');
    expect(dialog.getByRole('textbox')).toHaveValue('no news');
    expect(screen.queryByText('2 of 2')).toBeNull();
  });

  it('work the list off that somebody came from, across sought children', async () => {
    const trace = fakeTrace({ id: otherTrace, name: 'Sami' });
    const listed = [fakeMatch(), { ...maskedMatch(), trace }];
    const server = installFakeServer({ isSignedIn: true, user: tracer });
    serveTracing(server);
    server.on('GET /potential_matches', () => ({
      body: { data: listed, metadata: { total: 2, per: 20, page: 1, states: {} } },
    }));
    server.on(`GET /potential_matches/${otherTrace}/${otherCaseId}`, () => ({
      body: { data: listed[1] },
    }));
    await renderApp({ server, isSignedIn: true, address: '/v2/matches' });
    const [first] = await screen.findAllByRole('article');
    await userEvent.click(within(first ?? document.body).getByRole('link', { name: /Mohamed/ }));
    expect(await screen.findByRole('link', { name: 'Next in the list' })).toBeVisible();
    await userEvent.keyboard('n');
    expect(await screen.findByRole('link', { name: 'Previous in the list' })).toBeVisible();
    expect(screen.getByText('2 of 2')).toBeVisible();
    expect(await screen.findByRole('heading', { name: 'Sami' })).toBeVisible();
    expect(screen.queryByRole('link', { name: 'Next in the list' })).toBeNull();
  });
});

describe('the list', () => {
  it('is narrowed by person, place and day, which stand in the address', async () => {
    const server = installFakeServer({ isSignedIn: true, user: tracer });
    serveTracing(server);
    const list = 'GET /potential_matches';
    server.on(list, () => ({
      body: { data: [], metadata: { total: 0, per: 20, page: 1, states: {} } },
    }));
    const address = '/v2/matches?location=N1A&since=2026-03-01&order=newest';
    await renderApp({ server, isSignedIn: true, address });
    await waitFor(() => expect(server.seen(list)).toHaveLength(1));
    const first = server.seen(list)[0]?.query;
    expect([first?.get('location'), first?.get('since')]).toEqual(['N1A', '2026-03-01']);
    expect(await screen.findByRole('combobox', { name: 'Place' })).toHaveValue('Tavi, Sela, Nomar');
    const owner = screen.getByRole('textbox', { name: 'Responsible (user name)' });
    await userEvent.type(owner, 'omar{Enter}');
    await waitFor(() => expect(server.seen(list).at(-1)?.query.get('owner')).toBe('omar'));
    expect(window.location.search).toContain('owner=omar');
    expect(window.location.search).toContain('since=2026-03-01');
  });
});

describe('the comparison sheet', () => {
  it('has codes for names, and leaves out what was typed', async () => {
    const print = vi.fn();
    vi.stubGlobal('print', print);
    await open(pairAddress);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Comparison sheet without names' }),
    );
    await screen.findByRole('heading', { level: 1, name: 'Comparison sheet' });
    const table = within(screen.getByRole('table', { name: 'The children' }));
    const [name] = table.getAllByRole('row', { name: /^name/ });
    expect(name).toHaveTextContent(/∗.*∗.*agrees/);
    await waitFor(() =>
      expect(table.getByRole('row', { name: /^age/i })).toHaveTextContent(/8.*9.*similar/),
    );
    const page = document.querySelector('.comparison-sheet');
    expect(page).toHaveTextContent('TR-1');
    expect(page).toHaveTextContent('SEL-0000001');
    expect(page).not.toHaveTextContent(/Haddad|حداد|Hamoud|Yus|nadia/);
    await userEvent.click(screen.getByRole('button', { name: 'Print' }));
    expect(print).toHaveBeenCalledOnce();
    await userEvent.click(screen.getByRole('button', { name: 'Back' }));
    expect(await screen.findByRole('heading', { name: 'محمد حداد' })).toBeVisible();
  });

  it('is not offered where the answers are not shown', async () => {
    const contact = { agreeing_fields: 3, evidence: [] };
    const comparison = { case_to_trace: [], family_to_inquirer: [] };
    await open(pairAddress, [maskedMatch({ ...contact, comparison, case: { id: caseId } })]);
    await screen.findByText('3 comparisons speak for it');
    expect(screen.queryByRole('button', { name: /^Comparison sheet/ })).toBeNull();
  });
});

describe('both voices', () => {
  const sound = (id: number) => ({ id, attachment_url: `/sound/${id}`, file_name: `${id}.mp3` });

  it('are heard one after the other', async () => {
    const play = vi.spyOn(HTMLMediaElement.prototype, 'play').mockResolvedValue(undefined);
    const trace = fakeTrace({ recorded_audio: [sound(1)] });
    const child: Wire = Object.assign({ recorded_audio: [sound(2)] }, fakeMatch()['case']);
    await open(pairAddress, [fakeMatch({ trace, case: child })]);
    await userEvent.click(await screen.findByRole('button', { name: 'Hear both voices' }));
    const player = document.querySelector('audio:not([controls])') ?? expect.unreachable();
    const now = () => document.querySelector('.both-voices [role=status]');
    expect(player).toHaveAttribute('src', '/sound/1');
    expect(now()).toHaveTextContent('Sought child');
    player.dispatchEvent(new Event('ended'));
    await waitFor(() => expect(player).toHaveAttribute('src', '/sound/2'));
    expect(now()).toHaveTextContent('Case');
    player.dispatchEvent(new Event('ended'));
    expect(await screen.findByRole('button', { name: 'Hear both voices' })).toBeVisible();
    expect(play).toHaveBeenCalledTimes(2);
  });

  it('need a recording on both sides', async () => {
    await open(pairAddress, [fakeMatch({ trace: fakeTrace({ recorded_audio: [sound(1)] }) })]);
    await screen.findByText('1 of 1');
    expect(screen.queryByRole('button', { name: 'Hear both voices' })).toBeNull();
  });
});

describe('side by side', () => {
  it('calls no mother somebody else who is called by the name of a child', async () => {
    const named = (case_value: string, told: object) => [
      {
        field_name: 'relation_name',
        case_value,
        trace_value: 'Umm Ahmad',
        match: 'mismatch',
        ...told,
      },
      { field_name: 'relation', case_value: 'mother', trace_value: 'mother', match: 'match' },
    ];
    const family_to_inquirer = [
      named('Fatima Hassan', { level: 'N', near: true }),
      named('Umm Khalid', { level: 'N' }),
    ];
    await open(pairAddress, [fakeMatch({ comparison: { case_to_trace: [], family_to_inquirer } })]);
    const row = async (name: string) =>
      within(await screen.findByRole('table', { name })).getByRole('row', { name: /Umm Ahmad/ });
    expect(await row('Fatima Hassan')).toHaveTextContent(/may be the same$/);
    expect(await row('Umm Khalid')).toHaveTextContent(/differs$/);
  });
});
