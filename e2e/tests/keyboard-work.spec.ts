/** Flows that every release must pass without a mouse: find, assess, plan, answer, trace. */
import { asPerson } from '../support/api';
import { newSurname } from '../support/case';
import { backTo, chooseTyping, openAction, press, tabTo } from '../support/keyboard';
import { expect, people, test } from '../support/test';
import { formName, label, option, text } from '../support/texts';

test.use({ actionTimeout: 15_000 });

const { worker, supervisor, frenchWorker: recipient, tracer } = people;
const module_id = 'primeromodule-cp';

test('a child is found, assessed and the plan approved by keyboard alone', async ({
  page,
  signIn,
  browser,
  house,
  request,
}) => {
  test.setTimeout(180_000);
  const surname = newSurname('bdfgklmnst');
  const api = await asPerson(request, house, worker.name);
  const child = { name_first: 'Salma', name_last: surname, age: 8, sex: 'female', module_id };
  const id = String((await api.post('cases', child))['id']);
  await signIn(worker);

  await test.step('find', async () => {
    await press(page, '/');
    await expect(page).toHaveURL(/\/search/);
    await expect(page.getByRole('searchbox')).toBeVisible();
    await tabTo(page, text('en', 'search.label'));
    await page.keyboard.type(surname);
    await press(page, 'Enter');
    await expect(page.getByRole('link', { name: new RegExp(surname) }).first()).toBeVisible();
    await tabTo(page, surname);
    await press(page, 'Enter');
    await expect(page).toHaveURL(new RegExp(`/cases/${id}`));
  });

  await test.step('assess, with the level of risk', async () => {
    await tabTo(page, new RegExp(`^${text('en', 'record.edit.action')}$`));
    await press(page, 'Enter');
    await expect(page).toHaveURL(/\/edit/);
    await backTo(page, formName('en', 'protection_concern'));
    await press(page, 'Enter');
    await tabTo(page, label('en', 'protection_concern', 'risk_level'));
    await chooseTyping(page, option('en', 'lookup-risk-level', 'high'));
    await press(page, 'Control+s');
    await expect(page).toHaveURL(new RegExp(`/cases/${id}(\\?|$)`));
  });

  await test.step('ask for approval', async () => {
    await openAction(page, 'en', text('en', 'record.work.request'));
    await tabTo(page, text('en', 'record.work.request_send'));
    await press(page, 'Enter');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  });

  await test.step('approve', async () => {
    const context = await browser.newContext({ locale: 'es', baseURL: house.url });
    const other = await context.newPage();
    await signIn(supervisor, other);
    await other.goto(`/v2/cases/${id}`);
    const name = text('es', 'record.work.answer');
    await openAction(other, 'es', name);
    await tabTo(other, text('es', 'record.work.answer_send'));
    await press(other, 'Enter');
    await expect(other.getByRole('dialog')).toHaveCount(0);
    await context.close();
  });
});

test.describe('in French', () => {
  test.use({ locale: 'fr' });

  test('a referral is accepted, worked on and ended by keyboard alone', async ({
    page,
    signIn,
    house,
    request,
  }) => {
    test.setTimeout(120_000);
    const api = await asPerson(request, house, worker.name);
    const child = {
      name_first: 'Salma',
      name_last: newSurname('bdfgklmnst'),
      age: 8,
      sex: 'female',
    };
    const consent = { consent_for_services: true, disclosure_other_orgs: true };
    const made = await api.post('cases', { ...child, ...consent, module_id });
    await api.post(`cases/${String(made['id'])}/referrals`, { transitioned_to: recipient.name });
    await signIn(recipient);
    await page.goto(`/v2/cases/${String(made['id'])}?form=transfers_assignments`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    for (const answer of ['accept', 'finish']) {
      const name = text('fr', `record.hand_over.${answer}`);
      await expect(page.getByRole('button', { name, exact: true })).toBeVisible();
      await tabTo(page, new RegExp(`^${name}$`));
      await press(page, 'Enter');
      await expect(page.getByRole('dialog')).toBeVisible();
      await tabTo(page, new RegExp(`^${name}$`));
      await press(page, 'Enter');
      await expect(page.getByRole('dialog')).toHaveCount(0);
    }
    await expect(page).toHaveURL(/\/v2\/cases(\?|$)/);
  });
});

test('a sought child is compared and confirmed by keyboard alone', async ({
  page,
  signIn,
  house,
  request,
}) => {
  test.setTimeout(120_000);
  const surname = newSurname('bdfgklmnrst');
  const mother = { relation: 'mother', relation_name: `Asha ${surname}` };
  const trace = crypto.randomUUID();
  const api = await asPerson(request, house, tracer.name);
  const child = await api.post('cases', {
    name_first: 'Halima',
    name_last: surname,
    name: `Halima ${surname}`,
    age: 8,
    sex: 'female',
    module_id,
    consent_for_tracing: true,
    family_details_section: [{ unique_id: crypto.randomUUID(), ...mother }],
  });
  await api.post('tracing_requests', {
    relation_name: mother.relation_name,
    module_id,
    tracing_request_subform_section: [
      { unique_id: trace, name: `Halimo ${surname}`, age: 8, sex: 'female', relation: 'mother' },
    ],
  });
  await signIn(tracer);
  await page.goto(`/v2/traces/${trace}/matches`);
  await expect(page.locator('.match-list article').first()).toBeVisible();
  await tabTo(page, `Halima ${surname}`);
  await press(page, 'Enter');
  await expect(page).toHaveURL(new RegExp(`/matches/${trace}/${String(child['id'])}$`));
  const confirm = text('en', 'tracing.answer.confirm');
  await expect(page.getByRole('button', { name: confirm })).toBeVisible();
  await tabTo(page, confirm);
  await press(page, 'Enter');
  await expect(page.getByRole('dialog')).toBeVisible();
  await tabTo(page, confirm);
  await press(page, 'Enter');
  await expect(page.getByText(text('en', 'tracing.decision.done'))).toBeVisible();
});
