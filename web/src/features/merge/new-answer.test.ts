import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { field } from '../../shared/wire/forms';
import { takesNewAnswer } from './new-answer';

const of = (type: string, more: Record<string, unknown> = {}) =>
  takesNewAnswer(type, v.parse(field, { name: 'x', type, display_name: { en: 'x' }, ...more }));

describe('a new answer', () => {
  it('is typed where the form lets people type, whether its field is known or not', () => {
    expect(['text_field', 'textarea', 'numeric_field'].map((type) => of(type))).toEqual([
      true,
      true,
      true,
    ]);
    expect(takesNewAnswer('text_field', undefined)).toBe(true);
  });

  it('is chosen from one list, or is a day', () => {
    expect(of('select_box', { option_strings_source: 'lookup lookup-gender' })).toBe(true);
    expect(of('radio_button')).toBe(true);
    expect(of('date_field')).toBe(true);
  });

  it('may be several options, somebody, or a moment', () => {
    expect(of('select_box', { multi_select: true })).toBe(true);
    expect(of('select_box', { option_strings_source: 'User' })).toBe(true);
    expect(of('date_field', { date_include_time: true })).toBe(true);
  });

  it('is not offered where no control holds it, nor before the forms are read', () => {
    expect(of('tick_box')).toBe(false);
    expect(of('subform')).toBe(false);
    expect(takesNewAnswer('date_field', undefined)).toBe(false);
  });
});
