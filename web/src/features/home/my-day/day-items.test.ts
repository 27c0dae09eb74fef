import { describe, expect, it } from 'vitest';
import { dayItems, DayReason, findingOfCase, type DayFinding } from './day-items';

const today = '2024-06-15';

function finding(changes: Partial<DayFinding>): DayFinding {
  return {
    caseId: 'a',
    name: 'Child',
    number: 'SEL-1',
    risk: undefined,
    reason: DayReason.task,
    detail: '',
    due: undefined,
    form: undefined,
    ...changes,
  };
}

describe('the order of the day', () => {
  it('is risk first, then lateness, then the name', () => {
    const items = dayItems(
      [
        finding({ caseId: 'late', name: 'Z', due: '2024-05-01' }),
        finding({ caseId: 'second', name: 'B' }),
        finding({ caseId: 'first', name: 'A' }),
        finding({ caseId: 'soon', name: 'A', due: '2024-06-18' }),
        finding({ caseId: 'high', name: 'Y', risk: 'high', due: '2024-06-20' }),
        finding({ caseId: 'low', name: 'X', risk: 'low', due: '2024-01-01' }),
      ],
      today,
    );
    expect(items.map(({ caseId }) => caseId)).toEqual([
      'high',
      'low',
      'late',
      'first',
      'second',
      'soon',
    ]);
  });

  it('has one line a case, its most pressing reason first', () => {
    const [item, ...others] = dayItems(
      [
        finding({ reason: DayReason.referral }),
        finding({ due: '2024-06-01', risk: 'medium', detail: 'Follow-up' }),
        finding({ due: '2024-06-20', detail: 'Service', name: '' }),
      ],
      today,
    );
    expect(others).toEqual([]);
    expect(item?.findings.map(({ detail }) => detail)).toEqual(['Follow-up', '', 'Service']);
    expect(item).toMatchObject({ name: 'Child', risk: 'medium' });
  });
});

describe('a case that asks for something', () => {
  it('keeps what identifies it, and its risk', () => {
    const record = { id: 'x', name: null, short_id: 'abc1234', risk_level: 'high' };
    const why = { reason: DayReason.approval, detail: 'Closure', form: 'approvals' };
    expect(findingOfCase(record, why)).toEqual({
      caseId: 'x',
      name: '',
      number: 'abc1234',
      risk: 'high',
      due: undefined,
      ...why,
    });
  });
});
