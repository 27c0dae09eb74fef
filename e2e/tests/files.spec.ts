import type { Page } from '@playwright/test';

import { expectNoBarriers } from '../support/axe';
import { newSurname, openEdit, openForm, registerCase, save } from '../support/case';
import { openHouse, type House } from '../support/house';
import { type Scanner, startScanner, testVirus } from '../support/scanner';
import { expect, people, test as base } from '../support/test';
import { formName, label } from '../support/texts';

type Scanned = { scanner: Scanner; house: House };

/** A house with a scanner of viruses. */
const test = base.extend<object, Scanned>({
  scanner: [
    async ({}, use) => {
      const scanner = await startScanner();
      await use(scanner);
      await scanner.stop();
    },
    { scope: 'worker' },
  ],
  house: [
    async ({ scanner }, use) => {
      const house = await openHouse({ settings: [`scanner.address=${scanner.address}`] });
      await use(house);
      await house.stop();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
});

function papers(page: Page) {
  return page.getByRole('group', { name: label('en', 'other_documents', 'other_documents') });
}

/** A new case with its documents open for change. */
async function openDocuments(page: Page): Promise<void> {
  await registerCase(page, 'en', { firstName: 'Sami', surname: newSurname('bdfgklm'), age: 7 });
  await openEdit(page, 'en');
  await openForm(page, 'en', formName('en', 'other_documents'));
}

async function choose(page: Page, name: string, text: string): Promise<void> {
  const file = { name, mimeType: 'text/plain', buffer: Buffer.from(text) };
  await papers(page).locator('input[type="file"]').first().setInputFiles(file);
  await expect(papers(page).getByText(name)).toBeVisible();
}

test('a file is checked for viruses, and one that has a virus is closed for good', async ({
  page,
  signIn,
  scanner,
}) => {
  await signIn(people.worker);
  await openDocuments(page);
  await choose(page, 'letter.txt', 'A letter to the school.');
  await choose(page, 'odd.txt', testVirus);
  await save(page, 'en');
  await expect(papers(page).getByText('Being checked for viruses…')).toHaveCount(2);
  await expect(papers(page).getByRole('link', { name: 'odd.txt' })).toBeVisible();

  scanner.answer();
  await expect(papers(page).getByText('No virus found')).toBeVisible({ timeout: 20_000 });
  await expect(papers(page).getByText(/A virus was found/)).toBeVisible();
  await expect(papers(page).getByRole('link', { name: 'letter.txt' })).toBeVisible();
  await expect(papers(page).getByRole('link', { name: 'odd.txt' })).toHaveCount(0);
  await expectNoBarriers(page);
  await page.setViewportSize({ width: 360, height: 700 });
  await page.screenshot({ path: 'output/screens/files-checked-phone.png' });

  await page.goto('/v2/notifications');
  await expect(page.getByText('A virus was found in a file you added')).toBeVisible();
});

/** So much that it goes in several pieces. */
const long_text = 'A line of the report, as long as all others.\n'.repeat(14_000);

test('a large file goes on where the connection was lost', async ({ page, context, signIn }) => {
  await signIn(people.worker);
  await openDocuments(page);
  await choose(page, 'report.txt', long_text);
  const places: string[] = [];
  await page.route('**/api/v2/uploads/*', async (route) => {
    const place = route.request().headers()['upload-offset'];
    if (place !== undefined) places.push(place);
    if (places.length === 3) await context.setOffline(true);
    await (places.length === 3 ? route.abort('internetdisconnected') : route.continue());
  });
  await save(page, 'en');
  await expect(page.getByRole('progressbar', { name: 'Progress of this file' })).toBeVisible();
  await expect.poll(() => places.length).toBe(3);
  await expectNoBarriers(page);
  await page.screenshot({ path: 'output/screens/upload.png' });
  await context.setOffline(false);
  await expect(page.getByRole('link', { name: 'Edit' })).toBeVisible();
  // Only the piece that was lost goes again.
  expect(places.filter((place) => place === '0')).toHaveLength(1);
  const pieces = Math.ceil(long_text.length / (128 * 1024));
  expect(new Set(places).size).toBe(pieces);

  const address = await papers(page).getByRole('link').getAttribute('href');
  const kept = await page.request.get(address ?? '');
  expect(await kept.text()).toBe(long_text);
});

test('sending can be stopped, and the file stays in the form', async ({ page, signIn }) => {
  await signIn(people.worker);
  await openDocuments(page);
  await choose(page, 'report.txt', long_text);
  let isStuck = true;
  await page.route('**/api/v2/uploads/*', async (route) => {
    const isPiece = route.request().method() === 'PATCH';
    if (!isPiece || !isStuck) await route.continue();
  });
  await save(page, 'en');
  await page.getByRole('button', { name: 'Stop sending' }).click();
  await expect(page.getByRole('progressbar')).toHaveCount(0);
  await expect(papers(page).getByText('report.txt')).toBeVisible();
  isStuck = false;
  await save(page, 'en');
  await expect(page.getByRole('link', { name: 'Edit' })).toBeVisible();
  await expect(papers(page).getByRole('link', { name: 'report.txt' })).toBeVisible();
});
