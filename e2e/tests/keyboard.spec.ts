/** What every release must pass without a mouse: register a child, refer the case, close it. */
import { newSurname } from '../support/case';
import {
  backTo,
  chooseTyping,
  expectVisibleFocus,
  openAction,
  press,
  tabTo,
} from '../support/keyboard';
import { expect, people, test } from '../support/test';
import { formName, label, option, text } from '../support/texts';

test.use({ actionTimeout: 15_000 });

const { worker, supervisor, frenchWorker: recipient } = people;

test('a child is registered, referred and the case closed by keyboard alone', async ({
  page,
  signIn,
  browser,
  house,
}) => {
  test.setTimeout(180_000);
  await signIn(worker);
  const required = text('en', 'field.required');

  await test.step('register', async () => {
    await tabTo(page, text('en', 'cases.new'));
    await press(page, 'Enter');
    await expect(page.getByRole('searchbox')).toBeVisible();
    await tabTo(page, text('en', 'intake.search_label'));
    await page.keyboard.type(`Salma ${newSurname('bdfgklmnst')}`);
    await press(page, 'Enter');
    const none = page.getByRole('button', { name: text('en', 'intake.continue'), exact: true });
    const other = page.getByRole('button', { name: text('en', 'intake.none_of_these') });
    await expect(none.or(other)).toBeVisible();
    await tabTo(page, /register a new case/i);
    await press(page, 'Enter');
    await expect(page.getByRole('heading', { level: 2 })).toBeVisible();
    await tabTo(page, `${label('en', 'basic_identity', 'sex')} ${required}`);
    await chooseTyping(page, option('en', 'lookup-gender', 'female'));
    await tabTo(page, `${label('en', 'basic_identity', 'age')} ${required}`);
    await page.keyboard.type('8');
    await backTo(page, formName('en', 'consent'));
    await press(page, 'Enter');
    for (const consent of ['consent_for_services', 'disclosure_other_orgs']) {
      await tabTo(page, label('en', 'consent', consent));
      await press(page, 'Space');
    }
    await press(page, 'Control+s');
    await expect(page).toHaveURL(/\/cases\/[0-9a-f-]{36}$/);
  });
  const address = page.url();

  await test.step('refer', async () => {
    await openAction(page, 'en', text('en', 'record.work.refer'));
    await tabTo(page, text('en', 'record.work.recipient'));
    await page.keyboard.type(recipient.name);
    await expect(page.getByRole('option').first()).toBeVisible();
    await press(page, 'ArrowDown', 'Enter');
    await expect(page.getByRole('region', { name: /will see$/ })).toContainText(/answers? in/);
    await tabTo(page, new RegExp(`^${text('en', 'record.work.refer')}$`));
    await press(page, 'Enter');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expectVisibleFocus(page);
  });

  await test.step('close', async () => {
    const context = await browser.newContext({ locale: 'es', baseURL: house.url });
    const other = await context.newPage();
    await signIn(supervisor, other);
    await other.goto(address);
    const name = text('es', 'record.action.close');
    await openAction(other, 'es', name);
    await tabTo(other, name);
    await press(other, 'Enter');
    await expect(other.locator('.record-chips').first()).toContainText(/cerrad/i);
    await context.close();
  });
});
