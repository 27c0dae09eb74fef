import { render, screen } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { activateLanguage } from '../../i18n/language';
import type { JsonObject } from '../json';
import { testField, testForm } from '../testing';
import type { FormMode } from './form-view';
import { TestForm } from './TestForm';

const questions: JsonObject[] = [
  {
    name: 'both',
    type: 'text_field',
    display_name: { en: 'Nickname', ar: 'الكنية' },
    help_text: { en: 'As friends say it' },
  },
  { name: 'english', type: 'text_field', display_name: { en: 'Village' } },
  { name: 'tick', type: 'tick_box', display_name: { en: 'Urgent' } },
];

function show(mode: FormMode) {
  render(
    <TestForm
      form={testForm('form', questions.map(testField))}
      mode={mode}
      values={{ both: 'a', english: 'b', tick: true }}
    />,
  );
}

const languageOf = (words: string) =>
  screen.getByText(words).closest('[lang]')?.getAttribute('lang');

describe('a question that is not translated', () => {
  beforeEach(() => activateLanguage('ar'));

  it('says of which language it is where it is answered, and nothing around it does', () => {
    show('edit');
    expect(languageOf('Village')).toBe('en');
    expect(screen.getByText('Village')).toHaveAttribute('dir', 'ltr');
    expect(languageOf('Urgent')).toBe('en');
    expect(languageOf('As friends say it')).toBe('en');
    expect(languageOf('الكنية')).toBe('ar');
    const box = screen.getByRole('textbox', { name: 'Village' });
    expect(box.closest('[lang]')).toHaveAttribute('lang', 'ar');
    expect(screen.getByRole('textbox', { name: 'الكنية' })).toHaveAccessibleDescription(
      'As friends say it',
    );
  });

  it('says so where it is read', () => {
    show('view');
    expect(languageOf('Village')).toBe('en');
    expect(languageOf('الكنية')).toBe('ar');
  });
});
