import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { Calendar, takeCalendar } from '../../calendar/calendar';
import { activateLanguage } from '../../i18n/language';
import { patchOf } from '../engine/patch';
import type { FormStore } from '../engine/store';
import type { JsonObject } from '../json';
import { testField, testForm } from '../testing';
import { TestForm } from './TestForm';

const fields = [
  { name: 'age', type: 'numeric_field', display_name: { en: 'Age', ar: 'العمر' } },
  {
    name: 'date_of_birth',
    type: 'date_field',
    display_name: { en: 'Date of birth', ar: 'تاريخ الميلاد' },
  },
  {
    name: 'date_of_birth_precision',
    type: 'select_box',
    display_name: { en: 'How exactly' },
    option_strings_text: [
      { id: 'month', display_text: { en: 'Month' } },
      { id: 'year', display_text: { en: 'Year' } },
    ],
  },
  { name: 'estimated', type: 'tick_box', display_name: { en: 'Age is estimated' } },
].map(testField);

async function show(values: JsonObject = {}, mode: 'edit' | 'view' = 'edit') {
  let store: FormStore | undefined;
  render(
    <TestForm
      form={testForm('basic', fields)}
      values={values}
      mode={mode}
      onStore={(made) => (store = made)}
    />,
  );
  await screen.findAllByText(/Date of birth|تاريخ الميلاد/);
  return () => store ?? expect.unreachable();
}

function born(store: FormStore) {
  return [store.value('date_of_birth'), store.value('date_of_birth_precision')];
}

const askForPart = { name: 'I know only a part of this date' };
const part = () => screen.findByRole('group', { name: 'Date of birth' });

afterEach(async () => {
  await takeCalendar(undefined);
  await activateLanguage('en');
});

describe('a date of which only a part is known', () => {
  it('is a year, then a month, in the digits of any script', async () => {
    await activateLanguage('en');
    const store = await show();
    await userEvent.click(await screen.findByRole('button', askForPart));
    const year = await screen.findByRole('textbox', { name: 'Year' });
    expect(year).toHaveFocus();
    await userEvent.type(year, '٢٠١');
    expect(born(store())).toEqual([null, null]);
    await userEvent.type(year, '٤');
    expect(born(store())).toEqual(['2014-01-01', 'year']);
    expect(store().value('age')).toBe(12);
    await userEvent.click(screen.getByRole('button', { name: /Month/ }));
    await userEvent.click(await screen.findByRole('option', { name: 'May' }));
    expect(born(store())).toEqual(['2014-05-01', 'month']);
    await userEvent.clear(year);
    expect(born(store())).toEqual([null, null]);
    expect(year).toBeInTheDocument();
  });

  it('becomes a day when the whole date is known', async () => {
    await activateLanguage('en');
    const store = await show({ date_of_birth: '2014-01-01', date_of_birth_precision: 'year' });
    expect(within(await part()).getByRole('textbox', { name: 'Year' })).toHaveValue('2014');
    await userEvent.click(screen.getByRole('button', { name: 'I know the whole date' }));
    expect(born(store())).toEqual([null, null]);
    const day = within(await part()).getAllByRole('spinbutton');
    expect(day).toHaveLength(3);
    await expect.poll(() => document.activeElement).toBe(day[0]);
  });

  it('follows from an age, and any age that it allows leaves it alone', async () => {
    await activateLanguage('en');
    const store = await show();
    const age = screen.getByRole('textbox', { name: 'Age' });
    await userEvent.type(age, '9');
    expect(born(store())).toEqual(['2017-01-01', 'year']);
    expect(store().value('estimated')).toBe(true);
    expect(await screen.findByRole('textbox', { name: 'Year' })).toHaveValue('2017');
    await userEvent.clear(age);
    await userEvent.type(age, '8');
    expect(born(store())).toEqual(['2017-01-01', 'year']);
  });

  it('is no question of its own, and a wish to undo takes both back', async () => {
    await activateLanguage('en');
    const store = await show({ date_of_birth: '2014-05-07' });
    expect(screen.queryByText('How exactly')).toBeNull();
    expect(screen.queryByRole('button', askForPart)).toBeNull();
    store().set('date_of_birth_precision', 'year');
    store().set('date_of_birth', '2015-01-01');
    await userEvent.click(await screen.findByRole('button', { name: /Undo the change of “Date/ }));
    expect(born(store())).toEqual(['2014-05-07', null]);
  });

  it('goes to the server with how exactly it is known, also when only the day changes', () => {
    const before = { date_of_birth: '2014-01-01', date_of_birth_precision: 'year' };
    const { data, base } = patchOf(fieldsOfForm(), before, {
      ...before,
      date_of_birth: '2015-01-01',
    });
    expect(data).toEqual({ date_of_birth: '2015-01-01', date_of_birth_precision: 'year' });
    expect(base).toEqual(before);
  });
});

function fieldsOfForm() {
  return testForm('basic', fields).fields;
}

describe('a partial date in words', () => {
  it.each([
    ['en', { date_of_birth_precision: 'year' }, '2014-01-01', '2014'],
    [
      'en',
      { date_of_birth_precision: 'month', estimated: true },
      '2014-05-01',
      'May 2014 (estimated)',
    ],
    ['ar', { date_of_birth_precision: 'month' }, '2014-05-01', 'مايو 2014'],
    ['en', { date_of_birth_precision: 'year' }, '2013-09-11', 'Sep 11, 2013 – Sep 10, 2014'],
  ] as const)('%s %j %s', async (language, values, date, words) => {
    await activateLanguage(language);
    await show({ date_of_birth: date, ...values }, 'view');
    const found = await screen.findByText(
      (text) =>
        text
          .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
          .replaceAll('\u2009', ' ') === words,
    );
    expect(found).toBeInTheDocument();
  });
});

describe('a partial date of another calendar', () => {
  it.each([
    [Calendar.ethiopic, '2006', '2013-09-11', /: Sep 11, 2013 – Sep 10, 2014$/],
    [Calendar.persian, '1403', '2024-03-20', /: Mar 20, 2024 – Mar 19, 2025$/],
    [Calendar.ummAlQura, '1446', '2024-07-07', /: Jul 7, 2024 – Jul 6, 2025$/],
    [Calendar.buddhist, '2567', '2024-01-01', /: 2024$/],
    [Calendar.nepali, '2081', '2024-04-13', /: Apr 13, 2024 – Apr 12, 2025$/],
  ])('%s begins where that calendar begins', async (calendar, year, first, words) => {
    await activateLanguage('en');
    await takeCalendar(calendar);
    const store = await show();
    await userEvent.click(await screen.findByRole('button', askForPart));
    await userEvent.type(await screen.findByRole('textbox', { name: 'Year' }), year);
    expect(born(store())).toEqual([first, 'year']);
    const note = within(await part()).getByText(/Gregorian calendar/);
    expect(note.textContent.replaceAll('\u2009', ' ')).toMatch(words);
    await userEvent.click(screen.getByRole('button', { name: /Month/ }));
    await userEvent.click(await screen.findByRole('option', { name: firstMonths[calendar] }));
    expect(born(store())).toEqual([first, 'month']);
  });
});

it('is said in the Gregorian calendar where it is no year of the other', async () => {
  await activateLanguage('en');
  await takeCalendar(Calendar.ethiopic);
  const store = await show({ date_of_birth: '2014-01-01', date_of_birth_precision: 'year' });
  expect(await screen.findByRole('textbox', { name: 'Year' })).toHaveValue('');
  expect(screen.getByText(/Gregorian calendar/)).toHaveTextContent('Gregorian calendar: 2014');
  expect(born(store())).toEqual(['2014-01-01', 'year']);
});

describe('a year of another calendar in words', () => {
  it('stands before the Gregorian days', async () => {
    await activateLanguage('en');
    await takeCalendar(Calendar.ethiopic);
    await show({ date_of_birth: '2013-09-11', date_of_birth_precision: 'year' }, 'view');
    expect(await screen.findByText(/^2006 \(Sep 11, 2013/)).toBeInTheDocument();
  });
});

const firstMonths = {
  [Calendar.ethiopic]: 'Meskerem',
  [Calendar.persian]: 'Farvardin',
  [Calendar.ummAlQura]: 'Muharram',
  [Calendar.buddhist]: 'January',
  [Calendar.nepali]: 'Baisakh',
};
