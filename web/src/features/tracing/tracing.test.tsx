import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { caseWorker } from '../../test/fake-data';
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

type Wire = Record<string, unknown>;

async function open(address: string, matches?: readonly Wire[], language: 'en' | 'ar' = 'en') {
  const server = installFakeServer({ isSignedIn: true, user: tracer });
  serveTracing(server, matches);
  await renderApp({ server, isSignedIn: true, address, language });
  return server;
}

const pairAddress = `/v2/matches/${traceId}/${caseId}`;

describe('the possible matches of a sought child', () => {
  it('stand by probability, in words and number, with the strongest reasons', async () => {
    await open(`/v2/traces/${traceId}/matches`);
    const found = await screen.findByRole('region', { name: 'Cases that may be this child' });
    const cards = await within(found).findAllByRole('article');
    expect(cards).toHaveLength(2);
    const [first, second] = cards;
    expect(first).toHaveTextContent(/Mohamed Haddad.*SEL-0000001.*age 9/);
    expect(first).toHaveTextContent('Likely93%');
    expect(first).toHaveTextContent('For: The names are the same or sound alike.');
    expect(first).toHaveTextContent('Against: No telephone number is the same.');
    expect(second).toHaveTextContent('Possible34%');
    expect(second).toHaveTextContent('Probably a brother or sister of the sought child');
  });

  it('out of reach say whom to ask, and open no case', async () => {
    await open(`/v2/traces/${traceId}/matches`, [maskedMatch()]);
    const card = await screen.findByRole('article');
    expect(card).toHaveTextContent(
      'Not in your caseload, so only hints are shown. Ask omar (Refuge).',
    );
    expect(card).toHaveTextContent('age 7–9');
    expect(card).toHaveTextContent(/Same familyLikely80%Same childPossible34%/);
    expect(within(card).getByRole('link')).toHaveAttribute(
      'href',
      `/v2/matches/${traceId}/${otherCaseId}`,
    );
  });

  it('include the rejected ones on request', async () => {
    const server = await open(`/v2/traces/${traceId}/matches`);
    await userEvent.click(await screen.findByRole('checkbox', { name: 'Show rejected ones too' }));
    await screen.findAllByRole('article');
    const asked = server.seen(`GET /traces/${traceId}/potential_matches`);
    expect(asked.map(({ query }) => query.get('include_rejected'))).toEqual([null, 'true']);
  });

  it('say why one that was rejected is back', async () => {
    await open(`/v2/traces/${traceId}/matches`, [
      fakeMatch({ state: 'rejected', returned: true }),
      fakeMatch({ state: 'rejected' }),
    ]);
    const [back, away] = await screen.findAllByRole('article');
    expect(back).toHaveTextContent('It was rejected, but much more speaks for it now.');
    expect(away).not.toHaveTextContent('It was rejected');
  });

  it('say so when there are none', async () => {
    await open(`/v2/traces/${traceId}/matches`, []);
    expect(await screen.findByText('Nobody fits at present.')).toBeVisible();
  });

  it('include the rejected ones on request from a case, too', async () => {
    const server = await open(`/v2/cases/${caseId}/matches`);
    await userEvent.click(await screen.findByRole('checkbox', { name: 'Show rejected ones too' }));
    await screen.findAllByRole('article');
    const asked = server.seen(`GET /cases/${caseId}/potential_matches`);
    expect(asked.map(({ query }) => query.get('include_rejected'))).toEqual([null, 'true']);
  });

  it('say why a case without consent has none', async () => {
    const server = installFakeServer({ isSignedIn: true, user: tracer });
    server.on(`GET /cases/${caseId}/potential_matches`, () => ({
      body: {
        data: {
          potential_matches: [],
          record: { id: caseId, type: 'case' },
          notice: 'no_tracing_consent',
        },
      },
    }));
    await renderApp({ server, isSignedIn: true, address: `/v2/cases/${caseId}/matches` });
    expect(await screen.findByText('There is no consent to tracing.')).toBeVisible();
  });

  it('say until when everything is searched with while the server is behind', async () => {
    const server = installFakeServer({ isSignedIn: true, user: tracer });
    server.on(`GET /traces/${traceId}/potential_matches`, () => ({
      body: {
        data: {
          potential_matches: [fakeMatch()],
          record: { id: traceId, type: 'trace' },
          as_of: '2024-05-01T08:00:00.000Z',
        },
      },
    }));
    await renderApp({ server, isSignedIn: true, address: `/v2/traces/${traceId}/matches` });
    expect(await screen.findByText(/What was saved since then may be missing\./)).toHaveTextContent(
      /As of .*2024/,
    );
  });

  it('are not for roles without them', async () => {
    await renderApp({
      isSignedIn: true,
      user: caseWorker,
      address: `/v2/traces/${traceId}/matches`,
    });
    expect(
      await screen.findByRole('heading', { name: 'Your role does not allow this' }),
    ).toBeVisible();
  });
});

describe('a pair side by side', () => {
  it('shows every reason with its weight, and what nobody asked yet once', async () => {
    await open(pairAddress);
    const reasons = within(await screen.findByRole('list', { name: /the strongest first/ }));
    const rows = reasons.getAllByRole('listitem').map((row) => row.textContent);
    expect(rows).toHaveLength(6);
    expect(rows[1]).toMatch(
      /sound alike\. speaks strongly for it.*Request: محمد حداد.*Case: Mohamed Haddad/,
    );
    expect(rows[2]).toContain('A place is the same. speaks strongly for it');
    expect(rows[3]).toContain('The ages differ by about one year. speaks for it');
    expect(rows[4]).toContain('No telephone number is the same. speaks a little against it');
    expect(
      screen.getByText(
        'It would help to ask about: names of brothers and sisters, names of relatives',
      ),
    ).toBeVisible();
  });

  it('asks to put right what was not believed, and only that', async () => {
    const doubted = fakeMatch({
      truncated: true,
      sought_twice: true,
      check_dates: [{ side: 'case', field_name: 'date_of_birth' }],
    });
    await open(pairAddress, [doubted]);
    expect(await screen.findByText(/^Please check in the case/)).toHaveTextContent(
      /not compared: date of birth$/i,
    );
    expect(screen.getByText(/not all of them were compared/)).toBeVisible();
    expect(screen.getByText(/may stand twice in the request/)).toBeVisible();
    expect(screen.queryByText(/Please check in the tracing request/)).not.toBeInTheDocument();
  });

  it('doubts nothing without a reason', async () => {
    await open(pairAddress);
    expect(await screen.findByText(/^It would help to ask about/)).toBeVisible();
    expect(screen.queryByText(/Please check|were compared|stand twice/)).not.toBeInTheDocument();
  });

  it('compares the answers in words, and keeps apart what one side does not know', async () => {
    await open(pairAddress);
    const table = await screen.findByRole('table', { name: 'The children' });
    await within(table).findByText('Last location');
    const row = (name: RegExp) => within(table).getByRole('row', { name });
    expect(row(/^name nickname/i)).toHaveTextContent(/Hamouda.*Hamoudi.*similar/);
    expect(row(/^sex/i)).toHaveTextContent(/Male.*Male.*agrees/);
    expect(row(/^age/i)).toHaveTextContent(/8.*9.*similar/);
    expect(row(/^last location/i)).toHaveTextContent(/Tavi, Sela, Nomar.*agrees/);
    expect(within(table).queryByText('religion')).not.toBeInTheDocument();
    expect(screen.getByText(/religion/)).toHaveTextContent('islam');
    expect(screen.getByRole('table', { name: 'Halimo Yussuf' })).toBeVisible();
  });

  it('sets relatives beside the person who asks, and folds away who is somebody else', async () => {
    const relative = (relation: string, name: string, match: string) => [
      { ...namesOf(name), match, level: match === 'match' ? 'E' : 'N' },
      { ...namesOf(relation), field_name: 'relation', match, trace_value: 'mother' },
    ];
    const namesOf = (case_value: string) => ({
      field_name: 'relation_name',
      case_value,
      trace_value: 'Halima Yusuf',
    });
    const family_to_inquirer = [
      relative('mother', 'Halima Yusuf', 'match'),
      relative('father', 'Idris Haddad', 'mismatch'),
    ];
    await open(pairAddress, [fakeMatch({ comparison: { case_to_trace: [], family_to_inquirer } })]);
    const mother = await screen.findByRole('table', { name: 'Halima Yusuf' });
    expect(within(mother).getByRole('columnheader', { name: 'Who asks' })).toBeVisible();
    expect(within(mother).getByRole('columnheader', { name: 'In the case' })).toBeVisible();
    const others = screen.getByText('1 other relative').closest('details');
    expect(others).not.toHaveAttribute('open');
    expect(others).toHaveTextContent('Idris Haddad');
    expect(others).not.toContainElement(mother);
  });

  it('says a year that is known as a year, not as its first day', async () => {
    const born = {
      field_name: 'date_of_separation',
      match: 'match',
      case_value: '2023-01-01',
      case_precision: 'year',
      trace_value: '2023-11-04',
    };
    const comparison = { case_to_trace: [born], family_to_inquirer: [] };
    await open(pairAddress, [fakeMatch({ comparison })]);
    const table = await screen.findByRole('table', { name: 'The children' });
    const [, row] = within(table).getAllByRole('row');
    expect(row).toHaveTextContent(/Nov 4, 2023Case2023/);
    expect(row).not.toHaveTextContent(/Jan/);
  });

  it('shows nothing of a case that is out of reach', async () => {
    await open(`/v2/matches/${traceId}/${otherCaseId}`);
    const table = await screen.findByRole('table', { name: 'The children' });
    expect(within(table).getByRole('row', { name: /^name/i })).toHaveTextContent(
      /محمد حداد.*not shown to you/,
    );
    expect(screen.queryByRole('link', { name: 'M. H.' })).not.toBeInTheDocument();
  });

  it('tells no more than a number where nothing else may be told', async () => {
    const contact = { agreeing_fields: 3, evidence: [], prior_bits: null, total_bits: null };
    const comparison = { case_to_trace: [], family_to_inquirer: [] };
    await open(pairAddress, [maskedMatch({ ...contact, comparison, case: { id: caseId } })]);
    expect(await screen.findByText('3 comparisons speak for it')).toBeVisible();
    expect(screen.getByText(/The answers are not shown to you/)).toBeVisible();
    expect(screen.queryByRole('table')).not.toBeInTheDocument();
  });

  it('seen from the case, hints at the sought child and asks its tracer', async () => {
    const trace = fakeTrace({
      name: 'M. H.',
      age: '6–8',
      inquiry_date: null,
      relation: null,
      relation_name: null,
      owned_by: 'omar',
    });
    await open(pairAddress, [fakeMatch({ masked: true, trace })]);
    expect(await screen.findByText(/only hints are shown/)).toHaveTextContent('Ask omar');
    expect(screen.getByRole('link', { name: 'Mohamed Haddad' })).toBeVisible();
  });

  it('leads to the next candidate and back', async () => {
    await open(pairAddress);
    expect(await screen.findByText('1 of 2')).toBeVisible();
    await userEvent.click(screen.getByRole('link', { name: 'Less probable' }));
    expect(await screen.findByText('2 of 2')).toBeVisible();
    expect(await screen.findByRole('heading', { name: 'M. H.' })).toBeVisible();
    expect(screen.queryByRole('link', { name: 'Less probable' })).not.toBeInTheDocument();
  });

  it('speaks Arabic', async () => {
    await open(pairAddress, undefined, 'ar');
    expect(await screen.findByRole('heading', { name: 'ما يؤيّد وما يعارض' })).toBeVisible();
  });
});

describe('what a confirmed match brings', () => {
  it('is how to reach the other side, other claims, and who else is sought', async () => {
    const sibling = 'aaaaaaaa-0000-4000-8000-000000000009';
    await open(pairAddress, [
      fakeMatch({
        state: 'confirmed',
        conflict: true,
        contacts: {
          inquirer: { relation_name: 'Halima Yusuf', relation_telephone: '+249911223344' },
        },
        siblings_to_review: [sibling],
      }),
    ]);
    const contacts = await screen.findByRole('region', {
      name: 'How to reach who asked for the child',
    });
    expect(contacts).toHaveTextContent('+249911223344');
    expect(screen.getByText(/More than one tracing request/)).toBeVisible();
    expect(screen.getByRole('link', { name: 'Look for sought child 1' })).toHaveAttribute(
      'href',
      `/v2/traces/${sibling}/matches`,
    );
  });

  it('stays hidden before, and nobody withdraws a child who is back home', async () => {
    await open(pairAddress, [fakeMatch({ state: 'reunited' })]);
    await screen.findByText('Reunified');
    expect(screen.queryByRole('region', { name: /How to reach/ })).not.toBeInTheDocument();
    expect(screen.queryByRole('group', { name: 'Your decision' })).not.toBeInTheDocument();
  });
});
