import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { areHours } from '../text/day-hours';
import {
  isFieldMode,
  keepFieldHours,
  Line,
  lineState,
  setFieldMode,
  subscribeToLine,
} from './connection';
import { fieldHours, isFieldTime, untilTurn } from './field-hours';

const at = (time: string) => new Date(`2026-03-15T${time}`);

beforeEach(() => {
  vi.useFakeTimers();
  vi.setSystemTime(at('07:59:30'));
});
afterEach(() => keepFieldHours(undefined));

describe('hours of field mode', () => {
  it('begin and end by themselves, each day', () => {
    const told = vi.fn();
    const stop = subscribeToLine(told);
    keepFieldHours({ from: '08:00', to: '16:00' });
    expect(lineState()).toBe(Line.online);
    told.mockClear();
    vi.advanceTimersByTime(30_000);
    expect(told).toHaveBeenCalledOnce();
    expect(lineState()).toBe(Line.field);
    vi.advanceTimersByTime(8 * 3_600_000 - 1000);
    expect(isFieldMode()).toBe(true);
    vi.advanceTimersByTime(1000);
    expect(lineState()).toBe(Line.online);
    vi.advanceTimersByTime(16 * 3_600_000);
    expect(isFieldMode()).toBe(true);
    stop();
  });

  it('go over midnight', () => {
    keepFieldHours({ from: '22:00', to: '05:30' });
    expect(isFieldTime(at('23:00:00'))).toBe(true);
    expect(isFieldTime(at('05:29:59'))).toBe(true);
    expect(isFieldTime(at('05:30:00'))).toBe(false);
    expect(isFieldTime(at('21:59:59'))).toBe(false);
  });

  it('can be left early, until those of the next day', () => {
    keepFieldHours({ from: '08:00', to: '16:00' });
    vi.setSystemTime(at('09:00:00'));
    expect(isFieldMode()).toBe(true);
    setFieldMode(false);
    expect(isFieldMode()).toBe(false);
    vi.setSystemTime(at('15:59:00'));
    expect(isFieldMode()).toBe(false);
    vi.setSystemTime(new Date('2026-03-16T08:00:00'));
    expect(isFieldMode()).toBe(true);
    expect(fieldHours()).toEqual({ from: '08:00', to: '16:00' });
  });

  it('are none where nothing sensible is kept', () => {
    for (const kept of ['', '8-16', '08:00-08:00', '25:00-26:00', 'x']) {
      localStorage.setItem('amparo.field-hours', kept);
      expect(fieldHours()).toBeUndefined();
      expect(untilTurn()).toBeUndefined();
      expect(isFieldTime()).toBe(false);
    }
    expect(areHours({ from: '08:00', to: '08:00' })).toBe(false);
  });
});
