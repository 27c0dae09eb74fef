import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import {
  record,
  recordForms,
  recordId,
  recordWorker,
  serveRecord,
} from '../../../test/fake-record';
import { installFakeServer } from '../../../test/install-fake-server';
import { renderApp } from '../../../test/render-app';

const path = `/cases/${recordId}`;

const openFlag = { id: 7, message: 'Visit the home', flagged_by: 'amal', removed: false };

const consentForm = {
  id: 22,
  unique_id: 'family',
  name: { en: 'Consent' },
  parent_form: 'case',
  module_ids: [],
  fields: [
    { name: 'disclosure_other_orgs', type: 'tick_box', display_name: { en: 'May we share?' } },
  ],
};

const noteForms = [
  consentForm,
  {
    id: 20,
    unique_id: 'notes',
    name: { en: 'Notes' },
    parent_form: 'case',
    module_ids: [],
    fields: [
      {
        name: 'notes_section',
        type: 'subform',
        subform_section_id: 21,
        display_name: { en: 'Notes' },
      },
    ],
  },
  {
    id: 21,
    unique_id: 'notes_section',
    is_nested: true,
    name: { en: 'Note' },
    parent_form: 'case',
    fields: [
      { name: 'note_date', type: 'date_field', display_name: { en: 'Date' } },
      { name: 'note_subject', type: 'text_field', display_name: { en: 'Subject' } },
    ],
  },
];

async function open(title: string, data: object = {}) {
  const server = installFakeServer({ isSignedIn: true, user: recordWorker });
  serveRecord(server, { ...record, ...data });
  server.on('GET /forms', () => ({ body: { data: [...recordForms, ...noteForms] } }));
  for (const way of ['refer', 'assign']) {
    server.on(`GET /users/${way}-to`, () => ({ body: { data: [{ user_name: 'amal' }] } }));
  }
  server.on(`GET ${path}/flags`, () => ({ body: { data: [openFlag] } }));
  await renderApp({
    server,
    isSignedIn: true,
    address: `/v2/cases/${recordId}`,
    language: 'en',
  });
  await userEvent.click(await screen.findByRole('button', { name: 'More actions' }));
  const item = await screen.findByRole('menuitem', { name: title });
  return { server, item };
}

async function openDialog(title: string, data: object = {}) {
  const { server, item } = await open(title, data);
  await userEvent.click(item);
  const dialog = within(await screen.findByRole('dialog', { name: title }));
  return { server, dialog };
}

describe('work of colleagues on a record', () => {
  it('requests an approval', async () => {
    const { server, dialog } = await openDialog('Request approval');
    server.on(`PATCH ${path}/approvals/closure`, () => ({ body: { data: {} } }));
    await userEvent.click(dialog.getByRole('radio', { name: 'Closure' }));
    await userEvent.click(dialog.getByRole('button', { name: 'Send the request' }));
    expect(await screen.findByText('The change is saved.')).toBeVisible();
    expect(server.seen(`PATCH ${path}/approvals/closure`)[0]?.body).toEqual({
      data: { approval_status: 'requested' },
    });
  });

  it('rejects only with a comment', async () => {
    const { server, dialog } = await openDialog('Approve or reject', {
      approval_status_assessment: 'pending',
      owned_by: 'somebody',
    });
    server.on(`PATCH ${path}/approvals/assessment`, () => ({ body: { data: {} } }));
    await userEvent.click(dialog.getByRole('radio', { name: 'Rejected' }));
    await userEvent.click(dialog.getByRole('button', { name: 'Send the answer' }));
    expect(dialog.getByText('Say what has to change.')).toBeVisible();
    expect(server.seen(`PATCH ${path}/approvals/assessment`)).toEqual([]);
    await userEvent.type(dialog.getByRole('textbox', { name: /Comment/ }), 'More detail');
    await userEvent.click(dialog.getByRole('button', { name: 'Send the answer' }));
    expect(await screen.findByText('The change is saved.')).toBeVisible();
    expect(server.seen(`PATCH ${path}/approvals/assessment`)[0]?.body).toEqual({
      data: { approval_status: 'rejected', notes: 'More detail' },
    });
  });

  it('says why nothing can be approved', async () => {
    const { item } = await open('Approve or reject – Nothing waits for your answer.');
    expect(item).toHaveAttribute('aria-disabled', 'true');
  });

  it('resolves a flag with a reason', async () => {
    const { server, dialog } = await openDialog('Flags');
    server.on(`PATCH ${path}/flags/7`, () => ({ body: { data: {} } }));
    await userEvent.click(await dialog.findByRole('radio', { name: 'Resolve: Visit the home' }));
    await userEvent.click(dialog.getByRole('button', { name: 'Resolve the flag' }));
    expect(dialog.getByText('Write the reason.')).toBeVisible();
    await userEvent.type(dialog.getByRole('textbox', { name: /Reason/ }), 'Visited');
    await userEvent.click(dialog.getByRole('button', { name: 'Resolve the flag' }));
    expect(await screen.findByText('The change is saved.')).toBeVisible();
    expect(server.seen(`PATCH ${path}/flags/7`)[0]?.body).toEqual({
      data: { unflag_message: 'Visited' },
    });
  });

  it('shows the refusal of the server and keeps what was written', async () => {
    const { server, dialog } = await openDialog('Flags');
    server.on(`POST ${path}/flags`, () => ({
      status: 422,
      body: { errors: [{ status: 422, detail: 'message', message: 'Too long' }] },
    }));
    await userEvent.type(dialog.getByRole('textbox', { name: /Reason/ }), 'Visit');
    await userEvent.click(dialog.getByRole('button', { name: 'Flag the record' }));
    expect(await dialog.findByText('Too long')).toBeVisible();
    expect(dialog.getByRole('textbox', { name: /Reason/ })).toHaveValue('Visit');
  });

  it('adds a note in words of the deployment, without what the system writes', async () => {
    const { server, dialog } = await openDialog('Add a note');
    expect(dialog.queryByText('Date')).toBeNull();
    await userEvent.click(dialog.getByRole('button', { name: 'Keep the note' }));
    expect(dialog.getByText('Write something first.')).toBeVisible();
    expect(server.seen(`PATCH ${path}`)).toEqual([]);
    await userEvent.type(dialog.getByRole('textbox', { name: 'Subject' }), 'Called the aunt');
    await userEvent.click(dialog.getByRole('button', { name: 'Keep the note' }));
    expect(await screen.findByText('The change is saved.')).toBeVisible();
    expect(server.seen(`PATCH ${path}`)[0]?.body).toMatchObject({
      data: { notes_section: [{ note_subject: 'Called the aunt' }] },
      record_action: 'add_note',
    });
  });

  it('refers without consent only for a reason', async () => {
    const { server, dialog } = await openDialog('Refer', { module_id: 'primeromodule-cp' });
    expect(
      dialog.getByText('The child or caregiver has not consented to sharing with others.'),
    ).toBeVisible();
    server.on(`POST ${path}/referrals`, () => ({ body: { data: { id: 'x' } } }));
    const to = await dialog.findByRole('combobox', { name: /Recipient/ });
    expect(to).toBeDisabled();
    await userEvent.click(dialog.getByRole('checkbox', { name: 'Share without consent' }));
    await userEvent.type(to, 'amal');
    await userEvent.click(await screen.findByRole('option', { name: /amal/ }));
    await userEvent.click(dialog.getByRole('button', { name: 'Refer' }));
    expect(dialog.getByText('Write the reason.')).toBeVisible();
    expect(server.seen(`POST ${path}/referrals`)).toEqual([]);
    await userEvent.type(dialog.getByRole('textbox', { name: /Reason/ }), 'Danger');
    await userEvent.click(dialog.getByRole('button', { name: 'Refer' }));
    await userEvent.click(await screen.findByRole('button', { name: 'Send now' }));
    expect(await screen.findByText('The change is saved.')).toBeVisible();
    expect(server.seen(`POST ${path}/referrals`)[0]?.body).toMatchObject({
      data: {
        transitioned_to: 'amal',
        consent_overridden: true,
        consent_override_reason: 'Danger',
      },
    });
  });

  it('goes to the list when the record is out of reach after it was assigned', async () => {
    const { server, dialog } = await openDialog('Assign');
    server.on(`POST ${path}/assigns`, () => ({ body: { data: { record_access_denied: true } } }));
    await userEvent.click(dialog.getByRole('button', { name: 'Assign' }));
    expect(await dialog.findByText('Choose a person.')).toBeVisible();
    await userEvent.type(await dialog.findByRole('combobox', { name: /Recipient/ }), 'amal');
    await userEvent.click(await screen.findByRole('option', { name: /amal/ }));
    await userEvent.click(dialog.getByRole('button', { name: 'Assign' }));
    expect(server.seen(`POST ${path}/assigns`)).toEqual([]);
    await userEvent.click(await screen.findByRole('button', { name: 'Send now' }));
    expect(await screen.findByRole('heading', { level: 1, name: /Cases/ })).toBeVisible();
    expect(window.location.pathname).toBe('/v2/cases');
  });
});
