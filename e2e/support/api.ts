import { expect, type APIRequestContext } from '@playwright/test';

import type { House } from './house';

type Body = Readonly<Record<string, unknown>>;

/** The API in the hands of one person. */
export interface Caller {
  post: (path: string, data: Body) => Promise<Record<string, unknown>>;
  /** With a whole body, which may name an action beside the data. */
  patch: (path: string, body: Body) => Promise<void>;
  list: (path: string) => Promise<Record<string, unknown>[]>;
}

/** Calls the API as a person with name and password, without a session. */
export async function asPerson(
  request: APIRequestContext,
  house: House,
  name: string,
  password = house.password,
): Promise<Caller> {
  const authorization = `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`;
  return {
    post: async (path, data) => {
      const answer = await request.post(`${house.url}/api/v2/${path}`, {
        headers: { authorization },
        data: { data },
      });
      expect(answer.status(), await answer.text()).toBeLessThan(300);
      const body: { data?: Record<string, unknown> } = await answer.json();
      return body.data ?? {};
    },
    patch: async (path, body) => {
      const answer = await request.patch(`${house.url}/api/v2/${path}`, {
        headers: { authorization },
        data: body,
      });
      expect(answer.status(), await answer.text()).toBeLessThan(300);
    },
    list: async (path) => {
      const answer = await request.get(`${house.url}/api/v2/${path}`, {
        headers: { authorization },
      });
      expect(answer.status(), await answer.text()).toBe(200);
      const body: { data?: Record<string, unknown>[] } = await answer.json();
      return body.data ?? [];
    },
  };
}

/** A day so many days from now, as the wire writes it. */
export function dayFromNow(days: number): string {
  const day = new Date();
  day.setUTCDate(day.getUTCDate() + days);
  return day.toISOString().slice(0, 10);
}
