import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { CountRenders, drawnDuring } from '../../../test/count-renders';
import type { JsonObject } from '../json';
import { testField, testForm } from '../testing';
import { TestForm } from './TestForm';

/** A long form: 300 questions of the usual kinds, one shown on a condition, one calculated. */
function longForm() {
  const kinds = ['text_field', 'textarea', 'numeric_field', 'tick_box'];
  const questions: JsonObject[] = Array.from({ length: 298 }, (_, index) => ({
    name: `question_${index}`,
    type: kinds[index % kinds.length] ?? 'text_field',
    display_name: { en: `Question ${index}` },
  }));
  return testForm(
    'long',
    [
      ...questions,
      {
        name: 'shown_later',
        type: 'text_field',
        display_name: { en: 'Shown later' },
        display_conditions_record: { eq: { question_0: 'yes' } },
      },
      {
        name: 'sum',
        type: 'calculated',
        display_name: { en: 'Sum' },
        calculation: { expression: { sum: ['question_2'] } },
      },
    ].map(testField),
  );
}

/** Everything of one text field: its slot does not run, its control and the parts of it do. */
const parts_of_one_field_max = 60;

function showForm() {
  render(
    <CountRenders>
      <TestForm form={longForm()} />
    </CountRenders>,
  );
}

describe('a keystroke in a form of 300 fields', () => {
  it('draws the one field, not the form', async () => {
    const first = await drawnDuring(showForm);
    expect(first.filter((name) => name === 'FieldSlot')).toHaveLength(300);
    const box = screen.getByRole('textbox', { name: 'Question 4' });
    await userEvent.type(box, 'a');
    const drawn = await drawnDuring(() => userEvent.type(box, 'b'));
    expect(box).toHaveValue('ab');
    expect(drawn).toContain('PlainText');
    expect(drawn.filter((name) => name === 'PlainText')).toHaveLength(1);
    expect(drawn.filter((name) => ['FieldSlot', 'FormBody', 'SectionPart'].includes(name))).toEqual(
      [],
    );
    expect(drawn.length).toBeLessThan(parts_of_one_field_max);
  });

  it('draws no field when the page around the form says that it has changed', async () => {
    const form = longForm();
    const page = () => (
      <CountRenders>
        <TestForm form={form} />
      </CountRenders>
    );
    const { rerender } = render(page());
    const drawn = await drawnDuring(() => rerender(page()));
    expect(drawn).toContain('TestForm');
    expect(drawn).not.toContain('FieldSlot');
  });

  it('draws besides it only what depends on it', async () => {
    showForm();
    const box = screen.getByRole('textbox', { name: 'Question 0' });
    await userEvent.type(box, 'ye');
    const drawn = await drawnDuring(() => userEvent.type(box, 's'));
    expect(screen.getByRole('textbox', { name: 'Shown later' })).toBeVisible();
    expect(drawn.filter((name) => name === 'FieldSlot')).toHaveLength(1);
    expect(drawn.filter((name) => name === 'PlainText')).toHaveLength(2);
  });

  it('draws a calculated answer when its input changes, and not otherwise', async () => {
    showForm();
    const input = screen.getByRole('textbox', { name: 'Question 2' });
    const drawn = await drawnDuring(() => userEvent.type(input, '7'));
    expect(screen.getByText('Sum').nextElementSibling).toHaveTextContent('7');
    expect(drawn.filter((name) => name === 'Answer')).toHaveLength(1);
    const other = await drawnDuring(() =>
      userEvent.type(screen.getByRole('textbox', { name: 'Question 6' }), '7'),
    );
    expect(other).not.toContain('Answer');
  });
});
