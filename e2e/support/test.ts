import { test as base, expect, type Page } from '@playwright/test';

import { openHouse, type House } from './house';
import { text, type Language } from './texts';

interface Person {
  name: string;
  language: Language;
}

/** The invented people of the demo deployment that the tests play. */
export const people = {
  worker: { name: 'worker', language: 'en' },
  arabicWorker: { name: 'worker_ar', language: 'ar' },
  frenchWorker: { name: 'worker_fr', language: 'fr' },
  recipient: { name: 'referral_recipient', language: 'es' },
  tracer: { name: 'tracing_officer', language: 'en' },
  supervisor: { name: 'supervisor', language: 'es' },
  monitor: { name: 'monitor', language: 'en' },
  monitorManager: { name: 'monitor_manager', language: 'en' },
  administrator: { name: 'system_administrator', language: 'en' },
  /** Who may do everything. */
  keeper: { name: 'admin', language: 'en' },
} as const satisfies Record<string, Person>;

interface Fixtures {
  /** Fails the test when the page writes an error to the console or throws. */
  quiet: void;
  /** Signs in, on this page or another one, and waits until home is there. */
  signIn: (person: Person, page?: Page) => Promise<void>;
}

type HouseFixture = [
  (given: object, use: (house: House) => Promise<void>) => Promise<void>,
  { scope: 'worker'; timeout: number },
];

/** A house that lives as long as its worker process. */
export const newHouse = (): HouseFixture => [
  async ({}, use) => {
    const house = await openHouse();
    await use(house);
    await house.stop();
  },
  { scope: 'worker', timeout: 60_000 },
];

/** Each worker process has a house of its own; each test starts signed out. */
export const test = base.extend<Fixtures, { house: House }>({
  house: newHouse(),
  baseURL: async ({ house }, use) => {
    await use(house.url);
  },
  quiet: [
    async ({ page }, use) => {
      const problems: string[] = [];
      page.on('pageerror', (error) => problems.push(error.message));
      page.on('console', (message) => {
        // A refused call shows as an error of the network, which tests of refusals cause.
        const isRefusal = /Failed to load resource/.test(message.text());
        if (message.type() === 'error' && !isRefusal) problems.push(message.text());
      });
      await use();
      expect(problems).toEqual([]);
    },
    { auto: true },
  ],
  signIn: async ({ page: ownPage, house }, use) => {
    await use(async (person, page = ownPage) => {
      await page.goto(`${house.url}/`);
      await submitSignIn(page, person, house.password);
      const heading = page.getByRole('heading', { level: 1 });
      await expect(heading).toHaveText(text(person.language, 'home.title'));
    });
  },
});

/** Fills the sign-in form, which is in the person's language, and sends it. */
export async function submitSignIn(page: Page, person: Person, password: string): Promise<void> {
  const { language, name } = person;
  const action = page.getByRole('button', { name: text(language, 'sign_in.action'), exact: true });
  // The page one signed out of has gone, with fields of the same name.
  await expect(action).toBeVisible();
  await page.getByLabel(text(language, 'sign_in.user_name')).fill(name);
  await page.getByLabel(text(language, 'sign_in.password'), { exact: true }).fill(password);
  await action.click();
}

export { expect } from '@playwright/test';
