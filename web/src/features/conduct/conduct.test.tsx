import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { activateLanguage } from '../../shared/i18n/language';
import { caseWorker, settings } from '../../test/fake-data';
import { installFakeServer } from '../../test/install-fake-server';
import { renderApp } from '../../test/render-app';
import { draftOf, missingOf } from './draft';

const administrator = {
  ...caseWorker,
  permissions: { list: [{ resource: 'codes_of_conduct', actions: ['manage'] }] },
};
const inForce = {
  id: 3,
  title: 'How we work',
  content: '# Children first\n- We listen.\n- We keep secrets.\n\nThank you.',
  title_i18n: { en: 'How we work', ar: 'كيف نعمل' },
  content_i18n: {
    en: '# Children first\n- We listen.\n- We keep secrets.\n\nThank you.',
    ar: 'الأطفال أولاً',
  },
  created_on: '2024-02-03T10:00:00.000Z',
  created_by: 'head',
};

async function renderScreen(versions: readonly unknown[] = [inForce]) {
  const server = installFakeServer({ isSignedIn: true, user: administrator, settings });
  server.on('GET /codes_of_conduct/versions', () => ({
    body: { data: versions, metadata: { total: versions.length, accepted: 12, people: 40 } },
  }));
  server.on('POST /codes_of_conduct', () => ({ body: { data: inForce } }));
  await renderApp({ isSignedIn: true, server, address: '/v2/admin/code_of_conduct' });
  await screen.findByRole('heading', { level: 1, name: 'Code of conduct' });
  return server;
}

const english = async () => within(await screen.findByRole('group', { name: 'English' }));

describe('writing the code of conduct', () => {
  it('shows what is in force, by whom and how many accepted it', async () => {
    await renderScreen();
    expect((await english()).getByLabelText(/Title/)).toHaveValue('How we work');
    expect(screen.getByText(/12 of 40 people/)).toBeVisible();
    const versions = screen.getByRole('region', { name: 'Versions' });
    await userEvent.click(within(versions).getByText('How we work'));
    expect(within(versions).getByRole('heading', { name: 'Children first' })).toBeVisible();
    expect(within(versions).getAllByRole('listitem')).toHaveLength(3);
  });

  it('says so when the settings cannot be read, and tries again', async () => {
    const server = installFakeServer({ isSignedIn: true, user: administrator, settings });
    server.on('GET /codes_of_conduct/versions', () => ({
      body: { data: [inForce], metadata: { total: 1, accepted: 12, people: 40 } },
    }));
    server.on('GET /system_settings', () => ({ status: 403, body: { errors: [] } }));
    await renderApp({ isSignedIn: true, server, address: '/v2/admin/code_of_conduct' });
    const again = await screen.findByRole('button', { name: /Try again/ });
    server.on('GET /system_settings', () => ({ body: { data: settings } }));
    await userEvent.click(again);
    expect((await english()).getByLabelText(/Title/)).toHaveValue('How we work');
  });

  it('puts a new text in force after a question', async () => {
    const server = await renderScreen();
    const title = (await english()).getByLabelText(/Title/);
    expect(screen.getByRole('button', { name: 'Put in force' })).toBeDisabled();
    await userEvent.type(title, ' now');
    await userEvent.click(screen.getByRole('button', { name: 'Put in force' }));
    const question = await screen.findByRole('alertdialog');
    expect(server.seen('POST /codes_of_conduct')).toHaveLength(0);
    await userEvent.click(within(question).getByRole('button', { name: 'Put in force' }));
    expect(await screen.findByText('The code of conduct is in force.')).toBeVisible();
    expect(server.seen('POST /codes_of_conduct')[0]?.body).toMatchObject({
      data: { title_i18n: { en: 'How we work now', ar: 'كيف نعمل', fr: '' } },
    });
  });

  it('asks for what is missing instead of sending it', async () => {
    const server = await renderScreen();
    await userEvent.clear((await english()).getByLabelText(/Text/));
    await userEvent.click(screen.getByRole('button', { name: 'Put in force' }));
    expect(await screen.findByText(/Something is missing above/)).toBeVisible();
    expect((await english()).getByText('Please fill this in.')).toBeVisible();
    expect(screen.queryByRole('alertdialog')).not.toBeInTheDocument();
    expect(server.seen('POST /codes_of_conduct')).toHaveLength(0);
  });

  it('keeps what was typed when the server refuses', async () => {
    const server = await renderScreen([]);
    server.on('POST /codes_of_conduct', () => ({ status: 503 }));
    await userEvent.type((await english()).getByLabelText(/Title/), 'Ours');
    await userEvent.type((await english()).getByLabelText(/Text/), 'Be kind.');
    await userEvent.click(screen.getByRole('button', { name: 'Put in force' }));
    const question = await screen.findByRole('alertdialog');
    await userEvent.click(within(question).getByRole('button', { name: 'Put in force' }));
    expect(await within(question).findByText(/busy or being updated/)).toBeVisible();
    await userEvent.click(within(question).getByRole('button', { name: 'Cancel' }));
    expect((await english()).getByLabelText(/Title/)).toHaveValue('Ours');
  });

  it('asks before typed words are left', async () => {
    await renderScreen();
    await userEvent.type((await english()).getByLabelText(/Title/), '!');
    const [link] = screen.getAllByRole('link', { name: 'Support' });
    await userEvent.click(link ?? document.body);
    expect(await screen.findByRole('alertdialog')).toBeVisible();
  });

  it('is closed to who may not write it', async () => {
    await renderApp({ isSignedIn: true, address: '/v2/admin/code_of_conduct' });
    expect(window.location.pathname).toBe('/v2/not-authorized');
  });
});

describe('the draft', () => {
  it('misses halves of a translation and all of the main language', () => {
    const draft = draftOf(undefined, ['en', 'fr', 'ar']);
    expect(missingOf(draft, 'en')).toEqual(['en.title', 'en.content']);
    expect(missingOf({ ...draft, fr: { title: 'Règles', content: ' ' } }, 'en')).toEqual([
      'en.title',
      'en.content',
      'fr.content',
    ]);
  });
});

describe('reading the code of conduct', () => {
  it('is in the language of the screen', async () => {
    await renderApp({
      isSignedIn: true,
      settings: {
        ...settings,
        system_options: { code_of_conduct_enabled: true },
        code_of_conduct: inForce,
      },
    });
    expect(await screen.findByRole('heading', { level: 1, name: 'How we work' })).toBeVisible();
    await activateLanguage('ar');
    expect(await screen.findByRole('heading', { level: 1, name: 'كيف نعمل' })).toBeVisible();
    expect(screen.getByText('الأطفال أولاً')).toBeVisible();
    await activateLanguage('en');
  });

  it('is offered where a refusal says that it is owed', async () => {
    const server = installFakeServer({ isSignedIn: true });
    server.on('GET /cases', () => ({
      status: 403,
      body: {
        errors: [
          {
            status: 403,
            resource: '/api/v2/cases',
            detail: 'code_of_conduct',
            message: 'Read and accept the code of conduct first.',
            code: 'errors.code_of_conduct',
          },
        ],
      },
    }));
    await renderApp({ isSignedIn: true, server, address: '/v2/cases' });
    const link = await screen.findByRole('link', { name: /Read and accept them/ });
    expect(link).toHaveAttribute('target', '_blank');
  });
});
