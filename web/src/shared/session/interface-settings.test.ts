import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { installFakeServer } from '../../test/install-fake-server';
import { changeInterfaceSetting, interfaceSettingsQuery } from './interface-settings';

const userId = 7;
const query = interfaceSettingsQuery(userId);
const change = (queries: QueryClient, columns: readonly string[] | undefined) =>
  changeInterfaceSetting(queries, userId, ['list.cases', columns && { columns }]);

describe('how somebody likes the screens', () => {
  beforeEach(() => localStorage.clear());

  it('is there at once, and sent to the server', async () => {
    const server = installFakeServer({ isSignedIn: true });
    const queries = new QueryClient();
    change(queries, ['age']);
    expect(queries.getQueryData(query.queryKey)).toEqual({ 'list.cases': { columns: ['age'] } });
    await vi.waitFor(() =>
      expect(server.interfaceSettings).toEqual({ 'list.cases': { columns: ['age'] } }),
    );
    change(queries, undefined);
    expect(queries.getQueryData(query.queryKey)).toEqual({});
    await vi.waitFor(() => expect(server.interfaceSettings).toEqual({ 'list.cases': null }));
  });

  it('waits on the device while the server cannot be reached, and goes out later', async () => {
    const server = installFakeServer({ isSignedIn: true });
    server.interfaceSettings = { home: { order: ['a'], hidden: [] } };
    server.on('PATCH /interface_settings', () => ({ status: 503, body: {} }));
    change(new QueryClient(), ['age']);
    await vi.waitFor(() => expect(server.seen('PATCH /interface_settings')).toHaveLength(1));
    server.on('PATCH /interface_settings', ({ body }) => {
      Object.assign(server.interfaceSettings, body['data']);
      return { body: { data: server.interfaceSettings } };
    });
    const read = await new QueryClient().fetchQuery({ ...query, staleTime: 0 });
    expect(read).toEqual({
      home: { order: ['a'], hidden: [] },
      'list.cases': { columns: ['age'] },
    });
    await new QueryClient().fetchQuery({ ...query, staleTime: 0 });
    expect(server.seen('PATCH /interface_settings')).toHaveLength(2);
    expect(server.seen('GET /interface_settings')).toHaveLength(1);
  });

  it('is given up where the server does not take it', async () => {
    const server = installFakeServer({ isSignedIn: true });
    server.on('PATCH /interface_settings', () => ({ status: 422, body: { errors: [] } }));
    change(new QueryClient(), ['age']);
    await vi.waitFor(() => expect(server.seen('GET /interface_settings')).toHaveLength(1));
    const read = await new QueryClient().fetchQuery({ ...query, staleTime: 0 });
    expect(read).toEqual({});
    expect(server.seen('PATCH /interface_settings')).toHaveLength(1);
  });

  it('reads nothing from what is no setting', () => {
    const shown = () => new QueryObserver(new QueryClient(), query).getCurrentResult().data;
    localStorage.setItem('amparo.interface.7', '{"settings":1}');
    expect(shown()).toEqual({});
    localStorage.setItem('amparo.interface.7', 'no json');
    expect(shown()).toEqual({});
  });
});
