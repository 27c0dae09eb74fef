import { join } from 'node:path';

import { test as base, expect } from '@playwright/test';

import { openHouse, type House } from '../support/house';
import { submitSignIn, people } from '../support/test';
import { text } from '../support/texts';

const folder = join(import.meta.dirname, '../../docs/images');

const test = base.extend<object, { house: House }>({
  house: [
    async ({}, use) => {
      const house = await openHouse({ cases: 200 });
      await use(house);
      await house.stop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
});

test('the list of cases at a desk', async ({ page, house }) => {
  await page.goto(house.url);
  await submitSignIn(page, people.worker, house.password);
  await page
    .getByRole('link', { name: text('en', 'nav.cases') })
    .first()
    .click();
  await expect(page.getByRole('rowheader').first()).toBeVisible();
  await page.screenshot({ path: join(folder, 'cases.png') });
});

test.describe('a phone', () => {
  test.use({ locale: 'ar', viewport: { width: 360, height: 740 } });

  test('home in Arabic', async ({ page, house }) => {
    await page.goto(house.url);
    await submitSignIn(page, people.arabicWorker, house.password);
    await expect(page.getByRole('listitem').first()).toBeVisible();
    await page.waitForLoadState('networkidle');
    await page.screenshot({ path: join(folder, 'home-ar.png') });
  });
});
