import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, fireEvent, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as v from 'valibot';
import { settingsQuery } from '../definitions/definitions';
import type { FormStore } from '../forms/engine/store';
import { TestForm } from '../forms/fields/TestForm';
import { testField, testForm } from '../forms/testing';
import { activateLanguage } from '../i18n/language';
import { systemSettings } from '../wire/settings';

const field = testField({
  name: 'separation_coordinates',
  type: 'text_field',
  display_name: { en: 'Place of separation' },
});

const asked = vi.fn();

async function openMap(value: string, mapTiles?: object) {
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  queries.setQueryData(settingsQuery.queryKey, v.parse(systemSettings, { map_tiles: mapTiles }));
  let made: FormStore | undefined;
  const values = { separation_coordinates: value };
  const form = testForm('place', [field]);
  await act(async () =>
    render(
      <QueryClientProvider client={queries}>
        <TestForm form={form} values={values} onStore={(store) => (made = store)} />
      </QueryClientProvider>,
    ),
  );
  const button = { name: 'Choose on a map: Place of separation' };
  await userEvent.click(await screen.findByRole('button', button));
  const dialog = within(await screen.findByRole('dialog', { name: 'Place of separation' }));
  const map = await dialog.findByRole('application', { name: /^Map/ });
  return { dialog, map, kept: () => made?.value('separation_coordinates') };
}

const take = () => screen.findByRole('button', { name: 'Use this place' });

beforeEach(async () => {
  await activateLanguage('en');
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe = () => undefined;
      disconnect = () => undefined;
    },
  );
  const file = { transform: { scale: [1, 1], translate: [0, 0] }, arcs: [] };
  asked.mockReset().mockImplementation(() => Promise.resolve(new Response(JSON.stringify(file))));
  vi.stubGlobal('fetch', asked);
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

describe('a place chosen on a map', () => {
  it('begins at what was typed, is moved by arrows, and is kept', async () => {
    const { dialog, map, kept } = await openMap('-1.28333, 36.81667');
    expect(dialog.getByText('-1.28333, 36.81667')).toBeVisible();
    expect(await dialog.findByText('1.28333° south, 36.81667° east')).toBeVisible();
    map.focus();
    await userEvent.keyboard('{ArrowRight}{ArrowUp}');
    expect(dialog.queryByText('-1.28333, 36.81667')).toBeNull();
    await userEvent.click(await take());
    const [latitude = 0, longitude = 0] = String(kept()).split(', ').map(Number);
    expect(latitude).toBeGreaterThan(-1.28333);
    expect(longitude).toBeGreaterThan(36.81667);
    expect(screen.queryByRole('dialog')).toBeNull();
  });
  it('is moved by buttons in steps that become smaller with the zoom', async () => {
    const { dialog, kept } = await openMap('10, 20');
    for (let n = 0; n < 5; n += 1) {
      await userEvent.click(dialog.getByRole('button', { name: 'Zoom in' }));
    }
    await userEvent.click(dialog.getByRole('button', { name: 'To the east' }));
    await userEvent.click(await take());
    const [latitude = 0, longitude = 0] = String(kept()).split(', ').map(Number);
    expect(latitude).toBeCloseTo(10, 4);
    expect(longitude - 20).toBeGreaterThan(0);
    expect(longitude - 20).toBeLessThan(0.1);
  });
  it('is dragged by a finger: what was under it stays there', async () => {
    const { map, kept } = await openMap('10, 20');
    map.setPointerCapture = () => undefined;
    fireEvent.pointerDown(map, { pointerId: 1, clientX: 100, clientY: 100 });
    fireEvent.pointerMove(map, { pointerId: 1, clientX: 60, clientY: 100 });
    fireEvent.pointerUp(map, { pointerId: 1, clientX: 60, clientY: 100 });
    fireEvent.pointerMove(map, { pointerId: 1, clientX: 0, clientY: 0 });
    await userEvent.click(await take());
    const [latitude, longitude = 0] = String(kept()).split(', ').map(Number);
    expect(latitude).toBeCloseTo(10, 4);
    expect(longitude).toBeGreaterThan(20);
  });
  it('stays as it was when the dialog is left', async () => {
    const { dialog, kept } = await openMap('10, 20');
    await userEvent.click(dialog.getByRole('button', { name: 'To the east' }));
    await userEvent.click(dialog.getByRole('button', { name: 'Cancel' }));
    expect(kept()).toBe('10, 20');
  });
  it('asks nobody else for tiles', async () => {
    const { dialog } = await openMap('10, 20');
    await dialog.findByText('10° north, 20° east');
    expect(document.querySelectorAll('.map-tiles img')).toHaveLength(0);
    expect(asked.mock.calls.every(([url]) => String(url).startsWith('/'))).toBe(true);
  });
  it('shows the tiles of the map server of the deployment, and names it', async () => {
    vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(300);
    vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(200);
    const url = 'https://tiles.example/{z}/{x}/{y}.png';
    const { dialog } = await openMap('0, 0', { url, credit: 'Survey of Examplia' });
    expect(dialog.getByText('Survey of Examplia')).toBeVisible();
    const sources = [...document.querySelectorAll('.map-tiles img')].map((one) =>
      one.getAttribute('src'),
    );
    expect(sources).toContain('https://tiles.example/9/256/256.png');
    expect(sources.length).toBeLessThan(10);
  });
});
