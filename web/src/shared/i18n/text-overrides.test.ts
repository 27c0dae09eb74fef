import { i18n } from '@lingui/core';
import * as v from 'valibot';
import { afterEach, describe, expect, it } from 'vitest';
import { systemSettings } from '../wire/settings';
import { activateLanguage, addCatalogue, setOverlay } from './language';
import { compile, fits, idsOf, textsFor } from './text-overrides';

const settings = v.parse(systemSettings, {
  interface_texts_i18n: { en: { 'navigation.tasks': 'To do', 'page.tasks': 'What to do' } },
  modules: [
    {
      unique_id: 'one',
      module_options: { interface_texts_i18n: { en: { 'navigation.tasks': 'Work' } } },
    },
    { unique_id: 'two' },
  ],
});

describe('texts of a deployment', () => {
  afterEach(() => setOverlay(undefined));

  it('are those of the module before all others, for people of that module alone', () => {
    const general = { 'navigation.tasks': 'To do', 'page.tasks': 'What to do' };
    expect(textsFor(settings, ['one'])).toEqual({ en: { ...general, 'navigation.tasks': 'Work' } });
    expect(textsFor(settings, ['two'])).toEqual({ en: general });
    expect(textsFor(settings, ['one', 'two'])).toEqual({ en: general });
    expect(textsFor(v.parse(systemSettings, { interface_texts_i18n: 'all' }), [])).toEqual({});
  });

  it('replace texts of seven areas and no others', () => {
    expect(idsOf('navigation.tasks')).toEqual(['nav.tasks']);
    expect(idsOf('page.tasks')).toEqual(['tasks.title']);
    for (const area of ['filter', 'listHeader', 'dashboard', 'action', 'form']) {
      expect(idsOf(`${area}.x`)).not.toEqual([]);
    }
    expect(idsOf('errors.x')).toEqual([]);
    expect(idsOf('lock.title')).toEqual([]);
    expect(idsOf('navigation')).toEqual([]);
    expect(idsOf('constructor.x')).toEqual([]);
  });

  it('may name what ours name, and nothing else', () => {
    const ours = compile('Page {number} of {count}');
    expect(ours).toEqual(['Page ', ['number'], ' of ', ['count']]);
    expect(fits(compile('{number} / {count}') ?? '', ours)).toBe(true);
    expect(fits(compile('Page') ?? '', ours)).toBe(true);
    expect(fits(compile('{name}') ?? '', ours)).toBe(false);
    expect(compile('{count, plural, one {#} other {#}}')).toBeUndefined();
  });

  it('are said in place of ours, also in later catalogues, until taken back', async () => {
    await activateLanguage('en');
    const before = i18n._('nav.tasks');
    await setOverlay((_, messages) => ({
      ...messages,
      ...('nav.tasks' in messages ? { 'nav.tasks': 'To do' } : {}),
      ...('late.text' in messages ? { 'late.text': 'Later, otherwise' } : {}),
    }));
    expect(i18n._('nav.tasks')).toBe('To do');
    const late = () => Promise.resolve({ messages: { 'late.text': 'Late' } });
    await addCatalogue('late', { en: late, fr: late, ar: late, es: late });
    expect(i18n._('late.text')).toBe('Later, otherwise');
    await setOverlay(undefined);
    expect(i18n._('nav.tasks')).toBe(before);
    expect(i18n._('late.text')).toBe('Late');
  });
});
