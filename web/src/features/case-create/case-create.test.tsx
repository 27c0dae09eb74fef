import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import * as v from 'valibot';
import { afterEach, describe, expect, it } from 'vitest';
import { forgetHandover, readHandover } from '../../shared/intake/handover';
import { SearchMode } from '../../shared/records/list-query';
import { formSection } from '../../shared/wire/forms';
import { lookup } from '../../shared/wire/lookups';
import { primeroModule } from '../../shared/wire/settings';
import { caseWorker, fakeCase, settings } from '../../test/fake-data';
import { installFakeServer } from '../../test/install-fake-server';
import { renderApp, type AppOptions } from '../../test/render-app';
import { agreementFields, basisChoices, consentHandover } from './consent-values';
import { handoverOf } from './handover-values';
import { creatableModules, maySkipSearch, stepsBefore } from './intake-steps';

afterEach(forgetHandover);

const cp = (options: Record<string, unknown>) => ({
  unique_id: 'primeromodule-cp',
  name: 'CP',
  associated_record_types: ['case'],
  module_options: options,
});

async function open(options: AppOptions = {}) {
  return renderApp({ isSignedIn: true, address: '/v2/cases/new', ...options });
}

async function search(text: string) {
  await userEvent.type(
    await screen.findByRole('searchbox', { name: 'Name, ID or phone number' }),
    `${text}{Enter}`,
  );
}

describe('before a new case', () => {
  it('searches open and closed cases and shows who may be the child', async () => {
    const server = await open({ cases: [fakeCase(1), fakeCase(4)] });
    await search('lina');
    expect(await screen.findByText('1 case may be the same child')).toBeVisible();
    expect(screen.getByRole('link', { name: /Lina/ })).toHaveAttribute(
      'href',
      '/v2/cases/00000000-0000-4000-8000-000000000001',
    );
    expect(Object.fromEntries(server.seen('GET /cases').at(-1)?.query ?? [])).toMatchObject({
      query: 'lina',
      search: 'auto',
      'status[0]': 'open',
      'status[1]': 'closed',
      'record_state[0]': 'true',
    });
  });

  it('searches for an id in whatever way fits it', async () => {
    const server = await open();
    await search('aaa17');
    await screen.findByText('1 case may be the same child');
    expect(server.seen('GET /cases').at(-1)?.query.get('search')).toBe('auto');
  });

  it('names whom to ask about a child in another caseload', async () => {
    await open({ cases: [{ ...fakeCase(1), record_in_scope: false, owned_by: 'omar' }] });
    await search('lina');
    expect(await screen.findByText(/before you register/)).toHaveTextContent('Ask omar before');
    expect(screen.queryByRole('link', { name: /Lina/ })).not.toBeInTheDocument();
  });

  it('hands the name on to the form and keeps it out of the address', async () => {
    await open({ cases: [] });
    await search('Lina Maria Haddad');
    await userEvent.click(await screen.findByRole('button', { name: 'Register a new case' }));
    await waitFor(() => expect(window.location.pathname).toBe('/v2/cases/primeromodule-cp/new'));
    expect(readHandover()).toEqual({
      name_first: 'Lina',
      name_middle: 'Maria',
      name_last: 'Haddad',
    });
    expect(window.location.href).not.toContain('Lina');
  });

  it('can be skipped where the programme allows it', async () => {
    await open();
    await userEvent.click(
      await screen.findByRole('button', { name: 'Skip and register a new case' }),
    );
    await waitFor(() => expect(window.location.pathname).toBe('/v2/cases/primeromodule-cp/new'));
    expect(readHandover()).toEqual({});
  });

  it('cannot be skipped where a search is demanded, and says why', async () => {
    const module = cp({ allow_searchable_ids: true, prevent_case_creation_without_search: true });
    await open({ settings: { ...settings, modules: [module] }, cases: [] });
    expect(
      await screen.findByRole('button', { name: 'Skip and register a new case' }),
    ).toBeDisabled();
    expect(screen.getByText(/a search is needed/)).toBeVisible();
    await search('nobody');
    expect(await screen.findByRole('button', { name: 'Register a new case' })).toBeEnabled();
  });

  it('asks for the programme when there are several', async () => {
    const gbv = { ...cp({}), unique_id: 'primeromodule-gbv', name: 'GBV' };
    await open({
      settings: { ...settings, modules: [cp({ allow_searchable_ids: true }), gbv] },
      user: { ...caseWorker, module_unique_ids: ['primeromodule-cp', 'primeromodule-gbv'] },
    });
    await userEvent.click(await screen.findByRole('button', { name: 'GBV' }));
    await waitFor(() => expect(window.location.pathname).toBe('/v2/cases/primeromodule-gbv/new'));
  });

  it('says so when the role has no programme with cases', async () => {
    await open({ user: { ...caseWorker, module_unique_ids: [] } });
    expect(await screen.findByText('Your role has no programme with cases.')).toBeVisible();
  });

  it('asks what has been agreed where the programme wants to know', async () => {
    const module = cp({ data_protection_case_create_field_names: ['consent_agreements'] });
    const server = installFakeServer({
      isSignedIn: true,
      settings: { ...settings, modules: [module] },
    });
    server.on('GET /forms', () => ({ body: { data: [consentForm] } }));
    await open({ server });
    await userEvent.click(await screen.findByRole('checkbox', { name: 'Share with services' }));
    await userEvent.click(screen.getByRole('button', { name: 'Continue to the form' }));
    await waitFor(() => expect(readHandover()).toEqual({ consent_for_services: true }));
  });

  it('says what failed and offers another try', async () => {
    const server = installFakeServer({ isSignedIn: true });
    server.on('GET /cases', () => ({ status: 403, body: { errors: [] } }));
    await open({ server });
    await search('lina');
    expect(await screen.findByText('Your role does not allow this.')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Try again' })).toBeVisible();
  });

  it('speaks Arabic', async () => {
    await open({ language: 'ar', cases: [fakeCase(1), fakeCase(10)] });
    await userEvent.type(await screen.findByRole('searchbox'), 'lina{Enter}');
    expect(await screen.findByText('حالات قد تكون للطفل نفسه: 2')).toBeVisible();
  });
});

const consentForm = {
  id: 1,
  unique_id: 'consent',
  fields: [
    { name: 'consent_for_services', type: 'tick_box', display_name: { en: 'Share with services' } },
    {
      name: 'consent_for_tracing',
      type: 'radio_button',
      option_strings_source: 'lookup lookup-yes-no',
      display_name: { en: 'Tracing' },
    },
    { name: 'consent_note', type: 'textarea', display_name: { en: 'Note' } },
    { name: 'hidden_tick', type: 'tick_box', visible: false },
  ],
};

describe('templates of a programme', () => {
  const forms = [
    {
      id: 1,
      unique_id: 'basic_identity',
      name: { en: 'Identity' },
      parent_form: 'case',
      module_ids: ['primeromodule-cp'],
      fields: [
        { name: 'protection_status', type: 'text_field' },
        { name: 'name_first', type: 'text_field' },
        { name: 'hidden_one', type: 'text_field', visible: false },
      ],
    },
    {
      id: 2,
      unique_id: 'closure',
      name: { en: 'Closure' },
      parent_form: 'case',
      module_ids: [],
      fields: [{ name: 'closure_reason', type: 'text_field' }],
    },
  ];
  const case_templates = [
    {
      id: 'unaccompanied',
      name_i18n: { en: 'Unaccompanied child' },
      values: {
        protection_status: 'unaccompanied',
        name_first: 'Nobody',
        hidden_one: 'x',
        closure_reason: 'x',
      },
    },
    { id: 'closing', name_i18n: { en: 'Closing' }, values: { closure_reason: 'x' } },
    { id: 'broken' },
  ];
  async function openWith(options: object) {
    const server = installFakeServer({
      isSignedIn: true,
      cases: [],
      settings: { ...settings, modules: [{ ...cp({ ...options, case_templates }), id: 1 }] },
    });
    server.on('GET /forms', () => ({ body: { data: forms } }));
    return open({ server });
  }

  it('prefill only what the role may write, under what is known of the child', async () => {
    await openWith({ allow_searchable_ids: true });
    await search('lina');
    await userEvent.click(await screen.findByRole('button', { name: /^Register/ }));
    await userEvent.click(await screen.findByRole('button', { name: 'Unaccompanied child' }));
    await waitFor(() => expect(readHandover()).toHaveProperty('protection_status'));
    expect(readHandover()).toEqual({ protection_status: 'unaccompanied', name_first: 'lina' });
  });

  it('are offered only where they fill something, and can be left out', async () => {
    await openWith({});
    expect(await screen.findByRole('heading', { name: 'How does the case begin?' })).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Closing' })).not.toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'With an empty form' }));
    await waitFor(() => expect(window.location.pathname).toMatch(/primeromodule-cp\/new$/));
    expect(readHandover()).toEqual({});
  });
});

describe('what a search hands on', () => {
  const fields = ['name_first', 'name_middle', 'name_last'];
  const byName = (text: string, names = fields) =>
    handoverOf({ text, mode: SearchMode.name }, names);

  it.each([
    ['Lina', { name_first: 'Lina' }],
    ['Lina Haddad', { name_first: 'Lina', name_last: 'Haddad' }],
    ['Lina de la Cruz', { name_first: 'Lina', name_middle: 'de la', name_last: 'Cruz' }],
  ])('of %j is spread over the name fields', (text, values) => {
    expect(byName(text)).toEqual(values);
  });

  it('keeps the middle with the first name where there is no middle field', () => {
    expect(byName('Ana Maria Cruz', ['first', 'last'])).toEqual({
      first: 'Ana Maria',
      last: 'Cruz',
    });
  });

  it('is the whole name where the deployment has one field or none', () => {
    expect(byName('Ana Cruz', ['full'])).toEqual({ full: 'Ana Cruz' });
    expect(byName('Ana Cruz', [])).toEqual({ name: 'Ana Cruz' });
  });

  it('of ids and telephones is nothing', () => {
    expect(handoverOf({ text: '123', mode: SearchMode.id }, fields)).toEqual({});
    expect(handoverOf({ text: '+1', mode: SearchMode.phone }, fields)).toEqual({});
  });
});

describe('the steps of a programme', () => {
  const module = (options: Record<string, unknown>) => v.parse(primeroModule, cp(options));

  it('follow its options under either name', () => {
    expect(stepsBefore(module({}))).toEqual([]);
    expect(stepsBefore(module({ allow_searchable_ids: true }))).toEqual(['search']);
    const old = v.parse(primeroModule, { ...cp({}), options: { allow_searchable_ids: true } });
    expect(stepsBefore(old)).toEqual(['search']);
    expect(
      stepsBefore(module({ data_protection_case_create_field_names: ['legitimate_basis'] })),
    ).toEqual(['consent']);
  });

  it('let a search be skipped unless that is prevented', () => {
    expect(maySkipSearch(module({}))).toBe(true);
    expect(maySkipSearch(module({ prevent_case_creation_without_search: true }))).toBe(false);
  });

  it('are those of the user’s programmes with cases', () => {
    const other = v.parse(primeroModule, { ...cp({}), unique_id: 'x' });
    const noCases = v.parse(primeroModule, { ...cp({}), associated_record_types: ['incident'] });
    expect(creatableModules([module({}), other], ['x'])).toEqual([other]);
    expect(creatableModules([noCases], ['primeromodule-cp'])).toEqual([]);
  });
});

describe('the agreements before a case', () => {
  const forms = [v.parse(formSection, consentForm)];

  it('are the visible yes/no and tick fields of the consent form', () => {
    const fields = agreementFields(forms, ['consent_agreements'], 'en');
    expect(fields.map(({ id, value }) => [id, value])).toEqual([
      ['consent_for_services', true],
      ['consent_for_tracing', 'true'],
    ]);
    expect(agreementFields(forms, ['legitimate_basis'], 'en')).toEqual([]);
  });

  it('offer the bases with their explanations', () => {
    const lookups = [
      {
        unique_id: 'lookup-legitimate-basis',
        values: [{ id: 'vital', display_text: { en: 'Vital' } }],
      },
      {
        unique_id: 'lookup-legitimate-basis-explanations',
        values: [{ id: 'vital', display_text: { en: 'To save a life' } }],
      },
    ].map((each) => v.parse(lookup, each));
    expect(basisChoices(lookups, ['legitimate_basis'], 'en')).toEqual([
      { id: 'vital', text: 'Vital: To save a life' },
    ]);
    expect(basisChoices(lookups, [], 'en')).toEqual([]);
  });

  it('leave what was not ticked unanswered', () => {
    const fields = agreementFields(forms, ['consent_agreements'], 'en');
    expect(consentHandover(fields, ['consent_for_tracing'], ['vital'])).toEqual({
      consent_for_tracing: 'true',
      legitimate_basis: ['vital'],
    });
    expect(consentHandover(fields, [], [])).toEqual({});
  });
});
