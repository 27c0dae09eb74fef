import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { activateLanguage, addCatalogue } from '../../i18n/language';
import type { Location } from '../../wire/lookups';
import type { FormStore } from '../engine/store';
import type { JsonObject } from '../json';
import { testField, testForm } from '../testing';
import type { FormMode } from './form-view';
import { TestForm } from './TestForm';

interface Shown {
  readonly values?: JsonObject;
  readonly mode?: FormMode;
  readonly locations?: readonly Location[];
}

/** Draws fields on a form of their own and hands out the store behind them. */
function show(
  fields: readonly JsonObject[],
  { values = {}, mode = 'edit', locations }: Shown = {},
) {
  let store: FormStore | undefined;
  render(
    <TestForm
      form={testForm('form', fields.map(testField))}
      values={values}
      mode={mode}
      sources={locations === undefined ? {} : { locations }}
      onStore={(made) => (store = made)}
    />,
  );
  if (store === undefined) throw new Error('no store');
  return store;
}

const label = (en: string, ar = en) => ({ display_name: { en, ar } });
const options = (...ids: string[]) => ({
  option_strings_text: ids.map((id) => ({ id, display_text: { en: id.toUpperCase() } })),
});

describe('numbers', () => {
  const field = { name: 'n', type: 'numeric_field', ...label('Number') };
  it('are stored as numbers and cleared as null', async () => {
    const store = show([field]);
    const box = screen.getByRole('textbox', { name: 'Number' });
    await userEvent.type(box, '12');
    expect(store.value('n')).toBe(12);
    await userEvent.clear(box);
    expect(store.value('n')).toBeNull();
  });
  it('keep what is not a number in sight and say so on leaving', async () => {
    show([field]);
    const box = screen.getByRole('textbox', { name: 'Number' });
    await userEvent.type(box, '12a');
    expect(screen.queryByText('Please enter a whole number.')).toBeNull();
    await userEvent.tab();
    expect(box).toHaveValue('12a');
    expect(box).toHaveAccessibleDescription('Please enter a whole number.');
  });
  it('may have decimals where the field allows them', async () => {
    const store = show([{ ...field, decimal_places: 2 }]);
    await userEvent.type(screen.getByRole('textbox', { name: 'Number' }), '5.05');
    expect(store.value('n')).toBe(5.05);
  });
});

describe('choices', () => {
  it('of a short list open at a button and can be cleared', async () => {
    const store = show([{ name: 's', type: 'select_box', ...label('Sex'), ...options('f', 'm') }]);
    await userEvent.click(screen.getByRole('button', { name: /Choose an option/ }));
    await userEvent.click(await screen.findByRole('option', { name: 'M' }));
    expect(store.value('s')).toBe('m');
    await userEvent.click(screen.getByRole('button', { name: 'Clear the answer to “Sex”' }));
    expect(store.value('s')).toBeNull();
  });
  it('of a longer list are found by typing', async () => {
    const ids = ['ab', 'ac', 'bd', 'be', 'bf', 'cg', 'ch', 'ci', 'dj'];
    const store = show([{ name: 's', type: 'select_box', ...label('Place'), ...options(...ids) }]);
    await userEvent.type(await screen.findByRole('combobox', { name: 'Place' }), 'ch');
    await userEvent.click(await screen.findByRole('option', { name: 'CH' }));
    expect(store.value('s')).toBe('ch');
  });
  it('show a place with the places it lies in', () => {
    const locations: Location[] = [
      { code: 'N1', name: { en: 'Nomar::Sela::Tavi' }, disabled: false, admin_level: 2 },
    ];
    show(
      [{ name: 'l', type: 'select_box', option_strings_source: 'Location', ...label('Where') }],
      {
        values: { l: 'N1' },
        locations,
        mode: 'view',
      },
    );
    expect(screen.getByText('Tavi, Sela, Nomar')).toBeVisible();
  });
  it('by radio can be taken back; a stored boolean is its option', async () => {
    const store = show(
      [
        {
          name: 'r',
          type: 'radio_button',
          required: true,
          ...label('Consent'),
          ...options('true', 'false'),
        },
      ],
      { values: { r: true } },
    );
    expect(await screen.findByRole('radio', { name: 'TRUE' })).toBeChecked();
    await userEvent.click(screen.getByRole('button', { name: 'Clear the answer to “Consent”' }));
    expect(store.value('r')).toBeNull();
    expect(screen.getByRole('radio', { name: 'TRUE' })).not.toBeChecked();
  });
  it('several of many are added and removed one by one', async () => {
    const ids = Array.from({ length: 12 }, (_, index) => `concern${index}`);
    const store = show([
      {
        name: 'c',
        type: 'select_box',
        multi_select: true,
        ...label('Concerns'),
        ...options(...ids),
      },
    ]);
    await userEvent.type(await screen.findByRole('combobox', { name: 'Concerns' }), 'concern11');
    await userEvent.click(await screen.findByRole('option', { name: 'CONCERN11' }));
    await userEvent.click(await screen.findByRole('option', { name: 'CONCERN2' }));
    await userEvent.keyboard('{Escape}');
    expect(store.value('c')).toEqual(['concern2', 'concern11']);
    const chosen = screen.getByRole('list', { name: 'Chosen for “Concerns”' });
    await userEvent.click(within(chosen).getByRole('button', { name: 'Remove “CONCERN11”' }));
    expect(store.value('c')).toEqual(['concern2']);
  });
  it('keep a retired option for the record that holds it, and only there', () => {
    const retired = {
      option_strings_text: [
        { id: 'a', display_text: { en: 'A' } },
        { id: 'old', display_text: { en: 'Old' }, disabled: true },
      ],
    };
    show(
      [
        { name: 'x', type: 'radio_button', ...label('With'), ...retired },
        { name: 'y', type: 'radio_button', ...label('Without'), ...retired },
      ],
      { values: { x: 'old' } },
    );
    const within_ = (name: string) => within(screen.getByRole('radiogroup', { name }));
    expect(within_('With').getByRole('radio', { name: 'Old' })).toBeChecked();
    expect(within_('Without').queryByRole('radio', { name: 'Old' })).toBeNull();
  });
  it('depend on other answers by their tags', async () => {
    show([
      { name: 'abroad', type: 'tick_box', ...label('Abroad?') },
      {
        name: 'papers',
        type: 'radio_button',
        ...label('Papers'),
        option_strings_condition: { foreign: { eq: { abroad: true } } },
        option_strings_text: [
          { id: 'id', display_text: { en: 'Identity card' } },
          { id: 'visa', display_text: { en: 'Visa' }, tags: ['foreign'] },
        ],
      },
    ]);
    expect(screen.getAllByRole('radio')).toHaveLength(2);
    await userEvent.click(screen.getByRole('checkbox', { name: /Abroad/ }));
    expect(screen.getAllByRole('radio')).toHaveLength(1);
    expect(screen.getByRole('radio', { name: 'Visa' })).toBeVisible();
  });
  it('draw only the rows in sight of a very long list', async () => {
    // The fake DOM has no layout: rows need a height, and the list a window to be seen through.
    vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(320);
    vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(300);
    vi.spyOn(HTMLElement.prototype, 'scrollHeight', 'get').mockReturnValue(48);
    const ids = Array.from({ length: 500 }, (_, index) => `place${index}`);
    const store = show([{ name: 'p', type: 'select_box', ...label('Place'), ...options(...ids) }]);
    const box = await screen.findByRole('combobox', { name: 'Place' });
    await userEvent.click(box);
    const drawn = screen.queryAllByRole('option').length;
    expect(drawn).toBeGreaterThan(0);
    expect(drawn).toBeLessThan(100);
    await userEvent.type(box, 'PLÁCE499{ArrowDown}{Enter}');
    await waitFor(() => expect(store.value('p')).toBe('place499'));
  });
});

describe('dates', () => {
  it('are stored as the day and can be cleared', async () => {
    const store = show([{ name: 'd', type: 'date_field', ...label('Born') }], {
      values: { d: '2019-05-04' },
    });
    const group = await screen.findByRole('group', { name: 'Born' });
    const day = within(group).getByRole('spinbutton', { name: /day/ });
    await userEvent.click(day);
    await userEvent.keyboard('{ArrowUp}');
    expect(store.value('d')).toBe('2019-05-05');
    await userEvent.click(screen.getByRole('button', { name: 'Clear the answer to “Born”' }));
    expect(store.value('d')).toBeNull();
  });
  it('with a time are stored as an instant', async () => {
    const store = show(
      [{ name: 'd', type: 'date_field', date_include_time: true, ...label('Seen') }],
      { values: { d: '2026-03-01T09:30:00Z' } },
    );
    const group = await screen.findByRole('group', { name: 'Seen' });
    await userEvent.click(within(group).getByRole('spinbutton', { name: /minute/ }));
    await userEvent.keyboard('{ArrowUp}');
    expect(store.value('d')).toBe('2026-03-01T09:31:00Z');
  });
});

describe('names, telephones, signatures', () => {
  it('a protected name cannot be typed over', async () => {
    const store = show([{ name: 'name', type: 'text_field', ...label('Name') }], {
      values: { name: '*******' },
    });
    await userEvent.type(screen.getByRole('textbox', { name: 'Name' }), 'x');
    expect(store.value('name')).toBe('*******');
  });
  it('a protected choice or telephone number is shown so and stays', async () => {
    const store = show(
      [
        { name: 'c', type: 'select_box', option_strings_source: 'Location', ...label('Place') },
        { name: 'm', type: 'select_box', multi_select: true, ...label('Languages') },
        { name: 'p', type: 'text_field', phone_number: true, ...label('Telephone') },
      ],
      { values: { c: '*******', m: ['*******'], p: '*******' } },
    );
    for (const name of ['Place', 'Languages', 'Telephone']) {
      const box = screen.getByRole('textbox', { name });
      expect(box).toHaveValue('*******');
      await userEvent.type(box, 'x');
    }
    expect(store.value('c')).toBe('*******');
    expect(store.value('m')).toEqual(['*******']);
    expect(store.value('p')).toBe('*******');
  });
  it('a telephone number is stored in its international form', async () => {
    const store = show([
      { name: 'p', type: 'text_field', phone_number: true, ...label('Telephone') },
    ]);
    const box = await screen.findByRole('textbox', { name: 'Telephone' });
    await userEvent.type(box, '0712 345 678');
    await userEvent.tab();
    expect(store.value('p')).toBe('+254712345678');
  });
  it('an impossible number is kept, with a warning and no error', async () => {
    const store = show(
      [{ name: 'p', type: 'text_field', phone_number: true, ...label('Telephone') }],
      { values: { p: '12' } },
    );
    expect(await screen.findByText(/looks incomplete/)).toBeVisible();
    expect(screen.getByRole('textbox', { name: 'Telephone' })).toBeValid();
    expect(store.value('p')).toBe('12');
  });
  it('a stored signature is only looked at', async () => {
    show([{ name: 'sign', type: 'signature', ...label('Signature') }], {
      values: { sign: { id: 3, attachment_url: '/sign.png', signature_provided_by: 'Ana' } },
    });
    expect(await screen.findByRole('img', { name: 'Signature of Ana' })).toHaveAttribute(
      'src',
      '/sign.png',
    );
    expect(screen.queryByRole('button', { name: 'Sign' })).toBeNull();
  });
  it('a new signature asks for the signer and the drawing', async () => {
    show([{ name: 'sign', type: 'signature', ...label('Signature') }]);
    await userEvent.click(await screen.findByRole('button', { name: 'Sign' }));
    const dialog = await screen.findByRole('dialog', { name: 'Signature' });
    expect(within(dialog).getByRole('button', { name: 'Done' })).toBeDisabled();
    await userEvent.type(within(dialog).getByRole('textbox'), 'Ana');
    expect(within(dialog).getByRole('button', { name: 'Done' })).toBeDisabled();
  });
});

describe('in Arabic', () => {
  it('labels, help and what is read stand in Arabic, numbers and ids isolated', async () => {
    await addCatalogue('record', {
      en: () => import('../../../locales/en/record.po'),
      fr: () => import('../../../locales/fr/record.po'),
      ar: () => import('../../../locales/ar/record.po'),
      es: () => import('../../../locales/es/record.po'),
    });
    await activateLanguage('ar');
    show(
      [
        { name: 'sep', type: 'separator', ...label('Part', 'قسم') },
        { name: 'n', type: 'text_field', ...label('Number', 'رقم الهوية') },
        { name: 't', type: 'tick_box', ...label('Urgent', 'عاجل') },
        {
          name: 'tally',
          type: 'tally_field',
          ...label('Children', 'الأطفال'),
          autosum_total: true,
          tally: [{ id: 'boys', display_text: { ar: 'أولاد' } }],
        },
        { name: 'english', type: 'text_field', display_name: { en: 'Only English' } },
      ],
      { mode: 'view', values: { n: 'AB-12', t: true, tally: { boys: 2, total: 2 } } },
    );
    expect(screen.getByRole('group', { name: 'قسم' })).toBeVisible();
    expect(screen.getByText('AB-12').tagName).toBe('BDI');
    expect(screen.getByText('نعم')).toBeVisible();
    expect(screen.getByText('أولاد (2)، المجموع (2)')).toBeVisible();
    expect(screen.getByText('Only English')).toBeVisible();
    await activateLanguage('en');
  });
});

describe('what is not drawn', () => {
  it('is the invisible, the dead types, and in view mode what is hidden there', () => {
    show(
      [
        { name: 'a', type: 'text_field', ...label('Visible') },
        { name: 'b', type: 'text_field', visible: false, ...label('Invisible') },
        { name: 'c', type: 'date_range', ...label('Dead') },
        { name: 'd', type: 'text_field', hide_on_view_page: true, ...label('Only when editing') },
      ],
      { mode: 'view' },
    );
    expect(screen.getAllByRole('term').map((term) => term.textContent)).toEqual(['Visible']);
  });
});
