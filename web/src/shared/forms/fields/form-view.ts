import { type ComponentType, createContext, useContext } from 'react';
import type { FieldType } from '../../wire/forms';
import type { FieldDefinition } from '../definition';
import type { FindNow } from '../engine/checking';
import type { Now } from '../engine/defaults';
import type { Clock } from '../engine/visibility';
import type { OptionBook, OptionEntry } from '../options';
import type { JsonObject } from '../json';

export type FormMode = 'view' | 'edit' | 'new';

/** A person who may be chosen for a service, with where they work. */
export interface Colleague extends OptionEntry {
  readonly agency: string | undefined;
  readonly place: string | undefined;
}

/** Whether a name is protected, and how to change that. */
export interface Protection {
  readonly isHidden: boolean;
  readonly toggle: () => void;
}

/** Files chosen but not yet sent, by the key that stands in the value. */
export interface FileBox {
  readonly put: (file: Blob) => string;
  readonly get: (key: string) => Blob | undefined;
  /** An address under which the page can show the file. */
  readonly url: (key: string) => string | undefined;
  /** Gives the memory of a file back that nothing stands for any more. */
  readonly drop: (key: string) => void;
}

/** What every control is given. */
export interface ControlProps {
  readonly field: FieldDefinition;
  readonly form: string;
}

/** How each type of field is filled in. Types without a control are not drawn. */
export type Controls = Readonly<Record<FieldType, ComponentType<ControlProps> | undefined>>;

/** An entry of a subform that somebody reads or writes. */
export interface EntryNoteProps {
  /** Name of the subform. */
  readonly field: string;
  readonly entry: JsonObject;
  readonly canChange: boolean;
  /** Closes the entry, once something else was begun with it. */
  readonly onClose?: () => void;
}

/** Something to know of an answer, beside its question. */
export interface FieldNoteProps {
  readonly field: string;
}

/** What the parts of a form need to know about the page they stand on. Stable while it is open. */
export interface FormView {
  readonly mode: FormMode;
  readonly controls: Controls;
  readonly options: OptionBook;
  readonly clock: Clock;
  readonly now: () => Now;
  readonly isReadOnly: (form: string) => boolean;
  readonly find: FindNow;
  readonly findInEntry: FindNow;
  readonly files: FileBox;
  /** What the deployment says of photos, as it came: `keepingOf` reads it. */
  readonly photo: Readonly<Record<string, unknown>>;
  readonly colleagues: (entry: JsonObject) => Promise<readonly Colleague[]>;
  readonly protection: Protection | undefined;
  readonly phoneCountries: readonly string[];
  /** The monitoring of grave violations keeps no document current. */
  readonly hasNoCurrentDocument?: boolean | undefined;
  /** What else there is to know of an entry, above its questions. */
  readonly EntryNote?: ComponentType<EntryNoteProps> | undefined;
  readonly FieldNote?: ComponentType<FieldNoteProps> | undefined;
}

export const FormViewContext = createContext<FormView | undefined>(undefined);

export function useFormView(): FormView {
  const view = useContext(FormViewContext);
  if (view === undefined) throw new Error('forms.no_view');
  return view;
}
