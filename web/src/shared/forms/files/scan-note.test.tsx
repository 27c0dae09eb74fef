import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query';
import { act, render, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { TestForm } from '../fields/TestForm';
import type { JsonObject } from '../json';
import { testField, testForm } from '../testing';

const fields = [
  testField({ name: 'papers', type: 'document_upload_box', display_name: { en: 'Papers' } }),
  testField({ name: 'photos', type: 'photo_upload_box', display_name: { en: 'Photos' } }),
];
const form = testForm('files', fields);

function paper(scan: string, more: JsonObject = {}): JsonObject {
  return { id: 4, file_name: 'order.pdf', attachment_url: '/files/4', scan, ...more };
}

function show(values: JsonObject) {
  return render(<TestForm form={form} mode="view" values={values} />);
}

afterEach(() => vi.useRealTimers());

describe('a file', () => {
  it('in which a virus was found cannot be opened and says why', async () => {
    show({ papers: [paper('infected', { attachment_url: null })] });
    expect(await screen.findByText(/A virus was found/)).toBeVisible();
    expect(screen.getByText('order.pdf')).toBeVisible();
    expect(screen.queryByRole('link')).toBeNull();
  });
  it('that is withheld while it is checked has no way in', async () => {
    const { container } = show({
      photos: [{ ...paper('pending', { attachment_url: null }), file_name: 'child.png' }],
    });
    expect(await screen.findByText('Being checked for viruses…')).toBeVisible();
    // What other tests left beside the form is none of its pictures.
    const shown = within(container);
    expect(shown.queryByRole('img')).toBeNull();
    expect(shown.queryByRole('button', { name: /Enlarge/ })).toBeNull();
  });
  it('that is clean says so, and opens', async () => {
    show({ papers: [paper('clean')] });
    expect(await screen.findByText('No virus found')).toBeVisible();
    expect(screen.getByRole('link', { name: 'order.pdf' })).toBeVisible();
  });
  it('that nobody checked says so where it is a document', async () => {
    show({ papers: [paper('unchecked')], photos: [{ ...paper('unchecked'), id: 5 }] });
    expect(await screen.findAllByText('Not checked for viruses')).toHaveLength(1);
  });
});

function Page({ read }: { read: () => Promise<unknown> }) {
  const { data } = useQuery({ queryKey: ['record', 'cases', '1'], queryFn: read });
  return data === undefined ? null : (
    <TestForm
      form={form}
      mode="view"
      values={{ papers: [paper(String(data))] }}
      key={String(data)}
    />
  );
}

describe('a file that is being checked', () => {
  it('is looked at again until it is known what it is', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    const read = vi.fn().mockResolvedValueOnce('pending').mockResolvedValue('clean');
    render(
      <QueryClientProvider client={new QueryClient()}>
        <Page read={read} />
      </QueryClientProvider>,
    );
    expect(await screen.findByText('Being checked for viruses…')).toBeVisible();
    await act(() => vi.advanceTimersByTimeAsync(3_500));
    expect(await screen.findByText('No virus found')).toBeVisible();
    await act(() => vi.advanceTimersByTimeAsync(600_000));
    expect(read).toHaveBeenCalledTimes(2);
  });
});
