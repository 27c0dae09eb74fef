import { describe, expect, it } from 'vitest';
import { areaBetween, boxOf, cellsOf, firstArea, grown, keptSize, moved } from './areas';
import { keepingOf } from './keeping';

const rounded = (area: object | undefined) =>
  area && Object.fromEntries(Object.entries(area).map(([key, n]) => [key, Number(n.toFixed(3))]));

describe('a photo', () => {
  it('is made to fit and never enlarged', () => {
    const size = (width: number, height: number) => keptSize({ width, height }, undefined, 1600);
    expect(size(4000, 3000)).toEqual({ width: 1600, height: 1200 });
    expect(size(300, 4000)).toEqual({ width: 120, height: 1600 });
    expect(size(200, 100)).toEqual({ width: 200, height: 100 });
    expect(size(6000, 1)).toEqual({ width: 1600, height: 1 });
  });

  it('is measured by what is kept of it', () => {
    const half = { x: 0.5, y: 0, width: 0.5, height: 1 };
    expect(keptSize({ width: 4000, height: 1000 }, half, 1600)).toEqual({
      width: 1600,
      height: 800,
    });
    expect(keptSize({ width: 1000, height: 500 }, half, 1600)).toEqual({ width: 500, height: 500 });
  });
});

describe('an area', () => {
  it('lies between two corners, whichever was touched first, and ends with the picture', () => {
    const area = { x: 0.2, y: 0.1, width: 0.3, height: 0.5 };
    expect(rounded(areaBetween({ x: 0.2, y: 0.1 }, { x: 0.5, y: 0.6 }))).toEqual(area);
    expect(rounded(areaBetween({ x: 0.5, y: 0.6 }, { x: 0.2, y: 0.1 }))).toEqual(area);
    expect(rounded(areaBetween({ x: -1, y: 0.5 }, { x: 0.5, y: 3 }))).toEqual({
      x: 0,
      y: 0.5,
      width: 0.5,
      height: 0.5,
    });
  });

  it('is none after a mere touch', () => {
    expect(areaBetween({ x: 0.5, y: 0.5 }, { x: 0.51, y: 0.9 })).toBeUndefined();
    expect(areaBetween({ x: 2, y: 2 }, { x: 3, y: 3 })).toBeUndefined();
  });

  it('moves and grows no further than the picture', () => {
    const area = { x: 0.7, y: 0.1, width: 0.2, height: 0.2 };
    expect(rounded(moved(area, { x: 0.5, y: -0.5 }))).toEqual({ ...area, x: 0.8, y: 0 });
    expect(rounded(grown(area, 0.1))).toEqual({ x: 0.65, y: 0.05, width: 0.3, height: 0.3 });
    expect(rounded(grown(area, 5))).toEqual({ x: 0, y: 0, width: 1, height: 1 });
    expect(rounded(grown(area, -5))).toMatchObject({ width: 0.04, height: 0.04 });
  });

  it('begins inside the picture and not upon the one before', () => {
    expect(firstArea(0)).not.toEqual(firstArea(1));
    for (const area of [0, 1, 2, 3, 4].map(firstArea)) {
      expect(area.x + area.width).toBeLessThanOrEqual(1);
      expect(area.y + area.height).toBeLessThanOrEqual(1);
    }
  });

  it('covers every pixel it touches', () => {
    const size = { width: 100, height: 50 };
    expect(boxOf({ x: 0.105, y: 0.11, width: 0.5, height: 0.5 }, size)).toEqual({
      left: 10,
      top: 5,
      width: 51,
      height: 26,
    });
    expect(boxOf({ x: 0.5, y: 0.5, width: 0.5, height: 0.5 }, size)).toEqual({
      left: 50,
      top: 25,
      width: 50,
      height: 25,
    });
  });

  it('is blurred into so few colours that no face is left', () => {
    expect(cellsOf({ width: 900, height: 600 })).toEqual({ width: 6, height: 4 });
    expect(cellsOf({ width: 10, height: 2000 })).toEqual({ width: 1, height: 6 });
    expect(cellsOf({ width: 1, height: 1 })).toEqual({ width: 6, height: 6 });
  });
});

describe('how small photos are made', () => {
  it('is said by the deployment, within reason', () => {
    expect(keepingOf({})).toEqual({ side: 1600, quality: 0.8 });
    expect(keepingOf({ photo_side_max: 1200, photo_quality: 0.7 })).toEqual({
      side: 1200,
      quality: 0.7,
    });
    expect(keepingOf({ photo_side_max: 90_000, photo_quality: 0 })).toEqual({
      side: 2400,
      quality: 0.5,
    });
    expect(keepingOf({ photo_side_max: '12', photo_quality: null })).toEqual(keepingOf({}));
  });
});
