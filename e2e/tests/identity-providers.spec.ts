/** People sign in at an identity provider, and a super user sets it up. */
import { asPerson } from '../support/api';
import { expectNoBarriers } from '../support/axe';
import { openHouse, type House } from '../support/house';
import { openProvider, type Provider } from '../support/provider';
import { keepScreens } from '../support/screens';
import { expect, people, submitSignIn, test as base } from '../support/test';
import { text } from '../support/texts';

const { worker, keeper, supervisor } = people;

/** A deployment of its own that may call a provider on this machine. */
const test = base.extend<object, { house: House; provider: Provider }>({
  provider: [
    async ({}, use) => {
      const provider = await openProvider([
        { name: worker.name, subject: 'subject-1' },
        { name: 'stranger', subject: 'subject-2' },
      ]);
      await use(provider);
      await provider.stop();
    },
    { scope: 'worker' },
  ],
  house: [
    async ({}, use) => {
      const house = await openHouse({ settings: ['identity.private_targets=127.0.0.0/8'] });
      await use(house);
      await house.stop();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
});

test.describe.configure({ mode: 'serial' });

test('a super user adds a provider after asking it what it says of itself', async ({
  page,
  signIn,
  provider,
}) => {
  await signIn(keeper);
  await page.getByRole('link', { name: text('en', 'nav.identity_providers') }).click();
  await expect(page.getByText(text('en', 'identity.none'))).toBeVisible();
  await expectNoBarriers(page);
  await page.getByRole('button', { name: text('en', 'identity.new') }).click();
  const form = page.getByRole('dialog');
  const fill = async (id: string, value: string) =>
    form.getByRole('textbox', { name: text('en', id) }).fill(value);
  await fill('identity.form.name', 'Ministry');
  await fill('identity.issuer', 'http://id.example.org');
  await form.getByRole('button', { name: text('en', 'identity.form.save') }).click();
  await expect(form.getByText('This is no address of a provider.')).toBeVisible();
  await expectNoBarriers(page);
  await fill('identity.issuer', provider.issuer);
  await fill('identity.client', provider.clientId);
  await fill('identity.form.claim', 'preferred_username');
  await form.getByRole('button', { name: text('en', 'identity.check') }).click();
  await expect(form.getByText(text('en', 'identity.check.found'))).toBeVisible();
  await expect(form.getByText(`${provider.issuer}/authorize`)).toBeVisible();
  await keepScreens(page, 'en', 'identity-provider-form');
  await form.getByRole('button', { name: text('en', 'identity.form.save') }).click();
  await expect(page.getByText(text('en', 'identity.saved'))).toBeVisible();
  const card = page.getByRole('listitem', { name: 'Ministry' });
  await expect(card).toContainText('/api/v2/identity_providers/1/callback');
  await keepScreens(page, 'en', 'identity-providers');
});

test('a worker signs in there, lands on the wanted page and signs out', async ({
  page,
  request,
  house,
}) => {
  const admin = await asPerson(request, house, keeper.name);
  const users = await admin.list(`users?user_name=${worker.name}`);
  await admin.patch(`users/${String(users[0]?.['id'])}`, {
    data: { identity_provider_unique_id: await uniqueIdOf(admin) },
  });
  await page.goto('/v2/tasks');
  const there = page.getByRole('link', { name: 'Sign in with Ministry' });
  await expect(there).toBeVisible();
  await expect(page.getByText(text('en', 'providers.or'))).toBeVisible();
  await expectNoBarriers(page);
  await keepScreens(page, 'en', 'sign-in-providers');
  await there.click();
  await expect(page.getByRole('heading', { name: 'Who are you?' })).toBeVisible();
  await page.getByRole('link', { name: worker.name }).click();
  await expect(page).toHaveURL(/\/v2\/tasks/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(text('en', 'tasks.title'));
  // Nothing that a script could read holds a token.
  const readable = await page.evaluate(() => JSON.stringify([localStorage, sessionStorage]));
  expect(readable).not.toContain('eyJ');
  expect(await page.evaluate(() => document.cookie)).not.toContain('_app_s');
  // The session outlives a reload, and ends with signing out.
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(text('en', 'tasks.title'));
  await page.goto('/v2/logout');
  await expect(there).toBeVisible();
});

test('somebody the deployment does not know is told so, and may use a password', async ({
  page,
  house,
}) => {
  await page.goto('/');
  await page.getByRole('link', { name: 'Sign in with Ministry' }).click();
  await page.getByRole('link', { name: 'stranger' }).click();
  const why = page.getByRole('alert').filter({ hasText: text('en', 'providers.refused') });
  await expect(why).toBeVisible();
  await expect(page).toHaveURL(/\/v2\/login$/);
  await expectNoBarriers(page);
  await submitSignIn(page, { ...supervisor, language: 'en' }, house.password);
  const heading = page.getByRole('heading', { level: 1 });
  await expect(heading).toHaveText(text('es', 'home.title'));
});

async function uniqueIdOf(admin: Awaited<ReturnType<typeof asPerson>>): Promise<unknown> {
  const [provider] = await admin.list('identity_providers');
  return provider?.['unique_id'];
}
