import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { forgetHandover, readHandover } from '../../../shared/intake/handover';
import {
  record,
  recordForms,
  recordId,
  recordWorker,
  serveRecord,
} from '../../../test/fake-record';
import {
  caseId,
  fakeMatch,
  fakeTrace,
  maskedMatch,
  requestId,
  traceId,
  tracer,
} from '../../../test/fake-tracing';
import { installFakeServer } from '../../../test/install-fake-server';
import { renderApp } from '../../../test/render-app';

afterEach(forgetHandover);

type Wire = Record<string, unknown>;

const worker: Wire = {
  ...tracer,
  permitted_form: { basic_identity: 'rw' },
};

async function openCase(
  traces: readonly Wire[],
  more: Wire = {},
  user = worker,
  forms: readonly unknown[] = recordForms,
) {
  const server = installFakeServer({ isSignedIn: true, user });
  serveRecord(server, { ...record, ...more });
  server.on('GET /forms', () => ({ body: { data: forms } }));
  server.on(`GET /cases/${recordId}/traces`, () => ({ body: { data: traces } }));
  const address = `/v2/cases/${recordId}?form=summary`;
  await renderApp({ server, isSignedIn: true, address });
  return within(await screen.findByRole('region', { name: 'Tracing summary' }));
}

describe('the tracing summary of a case', () => {
  it('leads to the possible matches where there is consent', async () => {
    const panel = await openCase([], {
      consent_for_tracing: true,
      wishes_child_family_tracing: 'true',
    });
    expect(panel.getByText('Consent to tracing is given.')).toBeVisible();
    expect(panel.getByText('The child wishes that the family is looked for.')).toBeVisible();
    const link = panel.getByRole('link', { name: 'Find matches' });
    expect(link).toHaveAttribute('href', `/v2/cases/${recordId}/matches`);
    expect(await panel.findByText(/No tracing request is matched/)).toBeVisible();
  });

  it('leads to the forms that ask for consent and wishes', async () => {
    const consent = {
      ...(recordForms[0] ?? {}),
      unique_id: 'consent',
      name: { en: 'Consent' },
      fields: [{ name: 'consent_for_tracing', type: 'tick_box', display_name: { en: 'Tracing' } }],
    };
    const user = { ...worker, permitted_form: { basic_identity: 'rw', consent: 'r' } };
    const panel = await openCase([], {}, user, [...recordForms, consent]);
    const link = await panel.findByRole('link', { name: 'Consent' });
    expect(link).toHaveAttribute('href', `/v2/cases/${recordId}?form=consent`);
  });

  it('says what is missing where there is none', async () => {
    const panel = await openCase([]);
    expect(panel.getByText(/There is no consent to tracing/)).toBeVisible();
    expect(panel.queryByRole('link', { name: 'Find matches' })).not.toBeInTheDocument();
  });

  it('lists who was matched, and of others no more than that', async () => {
    const hidden = {
      id: 'dddddddd-0000-4000-8000-000000000001',
      tracing_request_id: requestId,
      matched_case_id: recordId,
    };
    const panel = await openCase([fakeTrace({ matched_case_id: recordId }), hidden]);
    const [known, unknown] = await panel.findAllByRole('article');
    expect(known).toHaveTextContent(/محمد حداد.*asked for by Halima Yusuf/);
    expect(unknown).toHaveTextContent('A tracing request that is not in your caseload');
    expect(panel.getByText(/Several people look for this child/)).toBeVisible();
  });

  it('is not for roles without tracing', async () => {
    const server = installFakeServer({
      isSignedIn: true,
      user: {
        ...recordWorker,
        permissions: { list: [{ resource: 'cases', actions: ['read'] }] },
      },
    });
    serveRecord(server);
    await renderApp({ server, isSignedIn: true, address: `/v2/cases/${recordId}` });
    await screen.findByRole('button', { name: 'Record information' });
    expect(screen.queryByRole('button', { name: 'Tracing summary' })).not.toBeInTheDocument();
  });
});

describe('the sought children of a tracing request', () => {
  it('lead to their matches, or to the one that was confirmed', async () => {
    const server = installFakeServer({ isSignedIn: true, user: worker });
    server.on('GET /forms', () => ({ body: { data: recordForms } }));
    server.on(`GET /tracing_requests/${requestId}`, () => ({
      body: { data: { id: requestId, short_id: 'tr00001', module_id: 'primeromodule-cp' } },
    }));
    const second = 'aaaaaaaa-0000-4000-8000-000000000002';
    server.on(`GET /tracing_requests/${requestId}/traces`, () => ({
      body: {
        data: [fakeTrace(), fakeTrace({ id: second, name: null, matched_case_id: caseId })],
      },
    }));
    const address = `/v2/tracing_requests/${requestId}?form=traces`;
    await renderApp({ server, isSignedIn: true, address });
    const [open, matched] = await screen.findAllByRole('article');
    expect(open && within(open).getByRole('link')).toHaveAttribute(
      'href',
      `/v2/traces/${traceId}/matches`,
    );
    expect(matched).toHaveTextContent(/Child without a name.*Matched/);
    expect(matched && within(matched).getByRole('link')).toHaveAttribute(
      'href',
      `/v2/matches/${second}/${caseId}`,
    );
  });
});

describe('children who may be the same, while one is registered', () => {
  const check = 'POST /cases/duplicates/check';
  const found = (...pairs: readonly Wire[]) => ({ body: { data: pairs } });

  it('are asked for once a name and an age are there, with nothing else of the form', async () => {
    const server = installFakeServer({ isSignedIn: true, user: worker });
    serveRecord(server);
    server.on(check, () => found(fakeMatch()));
    await renderApp({
      server,
      isSignedIn: true,
      address: '/v2/cases/primeromodule-cp/new',
    });
    await userEvent.type(await screen.findByRole('textbox', { name: /First name/ }), 'Mohamed');
    expect(server.seen(check)).toEqual([]);
    await userEvent.type(screen.getByRole('textbox', { name: 'Nickname' }), 'Mo');
    await userEvent.type(screen.getByRole('textbox', { name: 'Age' }), '9');
    const hints = within(
      await screen.findByRole('region', { name: /1 child who may be the same/ }),
    );
    expect(hints.getByRole('link', { name: 'Mohamed Haddad' })).toBeVisible();
    expect(server.seen(check).map(({ body }) => body)).toEqual([
      { data: { name_first: 'Mohamed', age: 9 } },
    ]);
  });

  it('are hinted at before the form opens, with whom to ask', async () => {
    const server = installFakeServer({ isSignedIn: true, user: worker });
    server.on(check, () => found(maskedMatch()));
    await renderApp({ server, isSignedIn: true, address: '/v2/cases/new' });
    await userEvent.type(await screen.findByRole('searchbox'), 'Mohamed Haddad');
    await userEvent.type(await screen.findByRole('textbox', { name: 'Age, if known' }), '٩');
    const hints = await screen.findByRole('region', { name: /1 child who may be the same/ });
    expect(hints).toHaveTextContent('Ask omar');
    expect(within(hints).queryByRole('link')).not.toBeInTheDocument();
    expect(server.seen(check).at(-1)?.body).toEqual({
      data: { name_first: 'Mohamed', name_last: 'Haddad', age: 9 },
    });
    await userEvent.click(screen.getByRole('button', { name: /Skip and register/ }));
    await waitFor(() => expect(readHandover()).toEqual({ age: 9 }));
  });

  it('warn of nobody who is unlikely, and are not contradicted by the search', async () => {
    const server = installFakeServer({ isSignedIn: true, user: worker });
    server.on('GET /cases', () => ({
      body: { data: [], metadata: { total: 0, per: 20, page: 1 } },
    }));
    const unlikely = maskedMatch({ score: 0.07 });
    let pairs: readonly Wire[] = [unlikely];
    server.on(check, () => found(...pairs));
    await renderApp({ server, isSignedIn: true, address: '/v2/cases/new' });
    await userEvent.type(await screen.findByRole('searchbox'), 'Mohamed{Enter}');
    await userEvent.type(await screen.findByRole('textbox', { name: 'Age, if known' }), '9');
    const others = await screen.findByText('Registered children who are less alike: 1');
    expect(screen.queryByRole('heading', { name: /may be the same/ })).not.toBeInTheDocument();
    expect(screen.getByText(/^No case fits/)).toBeVisible();
    await userEvent.click(others);
    expect(screen.getByText(/only hints are shown/)).toBeVisible();
    pairs = [fakeMatch(), unlikely];
    await userEvent.type(screen.getByRole('searchbox'), ' Haddad{Enter}');
    expect(await screen.findByRole('heading', { name: /1 child who may be the/ })).toBeVisible();
    expect(await screen.findByText(/Look at the children above/)).toBeVisible();
    expect(screen.queryByText(/^No case fits/)).not.toBeInTheDocument();
    expect(screen.getByRole('button', { name: /^None of these/ })).toBeVisible();
  });

  it('stay away when the server cannot tell', async () => {
    const server = installFakeServer({ isSignedIn: true, user: worker });
    await renderApp({ server, isSignedIn: true, address: '/v2/cases/new' });
    await userEvent.type(await screen.findByRole('searchbox'), 'Mohamed');
    await userEvent.type(await screen.findByRole('textbox', { name: 'Age, if known' }), '9');
    await waitFor(() => expect(server.seen(check)).toHaveLength(1));
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
    expect(screen.queryByRole('region', { name: /may be the same/ })).not.toBeInTheDocument();
  });
});

describe('the possible duplicates of a case', () => {
  async function openPanel(...pairs: readonly Wire[]) {
    const server = installFakeServer({ isSignedIn: true, user: worker });
    serveRecord(server);
    server.on(`GET /cases/${recordId}/duplicates`, () => ({ body: { data: pairs } }));
    const address = `/v2/cases/${recordId}?form=duplicates`;
    await renderApp({ server, isSignedIn: true, address });
    return within(await screen.findByRole('region', { name: 'Possible duplicates' }));
  }

  it('open where they may be read, and else say whom to ask', async () => {
    const panel = await openPanel(fakeMatch(), maskedMatch());
    const [known, hinted] = await panel.findAllByRole('listitem');
    expect(known && within(known).getByRole('link')).toHaveAttribute('href', `/v2/cases/${caseId}`);
    expect(known).toHaveTextContent('Likely93%');
    expect(hinted).toHaveTextContent('Ask omar');
    expect(hinted && within(hinted).queryByRole('link')).toBeNull();
  });

  it('say so when there are none', async () => {
    const panel = await openPanel();
    expect(await panel.findByText('No other case looks like this child.')).toBeVisible();
  });
});
