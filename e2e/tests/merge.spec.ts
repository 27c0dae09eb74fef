import type { APIRequestContext, Page } from '@playwright/test';

import { asPerson } from '../support/api';
import { expectNoBarriers } from '../support/axe';
import { newSurname, openForm } from '../support/case';
import type { House } from '../support/house';
import { keepScreens } from '../support/screens';
import { expect, people, test } from '../support/test';
import { label, text, type Language } from '../support/texts';

const { administrator, worker } = people;

interface Pair {
  survivor: string;
  other: string;
}

/** Two cases of one child, registered twice. */
async function registerTwice(request: APIRequestContext, house: House): Promise<Pair> {
  const surname = newSurname('bdfgklmnrst');
  const api = await asPerson(request, house, worker.name);
  const child = {
    name_last: surname,
    sex: 'female',
    age: 8,
    module_id: 'primeromodule-cp',
    date_of_birth: '2018-03-04',
  };
  const first = await api.post('cases', {
    ...child,
    name_first: 'Halima',
    services_section: [{ unique_id: crypto.randomUUID(), service_type: 'health_medical_service' }],
  });
  const second = await api.post('cases', {
    ...child,
    name_first: 'Halimo',
    telephone_current: '0700 111',
    services_section: [
      { unique_id: crypto.randomUUID(), service_type: 'psychosocial_service' },
      { unique_id: crypto.randomUUID(), service_type: 'legal_assistance_service' },
    ],
    incident_details: [{ incident_date: '2026-01-05' }],
  });
  return { survivor: String(first['id']), other: String(second['id']) };
}

const firstName = (page: Page, language: Language) =>
  page.getByRole('radiogroup', { name: label(language, 'basic_identity', 'name_first') });
const action = (page: Page, language: Language) =>
  page.getByRole('button', { name: text(language, 'merge.action'), exact: true });
const banner = (page: Page, language: Language) =>
  page.getByRole('region', { name: text(language, 'merge.banner.label') });

/** Chooses the name of the other case and what follows from it. */
async function choose(page: Page, language: Language): Promise<void> {
  const other = text(language, 'merge.choice.other');
  await firstName(page, language)
    .getByRole('radio', { name: new RegExp(`^${other}`) })
    .check({ force: true });
}

test('a child registered twice gets one case again, and the merge is undone', async ({
  page,
  signIn,
  house,
  request,
}) => {
  test.slow();
  const { survivor, other } = await registerTwice(request, house);
  await signIn(administrator);
  await page.goto(`/v2/cases/${survivor}`);
  await openForm(page, 'en', text('en', 'record.panel.duplicates'));
  await expectNoBarriers(page);
  // Another test may have registered a child that is as much alike.
  const compare = page.getByRole('link', { name: text('en', 'duplicates.compare') });
  await compare.and(page.locator(`[href$="/merge/${other}"]`)).click();
  await expect(page).toHaveURL(new RegExp(`/cases/${survivor}/merge/${other}$`));
  await expect(firstName(page, 'en')).toBeVisible();
  await expectNoBarriers(page);
  await keepScreens(page, 'en', 'merge');

  // Nothing is merged while a difference waits for a decision.
  await action(page, 'en').click();
  await expect(page.getByText(text('en', 'merge.undecided'))).toBeVisible();
  await expectNoBarriers(page);
  await choose(page, 'en');
  await action(page, 'en').click();
  const dialog = page.getByRole('alertdialog');
  await expectNoBarriers(page);
  await dialog.getByRole('button', { name: text('en', 'merge.action') }).click();

  await expect(page).toHaveURL(new RegExp(`/cases/${survivor}$`));
  await expect(banner(page, 'en')).toBeVisible();
  await expect(page.locator('.record-name')).toContainText('Halimo');
  await expectNoBarriers(page);
  await keepScreens(page, 'en', 'merged');

  // The other case says so too, and where work goes on; so does the list.
  await banner(page, 'en').getByRole('link').click();
  await expect(page).toHaveURL(new RegExp(`/cases/${other}$`));
  await expect(banner(page, 'en')).toContainText('Work goes on there');
  await expectNoBarriers(page);
  await page.goto('/v2/cases');
  await expect(page.getByText(text('en', 'cases.has_duplicate')).first()).toBeVisible();
  await expectNoBarriers(page);

  await page.goto(`/v2/cases/${survivor}`);
  await banner(page, 'en')
    .getByRole('button', { name: text('en', 'merge.undo.action') })
    .click();
  await expectNoBarriers(page);
  await page
    .getByRole('alertdialog')
    .getByRole('button', { name: text('en', 'merge.undo.action') })
    .click();
  await expect(page.getByText(text('en', 'merge.undo.done'))).toBeVisible();
  await expect(banner(page, 'en')).toHaveCount(0);
  await expect(page.locator('.record-name')).toContainText('Halima');
});

test('what was written since the merge is never written over', async ({
  page,
  signIn,
  house,
  request,
}) => {
  const { survivor, other } = await registerTwice(request, house);
  await signIn(administrator);
  await page.goto(`/v2/cases/${survivor}/merge/${other}`);
  await choose(page, 'en');
  await action(page, 'en').click();
  await page
    .getByRole('alertdialog')
    .getByRole('button', { name: text('en', 'merge.action') })
    .click();
  await expect(banner(page, 'en')).toBeVisible();
  const api = await asPerson(request, house, worker.name);
  await api.patch(`cases/${survivor}`, { data: { name_first: 'Lila' } });
  await banner(page, 'en')
    .getByRole('button', { name: text('en', 'merge.undo.action') })
    .click();
  const dialog = page.getByRole('alertdialog');
  await dialog.getByRole('button', { name: text('en', 'merge.undo.action') }).click();
  await expect(dialog.getByRole('alert')).toContainText('changed after the merge');
  await expect(dialog.getByRole('alert')).toContainText(
    label('en', 'basic_identity', 'name_first'),
  );
  await expectNoBarriers(page);
});

test('by keyboard alone', async ({ page, signIn, house, request }) => {
  const { survivor, other } = await registerTwice(request, house);
  await signIn(administrator);
  await page.goto(`/v2/cases/${survivor}/merge/${other}`);
  await expect(firstName(page, 'en')).toBeVisible();
  // An early try leads to the first open difference.
  await action(page, 'en').focus();
  await page.keyboard.press('Enter');
  await expect(firstName(page, 'en').getByRole('radio').first()).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(firstName(page, 'en').getByRole('radio').nth(1)).toBeChecked();
  await action(page, 'en').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alertdialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('alertdialog')).toHaveCount(0);
});

test('in Arabic, on a phone too', async ({ page, signIn, house, request }) => {
  const { survivor, other } = await registerTwice(request, house);
  await signIn(administrator);
  await page.evaluate(() => localStorage.setItem('amparo.language', 'ar'));
  await page.goto(`/v2/cases/${survivor}/merge/${other}`);
  await expect(page.locator('.merge')).toBeVisible();
  await expectNoBarriers(page);
  await keepScreens(page, 'ar', 'merge');
});
