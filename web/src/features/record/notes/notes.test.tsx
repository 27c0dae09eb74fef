import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { settings } from '../../../test/fake-data';
import {
  record,
  recordForms,
  recordId,
  recordWorker,
  serveRecord,
} from '../../../test/fake-record';
import { installFakeServer } from '../../../test/install-fake-server';
import { renderApp } from '../../../test/render-app';

const explanation = 'Telephone numbers are taken out of new notes.';

const noteForms = [
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
      { name: 'note_subject', type: 'text_field', display_name: { en: 'Subject' } },
      { name: 'note_text', type: 'textarea', display_name: { en: 'Text' } },
    ],
  },
];

const plain = { unique_id: 'a', note_subject: 'Visit', note_text: 'All is well.' };
const marked = {
  ...plain,
  note_text: 'Call [phone].',
  note_scrubbed: ['phone', 'email', 'something new'],
  note_edits: [
    { at: '2026-11-01T08:00:00Z', by: 'nadia', note_subject: 'Visit', note_text: 'First words.' },
    { at: '2026-11-02T08:00:00Z', by: 'omar', note_subject: 'Visit', note_text: 'Later words.' },
  ],
};

async function open(address: string, note: object, note_scrubbing?: object) {
  const user = {
    ...recordWorker,
    permitted_form: { basic_identity: 'rw', notes: 'rw' },
  };
  const server = installFakeServer({
    isSignedIn: true,
    user,
    settings: { ...settings, note_scrubbing },
  });
  serveRecord(server, { ...record, notes_section: [note] });
  server.on('GET /forms', () => ({ body: { data: [...recordForms, ...noteForms] } }));
  await renderApp({ server, isSignedIn: true, address: `/v2/cases/${recordId}${address}` });
}

async function openNote(name: RegExp) {
  await userEvent.click(await screen.findByRole('button', { name }));
  return within(await screen.findByRole('dialog'));
}

describe('a note', () => {
  it('says what was taken out of it, and what it said before, the latest first', async () => {
    await open('?form=notes', marked, { enabled: true, explanation: { en: explanation } });
    const note = await openNote(/^View/);
    expect(
      note.getByText('Taken out before the note was stored: telephone numbers, e-mail addresses.'),
    ).toBeVisible();
    expect(note.queryByText(explanation)).toBeNull();
    await userEvent.click(note.getByText('This note was changed. What it said before'));
    const edits = note.getAllByRole('listitem').map((item) => item.textContent);
    expect(edits).toHaveLength(2);
    expect(edits[0]).toMatch(/omar.*Later words\./);
    expect(edits[1]).toMatch(/nadia.*First words\./);
  });

  it('has no marks when nothing was done to it', async () => {
    await open('?form=notes', plain);
    const note = await openNote(/^View/);
    expect(note.getByText('All is well.')).toBeVisible();
    expect(note.queryByText(/Taken out before/)).toBeNull();
    expect(note.queryByText(/This note was changed/)).toBeNull();
  });

  it('is written with the explanation in sight where numbers are taken out', async () => {
    await open('/edit?form=notes', plain, { enabled: true, explanation: { en: explanation } });
    const note = await openNote(/^Edit: /);
    expect(note.getByText(explanation)).toBeVisible();
  });

  it('is written without it where they are not', async () => {
    await open('/edit?form=notes', plain, { enabled: false });
    const note = await openNote(/^Edit: /);
    expect(note.getByRole('textbox', { name: /Subject/ })).toBeVisible();
    expect(note.queryByText(explanation)).toBeNull();
  });
});

describe('the action to add a note', () => {
  it('explains what is taken out', async () => {
    await open('', plain, { enabled: true, explanation: { en: explanation } });
    await userEvent.click(await screen.findByRole('button', { name: 'More actions' }));
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Add a note' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Add a note' }));
    expect(await dialog.findByText(explanation)).toBeVisible();
    expect(dialog.queryByText(/Taken out before/)).toBeNull();
  });
});
