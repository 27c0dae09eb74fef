import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../json';
import { momentsOf, todayAmong } from './moments';

const today = '2026-03-15';

function shown(subform: string, entries: readonly JsonObject[]) {
  const listed = entries.map((entry, index) => ({ entry, index }));
  const moments = momentsOf(subform, listed, today);
  return {
    days: moments.map(({ day, state, entries: of }) => [
      day,
      state,
      of.map(({ entry }) => entry['unique_id']),
    ]),
    today: todayAmong(moments, today),
  };
}

describe('services along the days', () => {
  it('stand where they were given, else where they are due, else where they were noted', () => {
    expect(
      shown('services_section', [
        { unique_id: 'planned', service_appointment_date: '2026-04-01' },
        {
          unique_id: 'given',
          service_appointment_date: '2026-01-05',
          service_implemented_day_time: '2026-02-01T09:00:00Z',
        },
        { unique_id: 'nothing' },
        { unique_id: 'late', service_appointment_date: '2026-03-01' },
        { unique_id: 'noted', service_response_day_time: '2026-02-20T10:00:00Z' },
        {
          unique_id: 'marked',
          service_implemented: 'implemented',
          service_appointment_date: '2026-01-05',
        },
      ]),
    ).toEqual({
      days: [
        ['2026-01-05', 'done', ['marked']],
        ['2026-02-01', 'done', ['given']],
        ['2026-02-20', undefined, ['noted']],
        ['2026-03-01', 'late', ['late']],
        ['2026-04-01', 'planned', ['planned']],
        [undefined, undefined, ['nothing']],
      ],
      today: 4,
    });
  });

  it('of one day and state stand together', () => {
    const due = (unique_id: string) => ({ unique_id, service_appointment_date: today });
    expect(shown('services_section', [due('a'), due('b')])).toEqual({
      days: [[today, 'planned', ['a', 'b']]],
      today: 0,
    });
  });
});

describe('follow-ups along the days', () => {
  it('are late when their day has gone by without a visit', () => {
    expect(
      shown('followup_subform_section', [
        { unique_id: 'made', followup_needed_by_date: '2026-02-01', followup_date: '2026-02-10' },
        { unique_id: 'missed', followup_needed_by_date: '2026-03-14' },
        { unique_id: 'to come', followup_needed_by_date: '2026-03-15' },
        { unique_id: 'agreed', followup_date: '2026-05-01' },
      ]),
    ).toEqual({
      days: [
        ['2026-02-10', 'done', ['made']],
        ['2026-03-14', 'late', ['missed']],
        ['2026-03-15', 'planned', ['to come']],
        ['2026-05-01', 'planned', ['agreed']],
      ],
      today: 2,
    });
  });

  it('are the only ones with services: other rows have no timeline', () => {
    expect(shown('notes_section', [{ unique_id: 'a', note_date: today }]).days).toEqual([]);
  });
});
