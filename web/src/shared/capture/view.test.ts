import { describe, expect, it } from 'vitest';
import { isLargest, plain_view, shifted, transformOf, turned, zoomed } from './view';

describe('a picture that is looked at', () => {
  it('grows to four times its size and shrinks to one', () => {
    expect(zoomed(plain_view, 1).zoom).toBe(1.5);
    expect(zoomed(plain_view, 99).zoom).toBe(4);
    expect(isLargest(zoomed(plain_view, 99))).toBe(true);
    expect(zoomed(plain_view, -1).zoom).toBe(1);
  });

  it('moves to its edges only, and back to the middle when it becomes small', () => {
    expect(shifted(plain_view, 1, 1)).toEqual(plain_view);
    const large = shifted(zoomed(plain_view, 2), 9, -9);
    expect([large.x, large.y]).toEqual([0.5, -0.5]);
    expect(zoomed(large, -9)).toEqual(plain_view);
  });

  it('turns by quarters, four of which are none', () => {
    const once = turned(plain_view);
    expect(transformOf(once)).toBe('translate(0%, 0%) scale(1) rotate(90deg)');
    expect(turned(turned(turned(once)))).toEqual(plain_view);
  });
});
