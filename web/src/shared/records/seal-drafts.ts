import * as v from 'valibot';
import { createFileBox } from '../forms/fields/file-box';
import { isObject, type JsonObject } from '../forms/json';
import { hasOpenForms } from '../lock/open-work';
import type { Sealable } from '../lock/sealing';
import { RecordType } from '../wire/records';
import { draftsByKey, keepDraft, takeDraftsAway } from './drafts';

const jsonObject = v.custom<JsonObject>(isObject);
const file = v.object({ key: v.string(), type: v.string(), data: v.string() });
const kept = v.object({
  key: v.string(),
  values: jsonObject,
  initial: jsonObject,
  revision: v.optional(v.number()),
  about: v.object({
    type: v.enum(RecordType),
    path: v.string(),
    isNew: v.boolean(),
    clashes: v.number(),
  }),
  files: v.array(file),
});
const keptDraftsText = v.pipe(v.string(), v.parseJson(), v.array(kept));

async function fileText(key: string, blob: Blob): Promise<v.InferOutput<typeof file>> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let data = '';
  for (const byte of bytes) data += String.fromCharCode(byte);
  return { key, type: blob.type, data: btoa(data) };
}

function fileOf({ type, data }: v.InferOutput<typeof file>): Blob {
  return new Blob([Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0))], { type });
}

/** Drafts with the files chosen for them. While a form is on the screen they are its own. */
export const sealableDrafts: Sealable = {
  take: async () => {
    if (hasOpenForms()) throw new Error('drafts.open');
    const all = draftsByKey().map(async ([key, { files, ...draft }]) => ({
      ...draft,
      key,
      files: await Promise.all(files.all().map(([name, blob]) => fileText(name, blob))),
    }));
    return JSON.stringify(await Promise.all(all));
  },
  clear: takeDraftsAway,
  give: (text) => {
    for (const { key, files, revision, ...draft } of v.parse(keptDraftsText, text)) {
      const box = createFileBox();
      files.forEach((one) => box.putBack(one.key, fileOf(one)));
      keepDraft(key, { ...draft, revision, files: box });
    }
  },
};
