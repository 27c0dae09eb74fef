/** More of what must pass without a mouse: follow up, settle a conflict, assign many, set up. */
import { asPerson, dayFromNow } from '../support/api';
import { newSurname } from '../support/case';
import { backTo, expectVisibleFocus, press, tabTo } from '../support/keyboard';
import { expect, people, test } from '../support/test';
import { formName, label, option, text } from '../support/texts';

test.use({ actionTimeout: 15_000 });

const { worker, frenchWorker, supervisor, keeper } = people;
const exactly = (words: string) => new RegExp(`^${words}$`);

/** A child of eight whose case belongs to the worker. */
const child = (surname: string) => ({
  module_id: 'primeromodule-cp',
  name_first: 'Salma',
  name_last: surname,
  age: 8,
  sex: 'female',
});

test('a follow-up that is due is written down by keyboard alone', async ({
  page,
  signIn,
  house,
  request,
}) => {
  test.setTimeout(60_000);
  const surname = newSurname('bdfgklmnst');
  const api = await asPerson(request, house, worker.name);
  const due = { followup_type: 'in_care', followup_needed_by_date: dayFromNow(-3) };
  const service = {
    service_response_type: 'service_provision',
    service_type: 'health_medical_service',
  };
  const plan = { followup_subform_section: [due], services_section: [service] };
  const id = String((await api.post('cases', { ...child(surname), ...plan }))['id']);
  await signIn(worker);
  const today = page.getByRole('region', { name: text('en', 'day.title') });
  await expect(today.getByRole('link').filter({ hasText: surname })).toBeVisible();
  await tabTo(page, surname);
  await press(page, 'Enter');
  await expect(page).toHaveURL(/\?form=followup$/);
  await tabTo(page, exactly(text('en', 'record.edit.action')));
  await press(page, 'Enter');
  await expect(page).toHaveURL(/\/edit/);
  const name = formName('en', 'followup');
  await expect(page.getByRole('heading', { level: 2, name })).toBeVisible();
  await tabTo(page, option('en', 'lookup-followup-type', 'in_care'));
  await press(page, 'Enter');
  const entry = page.getByRole('dialog');
  await expect(entry).toBeVisible();
  await tabTo(page, label('en', 'followup_subform_section', 'followup_comments'));
  await page.keyboard.type('She is well where she lives.');
  await tabTo(page, exactly(text('en', 'form.entry.save')));
  await press(page, 'Enter');
  await expect(entry).toHaveCount(0);
  await expectVisibleFocus(page);

  await backTo(page, formName('en', 'services'));
  await press(page, 'Enter');
  await tabTo(page, option('en', 'lookup-service-type', 'health_medical_service'));
  await press(page, 'Enter');
  await expect(entry).toBeVisible();
  const day = label('en', 'services_section', 'service_implemented_day_time');
  await tabTo(page, `month, mm ${day}`);
  await page.keyboard.type('01152026');
  await page.keyboard.type('0930AM');
  await tabTo(page, exactly(text('en', 'form.entry.save')));
  await press(page, 'Enter');
  await expect(entry).toHaveCount(0);
  await press(page, 'Control+s');
  await expect(page).not.toHaveURL(/\/edit/);
  const saved = JSON.stringify(await api.list(`cases/${id}`));
  expect(saved).toContain('She is well where she lives.');
  expect(saved).toContain('"service_implemented":"implemented"');
});

test('two answers to one question are settled by keyboard alone', async ({
  page,
  signIn,
  house,
  request,
}) => {
  test.setTimeout(60_000);
  const api = await asPerson(request, house, worker.name);
  const id = String((await api.post('cases', child(newSurname('bdfgklmnst'))))['id']);
  await signIn(worker);
  await page.goto(`/v2/cases/${id}/edit`);
  const question = label('en', 'basic_identity', 'name_nickname');
  await expect(page.getByRole('textbox', { name: question })).toBeVisible();
  await tabTo(page, question);
  await page.keyboard.type('Mine');
  await api.patch(`cases/${id}`, { data: { name_nickname: 'Theirs' } });
  await press(page, 'Control+s');
  const dialog = page.getByRole('dialog', { name: text('en', 'record.conflict.title') });
  await expect(dialog).toBeVisible();
  const mine = text('en', 'record.conflict.mine').replace('{mine}', 'Mine');
  await tabTo(page, /Mine|Theirs/);
  const choice = dialog.getByRole('radio', { name: mine });
  await press(page, 'Space');
  if (!(await choice.isChecked())) await press(page, 'ArrowDown');
  await expect(choice).toBeChecked();
  await tabTo(page, exactly(text('en', 'record.conflict.save')));
  await press(page, 'Enter');
  await expect(page).toHaveURL(new RegExp(`/cases/${id}(\\?|$)`));
  await expect(page.getByText('Mine', { exact: true })).toBeVisible();
});

test.describe('a manager', () => {
  test.use({ locale: 'es' });

  test('assigns many new cases by keyboard alone', async ({ page, signIn, house, request }) => {
    test.setTimeout(60_000);
    const surname = newSurname('bdfgklmnst');
    const api = await asPerson(request, house, worker.name);
    for (let made = 0; made < 20; made += 1) await api.post('cases', child(surname));
    await signIn(supervisor);
    await page.goto('/v2/cases');
    await expect(page.getByRole('rowheader').first()).toBeVisible();
    await tabTo(page, text('es', 'cases.search'));
    await page.keyboard.type(surname);
    await press(page, 'Enter');
    await expect(page.getByRole('rowheader')).toHaveCount(20);
    await tabTo(page, text('es', 'list.choose_page'));
    await press(page, 'Space');
    await tabTo(page, exactly(text('es', 'list.assign')));
    await press(page, 'Enter');
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByRole('combobox')).toBeVisible();
    await tabTo(page, text('es', 'bulk.assign.to'));
    await page.keyboard.type(frenchWorker.name);
    await expect(page.getByRole('option').filter({ hasText: frenchWorker.name })).toBeVisible();
    await press(page, 'ArrowDown', 'Enter');
    await expect(page.getByRole('listbox')).toHaveCount(0);
    await tabTo(page, exactly(text('es', 'bulk.assign.action')));
    await press(page, 'Enter');
    await expect(dialog.getByText('Se cambiaron 20 registros.')).toBeVisible({ timeout: 30_000 });
    await tabTo(page, exactly(text('es', 'bulk.close')));
    await press(page, 'Enter');
    await expect(dialog).toHaveCount(0);
    await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  });
});

test('an administrator adds a receiver and deletes it by keyboard alone', async ({
  page,
  signIn,
}) => {
  test.setTimeout(60_000);
  await signIn(keeper);
  await tabTo(page, exactly(text('en', 'nav.webhooks')));
  await press(page, 'Enter');
  await expect(page.getByText(text('en', 'webhooks.none'))).toBeVisible();
  await tabTo(page, text('en', 'webhooks.new'));
  await press(page, 'Enter');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toBeVisible();
  await tabTo(page, text('en', 'webhooks.form.url'));
  // Names that end so are nobody's.
  const url = 'https://keyboard.invalid/hook';
  await page.keyboard.type(url);
  await tabTo(page, text('en', 'webhooks.action.update'));
  await press(page, 'Space');
  await tabTo(page, text('en', 'webhooks.form.role'));
  await press(page, 'Enter');
  await expect(page.getByRole('listbox')).toBeVisible();
  await press(page, 'ArrowDown', 'Enter');
  await expect(page.getByRole('listbox')).toHaveCount(0);
  await tabTo(page, text('en', 'webhooks.form.secret'));
  await page.keyboard.type('not a secret');
  await tabTo(page, exactly(text('en', 'webhooks.form.save')));
  await press(page, 'Enter');
  const card = page.getByRole('listitem', { name: url });
  await expect(card).toBeVisible();
  await expect(dialog).toHaveCount(0);
  await expectVisibleFocus(page);
  await tabTo(page, text('en', 'webhooks.remove'));
  await press(page, 'Enter');
  await expect(page.getByRole('alertdialog').or(dialog)).toBeVisible();
  await tabTo(page, text('en', 'webhooks.remove'));
  await press(page, 'Enter');
  await expect(card).toHaveCount(0);
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
});
