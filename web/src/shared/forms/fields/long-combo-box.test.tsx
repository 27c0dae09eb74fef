import { render, screen } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { activateLanguage } from '../../i18n/language';
import { LanguageProvider } from '../../i18n/LanguageProvider';
import type { Choice } from '../../ui/choice';
import LongComboBox from './LongComboBox';

const places: Choice[] = [
  { id: 'SYR01', text: 'Aleppo' },
  { id: 'SYR02', text: 'Homs' },
];

beforeEach(() => activateLanguage('en'));

describe('one answer of a long list', () => {
  it('waits for the choices of what is chosen already', async () => {
    const onChange = vi.fn();
    const box = (choices: readonly Choice[]) => (
      <LanguageProvider>
        <LongComboBox
          label="Place"
          description={undefined}
          errorMessage={undefined}
          isRequired={false}
          choices={choices.map((choice) => ({ ...choice }))}
          value="SYR02"
          onChange={onChange}
        />
      </LanguageProvider>
    );
    const { rerender } = render(box([]));
    expect(await screen.findByRole('combobox', { name: 'Place' })).toHaveValue('');
    rerender(box([...places]));
    expect(await screen.findByDisplayValue('Homs')).toBeVisible();
    expect(onChange).not.toHaveBeenCalled();
  });
});
