import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { fakeCase } from '../../test/fake-data';
import { installFakeServer } from '../../test/install-fake-server';
import { columnHeads, openList } from '../../test/open-list';

describe('columns', () => {
  it('stay as chosen, even without a value', async () => {
    await openList({ cases: [{ ...fakeCase(1), photo: null }] });
    await userEvent.click(await screen.findByRole('button', { name: 'Columns' }));
    const dialog = await screen.findByRole('dialog', { name: 'Columns' });
    const photo = within(dialog).getByRole('checkbox', { name: 'Photo' });
    expect(photo).not.toBeChecked();
    await userEvent.click(photo);
    await userEvent.click(within(dialog).getByRole('button', { name: 'Done' }));
    await waitFor(async () => expect(await columnHeads()).toContain('Photo'));
  });

  it('can be hidden, in the address and for the person, and at least one stays', async () => {
    const server = await openList({
      cases: [fakeCase(1)],
      address: '/v2/cases?columns=name,age&page=1',
    });
    await screen.findByRole('table');
    expect(screen.getAllByRole('columnheader')).toHaveLength(2);
    await userEvent.click(screen.getByRole('button', { name: 'Columns' }));
    const dialog = await screen.findByRole('dialog', { name: 'Columns' });
    await userEvent.click(within(dialog).getByRole('checkbox', { name: 'Age' }));
    await waitFor(() => expect(window.location.search).toContain('columns=name&'));
    await waitFor(() =>
      expect(server.interfaceSettings['list.cases']).toMatchObject({ columns: ['name'] }),
    );
    expect(within(dialog).getByRole('checkbox', { name: 'Name' })).toBeDisabled();
    await userEvent.click(within(dialog).getByRole('button', { name: 'Show all' }));
    await userEvent.click(within(dialog).getByRole('button', { name: 'Done' }));
    expect(await screen.findAllByRole('columnheader')).toHaveLength(9);
  });

  it('are those chosen on another device where the address says nothing about them', async () => {
    const server = installFakeServer({ isSignedIn: true, cases: [fakeCase(1)] });
    server.interfaceSettings = { 'list.cases': { columns: ['age', 'name'] } };
    await openList({ server });
    await waitFor(async () => expect(await columnHeads()).toEqual(['Name', 'Age']));
  });

  it('open the photo of a child in a window of its own', async () => {
    const photo = '/api/v2/attachments/2';
    const server = await openList({ cases: [{ ...fakeCase(1), photo }, fakeCase(2)] });
    await screen.findByRole('table');
    await userEvent.click(screen.getByRole('button', { name: 'Photo: SEL-aaaaaa1' }));
    const viewer = within(await screen.findByRole('dialog', { name: 'Photo: SEL-aaaaaa1' }));
    expect(viewer.getByRole('img', { name: 'Photo: SEL-aaaaaa1' })).toHaveAttribute(
      'src',
      `${photo}?size=medium`,
    );
    await userEvent.click(viewer.getByRole('img'));
    await userEvent.click(viewer.getByRole('button', { name: 'Close' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(window.location.pathname).toBe('/v2/cases');
    expect(server.seen('GET /cases').at(-1)?.query.get('order_by')).toBeNull();
  });

  it('are wider or narrower as the person makes them, and as usual again', async () => {
    const server = await openList({ cases: [fakeCase(1)] });
    const kept = () => server.interfaceSettings['list.cases'];
    await screen.findByRole('table');
    const edge = () => screen.getByRole('separator', { name: 'Width: Name' });
    expect(edge()).toHaveAttribute('aria-valuetext', 'Usual widths');
    edge().focus();
    await userEvent.keyboard('{End}');
    expect(edge()).toHaveAttribute('aria-valuenow', '640');
    expect(screen.getByRole('columnheader', { name: 'Name' })).toHaveStyle({
      minInlineSize: '640px',
    });
    await waitFor(() => expect(kept()).toEqual({ widths: { name: 640 } }));
    await userEvent.keyboard('{Delete}');
    await waitFor(() => expect(kept()).toEqual({ widths: {} }));
    await userEvent.keyboard('{Home}');
    await waitFor(() => expect(kept()).toEqual({ widths: { name: 64 } }));
    await userEvent.click(screen.getByRole('button', { name: 'Columns' }));
    await userEvent.click(await screen.findByRole('button', { name: 'Usual widths' }));
    await waitFor(() => expect(kept()).toEqual({ widths: {} }));
  });

  it('are made wider by dragging the edge, in the direction of reading', async () => {
    const server = await openList({ cases: [fakeCase(1)], language: 'ar' });
    await screen.findByRole('table');
    const edge = screen.getByRole('separator', { name: 'العرض: الاسم' });
    edge.setPointerCapture = () => undefined;
    await userEvent.pointer([
      { keys: '[MouseLeft>]', target: edge, coords: { clientX: 300 } },
      { target: edge, coords: { clientX: 100 } },
      { keys: '[/MouseLeft]', target: edge, coords: { clientX: 100 } },
    ]);
    await waitFor(() =>
      expect(server.interfaceSettings['list.cases']).toEqual({ widths: { name: 200 } }),
    );
  });

  it('are as they were chosen on this device before they were kept for the person', async () => {
    localStorage.setItem('amparo.columns.cases', 'age,name');
    await openList({ cases: [fakeCase(1)] });
    await screen.findByRole('table');
    expect(screen.getAllByRole('columnheader').map((head) => head.textContent)).toEqual([
      'Name',
      'Age',
    ]);
  });
});
