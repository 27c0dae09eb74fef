import { afterEach, describe, expect, it } from 'vitest';
import { createFileBox } from '../forms/fields/file-box';
import { isBusy } from '../pwa/busy';
import { addOpenForm } from '../lock/open-work';
import { draftOf, keepDraft, keptDrafts, takeDraftsAway } from './drafts';
import { sealableDrafts } from './seal-drafts';

afterEach(takeDraftsAway);

function oneDraft() {
  const files = createFileBox();
  const bytes = new Uint8Array([0, 255, 137, 80]);
  const name = files.put(new Blob([bytes], { type: 'image/png' }));
  keepDraft('cases/1', {
    values: { name_first: 'Ami', photos: [{ attachment: `file:${name}` }] },
    initial: {},
    revision: 3,
    files,
    about: { type: 'cases', path: '/cases/1/edit', isNew: false, clashes: 0 },
  });
  return { name, bytes, files };
}

describe('drafts', () => {
  const closes = () =>
    window.dispatchEvent(new Event('beforeunload', { cancelable: true })) ? 'closed' : 'asked';

  it('hold back updates, and ask whoever closes the page', () => {
    expect([isBusy(), closes()]).toEqual([false, 'closed']);
    oneDraft();
    expect([isBusy(), closes()]).toEqual([true, 'asked']);
    takeDraftsAway();
    expect([isBusy(), closes()]).toEqual([false, 'closed']);
  });
});

describe('drafts that are sealed', () => {
  it('come back with their files, under the names the answers know', async () => {
    const { name, bytes, files } = oneDraft();
    const text = await sealableDrafts.take();
    sealableDrafts.clear();
    expect(keptDrafts()).toEqual([]);
    expect(files.get(name)).toBeUndefined();
    sealableDrafts.give(text);
    const back = draftOf('cases/1');
    expect(back?.values['name_first']).toBe('Ami');
    expect(back?.revision).toBe(3);
    const file = back?.files.get(name);
    expect(file?.type).toBe('image/png');
    expect(new Uint8Array((await file?.arrayBuffer()) ?? new ArrayBuffer(0))).toEqual(bytes);
  });

  it('stay with a form that is still on the screen', async () => {
    oneDraft();
    const stop = addOpenForm({
      canBePutAway: () => false,
      putAway: () => undefined,
      isDirty: () => true,
    });
    await expect(sealableDrafts.take()).rejects.toThrow('drafts.open');
    stop();
  });
});
