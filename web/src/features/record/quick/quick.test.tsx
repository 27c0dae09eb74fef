import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { recordForms, recordWorker, serveRecord } from '../../../test/fake-record';
import { installFakeServer } from '../../../test/install-fake-server';
import { testField, testForm } from '../../../shared/forms/testing';
import { renderApp } from '../../../test/render-app';
import { quickForm } from './quick-form';

const allForms = Object.fromEntries(recordForms.map((form) => [String(form['unique_id']), 'rw']));
const address = '/v2/cases/primeromodule-cp/new';
const more = {
  id: 40,
  unique_id: 'consent',
  name: { en: 'Consent' },
  parent_form: 'case',
  module_ids: ['primeromodule-cp'],
  form_group_id: 'consent',
  order_form_group: 30,
  order: 10,
  fields: [
    {
      name: 'consent_for_services',
      type: 'tick_box',
      display_name: { en: 'Consent for services' },
      tick_box_label: { en: 'Agreed' },
    },
    { name: 'interview_subject', type: 'text_field', display_name: { en: 'Who agreed' } },
    { name: 'must_know', type: 'text_field', required: true, display_name: { en: 'Must know' } },
  ],
};

async function newCase(permitted: Readonly<Record<string, string>> = { consent: 'rw' }) {
  const user = {
    ...recordWorker,
    permitted_form: { ...allForms, ...permitted },
  };
  const server = installFakeServer({ isSignedIn: true, user });
  serveRecord(server);
  server.on('GET /forms', () => ({ body: { data: [...recordForms, more] } }));
  server.on('POST /cases', () => ({ status: 204 }));
  await renderApp({ server, isSignedIn: true, address });
  return server;
}

const begin = () => screen.findByRole('button', { name: 'Quick registration' });

describe('the form of the most important questions', () => {
  it('asks once for what stands on several forms, as the one that requires it does', () => {
    const plain = testForm('basic_identity', [
      testField({ name: 'sex', type: 'radio_button' }),
      testField({ name: 'name_first', type: 'text_field' }),
    ]);
    const strict = testForm('more', [
      testField({ name: 'sex', type: 'radio_button', required: true }),
      testField({ name: 'consent_for_services', type: 'tick_box' }),
      testField({ name: 'consent_for_services', type: 'tick_box', required: true }),
    ]);
    const permitted = { basic_identity: 'rw', more: 'rw' };
    const quick = quickForm({ forms: [plain, strict], permitted, module: undefined });
    expect(quick?.fields.map(({ name, required }) => [name, required])).toEqual([
      ['name_first', false],
      ['sex', true],
      ['consent_for_services', true],
    ]);
  });
});

describe('quick registration', () => {
  afterEach(() => localStorage.removeItem('amparo.quick_registration'));

  it('asks for the most important answers, consent and what is required', async () => {
    const server = await newCase();
    await userEvent.type(await screen.findByRole('textbox', { name: /^First name/ }), 'Lina');
    await userEvent.click(await begin());
    expect(screen.getByRole('region', { name: 'Quick registration' })).toBeVisible();
    expect(screen.getByRole('textbox', { name: /^First name/ })).toHaveValue('Lina');
    expect(screen.queryByRole('textbox', { name: 'Nickname' })).toBeNull();
    expect(screen.queryByRole('textbox', { name: 'Who agreed' })).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('1 answer needs another look');
    expect(server.seen('POST /cases')).toHaveLength(0);
    await userEvent.type(screen.getByRole('textbox', { name: /^Must know/ }), 'known');
    await userEvent.click(screen.getByRole('checkbox', { name: /Agreed$/ }));
    await userEvent.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText(/^Registered: /)).toBeVisible();
    expect(server.seen('POST /cases')[0]?.body).toMatchObject({
      data: { name_first: 'Lina', must_know: 'known', consent_for_services: true, urgent: false },
    });
  });

  it('keeps the answers when all is asked after all, and the choice for later', async () => {
    await newCase();
    await userEvent.click(await begin());
    await userEvent.type(screen.getByRole('textbox', { name: /^Age/ }), '7');
    expect(localStorage.getItem('amparo.quick_registration')).toBe('on');
    await userEvent.click(screen.getByRole('button', { name: 'Show all questions' }));
    expect(await screen.findByRole('textbox', { name: 'Nickname' })).toBeVisible();
    expect(screen.getByRole('textbox', { name: /^Age/ })).toHaveValue('7');
    expect(localStorage.getItem('amparo.quick_registration')).toBeNull();
  });

  it('never asks what the person may only read', async () => {
    await newCase({ consent: 'r' });
    await userEvent.click(await begin());
    expect(screen.getByRole('textbox', { name: /^First name/ })).toBeVisible();
    expect(screen.queryByRole('checkbox', { name: /Agreed$/ })).toBeNull();
    expect(screen.queryByRole('textbox', { name: /^Must know/ })).toBeNull();
  });

  it('is not offered where nothing of it may be written', async () => {
    const names = Object.keys(allForms);
    await newCase(Object.fromEntries(names.map((form) => [form, 'r'])));
    expect(await screen.findByRole('region', { name: 'Basic identity' })).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Quick registration' })).toBeNull();
  });
});
