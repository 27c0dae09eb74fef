/** A second factor: an app with codes, codes on paper, a passkey. */
import { createHmac } from 'node:crypto';

import type { APIRequestContext, Page } from '@playwright/test';

import { asPerson } from '../support/api';
import { expectNoBarriers } from '../support/axe';
import type { House } from '../support/house';
import { keepScreens } from '../support/screens';
import { expect, submitSignIn, test } from '../support/test';
import { text, type Language } from '../support/texts';

const password = 'five quiet rivers bend';

/** Somebody new, who has chosen the password themselves. */
async function newPerson(request: APIRequestContext, house: House, language: Language) {
  const name = `factor_${language}_${Date.now()}`;
  const admin = await asPerson(request, house, 'admin');
  const made = await admin.post('users', {
    full_name: 'Rana Aziz',
    user_name: name,
    email: `${name}@example.org`,
    password: house.password,
    password_confirmation: house.password,
    role_unique_id: 'role-cp-case-worker',
    user_group_unique_ids: ['usergroup-primero-cp'],
    agency_id: 1,
    location: 'EX0101',
    locale: language,
  });
  const id = Number(made['id']);
  return { id, name, language };
}

type Person = Awaited<ReturnType<typeof newPerson>>;

/** Signs in for the first time and chooses a password. */
async function settleIn(page: Page, person: Person, house: House, address = '/'): Promise<void> {
  const { language } = person;
  await page.goto(address);
  await submitSignIn(page, person, house.password);
  await page.getByLabel(text(language, 'password.new'), { exact: true }).fill(password);
  await page.getByLabel(text(language, 'password.repeat'), { exact: true }).fill(password);
  await page.getByRole('button', { name: text(language, 'password.action') }).click();
  await expectHome(page, language);
}

async function expectHome(page: Page, language: Language): Promise<void> {
  const heading = page.getByRole('heading', { level: 1 });
  await expect(heading).toHaveText(text(language, 'home.title'));
}

async function openSection(page: Page, language: Language) {
  await page.locator('a[href*="/account/"]').click();
  return page.getByRole('region', { name: text(language, 'factor.title') });
}

async function signOut(page: Page, language: Language): Promise<void> {
  await page.getByRole('button', { name: text(language, 'nav.sign_out') }).click();
}

/** As in a browser in which nobody has used a passkey. */
async function forgetKeyOfBrowser(page: Page): Promise<void> {
  await page.evaluate(() => localStorage.removeItem('amparo.passkey'));
}

/** What an app on a phone shows for a key; each code is another half minute's. */
class Phone {
  #key: Buffer;
  #step = 0;

  constructor(key: string) {
    const bits = [...key].map((letter) =>
      'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'),
    );
    this.#key = Buffer.from(
      bits
        .join('')
        .match(/.{8}/g)
        ?.map((byte) => parseInt(byte, 2)) ?? [],
    );
  }

  next(): string {
    const now = Math.floor(Date.now() / 30_000);
    this.#step = Math.max(this.#step + 1, now - 1);
    const counter = Buffer.alloc(8);
    counter.writeBigUInt64BE(BigInt(this.#step));
    const digest = createHmac('sha1', this.#key).update(counter).digest();
    const offset = (digest.at(-1) ?? 0) & 15;
    const number = digest.readUInt32BE(offset) & 0x7fffffff;
    return String(number % 1_000_000).padStart(6, '0');
  }
}

for (const language of ['en', 'ar'] as const) {
  test.describe(`in ${language}`, () => {
    test.use({ locale: language });

    test('an app with codes is set up, asked for, and replaced by paper', async ({
      page,
      request,
      house,
    }) => {
      const person = await newPerson(request, house, language);
      await settleIn(page, person, house);
      const section = await openSection(page, language);
      await section.getByRole('button', { name: text(language, 'factor.set_up') }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel(text(language, 'factor.password')).fill(password);
      await page.keyboard.press('Enter');
      const square = dialog.getByRole('img', { name: text(language, 'factor.square') });
      await expect(square).toBeVisible();
      await expect(dialog.getByText(text(language, 'factor.scan'))).toBeFocused();
      await expectNoBarriers(page);
      await keepScreens(page, language, 'factor-set-up');
      const key = await dialog.locator('.factor-key').innerText();
      const phone = new Phone(key.replaceAll(/\s/g, ''));
      await dialog.getByLabel(text(language, 'factor.code')).fill(phone.next());
      await page.keyboard.press('Enter');
      await expect(dialog.locator('.factor-codes li')).toHaveCount(10);
      await expectNoBarriers(page);
      await keepScreens(page, language, 'factor-codes');
      const paper = await dialog.locator('.factor-codes li').allInnerTexts();
      await page.keyboard.press('Escape');
      await expect(dialog).toBeVisible();
      await page.emulateMedia({ media: 'print' });
      await expect(dialog.locator('.factor-codes li').last()).toBeVisible();
      await expect(dialog.getByText(person.name)).toBeVisible();
      await expect(page.getByRole('button')).toHaveCount(0);
      await page.emulateMedia({ media: 'screen' });
      await dialog.getByRole('button', { name: text(language, 'factor.codes_kept') }).click();
      await expect(section.getByText('10')).toBeVisible();
      await section.scrollIntoViewIfNeeded();
      await keepScreens(page, language, 'factor-section');

      await signOut(page, language);
      await submitSignIn(page, person, password);
      const code = page.getByLabel(text(language, 'factor.code'));
      await expect(code).toBeFocused();
      await expectNoBarriers(page);
      await keepScreens(page, language, 'factor-step');
      await code.fill('000000');
      await page.keyboard.press('Enter');
      await expect(page.getByText(text(language, 'factor.wrong'))).toBeVisible();
      await code.fill(phone.next());
      await page.keyboard.press('Enter');
      await expectHome(page, language);

      await signOut(page, language);
      await submitSignIn(page, person, password);
      await page.getByRole('button', { name: text(language, 'factor.use_recovery') }).click();
      await page.getByLabel(text(language, 'factor.recovery_code')).fill(paper[0] ?? '');
      await page.keyboard.press('Enter');
      await expectHome(page, language);
    });
  });
}

test('the lock opens by the password alone, and a new session does not', async ({
  page,
  request,
  house,
}) => {
  await page.clock.install();
  const person = await newPerson(request, house, 'en');
  await settleIn(page, person, house);
  const section = await openSection(page, 'en');
  await section.getByRole('button', { name: text('en', 'factor.set_up') }).click();
  await page.getByLabel(text('en', 'factor.password')).fill(password);
  await page.keyboard.press('Enter');
  const key = await page.locator('.factor-key').innerText();
  const phone = new Phone(key.replaceAll(/\s/g, ''));
  await page.getByLabel(text('en', 'factor.code')).fill(phone.next());
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: text('en', 'factor.codes_kept') }).click();
  await page.clock.fastForward('05:05');
  await expect(page.getByRole('heading', { name: text('en', 'lock.title') })).toBeVisible();
  await page.getByLabel(text('en', 'sign_in.password'), { exact: true }).fill(password);
  await page.keyboard.press('Enter');
  await expect(section).toBeVisible();
  await signOut(page, 'en');
  await submitSignIn(page, person, password);
  await expect(page.getByLabel(text('en', 'factor.code'))).toBeVisible();
});

test('a passkey is registered, asked for, and opens the door alone', async ({
  page,
  request,
  house,
}) => {
  // Browsers give keys to names, not to numbers.
  const home = house.url.replace('127.0.0.1', 'localhost');
  const person = await newPerson(request, house, 'en');
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  await settleIn(page, person, house, `${home}/`);
  const section = await openSection(page, 'en');
  await section.getByRole('button', { name: text('en', 'factor.add_key') }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(text('en', 'factor.key_name')).fill('Blue key');
  await dialog.getByLabel(text('en', 'factor.password')).fill(password);
  await expectNoBarriers(page);
  await page.keyboard.press('Enter');
  await expect(dialog.locator('.factor-codes li')).toHaveCount(10);
  await dialog.getByRole('button', { name: text('en', 'factor.codes_kept') }).click();
  await expect(section.getByText('Blue key').first()).toBeVisible();
  await section.scrollIntoViewIfNeeded();
  await keepScreens(page, 'en', 'factor-keys');

  await forgetKeyOfBrowser(page);
  await signOut(page, 'en');
  await submitSignIn(page, person, password);
  await page.getByRole('button', { name: text('en', 'factor.use_key') }).click();
  await expectHome(page, 'en');

  await forgetKeyOfBrowser(page);
  await signOut(page, 'en');
  await page.getByRole('button', { name: text('en', 'sign_in.by_key') }).click();
  await expectHome(page, 'en');

  // The browser offers it by itself now, and this one takes what is offered.
  const entered = page.waitForResponse(
    (answer) => answer.url().endsWith('/api/v2/tokens') && answer.request().method() === 'POST',
  );
  await signOut(page, 'en');
  expect((await entered).status()).toBe(200);
  await expectHome(page, 'en');

  await openSection(page, 'en');
  await section.getByRole('button', { name: 'Remove Blue key' }).click();
  await dialog.getByLabel(text('en', 'factor.password')).fill(password);
  await dialog.getByRole('button', { name: text('en', 'factor.use_key') }).click();
  await expect(dialog).toHaveCount(0);
  await expect(section.getByText('Blue key')).toHaveCount(0);
  await forgetKeyOfBrowser(page);
  await signOut(page, 'en');
  await submitSignIn(page, person, password);
  await expectHome(page, 'en');
  await devtools.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId });
});

test('a role that requires it leads there first', async ({ page, request, house }) => {
  const admin = await asPerson(request, house, 'admin');
  const person = await newPerson(request, house, 'en');
  const roles = await admin.list('roles');
  const role = roles.find(({ unique_id: id }) => id === 'role-cp-service-provider');
  await admin.patch(`roles/${Number(role?.['id'])}`, { data: { second_factor_required: true } });
  await admin.patch(`users/${person.id}`, {
    data: { role_unique_id: 'role-cp-service-provider' },
  });
  await page.goto('/v2/cases');
  await submitSignIn(page, person, house.password);
  await page.getByLabel(text('en', 'password.new'), { exact: true }).fill(password);
  await page.getByLabel(text('en', 'password.repeat'), { exact: true }).fill(password);
  await page.getByRole('button', { name: text('en', 'password.action') }).click();
  const title = page.getByRole('heading', { level: 1 });
  await expect(title).toHaveText(text('en', 'factor.required_title'));
  await expectNoBarriers(page);
  await keepScreens(page, 'en', 'factor-required');
  expect((await page.request.get(`${house.url}/api/v2/cases`)).status()).toBe(403);
  await page.getByLabel(text('en', 'factor.password')).fill(password);
  await page.keyboard.press('Enter');
  const key = await page.locator('.factor-key').innerText();
  const phone = new Phone(key.replaceAll(/\s/g, ''));
  await page.getByLabel(text('en', 'factor.code')).fill(phone.next());
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: text('en', 'factor.codes_kept') }).click();
  await expect(title).not.toHaveText(text('en', 'factor.required_title'));
  expect((await page.request.get(`${house.url}/api/v2/cases`)).status()).toBe(200);
});
