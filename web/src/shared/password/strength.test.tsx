import { render, screen } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { activateLanguage } from '../i18n/language';
import { LanguageProvider } from '../i18n/LanguageProvider';
import * as session from '../session/session';
import { isTooShort } from './length';
import { passwordTexts } from './password-texts';
import { PasswordStrength } from './PasswordStrength';
import { strengthOf } from './strength';

const about = { lengthMin: 8, names: ['nadia', 'Nadia Rahman', 'nadia.rahman@example.org'] };

describe('the strength of a password', () => {
  it.each([
    ['seven7', 'short'],
    ['nadia.rahman@example.org', 'known'],
    ['aaaaaaaaaaaa', 'known'],
    ['12345678901234', 'known'],
    ['passwordpassword', 'known'],
    ['nadiarahman1', 'known'],
    ['abcdefghijklm', 'known'],
    ['house-boat', 'weak'],
    ['P@ssw0rd1234', 'known'],
    ['Summer2024!!', 'fair'],
    ['correct horse battery', 'good'],
    ['seven herons cross the delta', 'strong'],
    ['أربع لقالق تعبر النهر', 'good'],
  ])('%s is %s', (password, strength) => {
    expect(strengthOf(password, about)).toBe(strength);
  });

  it('grows with each word', () => {
    const order = ['weak', 'fair', 'good', 'strong'];
    const steps = ['heronriv', 'heron river', 'heron river moss', 'heron river moss tin lamp'];
    const levels = steps.map((step) => order.indexOf(strengthOf(step, about)));
    expect(levels).toEqual([...levels].sort());
    expect(levels.at(-1)).toBe(3);
  });
});

describe('its words', () => {
  beforeEach(async () => {
    await activateLanguage('en');
    await passwordTexts;
    vi.spyOn(session, 'knownPublicInfo').mockReturnValue({
      ...{ agencies: [], agencies_logo_options: [], locales: [], discreet: false },
      sandbox_ui: false,
      password_length_min: 14,
    });
  });

  const show = (password: string) =>
    render(
      <LanguageProvider>
        <PasswordStrength password={password} names={about.names} />
      </LanguageProvider>,
    );

  it('name the length that this deployment asks for', () => {
    show('thirteen char');
    const words = screen.getByRole('status', { name: 'Strength of the password' });
    expect(words).toHaveTextContent('Too short: it needs 14 characters.');
    expect(isTooShort('thirteen char')).toBe(true);
    expect(isTooShort('fourteen chars')).toBe(false);
    expect(isTooShort('أربع لقالق تعبر')).toBe(false);
  });

  it('say nothing of what is not typed yet', () => {
    show('');
    expect(screen.getByRole('status')).toBeEmptyDOMElement();
  });
});
