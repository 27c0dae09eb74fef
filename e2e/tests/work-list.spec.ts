import type { APIRequestContext, Page } from '@playwright/test';

import { asPerson } from '../support/api';
import { expectNoBarriers } from '../support/axe';
import { newSurname } from '../support/case';
import type { House } from '../support/house';
import { expect, people, test } from '../support/test';
import { text } from '../support/texts';

const { worker, tracer } = people;
const manager = { name: 'tracing_manager', language: 'en' } as const;

const cards = (page: Page) => page.locator('.match-list article');
const cardOf = (page: Page, pair: string) =>
  cards(page).filter({ has: page.locator(`a[href$="/matches/${pair}"]`) });

// A child whose mother looks for it, registered by two people who do not know of each other; the
// end of the address of the pair. Children of other tests look alike now and then.
async function soughtChild(request: APIRequestContext, house: House) {
  const surname = newSurname('bdfgklmnrst');
  const kin = [
    { unique_id: crypto.randomUUID(), relation: 'mother', relation_name: `Asha ${surname}` },
  ];
  const caseWorker = await asPerson(request, house, worker.name);
  const child = await caseWorker.post('cases', {
    name_first: 'Halima',
    name_last: surname,
    age: 8,
    sex: 'female',
    module_id: 'primeromodule-cp',
    consent_for_tracing: true,
    family_details_section: kin,
  });
  const trace = crypto.randomUUID();
  const officer = await asPerson(request, house, tracer.name);
  await officer.post('tracing_requests', {
    module_id: 'primeromodule-cp',
    relation_name: `Asha ${surname}`,
    tracing_request_subform_section: [
      {
        unique_id: trace,
        name: `Halimo ${surname}`,
        relation: 'mother',
        age: 8,
        sex: 'female',
      },
    ],
  });
  return `${trace}/${String(child['id'])}`;
}

test('a team works off what the search found by itself', async ({
  page,
  signIn,
  browser,
  house,
  request,
}) => {
  test.slow();
  const pair = await soughtChild(request, house);
  await signIn(tracer);
  await expect(async () => {
    await page.goto('/v2/matches');
    await expect(cardOf(page, pair)).toHaveCount(1, { timeout: 2000 });
  }).toPass();
  const card = cardOf(page, pair);
  await expectNoBarriers(page);

  await card.getByRole('button', { name: text('en', 'tracing.access.ask') }).click();
  await expect(card.getByText(/is told that you ask/)).toBeVisible();
  await card.getByRole('link').click();
  await page.getByRole('button', { name: text('en', 'tracing.answer.confirm') }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: text('en', 'tracing.answer.confirm') }).click();
  await expect(page.getByText(text('en', 'tracing.state.under_verification'))).toBeVisible();

  const context = await browser.newContext({
    locale: 'en',
    baseURL: house.url,
    viewport: { width: 390, height: 844 },
  });
  const second = await context.newPage();
  await signIn(manager, second);
  await second.goto('/v2/matches?state=under_verification');
  await expect(cardOf(second, pair)).toHaveCount(1);
  await expectNoBarriers(second);
  await cardOf(second, pair).getByRole('link').click();
  await second.getByRole('button', { name: text('en', 'tracing.answer.confirm') }).click();
  await second
    .getByRole('dialog')
    .getByRole('button', { name: text('en', 'tracing.answer.confirm') })
    .click();
  await expect(
    second.getByRole('heading', { name: text('en', 'tracing.after.child') }),
  ).toBeVisible();
  await expectNoBarriers(second);
  await context.close();
});

test.describe('in Arabic', () => {
  test.use({ locale: 'ar' });

  test('the list stands from right to left', async ({ page, signIn }) => {
    await signIn(people.arabicWorker);
    await page.goto('/v2/matches');
    await expect(
      page.getByRole('heading', { level: 1, name: text('ar', 'tracing.work.title') }),
    ).toBeVisible();
    await expectNoBarriers(page);
  });
});

test('each name of two cases that may be one leads to its own case', async ({
  page,
  signIn,
  house,
  request,
}) => {
  const surname = newSurname('bdfgklmnrst');
  const api = await asPerson(request, house, people.keeper.name);
  const register = async (first: string) =>
    String(
      (
        await api.post('cases', {
          name_first: first,
          name_last: surname,
          age: 9,
          sex: 'female',
          module_id: 'primeromodule-cp',
          family_details_section: [
            {
              unique_id: crypto.randomUUID(),
              relation: 'mother',
              relation_name: `Asha ${surname}`,
            },
          ],
        })
      )['id'],
    );
  const ids = [await register('Halima'), await register('Halimah')];
  await signIn(people.keeper);
  // Others may look like one of the two: the house has seen other tests.
  const [first = '', second = ''] = ids;
  const leadsTo = (id: string) => page.locator(`a[href$="/cases/${id}"]`);
  const card = cards(page)
    .filter({ has: leadsTo(first) })
    .filter({ has: leadsTo(second) });
  const open = async () => {
    await page.goto('/v2/matches?kind=duplicates');
    await expect(card).toHaveCount(1, { timeout: 2000 });
  };
  await expect(open).toPass();
  const seen: string[] = [];
  for (const at of [0, 1]) {
    await open();
    await card.getByRole('heading').nth(at).getByRole('link').click();
    await expect(page).toHaveURL(/\/cases\/[0-9a-f-]{36}/);
    seen.push(/cases\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '');
  }
  expect(seen.toSorted()).toEqual(ids.toSorted());
  await open();
  await card.getByRole('button', { name: text('en', 'duplicates.answer.different') }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: text('en', 'form.confirm.cancel') })
    .click();
  await card.getByRole('link', { name: text('en', 'duplicates.compare') }).click();
  await expect(page).toHaveURL(/\/merge\//);
});
