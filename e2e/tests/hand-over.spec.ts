/** Somebody outside telephones and names a child by the code of their document. */
import { asPerson } from '../support/api';
import { expectNoBarriers } from '../support/axe';
import { expect, people, test } from '../support/test';
import { text } from '../support/texts';

const { worker, arabicWorker } = people;

test('a hand-over code finds its case for whoever sees the referral, and nobody else', async ({
  page,
  house,
  request,
  signIn,
  browser,
}) => {
  const caller = await asPerson(request, house, worker.name);
  const child = await caller.post('cases', {
    name_first: 'Salma',
    name_last: 'Haddad',
    age: 8,
    sex: 'female',
    module_id: 'primeromodule-cp',
    consent_for_services: true,
    disclosure_other_orgs: true,
  });
  const referral = await caller.post(`cases/${String(child['id'])}/referrals`, {
    remote: true,
    transitioned_to_remote: 'District hospital',
  });
  const code = String(referral['hand_over_code']);

  await signIn(worker);
  await page.goto('/v2/search');
  // As somebody types who hears it: small letters and no dash.
  await page.getByRole('searchbox').fill(code.toLowerCase().replace('-', ' '));
  await page.keyboard.press('Enter');
  const hits = page.getByRole('region', { name: text('en', 'search.by_hand_over') });
  await expect(hits.getByRole('link')).toContainText('Salma Haddad');
  await expect(page.getByText(text('en', 'search.none'), { exact: true })).toHaveCount(0);
  await expectNoBarriers(page);
  await hits.getByRole('link').click();
  await expect(page).toHaveURL(/form=transfers_assignments/);
  await expect(page.getByText(code)).toBeVisible();

  const other = await (await browser.newContext({ locale: 'ar' })).newPage();
  await signIn(arabicWorker, other);
  const answers: unknown[] = [];
  await other.route('**/cases/referrals/lookup', async (route) => {
    const answer = await route.fetch();
    answers.push(await answer.json());
    await route.fulfill({ response: answer });
  });
  await other.goto(`${house.url}/v2/search?query=${code}`);
  await expect.poll(() => answers).toEqual([{ data: [] }]);
  // Names that sound like the signs of a code may be found.
  await expect(other.locator('.skeleton')).toHaveCount(0);
  await expect(other.getByRole('region', { name: text('ar', 'search.by_hand_over') })).toHaveCount(
    0,
  );
  await expect(other.getByText('Salma')).toHaveCount(0);
  await other.context().close();
});
