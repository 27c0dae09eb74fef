import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { caseWorker } from '../../../test/fake-data';
import { serveRecord, record, recordWorker } from '../../../test/fake-record';
import type { FakeServer } from '../../../test/fake-server';
import { leader } from '../../../test/fake-work';
import { installFakeServer } from '../../../test/install-fake-server';
import { renderApp } from '../../../test/render-app';
import { listData } from './list-print.wire';
import { emptyWish } from '../../../shared/print/print-wish';

const printer = {
  ...leader,
  permitted_form: recordWorker.permitted_form,
  module_unique_ids: recordWorker.module_unique_ids,
  permissions: { list: [{ resource: 'cases', actions: ['read', 'export_pdf'] }] },
};
const id = (number: number) => `00000000-0000-4000-8000-0000000000${number}`;
const pdf = () => ({ body: {}, headers: { 'Content-Type': 'application/pdf' } });

async function openList(user: object = printer, language: 'en' | 'ar' = 'en') {
  const server = installFakeServer({ isSignedIn: true, user: { ...user, locale: language } });
  serveRecord(server, { ...record });
  for (const route of ['POST /cases/list_pdf', 'POST /cases/pdf', 'GET /forms/pdf']) {
    server.on(route, pdf);
  }
  await renderApp({ server, isSignedIn: true, address: '/v2/cases', language });
  await screen.findByRole('table');
  return server;
}

async function press(name: string) {
  await userEvent.click(screen.getByRole('button', { name }));
  return within(await screen.findByRole('dialog', { name: 'Print or save as PDF' }));
}

const bodyOf = (server: FakeServer, route: string) => server.seen(route)[0]?.body['data'];

describe('printing from a list', () => {
  let saved = vi.spyOn(HTMLAnchorElement.prototype, 'click');
  beforeEach(() => {
    saved = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined);
  });
  afterEach(() => vi.restoreAllMocks());

  it('prints the list of the filters with the columns in sight', async () => {
    const server = await openList();
    const dialog = await press('Print');
    expect(dialog.getByRole('radio', { name: 'This list (records: 34)' })).toBeChecked();
    await userEvent.click(dialog.getByRole('button', { name: 'Make the document' }));
    expect(dialog.getByText(/Give the document a password/)).toBeVisible();
    expect(server.seen('POST /cases/list_pdf')).toEqual([]);
    await userEvent.type(dialog.getByRole('textbox', { name: /Why is it printed/ }), 'Handover');
    await userEvent.click(dialog.getByRole('button', { name: 'Suggest a password' }));
    await userEvent.click(dialog.getByRole('button', { name: 'Make the document' }));
    expect(await screen.findByText('The document is ready.')).toBeVisible();
    const call = server.seen('POST /cases/list_pdf')[0];
    expect(call?.query.get('status[0]')).toBe('open');
    expect(call?.query.has('page')).toBe(false);
    expect(bodyOf(server, 'POST /cases/list_pdf')).toMatchObject({
      locale: 'en',
      purpose: 'Handover',
      custom_header: 'Status: Open · Record: Enabled',
      columns: expect.arrayContaining(['case_id_display', 'name']),
    });
    expect(saved).toHaveBeenCalledOnce();
  });

  it('prints chosen records in one document', async () => {
    const server = await openList();
    for (const name of ['Choose SEL-aaaaa45', 'Choose SEL-aaaaa43']) {
      await userEvent.click(await screen.findByRole('checkbox', { name }));
    }
    const bar = within(screen.getByText('2 chosen').closest('.selection-bar') ?? document.body);
    await userEvent.click(bar.getByRole('button', { name: 'Print' }));
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.click(await dialog.findByRole('checkbox', { name: 'Family' }));
    await userEvent.click(dialog.getByRole('checkbox', { name: /A document for each record/ }));
    await userEvent.click(dialog.getByRole('button', { name: 'Suggest a password' }));
    await userEvent.click(dialog.getByRole('button', { name: 'Make the document' }));
    expect(await screen.findByText('The document is ready.')).toBeVisible();
    expect(bodyOf(server, 'POST /cases/pdf')).toMatchObject({
      ids: [id(45), id(43)],
      form_unique_ids: ['family'],
      separate_files: true,
    });
  });

  it('says that everything is too much for one document', async () => {
    await openList();
    await userEvent.click(screen.getByRole('checkbox', { name: 'Choose all on this page' }));
    await userEvent.click(screen.getByRole('button', { name: 'Choose all 34' }));
    const bar = within(screen.getByText('34 chosen').closest('.selection-bar') ?? document.body);
    await userEvent.click(bar.getByRole('button', { name: 'Print' }));
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.getByText(/More than 50 records cannot be printed together/)).toBeVisible();
    expect(dialog.queryByRole('button', { name: 'Make the document' })).not.toBeInTheDocument();
  });

  it('gives blank forms without a password, also to those who may export nothing', async () => {
    const server = await openList({ ...printer, permissions: caseWorker.permissions });
    const dialog = await press('Print');
    expect(dialog.queryByRole('radio')).not.toBeInTheDocument();
    expect(dialog.queryByRole('textbox', { name: /Password/ })).not.toBeInTheDocument();
    await userEvent.click(dialog.getByRole('button', { name: 'Make the document' }));
    expect(dialog.getByText('Choose at least one form.')).toBeVisible();
    await userEvent.click(dialog.getByRole('checkbox', { name: 'Basic identity' }));
    await userEvent.click(dialog.getByRole('button', { name: 'Make the document' }));
    expect(await screen.findByText('The document is ready.')).toBeVisible();
    const asked = server.seen('GET /forms/pdf')[0]?.query;
    expect(asked?.get('form_unique_ids[0]')).toBe('basic_identity');
    expect(asked?.get('record_type')).toBe('case');
  });

  it('gives a blank template', async () => {
    const server = await openList();
    const dialog = await press('Print');
    await userEvent.click(dialog.getByRole('radio', { name: /Blank forms/ }));
    await userEvent.click(dialog.getByRole('button', { name: /Kind of document/ }));
    await userEvent.click(await screen.findByRole('option', { name: 'Consent, to be signed' }));
    await userEvent.click(dialog.getByRole('button', { name: 'Make the document' }));
    expect(await screen.findByText('The document is ready.')).toBeVisible();
    expect(server.seen('GET /forms/pdf')[0]?.query.get('template')).toBe('consent');
  });

  it('says why the server refused', async () => {
    const server = await openList();
    server.on('POST /cases/list_pdf', () => ({
      status: 413,
      body: { errors: [{ status: 413, message: 'Narrow it with filters.' }] },
    }));
    const dialog = await press('Print');
    await userEvent.click(dialog.getByRole('button', { name: 'Suggest a password' }));
    await userEvent.click(dialog.getByRole('button', { name: 'Make the document' }));
    expect(await dialog.findByText('Narrow it with filters.')).toBeVisible();
  });

  it('speaks Arabic', async () => {
    await openList(printer, 'ar');
    await userEvent.click(screen.getByRole('button', { name: 'طباعة' }));
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.click(dialog.getByRole('radio', { name: 'نماذج فارغة تُملأ بخط اليد' }));
    expect(await dialog.findByRole('checkbox', { name: 'الأسرة' })).toBeVisible();
  });
});

describe('the wish for a list', () => {
  it('names alerts and flags as the server does', () => {
    expect(listData(emptyWish('en'), ['name', 'marks'])).toMatchObject({
      columns: ['name', 'alert_count', 'flag_count'],
    });
  });
});
