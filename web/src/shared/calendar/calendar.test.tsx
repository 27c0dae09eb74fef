import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { formatDate, formatDateTime } from '../i18n/format';
import { activateLanguage } from '../i18n/language';
import { LanguageProvider } from '../i18n/LanguageProvider';
import { DateInput } from '../ui/DateInput';
import { Calendar, currentCalendar, takeCalendar, takeOwnCalendar } from './calendar';

afterEach(async () => {
  await takeCalendar(undefined);
  await takeOwnCalendar(undefined);
  await activateLanguage('en');
});

describe('a day in words', () => {
  it.each([
    [Calendar.ethiopic, '2024-09-11', 'Meskerem 1, 2017 (Sep 11, 2024)'],
    [Calendar.ummAlQura, '2024-07-07', 'Muharram 1, 1446 (Jul 7, 2024)'],
    [Calendar.islamicCivil, '2024-07-08', 'Muharram 1, 1446 (Jul 8, 2024)'],
    [Calendar.buddhist, '2024-04-13', 'April 13, 2567 (Apr 13, 2024)'],
    [Calendar.persian, '2024-03-20', 'Farvardin 1, 1403 (Mar 20, 2024)'],
    [Calendar.nepali, '2024-04-13', '1 Baisakh 2081 (Apr 13, 2024)'],
    [Calendar.nepali, '1890-01-01', 'Jan 1, 1890'],
    [Calendar.gregorian, '2024-04-13', 'Apr 13, 2024'],
  ])('%s: %s', async (calendar, day, words) => {
    await activateLanguage('en');
    await takeCalendar(calendar);
    expect(formatDate(day, 'en')).toBe(words);
  });

  it('follows the language and keeps the time', async () => {
    await activateLanguage('ar');
    await takeCalendar(Calendar.nepali);
    expect(formatDate('2024-04-13', 'ar')).toContain('بيساخ');
    const noon = new Date(2024, 3, 13, 12, 0).toISOString();
    expect(formatDateTime(noon, 'en')).toMatch(/2081 \(Apr 13, 2024, 12:00/);
  });

  it('is Gregorian when the setting says nothing that we know', async () => {
    await takeCalendar('mayan');
    expect(currentCalendar()).toBe(Calendar.gregorian);
  });
});

describe('a calendar of one’s own', () => {
  it('counts before that of the deployment, and goes when it is taken back', async () => {
    await takeCalendar(Calendar.ethiopic);
    await takeOwnCalendar(Calendar.buddhist);
    expect(currentCalendar()).toBe(Calendar.buddhist);
    await takeCalendar(Calendar.persian);
    expect(currentCalendar()).toBe(Calendar.buddhist);
    await takeOwnCalendar(null);
    expect(currentCalendar()).toBe(Calendar.persian);
    await takeOwnCalendar(Calendar.gregorian);
    expect(currentCalendar()).toBe(Calendar.gregorian);
    await takeOwnCalendar('mayan');
    expect(currentCalendar()).toBe(Calendar.persian);
  });

  it('is the last one chosen when the words of another still come', async () => {
    const [slow, fast] = [takeOwnCalendar(Calendar.nepali), takeOwnCalendar(Calendar.buddhist)];
    await Promise.all([slow, fast]);
    expect(currentCalendar()).toBe(Calendar.buddhist);
  });
});

function Held({ start, maxValue }: { start: string | null; maxValue?: string }) {
  const [value, setValue] = useState(start);
  return (
    <LanguageProvider>
      <DateInput
        label="Born"
        value={value}
        onChange={setValue}
        isRequired
        {...(maxValue === undefined ? {} : { maxValue })}
      />
      <output>{value ?? 'none'}</output>
      <button type="button" onClick={() => setValue(null)}>
        clear
      </button>
    </LanguageProvider>
  );
}

async function typeParts(group: HTMLElement, typed: readonly string[]) {
  for (const [at, part] of within(group).getAllByRole('spinbutton').entries()) {
    const text = typed[at];
    if (text !== undefined) await userEvent.type(part, text);
  }
}

describe('typing a day', () => {
  it.each([
    [Calendar.ethiopic, ['1', '1', '2017'], '2024-09-11'],
    [Calendar.ummAlQura, ['1', '1', '1446'], '2024-07-07'],
    [Calendar.islamicCivil, ['1', '1', '1446'], '2024-07-08'],
    [Calendar.buddhist, ['4', '13', '2567'], '2024-04-13'],
    [Calendar.persian, ['1', '1', '1403'], '2024-03-20'],
    [Calendar.gregorian, ['3', '20', '2024'], '2024-03-20'],
  ])('%s gives the Gregorian day', async (calendar, typed, expected) => {
    await activateLanguage('en');
    await takeCalendar(calendar);
    render(<Held start={null} />);
    await typeParts(await screen.findByRole('group', { name: /Born/ }), typed);
    expect(screen.getByRole('status')).toHaveTextContent(expected);
    const note = screen.queryByText(/Gregorian calendar/);
    if (calendar === Calendar.gregorian) expect(note).toBeNull();
    else expect(note).toHaveTextContent(/2024/);
  });

  it('in Nepali has a day, the name of the month and a year', async () => {
    await activateLanguage('en');
    await takeCalendar(Calendar.nepali);
    render(<Held start="2024-04-13" maxValue="2025-01-01" />);
    const group = await screen.findByRole('group', { name: 'Born (required)' });
    const day = within(group).getByLabelText('Day');
    expect(day).toHaveValue('1');
    expect(within(group).getByLabelText('Year')).toHaveValue('2081');
    await userEvent.clear(day);
    await userEvent.type(day, '३२');
    expect(screen.getByRole('alert')).toHaveTextContent('There is no such day in this month.');
    expect(screen.getByRole('status')).toHaveTextContent('none');
    await userEvent.click(within(group).getByRole('button', { name: /Month/ }));
    await userEvent.click(screen.getByRole('option', { name: 'Jestha' }));
    expect(screen.getByRole('status')).toHaveTextContent('2024-06-14');
    expect(screen.queryByRole('alert')).toBeNull();
    await userEvent.clear(day);
    await userEvent.type(day, '30');
    await userEvent.clear(within(group).getByLabelText('Year'));
    await userEvent.type(within(group).getByLabelText('Year'), '2082');
    expect(screen.getByRole('alert')).toHaveTextContent('outside of what is allowed');
    await userEvent.click(screen.getByRole('button', { name: 'clear' }));
    expect(day).toHaveValue('');
  });
});
