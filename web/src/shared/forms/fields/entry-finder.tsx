import { useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { foldText } from '../../text/fold';
import { TextField } from '../../ui/TextField';
import type { FieldDefinition } from '../definition';
import type { ListedEntry } from '../engine/entries';
import type { AnswerText } from './answer-text';

/** More entries than this are searched instead of read. */
const read_at_most = 10;

/** The entries in which the typed words stand, and the box to type them in for a long list. */
export function useEntryFinder(
  field: FieldDefinition,
  entries: readonly ListedEntry[],
  text: AnswerText,
) {
  const [words, setWords] = useState('');
  const isLong = entries.length > read_at_most;
  const wanted = isLong ? foldText(words.trim()) : '';
  const answersOf = ({ entry }: ListedEntry) =>
    (field.subform?.fields ?? []).map((one) => text(one, entry[one.name])).join(' ');
  return {
    found:
      wanted === '' ? entries : entries.filter((one) => foldText(answersOf(one)).includes(wanted)),
    box: isLong ? <FinderBox words={words} onChange={setWords} /> : null,
  };
}

interface FinderBoxProps {
  words: string;
  onChange: (words: string) => void;
}

function FinderBox({ words, onChange }: FinderBoxProps) {
  const { t } = useLingui();
  const label = t({ id: 'form.entries.find', message: 'Find in these entries' });
  return <TextField type="search" label={label} value={words} onChange={onChange} />;
}
