import { asPerson } from '../support/api';
import { expectNoBarriers } from '../support/axe';
import { newSurname } from '../support/case';
import { keepScreens } from '../support/screens';
import { expect, people, submitSignIn, test } from '../support/test';
import { text } from '../support/texts';

const { worker, supervisor } = people;

test('a row is worked with from its menu, by button and by the menu key', async ({
  page,
  signIn,
  request,
  house,
}) => {
  const surname = newSurname('bdfgklmnst');
  const api = await asPerson(request, house, worker.name);
  await api.post('cases', {
    module_id: 'primeromodule-cp',
    name_first: 'Rana',
    name_last: surname,
  });
  await signIn(worker);
  await page.goto(`/v2/cases?query=${surname}&search=auto&page=1`);
  const row = page.getByRole('row').filter({ hasText: surname });
  const button = row.getByRole('button', { name: /^Actions: / });
  await button.click();
  const menu = page.getByRole('menu');
  await expect(menu.getByRole('menuitem', { name: text('en', 'record.row.open') })).toBeFocused();
  await expectNoBarriers(page);
  await page.keyboard.press('Escape');
  await expect(menu).toHaveCount(0);
  await expect(button).toBeFocused();
  // What browsers make of the menu key; Chromium makes nothing of it without a window.
  await row.getByRole('link').dispatchEvent('contextmenu', { button: 0 });
  await menu.getByRole('menuitem', { name: text('en', 'record.work.incident_details') }).click();
  const dialog = page.getByRole('dialog', { name: text('en', 'record.work.incident_details') });
  await dialog.getByRole('textbox').last().fill('Told at school');
  await expectNoBarriers(page);
  await dialog.getByRole('button', { name: text('en', 'record.work.incident_details') }).click();
  await expect(page.getByText(text('en', 'record.action.done'))).toBeVisible();
  await expect(dialog).toHaveCount(0);
  await expect(page).toHaveURL(/\/v2\/cases\?/);
  await button.click();
  await menu.getByRole('menuitem', { name: text('en', 'record.row.open') }).click();
  await expect(page).toHaveURL(/\/v2\/cases\/[0-9a-f-]{36}$/);
});

test('a hit of the search has the same menu, and the team hears of what was done', async ({
  page,
  signIn,
  request,
  browser,
  house,
}) => {
  const surname = newSurname('bdfgklmnst');
  await (
    await asPerson(request, house, worker.name)
  ).post('cases', { module_id: 'primeromodule-cp', name_first: 'Rana', name_last: surname });
  await signIn(worker);
  await page.goto(`/v2/search?query=${surname}`);
  await page
    .getByRole('button', { name: /^Actions: / })
    .first()
    .click();
  await page.getByRole('menuitem', { name: text('en', 'record.work.incident_details') }).click();
  const dialog = page.getByRole('dialog', { name: text('en', 'record.work.incident_details') });
  await dialog.getByRole('textbox').last().fill('Told at school');
  await dialog.getByRole('button', { name: text('en', 'record.work.incident_details') }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page).toHaveURL(/\/v2\/search\?/);
  await expectNoBarriers(page);

  const context = await browser.newContext({ locale: 'es', baseURL: house.url });
  const other = await context.newPage();
  await signIn(supervisor, other);
  await other.goto('/v2/activity_log');
  await other.getByRole('button', { name: text('es', 'activity.kind.change') }).click();
  const told = text('es', 'activity.change.create').replace('{who}', worker.name);
  await expect(other.getByText(told).first()).toBeVisible();
  await expectNoBarriers(other);
  await keepScreens(other, 'es', 'activity');
  await context.close();
});

test('columns are as wide as one made them, on every device', async ({
  page,
  signIn,
  browser,
  house,
}) => {
  await signIn(worker);
  await page.goto('/v2/cases');
  const edgeOf = (where = page) =>
    where.getByRole('separator', { name: text('en', 'columns.width').replace('{title}', 'Name') });
  await edgeOf().focus();
  await page.keyboard.press('End');
  await expect(edgeOf()).toHaveAttribute('aria-valuenow', '640');
  await page.keyboard.press('ArrowLeft');
  await expect(edgeOf()).toHaveAttribute('aria-valuenow', '624');
  const box = await edgeOf().boundingBox();
  if (box === null) throw new Error('no edge');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x - 300, box.y + box.height / 2, { steps: 4 });
  await page.mouse.up();
  await expect(edgeOf()).not.toHaveAttribute('aria-valuenow', '624');
  const wide = await edgeOf().getAttribute('aria-valuenow');
  await expectNoBarriers(page);
  await keepScreens(page, 'en', 'list-widths');
  const device = await browser.newContext();
  const other = await device.newPage();
  await other.goto(`${house.url}/`);
  await submitSignIn(other, worker, house.password);
  await expect(other.getByRole('heading', { level: 1 })).toHaveText(text('en', 'home.title'));
  await other.goto(`${house.url}/v2/cases`);
  await expect(edgeOf(other)).toHaveAttribute('aria-valuenow', wide ?? '');
  await edgeOf(other).dblclick();
  await expect(edgeOf(other)).toHaveAttribute('aria-valuetext', text('en', 'columns.usual_widths'));
  await device.close();
});

test('a list on a phone grows while others register children', async ({
  page,
  signIn,
  request,
  house,
}) => {
  const api = await asPerson(request, house, worker.name);
  const surname = newSurname('bdfgklmnst');
  const register = (name: string) =>
    api.post('cases', { module_id: 'primeromodule-cp', name_first: name, name_last: surname });
  for (let n = 0; n < 45; n += 1) await register(`Child ${String(n).padStart(2, '0')}`);
  await page.setViewportSize({ width: 360, height: 780 });
  await signIn(worker);
  await page.goto('/v2/cases');
  const cards = page.locator('.cards > li');
  await expect(cards).toHaveCount(20);
  const ids = () =>
    cards.locator('.row-link').evaluateAll((all) => all.map((one) => one.textContent));
  const before = await ids();
  await register('Latecomer');
  const more = page.getByRole('button', { name: text('en', 'pager.more') });
  await more.scrollIntoViewIfNeeded();
  const lastAt = await cards.last().boundingBox();
  await more.click();
  await expect(cards).toHaveCount(40);
  const after = await ids();
  expect(after.slice(0, 20)).toEqual(before);
  expect(new Set(after).size).toBe(40);
  await expect(cards.nth(20).getByRole('link')).toBeFocused();
  expect((await cards.nth(19).boundingBox())?.y).toBe(lastAt?.y);
  await expectNoBarriers(page);
  await keepScreens(page, 'en', 'list-grown');
});
