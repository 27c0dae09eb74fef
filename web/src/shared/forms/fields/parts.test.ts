import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../json';
import { testField } from '../testing';
import {
  acceptedTypes,
  attachmentChanges,
  fileProblem,
  pendingFile,
  pendingKey,
} from './attachments';
import { createFileBox } from './file-box';
import { asciiDigits, finishedNumber, typedNumber } from './numbers';

describe('digits', () => {
  it('of any script become ASCII', () => {
    expect(['١٢٣', '۴۵', '१२', '3٫5', '−7', '๑๒', '၃', '៤'].map(asciiDigits)).toEqual([
      '123',
      '45',
      '12',
      '3.5',
      '-7',
      '12',
      '3',
      '4',
    ]);
  });
  it.each([
    ['', 0, null],
    ['12', 0, 12],
    ['\u200f٧', 0, 7],
    ['1 000', 0, 1000],
    ['12x', 0, '12x'],
    ['5.', 1, '5.'],
    ['5.0', 2, '5.0'],
    ['5,5', 1, 5.5],
    ['abc', 2, 'abc'],
  ])('%j with %i decimals is %j', (typed, places, expected) => {
    expect(typedNumber(typed, places)).toBe(expected);
  });
  it('still on their way become a number when the person is done', () => {
    expect(['5.', '5.0', '12x'].map(finishedNumber)).toEqual([5, 5, '12x']);
  });
});

const photo = testField({ name: 'photos', type: 'photo_upload_box' });
const documents = testField({ name: 'docs', type: 'document_upload_box' });
const signature = testField({ name: 'sign', type: 'signature' });

describe('a chosen file', () => {
  const file = (name: string, type: string, size = 1) =>
    new File(['x'.repeat(size)], name, { type });
  it('must be of a kind the server takes', () => {
    expect(fileProblem(documents, file('a.pdf', 'application/pdf'))).toBeUndefined();
    expect(fileProblem(documents, file('a.exe', 'application/x-msdownload'))).toBe('wrong_type');
    expect(fileProblem(photo, file('a.webp', 'image/webp'))).toBeUndefined();
    expect(fileProblem(photo, file('a.pdf', 'application/pdf'))).toBe('wrong_type');
  });
  it('may be any document of the list, also where the device names no kind', () => {
    for (const kind of ['pdf', 'txt', 'csv', 'doc', 'docx', 'xls', 'xlsx', 'jpg', 'png']) {
      expect(fileProblem(documents, file(`A.${kind.toUpperCase()}`, ''))).toBeUndefined();
      expect(acceptedTypes(documents)).toContain(`.${kind}`);
    }
    expect(fileProblem(documents, file('a.xlsjpg', ''))).toBe('wrong_type');
  });
  it('must hold something, and not too much', () => {
    expect(fileProblem(documents, file('a.txt', 'text/plain', 0))).toBe('empty');
    const at = file('a.txt', 'text/plain');
    Object.defineProperty(at, 'size', { value: 20_971_520 });
    expect(fileProblem(documents, at)).toBeUndefined();
    const past = file('a.txt', 'text/plain');
    Object.defineProperty(past, 'size', { value: 20_971_521 });
    expect(fileProblem(documents, past)).toBe('too_large');
  });
  it('waits in memory under a key', () => {
    const box = createFileBox();
    const blob = new Blob(['x']);
    const key = box.put(blob);
    expect(pendingKey({ attachment: pendingFile(key) })).toBe(key);
    expect(box.get(key)).toBe(blob);
    expect(box.url(key)).toMatch(/^blob:/);
    box.empty();
    expect(box.get(key)).toBeUndefined();
  });
});

describe('what has to be sent of the files', () => {
  const fields = [photo, documents, signature];
  const kinds = (initial: JsonObject, values: JsonObject) =>
    attachmentChanges(fields, initial, values).map((change) => change.kind);
  const added = { attachment: pendingFile('k') };
  it('is each new one, each removal, each changed description', () => {
    const initial = { photos: [{ id: 1 }, { id: 2 }], docs: [{ id: 3, description: 'a' }] };
    expect(kinds(initial, initial)).toEqual([]);
    expect(
      kinds(initial, {
        photos: [{ id: 1, _destroy: true, attachment_type: 'image' }, { id: 2 }, added],
        docs: [{ id: 3, description: 'b' }],
        sign: added,
      }),
    ).toEqual(['remove', 'add', 'change', 'add']);
  });
  it('is not what was chosen and taken back, nor a signature that is stored', () => {
    expect(kinds({}, { photos: [{ ...added, _destroy: true }], docs: [{}] })).toEqual([]);
    expect(kinds({ sign: { id: 9 } }, { sign: { id: 9 } })).toEqual([]);
  });
  it('names the changed keys of a description only', () => {
    const [change] = attachmentChanges(
      fields,
      { docs: [{ id: 3, description: 'a', comments: 'c' }] },
      { docs: [{ id: 3, description: 'b', comments: 'c' }] },
    );
    expect(change).toEqual({ kind: 'change', id: '3', changes: { description: 'b' } });
  });
});
