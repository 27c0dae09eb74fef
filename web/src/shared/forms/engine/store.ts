import type { FieldDefinition, FormDefinition } from '../definition';
import type { Dependencies } from '../expression/compile';
import type { Scope } from '../expression/values';
import type { Json, JsonObject } from '../json';
import type { Finding } from '../validation/keys';
import { type Calculation, calculationsOf } from './calculations';
import { afterAge, afterBirthDate, type Birth, birthsOf } from './coupling';
import { sameAnswer } from './patch';
import { afterServiceChange, isService } from './services';
import { Topics } from './topics';
import {
  type Clock,
  entryCondition,
  entryScope,
  formCondition,
  isEntryFieldShown,
  isFieldShown,
  isFormShown,
  recordCondition,
  recordScope,
} from './visibility';

export interface StoreSpec {
  /** The forms of the record, or the one subform of an entry. */
  readonly forms: readonly FormDefinition[];
  readonly values: JsonObject;
  readonly clock: Clock;
  /** Given for an entry: the field it belongs to and the values of the whole record. */
  readonly entry?: { readonly parent: FieldDefinition; readonly record: JsonObject } | undefined;
}

/** A field in one place: the same name may stand in several forms. */
export interface Slot {
  readonly form: FormDefinition;
  readonly field: FieldDefinition;
  readonly dependencies: ReadonlySet<string>;
}

function union(form: boolean, ...all: readonly Dependencies[]): ReadonlySet<string> {
  return new Set(all.flatMap((one) => (form ? [...one.own, ...one.record] : [...one.own])));
}

interface Dependents {
  readonly forms: ReadonlySet<FormDefinition>;
  readonly slots: ReadonlySet<Slot>;
}

/** Turned round once, so that a key looks at what hangs on its answer and not at each field. */
function dependentsOf(
  forms: readonly FormDefinition[],
  slots: readonly Slot[],
): ReadonlyMap<string, Dependents> {
  const found = new Map<string, { forms: Set<FormDefinition>; slots: Set<Slot> }>();
  const of = (name: string) => {
    const known = found.get(name) ?? { forms: new Set(), slots: new Set() };
    found.set(name, known);
    return known;
  };
  for (const form of forms) {
    for (const name of union(true, formCondition(form).dependencies)) of(name).forms.add(form);
  }
  for (const slot of slots) {
    for (const name of slot.dependencies) of(name).slots.add(slot);
  }
  return found;
}

const none: readonly Finding[] = [];

export function slotKey(form: string, field: string): string {
  return `${form}/${field}`;
}

/**
 * The state of one form while it is read or filled in: values, what is shown, what is wrong.
 * Whoever draws a part subscribes to that part; a change wakes only what depends on it.
 */
export class FormStore {
  readonly topics = new Topics();
  readonly spec: StoreSpec;
  readonly fields: readonly FieldDefinition[];
  /** Forms and slots by the names of the answers on which it depends whether they are shown. */
  readonly #dependents: ReadonlyMap<string, Dependents>;
  readonly #calculations: readonly Calculation[];
  readonly #births: readonly Birth[];
  readonly #isService: boolean;
  readonly #guessed = new Set<string>();
  #initial: JsonObject;
  #values: JsonObject;
  #dirty = new Set<string>();
  #shown = new Map<string, boolean>();
  #problems: readonly Finding[] = [];
  #problemsOf: ReadonlyMap<string, readonly Finding[]> = new Map();

  constructor(spec: StoreSpec) {
    this.spec = spec;
    const slots = spec.forms.flatMap((form) =>
      form.fields.map((field) => ({ form, field, dependencies: this.#dependenciesOf(field) })),
    );
    this.fields = [...new Map(slots.map(({ field }) => [field.name, field])).values()];
    this.#dependents = dependentsOf(spec.forms, slots);
    this.#calculations = calculationsOf(this.fields);
    this.#births = spec.forms.flatMap(birthsOf);
    this.#isService = isService(this.fields);
    this.#values = this.#calculated(spec.values);
    // What the server will compute as well is no change of the person's.
    this.#initial = this.#values;
    this.#refreshShown({ forms: new Set(spec.forms), slots: new Set(slots) });
  }

  #dependenciesOf(field: FieldDefinition): ReadonlySet<string> {
    return this.spec.entry === undefined
      ? union(true, recordCondition(field).dependencies)
      : union(false, entryCondition(field).dependencies);
  }

  get values(): JsonObject {
    return this.#values;
  }

  get initial(): JsonObject {
    return this.#initial;
  }

  get isDirty(): boolean {
    return this.#dirty.size > 0;
  }

  get problems(): readonly Finding[] {
    return this.#problems;
  }

  value(name: string): Json | undefined {
    return this.#values[name];
  }

  isChanged(name: string): boolean {
    return this.#dirty.has(name);
  }

  /** Scope for conditions on the values as they are now. */
  scope(): Scope {
    return this.#scopeOf(this.#values);
  }

  isShown(form: string, field: string): boolean {
    return this.#shown.get(slotKey(form, field)) ?? false;
  }

  isFormShown(form: string): boolean {
    return this.#shown.get(form) ?? false;
  }

  problemsAt(name: string): readonly Finding[] {
    return this.#problemsOf.get(name) ?? none;
  }

  /** Takes an answer, and everything that follows from it, in one step. */
  set(name: string, value: Json): void {
    if (Object.is(this.#values[name], value)) return;
    const before = this.#values;
    const following = this.#following(name, value);
    this.#values = this.#calculated({ ...before, ...following }, new Set(Object.keys(following)));
    this.#announce(before);
  }

  /** Replaces values without asking what follows, as after a merge. */
  replace(values: JsonObject): void {
    const before = this.#values;
    this.#values = this.#calculated({ ...before, ...values }, new Set(Object.keys(values)));
    this.#announce(before);
  }

  /** The present values are what the server holds now: nothing is unsaved. */
  rebase(initial: JsonObject): void {
    this.#initial = this.#calculated(initial);
    this.#dirty = new Set(
      this.fields
        .map((field) => field.name)
        .filter((name) => !sameAnswer(this.#initial[name], this.#values[name])),
    );
    this.topics.tell(['dirty']);
  }

  setProblems(problems: readonly Finding[]): void {
    const byField = Map.groupBy(problems, ({ pointer }) => pointer.split('/')[1] ?? '');
    const touched = new Set([...this.#problemsOf.keys(), ...byField.keys()]);
    this.#problems = problems;
    this.#problemsOf = byField;
    this.topics.tell(['problems', ...[...touched].map((name) => `problems:${name}`)]);
  }

  /** The answer with what follows: the other half of a birth, the person of a service. */
  #following(name: string, value: Json): JsonObject {
    const changed: Record<string, Json | undefined> = { [name]: value };
    if (this.#isService) Object.assign(changed, afterServiceChange(name, this.#values));
    const { today } = this.spec.clock;
    for (const birth of this.#births) {
      if (name === birth.date) {
        const values = { ...this.#values, ...changed };
        Object.assign(changed, afterBirthDate(birth, values, today), this.#noLongerGuessed(birth));
      } else if (name === birth.age) {
        const derived = afterAge(birth, { ...this.#values, ...changed }, today);
        if (birth.date in derived) this.#guessed.add(birth.date);
        Object.assign(changed, derived);
      }
    }
    return changed;
  }

  #noLongerGuessed(birth: Birth): JsonObject {
    const wasGuessed = this.#guessed.delete(birth.date);
    return wasGuessed && birth.estimated !== undefined ? { [birth.estimated]: false } : {};
  }

  /** Values with the calculated ones that depend on a changed name; all of them at the start. */
  #calculated(values: JsonObject, changed?: ReadonlySet<string>): JsonObject {
    let result = values;
    const touched = new Set(changed);
    for (const { name, expression } of this.#calculations) {
      const { own, record } = expression.dependencies;
      const stale = changed === undefined || [...own, ...record].some((one) => touched.has(one));
      if (!stale) continue;
      const value = expression.evaluate(this.#scopeOf(result));
      if (sameAnswer(result[name], value)) continue;
      result = { ...result, [name]: value };
      touched.add(name);
    }
    return result;
  }

  #scopeOf(values: JsonObject): Scope {
    const { entry, clock } = this.spec;
    return entry === undefined
      ? recordScope(values, clock)
      : entryScope(values, entry.record, clock);
  }

  #announce(before: JsonObject): void {
    const names = Object.keys(this.#values).filter(
      (name) => !Object.is(before[name], this.#values[name]),
    );
    const wasDirty = this.isDirty;
    for (const name of names) {
      if (sameAnswer(this.#initial[name], this.#values[name])) this.#dirty.delete(name);
      else this.#dirty.add(name);
    }
    const topics = names.map((name) => `value:${name}`);
    topics.push(...this.#refreshShown(this.#dependentsOf(names)));
    if (wasDirty !== this.isDirty) topics.push('dirty');
    this.topics.tell([...topics, 'change']);
  }

  #dependentsOf(names: readonly string[]): Dependents {
    const all = names.flatMap((name) => this.#dependents.get(name) ?? []);
    return {
      forms: new Set(all.flatMap(({ forms }) => [...forms])),
      slots: new Set(all.flatMap(({ slots }) => [...slots])),
    };
  }

  /** Looks again whether these are shown; gives the topics that turned. */
  #refreshShown({ forms, slots }: Dependents): string[] {
    const scope = this.scope();
    const turned: string[] = [];
    for (const form of forms) {
      const shown = this.spec.entry !== undefined || isFormShown(form, scope);
      if (this.#turn(form.uniqueId, shown)) turned.push('forms');
    }
    for (const { form, field } of slots) {
      const key = slotKey(form.uniqueId, field.name);
      if (this.#turn(key, this.#isFieldShown(field, scope))) turned.push(`shown:${key}`);
    }
    return turned;
  }

  #turn(key: string, shown: boolean): boolean {
    if (this.#shown.get(key) === shown) return false;
    this.#shown.set(key, shown);
    return true;
  }

  #isFieldShown(field: FieldDefinition, scope: Scope): boolean {
    const parent = this.spec.entry?.parent;
    return parent === undefined
      ? isFieldShown(field, scope)
      : isEntryFieldShown(parent, field, scope);
  }
}
