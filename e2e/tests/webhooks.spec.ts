import { asPerson } from '../support/api';
import { expectNoBarriers } from '../support/axe';
import { newSurname } from '../support/case';
import { keepScreens } from '../support/screens';
import { expect, people, test } from '../support/test';
import { text } from '../support/texts';

const { keeper } = people;

test('an administrator adds a receiver, tests it, reads why it failed and deletes it', async ({
  page,
  signIn,
  house,
  request,
}) => {
  test.slow();
  await signIn(keeper);
  await page.getByRole('link', { name: text('en', 'nav.webhooks') }).click();
  await expect(page.getByText(text('en', 'webhooks.none'))).toBeVisible();
  await expectNoBarriers(page);

  await page.getByRole('button', { name: text('en', 'webhooks.new') }).click();
  const form = page.getByRole('dialog');
  const save = form.getByRole('button', { name: text('en', 'webhooks.form.save') });
  await save.click();
  await expect(form.getByRole('alert').last()).toContainText('Nothing is saved yet');
  await expectNoBarriers(page);
  // Names that end so are nobody's.
  const url = 'https://receiver.invalid/hook';
  await form.getByRole('textbox', { name: text('en', 'webhooks.form.url') }).fill(url);
  const cases = form.getByRole('group', { name: text('en', 'webhooks.type.case') });
  await cases.getByText(text('en', 'webhooks.action.update'), { exact: true }).click();
  await form.getByRole('button', { name: text('en', 'webhooks.form.role') }).click();
  await page.getByRole('option').first().click();
  await form.locator('input[type=password]').fill('not a secret');
  await save.click();
  await expect(page.getByText(text('en', 'webhooks.saved'))).toBeVisible();
  const card = page.getByRole('listitem', { name: url });
  await expect(card).toContainText('Cases: changed');

  await card.getByRole('button', { name: text('en', 'webhooks.test') }).click();
  await expect(card.locator('.field-error')).toBeVisible({ timeout: 20_000 });
  const api = await asPerson(request, house, people.worker.name);
  const { id } = await api.post('cases', {
    module_id: 'primeromodule-cp',
    name_first: 'Lina',
    name_last: newSurname('bdfgklmnst'),
    age: 9,
    sex: 'female',
  });
  await api.patch(`cases/${String(id)}`, { data: { age: 10 } });
  await card.getByRole('button', { name: text('en', 'webhooks.deliveries') }).click();
  const log = page.getByRole('dialog');
  await expect(log.getByRole('listitem').first()).toContainText('Cases: changed');
  await expectNoBarriers(page);
  await keepScreens(page, 'en', 'webhook-deliveries');
  await log
    .getByRole('button', { name: text('en', 'webhooks.close') })
    .last()
    .click();

  await page.evaluate(() => localStorage.setItem('amparo.language', 'ar'));
  await page.reload();
  await page.setViewportSize({ width: 360, height: 740 });
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(text('ar', 'webhooks.title'));
  await expectNoBarriers(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  await keepScreens(page, 'ar', 'webhooks');
  await page.getByRole('button', { name: text('ar', 'webhooks.remove') }).click();
  const question = page.getByRole('alertdialog');
  await expectNoBarriers(page);
  await question.getByRole('button', { name: text('ar', 'webhooks.remove') }).click();
  await expect(page.getByText(text('ar', 'webhooks.none'))).toBeVisible();
});

test('nobody else gets there', async ({ page, signIn, house, request }) => {
  await signIn(people.worker);
  await expect(page.getByRole('link', { name: text('en', 'nav.webhooks') })).toHaveCount(0);
  await page.goto('/v2/webhooks');
  await expect(page).toHaveURL(/\/not-authorized/);
  const authorization = `Basic ${btoa(`${people.worker.name}:${house.password}`)}`;
  const answer = await request.get(`${house.url}/api/v2/webhooks`, { headers: { authorization } });
  expect(answer.status()).toBe(403);
});
