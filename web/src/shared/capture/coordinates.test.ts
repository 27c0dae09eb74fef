import { describe, expect, it } from 'vitest';
import { coordinatesOf, writtenCoordinates } from './coordinates';

function kept(typed: string): string | undefined {
  const place = coordinatesOf(typed);
  return place && writtenCoordinates(place);
}

describe('coordinates', () => {
  it('are read in degrees with their parts', () => {
    for (const typed of ['-1.28333, 36.81667', '-1.28333 36.81667', ' -1.28333;36.81667 ']) {
      expect(kept(typed)).toBe('-1.28333, 36.81667');
    }
    expect(kept('1.28333 S 36.81667 E')).toBe('-1.28333, 36.81667');
    expect(kept('S1.28333° E36.81667°')).toBe('-1.28333, 36.81667');
    expect(kept('0, 0')).toBe('0.00000, 0.00000');
  });

  it('are read in degrees, minutes and seconds', () => {
    for (const typed of [
      `1°17'0"S 36°49'0"E`,
      `1° 17′ 0″ S, 36° 49′ 0″ E`,
      '1 17 S 36 49 E',
      '-1 17 0 36 49 0',
      `36°49'E 1°17'S`,
    ]) {
      expect(kept(typed)).toBe('-1.28333, 36.81667');
    }
    expect(kept(`4°42.5'N 74°4.3'O`)).toBe('4.70833, -74.07167');
  });

  it('that say no place are nothing', () => {
    for (const typed of [
      '',
      'by the river',
      '36.8',
      '91, 0',
      '0, 181',
      '1 60 S 36 49 E',
      '1.5 17 S 36 49 E',
      '1 S 36 S',
      '-1 S 36 E',
      '1, 2, 3',
      '1 17 36 49 0',
      'N N',
      '1'.repeat(200),
    ]) {
      expect(kept(typed)).toBeUndefined();
    }
  });
});
