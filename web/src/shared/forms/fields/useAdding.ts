import { useState } from 'react';
import { type Keeping, keepingOf } from '../../capture/keeping';
import type { FieldDefinition } from '../definition';
import { useAnswer, useStore } from '../engine/hooks';
import type { JsonObject } from '../json';
import { rowsOf } from '../merge/rows';
import { attachmentType, fileProblem, type FileProblem, pendingFile } from './attachments';
import { useFormView } from './form-view';
import { shrunkPhoto } from './photo';

export type AddingProblem = FileProblem | 'unreadable';

/** What was made in the app is small already and carries no place. */
export type Origin = 'chosen' | 'made here';

/** Puts files into an upload field, and says why one of them cannot be taken. */
export function useAdding(field: FieldDefinition) {
  const view = useFormView();
  const store = useStore();
  const [, set] = useAnswer(field.name);
  const [problem, setProblem] = useState<AddingProblem>();
  const add = async (files: readonly File[], origin: Origin = 'chosen') => {
    setProblem(undefined);
    const added: JsonObject[] = [];
    for (const file of files) {
      const wrong = fileProblem(field, file);
      const ready =
        wrong !== undefined || origin === 'made here'
          ? file
          : await prepared(file, keepingOf(view.photo));
      if (wrong !== undefined || ready === undefined) setProblem(wrong ?? 'unreadable');
      else added.push(attachment(field, ready, view.files.put(ready), view.now().today));
    }
    // Others may have been added while this one was made smaller.
    if (added.length > 0) set([...rowsOf(store.value(field.name)), ...added]);
  };
  return { add, problem };
}

function attachment(field: FieldDefinition, file: File, key: string, today: string): JsonObject {
  const type = attachmentType(field);
  return {
    attachment: pendingFile(key),
    attachment_type: type,
    file_name: file.name,
    content_type: file.type,
    date: today,
    ...(type === 'document' ? { description: '', comments: '', is_current: false } : {}),
  };
}

/**
 * The file as it is kept. Pictures, a photographed document too, are drawn anew: where and with
 * what they were taken stays behind.
 */
async function prepared(file: File, keeping: Keeping): Promise<File | undefined> {
  if (!file.type.startsWith('image/')) return file;
  try {
    const photo = await shrunkPhoto(file, keeping);
    return new File([photo], jpegName(file.name), { type: photo.type });
  } catch {
    return undefined;
  }
}

function jpegName(name: string): string {
  return `${name.replace(/\.[^.]*$/, '') || 'photo'}.jpg`;
}
