import { isOutsideData } from '../../shared/forms/definition';
import { checkAll } from '../../shared/forms/engine/checking';
import type { FormStore } from '../../shared/forms/engine/store';
import type { FormView } from '../../shared/forms/fields/form-view';
import type { JsonObject } from '../../shared/forms/json';
import type { Finding } from '../../shared/forms/validation/keys';
import { FailureKind, isFailure, type WireFailure } from '../../shared/wire/failure';
import type { RecordType } from '../../shared/wire/records';
import { asValues } from './as-values';
import { createAttemptKeys } from './attempt-keys';
import type { Choice, Meeting } from './conflicts';
import { onlyLacks } from './incomplete';
import { fetchRecord } from './record.wire';
import type { Saving } from './files/send-files';
import { settle } from './settle';

/** Two people seldom change the same record at once: the rules for it come when they do. */
const conflictRules = () => import('./conflicts');
const delivery = () => import('./saving');

/** How answers reach the server comes after the form, and before anybody can have filled it. */
export function fetchDelivery(): void {
  delivery().catch(() => undefined);
}

interface Fresh {
  readonly values: JsonObject;
  readonly revision: number | undefined;
}

/** Where saving stands. */
export type SaveState =
  | { readonly phase: 'idle' }
  | {
      readonly phase: 'saving';
      readonly sent: number;
      readonly all: number;
      /** Of the file that is being sent, when it goes in pieces: 0 to 1. */
      readonly part?: number | undefined;
    }
  | { readonly phase: 'failed'; readonly failure: unknown }
  | { readonly phase: 'conflict'; readonly meeting: Meeting; readonly theirs: Fresh };

export interface SessionSpec {
  readonly type: RecordType;
  readonly id: string;
  readonly store: FormStore;
  /** Version the person began with; undefined for a new record. */
  readonly revision: number | undefined;
  /** Keys of a new record beside its answers; undefined when the record exists. */
  readonly creation: JsonObject | undefined;
}

/** What may change while the form is open. */
export interface Surroundings {
  readonly view: FormView;
  /** Saves although required answers are missing. */
  readonly isIncomplete?: boolean;
  /** Given where to go on; else the record is shown. */
  readonly onSaved: (goOn?: () => void) => void;
}

export interface Snapshot {
  readonly state: SaveState;
  /** How often saving found something wrong: moves the focus to the list of problems. */
  readonly refusals: number;
  /** Answers that somebody else changed meanwhile and that nobody has decided on yet. */
  readonly clashes: number;
}

/** An open form on its way to the server: checks, sends, and meets what others saved meanwhile. */
export class EditorSession {
  readonly #spec: SessionSpec;
  readonly #keys = createAttemptKeys();
  readonly #listeners = new Set<() => void>();
  #revision: number | undefined;
  #sending = new AbortController();
  #snapshot: Snapshot = { state: { phase: 'idle' }, refusals: 0, clashes: 0 };

  constructor(spec: SessionSpec) {
    this.#spec = spec;
    this.#revision = spec.revision;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly snapshot = (): Snapshot => this.#snapshot;

  /** Checks everything, then sends it. Never throws: what went wrong is in the snapshot. */
  async save(surroundings: Surroundings): Promise<void> {
    if (this.#snapshot.state.phase === 'saving') return;
    const { store } = this.#spec;
    settle(store);
    const isRight = checkAll(store, surroundings.view.find);
    const isEnough = surroundings.isIncomplete === true && onlyLacks(store.problems);
    if (isRight || isEnough) await this.#send(surroundings, 'meet others');
    else this.#refuse({ phase: 'idle' });
  }

  /** Goes on with a person's decisions about what clashed. */
  async resolve(
    choices: Readonly<Record<string, Choice>>,
    surroundings: Surroundings,
  ): Promise<void> {
    const { state } = this.#snapshot;
    if (state.phase !== 'conflict') return;
    const { decided } = await conflictRules();
    this.#takeOver(decided(state.meeting, choices), state.theirs);
    await this.#send(surroundings, 'meet others');
  }

  readonly giveUp = (): void => this.#become({ phase: 'idle' });

  /** Files that were chosen stay in the form, and can be sent again. */
  readonly stopSending = (): void => this.#sending.abort();

  async #send(surroundings: Surroundings, onConflict: 'meet others' | 'fail'): Promise<void> {
    this.#become({ phase: 'saving', sent: 0, all: 0 });
    this.#sending = new AbortController();
    const { creation } = this.#spec;
    const saving = this.#saving(surroundings);
    try {
      const { saveChanges, saveNew } = await delivery();
      if (creation === undefined) await saveChanges(saving);
      else await saveNew(saving, creation);
      surroundings.onSaved();
    } catch (failure) {
      if (saving.signal.aborted) {
        this.giveUp();
        return;
      }
      const isClash = creation === undefined && isFailure(failure, FailureKind.conflict);
      if (isClash && onConflict === 'meet others') await this.#meetOthers(surroundings);
      else await this.#fail(failure, saving);
    }
  }

  #saving({ view }: Surroundings): Saving {
    return {
      type: this.#spec.type,
      id: this.#spec.id,
      store: this.#spec.store,
      view,
      keys: this.#keys,
      revision: this.#revision,
      onProgress: (sent, all, part) => this.#become({ phase: 'saving', sent, all, part }),
      signal: this.#sending.signal,
    };
  }

  /** Somebody saved meanwhile: joins what can be joined, and asks about the rest. */
  async #meetOthers(surroundings: Surroundings): Promise<void> {
    const { type, id, store } = this.#spec;
    const saving = this.#saving(surroundings);
    try {
      const [{ meet }, { changesOf, writableFields }, fresh] = await Promise.all([
        conflictRules(),
        delivery(),
        fetchRecord(type, id),
      ]);
      const theirs = { values: asValues(fresh.data), revision: fresh.revision };
      const meeting = meet({
        fields: writableFields(store, surroundings.view),
        base: store.initial,
        changes: changesOf(saving).data,
        mine: store.values,
        theirs: theirs.values,
        options: surroundings.view.options,
      });
      if (meeting.clashes.length > 0) {
        this.#become({ phase: 'conflict', meeting, theirs });
        return;
      }
      this.#takeOver(meeting.values, theirs);
    } catch (failure) {
      await this.#fail(failure, saving);
      return;
    }
    await this.#send(surroundings, 'fail');
  }

  #takeOver(values: JsonObject, theirs: Fresh): void {
    const { store } = this.#spec;
    store.replace(answersOnly(store, values));
    store.rebase(theirs.values);
    this.#revision = theirs.revision;
    this.#snapshot = { ...this.#snapshot, clashes: 0 };
  }

  async #fail(failure: unknown, saving: Saving): Promise<void> {
    const { store } = this.#spec;
    const problems = isFailure(failure, FailureKind.invalid)
      ? await problemsOf(failure, saving)
      : [];
    if (problems.length === 0) {
      this.#become({ phase: 'failed', failure });
      return;
    }
    store.setProblems(problems);
    this.#refuse({ phase: 'failed', failure });
  }

  #refuse(state: SaveState): void {
    this.#snapshot = { ...this.#snapshot, state, refusals: this.#snapshot.refusals + 1 };
    this.#tell();
  }

  #become(state: SaveState): void {
    const clashes =
      state.phase === 'conflict' ? state.meeting.clashes.length : this.#snapshot.clashes;
    this.#snapshot = { ...this.#snapshot, state, clashes };
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

/** What the server found wrong, at the answers as they were sent. */
async function problemsOf(failure: WireFailure, saving: Saving): Promise<readonly Finding[]> {
  const { changesOf } = await delivery();
  const { data } = changesOf(saving);
  const { values } = saving.store;
  const { serverProblems } = await import('./server-problems');
  return serverProblems(failure, data, values);
}

/** Only answers: lists of files keep what this form holds, with those chosen and not yet sent. */
function answersOnly(store: FormStore, values: JsonObject): JsonObject {
  const names = store.fields.filter((field) => !isOutsideData(field)).map((field) => field.name);
  return Object.fromEntries(names.map((name) => [name, values[name]]));
}
