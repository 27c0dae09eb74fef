import type { Page } from '@playwright/test';

import { asPerson } from '../support/api';
import { expectNoBarriers } from '../support/axe';
import { keepScreens } from '../support/screens';
import { expect, people, test } from '../support/test';
import { text, type Language } from '../support/texts';

const { administrator, keeper, worker } = people;
const address = '/v2/matching_configuration';

const button = (page: Page, language: Language, id: string) =>
  page.getByRole('button', { name: text(language, id), exact: true });
const box = (page: Page, language: Language, id: string) =>
  page.getByRole('textbox', { name: text(language, id) });

/** A criterion of the house: the question that asks the same stands against it already. */
async function addCriterion(page: Page): Promise<void> {
  await button(page, 'en', 'matching.add.open').click();
  const adding = page.getByRole('dialog');
  const question = adding.getByRole('combobox', { name: text('en', 'matching.add.field') });
  await question.fill('nationality');
  await page
    .getByRole('option', { name: /\(nationality\)/ })
    .first()
    .click();
  await expectNoBarriers(page);
  await adding.getByRole('button', { name: text('en', 'matching.add.action') }).click();
  const added = page.locator('.criterion').last();
  await expect(added).toContainText('Nationality');
}

test('rules are tried out, put in force and taken back', async ({
  page,
  signIn,
  house,
  request,
}) => {
  test.slow();
  await signIn(keeper);
  await page.getByRole('link', { name: text('en', 'nav.match_rules') }).click();
  await expect(page).toHaveURL(new RegExp(`${address}$`));
  const likely = box(page, 'en', 'matching.threshold.likely');
  await expect(likely).toHaveValue('80');
  await expectNoBarriers(page);
  await keepScreens(page, 'en', 'matching-rules');

  await addCriterion(page);

  await page.getByText(text('en', 'matching.criterion.sex'), { exact: true }).click();
  await box(page, 'en', 'matching.level.disagree').first().fill('-5');
  await likely.fill('90');
  await button(page, 'en', 'matching.save.preview').click();
  await expect(page.getByRole('table')).toBeVisible();
  await expectNoBarriers(page);
  await keepScreens(page, 'en', 'matching-rules-preview');

  // Somebody else is faster: nothing is written over, and nothing typed is lost.
  const api = await asPerson(request, house, keeper.name);
  await api.patch('matching_configuration', {
    data: { visibility: { counterpart: 'contact' } },
    note: 'Less to see',
  });
  await button(page, 'en', 'matching.save.action').click();
  await expect(page.getByRole('alert')).toContainText('your changes are kept here');
  await expect(likely).toHaveValue('90');
  await expectNoBarriers(page);
  await button(page, 'en', 'matching.save.discard').click();
  await expect(
    page.getByRole('radio', { name: text('en', 'matching.rules.contact') }),
  ).toBeChecked();
  await expect(likely).toHaveValue('80');

  await likely.fill('90');
  await page.getByRole('textbox', { name: text('en', 'matching.save.note') }).fill('Fewer doubts');
  await button(page, 'en', 'matching.save.action').click();
  await expect(page.getByText(text('en', 'matching.save.done'))).toBeVisible();
  await expect(page.getByText('Fewer doubts')).toBeVisible();
  await page.reload();
  await expect(likely).toHaveValue('90');

  // By keyboard alone: back to what was delivered.
  await page
    .getByRole('button', { name: /^Go back to no\./ })
    .last()
    .focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alertdialog')).toBeVisible();
  await expectNoBarriers(page);
  await page
    .getByRole('alertdialog')
    .getByRole('button', { name: text('en', 'matching.history.confirm') })
    .focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText(text('en', 'matching.history.done'))).toBeVisible();
  await expect(likely).toHaveValue('80');
});

test('a fit is ordered, reports and is dropped', async ({ page, signIn }) => {
  await signIn(keeper);
  await page.goto(address);
  await button(page, 'en', 'matching.fit.order').click();
  await expect(page.getByText(/^Decisions that were used:/)).toBeVisible({ timeout: 30_000 });
  await expectNoBarriers(page);
  await keepScreens(page, 'en', 'matching-rules-fit');
  await button(page, 'en', 'matching.fit.drop').click();
  await expect(
    page.getByRole('heading', { name: text('en', 'matching.fit.dropped') }),
  ).toBeVisible();
});

test('in Arabic, on a phone too', async ({ page, signIn }) => {
  await signIn(keeper);
  await page.evaluate(() => localStorage.setItem('amparo.language', 'ar'));
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(address);
  await page.getByText(text('ar', 'matching.criterion.birth'), { exact: true }).click();
  await box(page, 'ar', 'matching.threshold.likely').fill('٩٠');
  await button(page, 'ar', 'matching.save.preview').click();
  await expect(page.getByRole('table')).toBeVisible();
  await expectNoBarriers(page);
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(360);
  await keepScreens(page, 'ar', 'matching-rules');
});

for (const person of [worker, administrator]) {
  test(`${person.name} does not get there`, async ({ page, signIn, house, request }) => {
    await signIn(person);
    await expect(page.getByRole('link', { name: text('en', 'nav.match_rules') })).toHaveCount(0);
    await page.goto(address);
    await expect(page).toHaveURL(/\/not-authorized/);
    const authorization = `Basic ${btoa(`${person.name}:${house.password}`)}`;
    for (const path of ['', '/versions', '/fits']) {
      const answer = await request.get(`${house.url}/api${address}${path}`, {
        headers: { authorization },
      });
      expect(answer.status()).toBe(403);
    }
  });
}
