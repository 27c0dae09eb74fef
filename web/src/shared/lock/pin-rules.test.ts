import { describe, expect, it } from 'vitest';
import { pinOf, pinProblem } from './pin-rules';

describe('a PIN', () => {
  it.each(['12345', '1234567890123', '', 'abcdef', '12 4 90'])('%j has not six digits', (pin) => {
    expect(pinProblem(pin)).toBe('digits');
  });

  it.each([
    ...['000000', '123456', '654321', '135791', '121212', '123123', '12341234', '19981998'],
    ...['199805', '051998', '19980523', '23051998', '230598', '980523'],
  ])('%s is one of the first that are tried', (pin) => {
    expect(pinProblem(pin)).toBe('simple');
  });

  it.each(['918273', '402957', '70415826', '٤٠٢٩٥٧'])('%s is taken', (pin) => {
    expect(pinProblem(pin)).toBeUndefined();
  });

  it('is the same in digits of any script', () => {
    expect(pinOf(' ٤٠٢٩٥٧ ')).toBe('402957');
  });
});
