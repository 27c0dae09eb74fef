import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FormStore } from '../forms/engine/store';
import { TestForm } from '../forms/fields/TestForm';
import { testField, testForm } from '../forms/testing';
import { activateLanguage } from '../i18n/language';

const field = testField({
  name: 'separation_coordinates',
  type: 'text_field',
  display_name: { en: 'Place of separation' },
});

type Answer = Pick<Geolocation, 'getCurrentPosition'>['getCurrentPosition'];
const ask = vi.fn<Answer>();

async function draw(value = '') {
  let made: FormStore | undefined;
  const form = testForm('place', [field]);
  const values = { separation_coordinates: value };
  await act(async () =>
    render(<TestForm form={form} values={values} onStore={(store) => (made = store)} />),
  );
  const box = await screen.findByRole('textbox', { name: 'Place of separation' });
  return { box, kept: () => made?.value('separation_coordinates') };
}

const unknown = {
  altitude: null,
  altitudeAccuracy: null,
  heading: null,
  speed: null,
  toJSON: () => undefined,
};
const hill: GeolocationPosition = {
  coords: { ...unknown, latitude: 12.5, longitude: -0.25, accuracy: 1234.4 },
  timestamp: 0,
  toJSON: () => undefined,
};
const refusal = {
  message: '',
  PERMISSION_DENIED: 1,
  POSITION_UNAVAILABLE: 2,
  TIMEOUT: 3,
} as const;

const take = () => screen.findByRole('button', { name: 'Use my position: Place of separation' });

describe('a place on the map', () => {
  beforeEach(async () => {
    await activateLanguage('en');
    ask.mockReset();
    vi.stubGlobal('navigator', { ...navigator, geolocation: { getCurrentPosition: ask } });
  });
  afterEach(() => vi.unstubAllGlobals());

  it('is typed in degrees and minutes, also in Arabic digits, and kept one way', async () => {
    const { box, kept } = await draw();
    await userEvent.type(box, '١°١٧′S ٣٦°٤٩′E');
    expect(kept()).toBe('١°١٧′S ٣٦°٤٩′E');
    await userEvent.tab();
    expect(kept()).toBe('-1.28333, 36.81667');
    expect(screen.queryByText(/no place on the map/)).toBeNull();
  });

  it('that is typed while the device looks for it stays', async () => {
    const { box, kept } = await draw();
    await userEvent.click(await take());
    await userEvent.type(box, '4.5, 5.5');
    act(() => ask.mock.calls[0]?.[0](hill));
    expect(kept()).toBe('4.5, 5.5');
    expect(screen.queryByText(/Accurate to/)).toBeNull();
    await userEvent.click(await take());
    act(() => ask.mock.calls[1]?.[0](hill));
    expect(kept()).toBe('12.50000, -0.25000');
  });

  it('that cannot be is kept as it was typed, with a warning', async () => {
    const { box, kept } = await draw('-1.28333, 36.81667');
    await userEvent.clear(box);
    await userEvent.type(box, 'by the river');
    expect(screen.queryByText(/no place on the map/)).toBeNull();
    await userEvent.tab();
    expect(await screen.findByText(/no place on the map/)).toBeVisible();
    expect(kept()).toBe('by the river');
  });

  it('is where the person stands, with how sure that is, only when asked for', async () => {
    const { box, kept } = await draw();
    const button = await take();
    expect(ask).not.toHaveBeenCalled();
    await userEvent.click(button);
    expect(screen.getByText('Looking for your position…')).toBeVisible();
    expect(ask.mock.calls[0]?.[2]).toMatchObject({ maximumAge: 0 });
    act(() => ask.mock.calls[0]?.[0](hill));
    expect(screen.getByText('Accurate to 1,234 m. Kept when you save.')).toBeVisible();
    expect(box).toHaveValue('12.50000, -0.25000');
    expect(kept()).toBe('12.50000, -0.25000');
  });

  it('stays as it is when the browser may not or cannot tell', async () => {
    const { kept } = await draw('0.00000, 0.00000');
    for (const [code, says] of [
      [1, 'The browser may not tell your position.'],
      [2, 'Your position cannot be found here.'],
    ] as const) {
      ask.mockReset();
      await userEvent.click(await take());
      act(() => ask.mock.calls[0]?.[1]?.({ ...refusal, code }));
      expect(screen.getByText(says)).toBeVisible();
    }
    expect(kept()).toBe('0.00000, 0.00000');
  });
});
