import { describe, expect, it, vi } from 'vitest';
import './DateSegments';

function heardFrom(tag: string): number {
  const heard = vi.fn();
  const element = document.body.appendChild(document.createElement(tag));
  document.addEventListener('selectionchange', heard);
  element.dispatchEvent(new Event('selectionchange', { bubbles: true }));
  document.removeEventListener('selectionchange', heard);
  element.remove();
  return heard.mock.calls.length;
}

describe('a selection that changes', () => {
  it('within a text is not told to the parts of all dates', () => {
    expect(heardFrom('input')).toBe(0);
    expect(heardFrom('textarea')).toBe(0);
  });

  it('anywhere else is', () => {
    expect(heardFrom('div')).toBe(1);
  });
});
