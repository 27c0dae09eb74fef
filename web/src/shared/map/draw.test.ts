import { describe, expect, it } from 'vitest';
import { drawMap } from './draw';

/** Keeps where lines are drawn to; the rest of a canvas is not looked at. */
function sheet(width: number, height: number) {
  const steps: (readonly [number, number])[] = [];
  let last: readonly [number, number] = [0, 0];
  const context = {
    lineWidth: 0,
    strokeStyle: '',
    clearRect: () => undefined,
    beginPath: () => undefined,
    stroke: () => undefined,
    moveTo: (x: number, y: number) => {
      last = [x, y];
    },
    lineTo: (x: number, y: number) => {
      steps.push([x - last[0], y - last[1]]);
      last = [x, y];
    },
  };
  return {
    steps,
    sheet: { context, width, height },
  };
}

describe('the outlines of a map', () => {
  it('do not cross the whole map where an island lies on the date line', () => {
    const { steps, sheet: paper } = sheet(300, 200);
    const view = { centre: { latitude: 0, longitude: 0 }, zoom: 1 };
    const island = new Float32Array([0.999, 0.55, 0.001, 0.56, 0.002, 0.57]);
    const coast = new Float32Array([0.5, 0.5, 0.51, 0.52]);
    drawMap(paper, view, [island, coast], { line: 'black', grid: 'grey' });
    const sloping = steps.filter(([x, y]) => Math.abs(x) > 0.01 && Math.abs(y) > 0.01);
    expect(sloping.length).toBeGreaterThan(0);
    expect(Math.max(...sloping.map(([x]) => Math.abs(x)))).toBeLessThan(20);
  });
});
