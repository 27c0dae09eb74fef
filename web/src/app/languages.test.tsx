import { screen } from '@testing-library/react';
import { i18n } from '@lingui/core';
import { describe, expect, it, vi } from 'vitest';
import { languageCodes, languages } from '../shared/i18n/languages';
import { settings } from '../test/fake-data';
import { renderApp } from '../test/render-app';

/** Every screen of the frame, with the id of the text its heading shows. */
const screens = [
  { address: '/v2/dashboards', heading: 'home.title' },
  { address: '/v2/cases', heading: 'cases.title' },
  { address: '/v2/cases?query=lina&phonetic=true&page=1', heading: 'cases.title' },
  { address: '/v2/cases?status[0]=none&page=1', heading: 'cases.title' },
  { address: '/v2/cases/new', heading: 'intake.title' },
  { address: '/v2/account/7', heading: 'account.title' },
  { address: '/v2/support', heading: 'support.title' },
  { address: '/v2/not-authorized?resource=cases&action=create', heading: 'not_authorized.title' },
  { address: '/v2/nowhere', heading: 'not_found.title' },
  { address: '/v2/code_of_conduct', heading: 'code_of_conduct.title' },
  { address: '/v2/terms_of_use', heading: 'terms.title' },
] as const;

/** Ids of our catalogues look like `area.thing`; people never should see one. */
const looksLikeAnId = /\b[a-z_]{3,}\.[a-z_]{3,}(\.[a-z_]+)*\b/;

describe.each(languageCodes)('in %s', (language) => {
  it.each(screens)('$address is whole', async ({ address, heading }) => {
    const complaints = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    await renderApp({ isSignedIn: true, address, language, settings });
    await screen.findByRole('heading', { level: 1, name: new RegExp(`^${i18n._(heading)}`) });
    const text = document.body.textContent?.replace('nadia@refuge.example', '') ?? '';
    expect(text).not.toMatch(looksLikeAnId);
    expect(document.documentElement.dir).toBe(languages[language].direction);
    expect(document.title).toMatch(/ · Amparo$/);
    expect(complaints.mock.calls).toEqual([]);
  });

  it('the door is whole', async () => {
    await renderApp({ address: '/v2/login', language });
    await screen.findByRole('heading', { level: 1, name: i18n._('sign_in.title') });
    expect(document.body.textContent).not.toMatch(looksLikeAnId);
    expect(screen.getByRole('group', { name: i18n._('language.switch') })).toBeVisible();
  });
});
