import { describe, expect, it } from 'vitest';
import { coordinatesAt, gridStep, moved, tilesOf, worldPoint, worldSize, zoomed } from './geometry';
import { outlinesOf } from './outlines';

const nairobi = { latitude: -1.28333, longitude: 36.81667 };

describe('the map', () => {
  it('knows each place again', () => {
    const back = coordinatesAt(worldPoint(nairobi));
    expect(back.latitude).toBeCloseTo(nairobi.latitude, 9);
    expect(back.longitude).toBeCloseTo(nairobi.longitude, 9);
    expect(worldPoint({ latitude: 0, longitude: 0 })).toEqual({ x: 0.5, y: 0.5 });
  });
  it('moves by points of the page, and around the world', () => {
    const view = { centre: { latitude: 0, longitude: 0 }, zoom: 2 };
    const east = moved(view, worldSize(2) / 4, 0);
    expect(east.centre.longitude).toBeCloseTo(90, 9);
    expect(moved(view, (worldSize(2) * 3) / 4, 0).centre.longitude).toBeCloseTo(-90, 9);
    expect(moved(view, 0, -100_000).centre.latitude).toBeLessThanOrEqual(85.06);
    expect(moved(view, 0, 10).centre.latitude).toBeLessThan(0);
  });
  it('keeps the place while it comes nearer, within bounds', () => {
    const view = { centre: nairobi, zoom: 5 };
    expect(zoomed(view, 1)).toEqual({ centre: nairobi, zoom: 6 });
    expect(zoomed(view, 100).zoom).toBe(18);
    expect(zoomed(view, -100).zoom).toBe(1);
  });
  it('asks for the tiles that cover the view and no others', () => {
    const view = { centre: { latitude: 0, longitude: 0 }, zoom: 1 };
    const tiles = tilesOf(view, 512, 512, 'https://t.example/{z}/{x}/{y}.png');
    expect(tiles.map(({ url }) => url)).toEqual([
      'https://t.example/1/0/0.png',
      'https://t.example/1/1/0.png',
      'https://t.example/1/0/1.png',
      'https://t.example/1/1/1.png',
    ]);
    expect(tiles[3]).toMatchObject({ left: 256, top: 256, size: 256 });
    const atDateLine = tilesOf(
      { centre: { latitude: 0, longitude: 180 }, zoom: 2 },
      200,
      10,
      '{x}',
    );
    expect(new Set(atDateLine.map(({ url }) => url))).toEqual(new Set(['3', '0']));
  });
  it('draws fewer lines of the grid the further it is away', () => {
    expect(gridStep(1)).toBe(30);
    expect(gridStep(10)).toBeLessThan(1);
  });
  it('reads the lines of a TopoJSON file, and nothing else', () => {
    const lines = outlinesOf({
      type: 'Topology',
      transform: { scale: [1, 1], translate: [-180, 0] },
      arcs: [
        [
          [180, 0],
          [90, 0],
        ],
      ],
      objects: {},
    });
    expect([...(lines[0] ?? [])]).toEqual([0.5, 0.5, 0.75, 0.5]);
    expect(() => outlinesOf({ arcs: 'none' })).toThrow();
  });
});
