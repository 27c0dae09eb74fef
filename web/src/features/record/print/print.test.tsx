import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { record, recordId, recordWorker, serveRecord } from '../../../test/fake-record';
import { installFakeServer } from '../../../test/install-fake-server';
import { renderApp } from '../../../test/render-app';
import { newPassphrase } from '../../../shared/print/passphrase';
import { dataOf, emptyWish, lacksOf, Template } from '../../../shared/print/print-wish';

const path = `/cases/${recordId}`;
const names = {
  en: { menu: 'More actions', item: 'Print or save as PDF' },
  ar: { menu: 'إجراءات أخرى', item: 'الطباعة أو الحفظ بصيغة PDF' },
} as const;

function granted(...actions: readonly string[]) {
  return { ...recordWorker, permissions: { list: [{ resource: 'cases', actions }] } };
}

async function openMenu(
  user: object,
  language: keyof typeof names = 'en',
  lookups?: readonly object[],
) {
  const server = installFakeServer({ isSignedIn: true, user: { ...user, locale: language } });
  serveRecord(server, { ...record });
  if (lookups !== undefined) {
    const metadata = { total: lookups.length, per: 1000, page: 1 };
    server.on('GET /lookups', () => ({ body: { data: lookups, metadata } }));
  }
  server.on(`POST ${path}/pdf`, () => ({
    body: {},
    headers: { 'Content-Type': 'application/pdf' },
  }));
  await renderApp({ server, isSignedIn: true, address: `/v2/cases/${recordId}`, language });
  await userEvent.click(await screen.findByRole('button', { name: names[language].menu }));
  return server;
}

async function openDialog(
  user: object,
  language: keyof typeof names = 'en',
  lookups?: readonly object[],
) {
  const server = await openMenu(user, language, lookups);
  const name = names[language].item;
  await userEvent.click(await screen.findByRole('menuitem', { name }));
  return { server, dialog: within(await screen.findByRole('dialog', { name })) };
}

describe('printing a record', () => {
  afterEach(() => vi.restoreAllMocks());

  it('sends the chosen forms with a password and saves the document', async () => {
    const click = vi
      .spyOn(HTMLAnchorElement.prototype, 'click')
      .mockImplementation(() => undefined);
    const { server, dialog } = await openDialog(recordWorker);
    await userEvent.click(dialog.getByRole('checkbox', { name: 'Family' }));
    await userEvent.click(dialog.getByRole('checkbox', { name: 'Case worker' }));
    await userEvent.type(dialog.getByRole('textbox', { name: /Why is it printed/ }), 'Court');
    await userEvent.type(dialog.getByRole('textbox', { name: /Password/ }), 'seven paper lanterns');
    await userEvent.click(dialog.getByRole('button', { name: 'Make the document' }));
    expect(await screen.findByText('The document is ready.')).toBeVisible();
    expect(server.seen(`POST ${path}/pdf`)[0]?.body).toEqual({
      data: {
        form_unique_ids: ['family'],
        locale: 'en',
        paper: 'a4',
        signatures: ['case_worker'],
        purpose: 'Court',
        password: 'seven paper lanterns',
      },
    });
    expect(click).toHaveBeenCalledOnce();
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  });

  it('offers documents, and logos where there are some', async () => {
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined);
    const { server, dialog } = await openDialog({
      ...recordWorker,
      agency_logo_full: '/rails/active_storage/blobs/redirect/1/logo_full.png',
    });
    expect(dialog.queryByRole('checkbox', { name: 'Logos of partners' })).not.toBeInTheDocument();
    await userEvent.click(dialog.getByRole('checkbox', { name: 'Family' }));
    await userEvent.click(dialog.getByRole('checkbox', { name: /Documents of these forms/ }));
    await userEvent.click(dialog.getByRole('checkbox', { name: 'Logo of my agency' }));
    await userEvent.click(dialog.getByRole('button', { name: 'Suggest a password' }));
    await userEvent.click(dialog.getByRole('button', { name: 'Make the document' }));
    expect(await screen.findByText('The document is ready.')).toBeVisible();
    expect(server.seen(`POST ${path}/pdf`)[0]?.body).toMatchObject({
      data: { documents: true, include_agency_logos: true },
    });
  });

  it('asks for a form and a password before it sends anything', async () => {
    const { server, dialog } = await openDialog(recordWorker);
    await userEvent.click(dialog.getByRole('button', { name: 'Make the document' }));
    expect(dialog.getByText('Choose at least one form.')).toBeVisible();
    expect(dialog.getByText(/Give the document a password/)).toBeVisible();
    expect(server.seen(`POST ${path}/pdf`)).toEqual([]);
    await userEvent.click(dialog.getByRole('button', { name: 'Choose all' }));
    await userEvent.click(dialog.getByRole('button', { name: 'Suggest a password' }));
    expect(dialog.queryByText('Choose at least one form.')).not.toBeInTheDocument();
    expect(dialog.queryByText(/Give the document a password/)).not.toBeInTheDocument();
  });

  it('says why the server refused', async () => {
    const { server, dialog } = await openDialog(recordWorker);
    server.on(`POST ${path}/pdf`, () => ({
      status: 422,
      body: { errors: [{ status: 422, message: 'Choose another password.', detail: 'password' }] },
    }));
    await userEvent.click(dialog.getByRole('checkbox', { name: 'Family' }));
    await userEvent.click(dialog.getByRole('button', { name: 'Suggest a password' }));
    await userEvent.click(dialog.getByRole('button', { name: 'Make the document' }));
    expect(await dialog.findByText('Choose another password.')).toBeVisible();
  });

  it('makes a document with words of its own, to which forms may be added', async () => {
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined);
    const { server, dialog } = await openDialog(granted('read', 'export_pdf', 'change_log'));
    await userEvent.click(dialog.getByRole('button', { name: /Kind of document/ }));
    await userEvent.click(await screen.findByRole('option', { name: 'Letter of referral' }));
    expect(dialog.getByRole('group', { name: 'Forms to add to it' })).toBeVisible();
    await userEvent.click(dialog.getByRole('checkbox', { name: /What has changed/ }));
    await userEvent.click(dialog.getByRole('checkbox', { name: 'Supervisor' }));
    await userEvent.click(dialog.getByRole('button', { name: 'Suggest a password' }));
    await userEvent.click(dialog.getByRole('button', { name: 'Make the document' }));
    expect(await screen.findByText('The document is ready.')).toBeVisible();
    expect(server.seen(`POST ${path}/pdf`)[0]?.body['data']).toMatchObject({
      template: 'referral',
      form_unique_ids: [],
      history: true,
      signatures: ['supervisor'],
    });
  });

  it('offers the headings of the deployment and a name of the file', async () => {
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined);
    const headings = {
      id: 90,
      unique_id: 'lookup-pdf-header',
      name: { en: 'Headings' },
      values: [{ id: 'court', display_text: { en: 'For the court' } }],
    };
    const { server, dialog } = await openDialog(recordWorker, 'en', [headings]);
    await userEvent.click(dialog.getByRole('button', { name: /Heading of your organisation/ }));
    await userEvent.click(await screen.findByRole('option', { name: 'For the court' }));
    await userEvent.type(dialog.getByRole('textbox', { name: /Name of the file/ }), 'handover');
    await userEvent.click(dialog.getByRole('checkbox', { name: 'Family' }));
    await userEvent.click(dialog.getByRole('button', { name: 'Suggest a password' }));
    await userEvent.click(dialog.getByRole('button', { name: 'Make the document' }));
    expect(await screen.findByText('The document is ready.')).toBeVisible();
    expect(server.seen(`POST ${path}/pdf`)[0]?.body['data']).toMatchObject({
      header: 'court',
      custom_export_file_name: 'handover',
    });
  });

  it('offers the history to those alone who may read it', async () => {
    const { dialog } = await openDialog(granted('read', 'export_pdf'));
    expect(dialog.getByRole('checkbox', { name: 'Names of files' })).toBeVisible();
    expect(dialog.queryByRole('checkbox', { name: /What has changed/ })).not.toBeInTheDocument();
  });

  it('needs no password where documents may leave open', async () => {
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined);
    const { server, dialog } = await openDialog(
      granted('read', 'export_pdf', 'export_unencrypted'),
    );
    await userEvent.click(dialog.getByRole('checkbox', { name: 'Basic identity' }));
    await userEvent.click(dialog.getByRole('button', { name: 'Make the document' }));
    expect(await screen.findByText('The document is ready.')).toBeVisible();
    expect(server.seen(`POST ${path}/pdf`)[0]?.body['data']).not.toHaveProperty('password');
  });

  it('is not offered without the right', async () => {
    await openMenu(granted('read', 'write', 'flag'));
    expect(await screen.findByRole('menuitem', { name: 'Flags' })).toBeVisible();
    expect(screen.queryByRole('menuitem', { name: names.en.item })).not.toBeInTheDocument();
  });

  it('speaks Arabic and prints in it', async () => {
    const { dialog } = await openDialog(recordWorker, 'ar');
    expect(dialog.getByRole('checkbox', { name: 'الأسرة' })).toBeVisible();
    expect(dialog.getByRole('button', { name: /لغة المستند/ })).toHaveTextContent('العربية');
  });
});

describe('a wish to print', () => {
  it('sends only what was chosen', () => {
    const wish = { ...emptyWish('fr'), forms: ['a'], extras: ['photos'], header: '  ' };
    expect(dataOf(wish)).toEqual({
      form_unique_ids: ['a'],
      locale: 'fr',
      paper: 'a4',
      signatures: [],
      photos: true,
    });
  });

  it('knows what is missing', () => {
    const wish = emptyWish('en');
    expect(lacksOf(wish, false)).toEqual(['forms', 'password']);
    expect(lacksOf(wish, true)).toEqual(['forms']);
    expect(lacksOf({ ...wish, forms: ['a'], password: 'short' }, true)).toEqual(['password']);
    expect(lacksOf({ ...wish, template: Template.consent }, true)).toEqual([]);
  });

  it('gets a new passphrase each time', () => {
    const phrases = new Set(Array.from({ length: 200 }, newPassphrase));
    expect(phrases.size).toBe(200);
    for (const phrase of phrases) expect(phrase).toMatch(/^([a-z]{4}-){4}[a-z]{4}$/);
  });
});
