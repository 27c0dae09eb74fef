import { QueryClient } from '@tanstack/react-query';
import { describe, expect, it } from 'vitest';
import { installFakeServer } from '../../test/install-fake-server';
import { formsQuery, locationsQuery, lookupsQuery, settingsQuery } from './definitions';

function read() {
  return new QueryClient({ defaultOptions: { queries: { retry: false } } });
}

describe('the definitions', () => {
  it('are read once per start', async () => {
    const server = installFakeServer({ isSignedIn: true });
    const client = read();
    await client.fetchQuery(settingsQuery);
    await client.fetchQuery(settingsQuery);
    expect(server.seen('GET /system_settings')).toHaveLength(1);
    expect(server.seen('GET /system_settings')[0]?.query.get('extended')).toBe('true');
    expect(await client.fetchQuery(formsQuery)).toEqual([]);
  });

  it('are never cut, however many pages there are', async () => {
    const server = installFakeServer({ isSignedIn: true });
    server.on('GET /locations', ({ query }) => ({
      body: {
        data: [{ code: `P${query.get('page')}` }],
        metadata: { total: 3, per: 1, page: Number(query.get('page')) },
      },
    }));
    const places = await read().fetchQuery(locationsQuery);
    expect(places.map(({ code }) => code)).toEqual(['P1', 'P2', 'P3']);
  });

  it('come without metadata from some servers', async () => {
    const server = installFakeServer({ isSignedIn: true });
    server.on('GET /lookups', () => ({ body: { data: [{ unique_id: 'lookup-x' }] } }));
    expect(await read().fetchQuery(lookupsQuery)).toHaveLength(1);
  });
});
