import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { lineMet } from '../../../shared/wire/connection';
import {
  record,
  recordForms,
  recordId,
  recordWorker,
  serveRecord,
} from '../../../test/fake-record';
import { installFakeServer } from '../../../test/install-fake-server';
import { quiet } from '../../../test/quiet';
import { renderApp } from '../../../test/render-app';

const print = vi.fn();
const path = `/cases/${recordId}`;
const logo = '/logos/refuge.png';
const permitted = { basic_identity: 'rw', family: 'rw', papers: 'rw', decisions: 'r' };

const photoField = {
  name: 'photos',
  type: 'photo_upload_box',
  display_name: { en: 'Photos of the child' },
};
const photographed = {
  id: 9,
  unique_id: 'pictures',
  name: { en: 'Pictures' },
  parent_form: 'case',
  module_ids: ['primeromodule-cp'],
  form_group_id: 'papers',
  fields: [photoField],
};

async function openDialog(change: object = {}, isOnline = false) {
  const permitted_form = { ...permitted, pictures: 'rw' };
  const user = { ...recordWorker, permitted_form, agency_name: 'Refuge', agency_logo_full: logo };
  const server = installFakeServer({ isSignedIn: true, user });
  serveRecord(server, { ...record, ...change });
  server.on('GET /forms', () => ({ body: { data: [...recordForms, photographed] } }));
  await renderApp({ server, isSignedIn: true, address: `/v2/cases/${recordId}` });
  await userEvent.click(await screen.findByRole('button', { name: 'More actions' }));
  await quiet(server);
  act(() => lineMet(isOnline ? 'online' : 'offline'));
  const asked = server.requests.length;
  await userEvent.click(await screen.findByRole('menuitem', { name: 'Print or save as PDF' }));
  if (isOnline) {
    await userEvent.click(await screen.findByRole('button', { name: 'Print from this browser' }));
  }
  const dialog = within(await screen.findByRole('dialog', { name: 'Print from this browser' }));
  return { server, dialog, asked };
}

async function paperOf(dialog: Awaited<ReturnType<typeof openDialog>>['dialog'], forms: string[]) {
  for (const name of forms) await userEvent.click(dialog.getByRole('checkbox', { name }));
  await userEvent.click(dialog.getByRole('button', { name: 'Print' }));
  await waitFor(() => expect(print).toHaveBeenCalledOnce());
  return within(document.querySelector<HTMLElement>('.paper') ?? document.createElement('p'));
}

describe('the print of the browser', () => {
  beforeEach(() => {
    print.mockReset();
    vi.stubGlobal('print', print);
  });
  afterEach(() => vi.unstubAllGlobals());

  it('needs no server: it shows the chosen forms as they are loaded, then goes', async () => {
    const { server, dialog, asked } = await openDialog();
    await userEvent.click(dialog.getByRole('button', { name: 'Print' }));
    expect(dialog.getByText('Choose at least one form.')).toBeVisible();
    expect(print).not.toHaveBeenCalled();
    const paper = await paperOf(dialog, ['Basic identity', 'Family', 'Papers']);
    expect(paper.getByText('Case SEL-abc1234')).toBeInTheDocument();
    expect(paper.getByText(/^Confidential/)).toHaveTextContent(/by nadia/);
    expect(paper.getByRole('heading', { name: 'Basic identity' })).toBeInTheDocument();
    expect(paper.getByText('Mimi')).toBeInTheDocument();
    expect(paper.getByRole('heading', { name: /^1 ?\. Zoé · Aunt/ })).toBeInTheDocument();
    expect(paper.getByText('Name of the relative')).toBeInTheDocument();
    expect(paper.getByText('Files, not printed: 1')).toBeInTheDocument();
    // Not answered, hidden by a condition, or of a form that nobody chose.
    expect(paper.queryByText('Children at home')).toBeNull();
    expect(paper.queryByText('Why is it urgent?')).toBeNull();
    // Who has the page open is told to others all the while.
    const sent = server.requests.slice(asked).filter(({ path: to }) => to.startsWith(path));
    expect(sent.map(({ path: to }) => to).filter((to) => !to.endsWith('/presence'))).toEqual([]);
    act(() => void window.dispatchEvent(new Event('afterprint')));
    await waitFor(() => expect(document.querySelector('.paper')).toBeNull());
    expect(document.documentElement).not.toHaveAttribute('data-paper');
  });

  it('has questions without an answer and lines to sign when asked', async () => {
    const { dialog } = await openDialog({}, true);
    await userEvent.click(dialog.getByRole('checkbox', { name: 'Questions without an answer' }));
    await userEvent.click(dialog.getByRole('checkbox', { name: 'Case worker' }));
    const paper = await paperOf(dialog, ['Family']);
    expect(paper.getByText('Children at home')).toBeInTheDocument();
    expect(paper.getByText('Case worker').parentElement).toHaveTextContent('Name, signature, date');
    expect(paper.queryByRole('heading', { name: 'Basic identity' })).toBeNull();
  });

  it('has photos, logos and headings of the server when asked, and tells of the look', async () => {
    HTMLImageElement.prototype.decode = () => Promise.resolve();
    const photo = { id: 4, field_name: 'photos', file_name: 'a.jpg', attachment_url: '/files/4' };
    const { dialog } = await openDialog({ photos: [photo] }, true);
    expect(dialog.getByText(/which notes that you looked at them/)).toBeVisible();
    await userEvent.click(dialog.getByRole('checkbox', { name: 'Photos' }));
    await userEvent.click(dialog.getByRole('checkbox', { name: 'Logo of my agency' }));
    await userEvent.type(dialog.getByLabelText('Heading on the first page'), 'For the meeting');
    const paper = await paperOf(dialog, ['Pictures']);
    expect(paper.getByText('For the meeting')).toBeInTheDocument();
    expect(paper.getByAltText('a.jpg')).toHaveAttribute('src', '/files/4?size=medium');
    expect(paper.getByAltText('Refuge')).toHaveAttribute('src', '/logos/refuge.png');
    Reflect.deleteProperty(HTMLImageElement.prototype, 'decode');
  });

  it('has none of these without a connection', async () => {
    const { dialog } = await openDialog();
    expect(dialog.queryByRole('checkbox', { name: 'Photos' })).toBeNull();
    expect(dialog.queryByRole('checkbox', { name: 'Logo of my agency' })).toBeNull();
    expect(dialog.getByLabelText('Heading on the first page')).toBeVisible();
  });

  it('says what it keeps back', async () => {
    const { dialog } = await openDialog({
      hidden_name: true,
      name: '*******',
      name_first: '*******',
      permitted_forms: { basic_identity: 'r' },
    });
    expect(dialog.queryByRole('checkbox', { name: 'Family' })).toBeNull();
    const paper = await paperOf(dialog, ['Basic identity']);
    expect(paper.getByText(/asterisks stand for them/)).toBeInTheDocument();
    expect(paper.getByText('Only what is shared with you stands here.')).toBeInTheDocument();
    expect(paper.queryByText('مريم')).toBeNull();
  });
});
