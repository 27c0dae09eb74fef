import { asPerson } from '../support/api';
import { expectNoBarriers } from '../support/axe';
import { chooseTyped } from '../support/forms';
import { keepScreens } from '../support/screens';
import { expect, people, test } from '../support/test';
import { text } from '../support/texts';

const { worker, arabicWorker, supervisor, keeper } = people;

test.describe('with a leader', () => {
  test.use({ locale: 'es' });

  test('a leader assigns many, sees how it went, and the new owner is told once', async ({
    page,
    signIn,
    browser,
    house,
  }) => {
    test.slow();
    await signIn(supervisor);
    await page.goto(`/v2/cases?owned_by[0]=${worker.name}&status[0]=open&page=1`);
    await expect(page.getByRole('rowheader').first()).toBeVisible();
    const first = (await page.getByRole('rowheader').nth(0).textContent()) ?? '';
    const second = (await page.getByRole('rowheader').nth(1).textContent()) ?? '';
    for (const number of [first, second]) {
      await page.getByRole('row').filter({ hasText: number }).locator('.choice').click();
    }
    await expectNoBarriers(page);
    await keepScreens(page, 'es', 'cases-chosen');
    await page.getByRole('button', { name: text('es', 'list.assign'), exact: true }).click();
    const dialog = page.getByRole('dialog');
    const person = dialog.getByRole('combobox');
    const options = page.getByRole('option').filter({ hasText: arabicWorker.name });
    await chooseTyped(person, arabicWorker.name, options);
    await expectNoBarriers(page);
    await dialog
      .getByRole('button', { name: text('es', 'bulk.assign.action'), exact: true })
      .click();
    await expect(dialog.getByText('Se cambiaron 2 registros.')).toBeVisible({ timeout: 30_000 });
    await expectNoBarriers(page);
    await dialog
      .getByRole('button', { name: text('es', 'bulk.close'), exact: true })
      .last()
      .click();
    await expect(page.getByRole('row').filter({ hasText: first })).toHaveCount(0);

    const context = await browser.newContext({ locale: 'ar', baseURL: house.url });
    const other = await context.newPage();
    await signIn(arabicWorker, other);
    await other.goto('/v2/notifications');
    const news = other.getByText(text('ar', 'news.assign_bulk'));
    await expect(async () => {
      await other.reload();
      await expect(news).toHaveCount(1, { timeout: 2_000 });
    }).toPass({ timeout: 20_000 });
    await expectNoBarriers(other);
    await other.getByRole('button', { name: text('ar', 'notifications.read_all') }).click();
    await expect(other.getByText(text('ar', 'notifications.new'), { exact: true })).toHaveCount(0);
    await context.close();
  });
});

test('a case worker chooses rows to print them, and for nothing else', async ({ page, signIn }) => {
  await signIn(worker);
  await page.goto('/v2/cases');
  await page.locator('.choice').nth(1).click();
  const bar = page.locator('.selection-bar');
  await expect(
    bar.getByRole('button', { name: text('en', 'list.print'), exact: true }),
  ).toBeVisible();
  for (const other of ['list.assign', 'list.flag'] as const)
    await expect(bar.getByRole('button', { name: text('en', other), exact: true })).toHaveCount(0);
});

test('incidents are linked to a case together, but none that belongs to another', async ({
  page,
  request,
  signIn,
  house,
}) => {
  const api = await asPerson(request, house, keeper.name);
  const module_id = 'primeromodule-cp';
  const ada = { module_id, name_first: 'Ada', name_last: 'Lindqvist', age: 9, sex: 'female' };
  const child = String((await api.post('cases', ada))['id']);
  const other = await api.post('cases', { ...ada, name_first: 'Maja' });
  const begin = async (more: Record<string, unknown>) =>
    String((await api.post('incidents', more))['id']);
  const free = [await begin({ module_id }), await begin({ module_id })];
  const taken = await begin({ module_id, incident_case_id: other['id'] });
  await signIn(keeper);
  await page.goto('/v2/incidents?record_state[0]=true&page=1&per=100');
  for (const id of [...free, taken])
    await page
      .getByRole('row')
      .filter({ has: page.locator(`a[href$="${id}"]`) })
      .locator('.choice')
      .click();
  await page.getByRole('button', { name: text('en', 'list.link_case'), exact: true }).click();
  const dialog = page.getByRole('dialog', { name: text('en', 'list.link_case') });
  await dialog.getByRole('searchbox').fill('Ada Lindqvist');
  await page.keyboard.press('Enter');
  await dialog
    .getByRole('listitem')
    .filter({ hasText: 'Ada Lindqvist' })
    .getByRole('button')
    .click();
  await expectNoBarriers(page);
  await dialog.getByRole('button', { name: text('en', 'panel.find.select'), exact: true }).click();
  await expect(dialog.getByText('2 records were changed.')).toBeVisible({ timeout: 15_000 });
  await expect(dialog.getByRole('listitem')).toHaveCount(1);
  await expect(dialog.getByRole('link')).toHaveAttribute('href', `/v2/incidents/${taken}`);
  await expect(dialog.getByRole('listitem')).toContainText('belongs to another case');
  await expectNoBarriers(page);
  await keepScreens(page, 'en', 'incidents-linked');
  const linked = (await api.list(`cases/${child}/incidents`)).map(({ id }) => id);
  expect(linked.toSorted()).toEqual(free.toSorted());
});

test('a search is kept, shared with the group, renamed and forgotten', async ({
  page,
  signIn,
  browser,
  house,
}) => {
  await signIn(worker);
  await page.goto('/v2/cases?sex[0]=female&status[0]=open&page=1');
  await page.getByRole('button', { name: text('en', 'saved.keep') }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox').fill('Girls');
  await dialog.getByRole('group').getByRole('checkbox').first().click({ force: true });
  await expectNoBarriers(page);
  await keepScreens(page, 'en', 'saved-search-keep');
  await dialog.getByRole('button', { name: text('en', 'saved.keep.action'), exact: true }).click();
  await expect(dialog).toHaveCount(0);
  await page.goto('/v2/cases');
  const tab = page.locator('.saved-tab', { hasText: 'Girls' });
  await expect(tab).toContainText(/\d/);
  await tab.click();
  await expect(tab).toHaveAttribute('aria-pressed', 'true');
  await expect(page).toHaveURL(/sex\[0\]=female/);
  await expectNoBarriers(page);
  await keepScreens(page, 'en', 'saved-search');

  const context = await browser.newContext({ locale: 'ar', baseURL: house.url });
  const other = await context.newPage();
  await signIn(arabicWorker, other);
  await other.goto('/v2/cases');
  await other.locator('.saved').getByRole('button').first().click();
  await other.getByRole('menuitem', { name: 'Girls' }).click();
  await other.getByRole('button', { name: text('ar', 'saved.change') }).click();
  const theirs = other.getByRole('dialog');
  await expect(theirs.getByRole('checkbox')).toHaveCount(1);
  await expect(theirs.getByRole('textbox')).toHaveCount(0);
  await expectNoBarriers(other);
  await keepScreens(other, 'ar', 'saved-search-shared');
  await context.close();

  await page.getByRole('button', { name: text('en', 'saved.change'), exact: true }).click();
  await dialog.getByRole('textbox').fill('All girls');
  await dialog.getByRole('button', { name: text('en', 'saved.keep.action'), exact: true }).click();
  await expect(page.locator('.saved-tab', { hasText: 'All girls' })).toBeVisible();
  await page.getByRole('button', { name: text('en', 'saved.change'), exact: true }).click();
  await dialog.getByRole('button', { name: text('en', 'saved.remove'), exact: true }).click();
  const question = page.getByRole('alertdialog');
  await question
    .getByRole('button', { name: text('en', 'saved.remove.action'), exact: true })
    .click();
  await expect(page.locator('.saved-tab')).toHaveCount(0);
});

test('each record type has its list, and only for those who may', async ({ page, signIn }) => {
  await signIn(worker);
  await page.getByRole('link', { name: text('en', 'incidents.title'), exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(
    text('en', 'incidents.title'),
  );
  await page.getByRole('link', { name: text('en', 'incidents.new') }).click();
  await expect(page).toHaveURL(/\/incidents\/primeromodule-cp\/new$/);
  await expect(page.getByRole('textbox').first()).toBeVisible();
  await page.goto('/v2/families');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    text('en', 'not_authorized.title'),
  );
  await expectNoBarriers(page);
});
