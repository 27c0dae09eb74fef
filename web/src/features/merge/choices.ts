import {
  type Choices,
  type FieldChoice,
  FieldState,
  type MergeField,
  type MergePreview,
  type RowChoice,
} from '../../shared/merge/merge.wire';

/** What a person picked in one field; `typed` and `rows` carry more beside it. */
export type Pick = 'this' | 'other' | 'both' | 'value' | 'rows';

/** A new answer as it was typed or chosen: several options are a list of their ids. */
export type Typed = string | readonly string[];

/** Everything that was picked so far, by field name. */
export interface Picked {
  readonly picks: Readonly<Record<string, Pick>>;
  readonly typed: Readonly<Record<string, Typed>>;
  /** Entries that are left out, as `this:<id>` or `other:<id>`. */
  readonly dropped: Readonly<Record<string, readonly string[]>>;
  /** Entries of the other case that are the same as one of the case that stays, by their keys. */
  readonly joined: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export const nothing_picked: Picked = { picks: {}, typed: {}, dropped: {}, joined: {} };

export type PickAction =
  | { readonly kind: 'keep'; readonly names: ReadonlySet<string> }
  | { readonly kind: 'pick'; readonly name: string; readonly pick: Pick }
  | { readonly kind: 'type'; readonly name: string; readonly answer: Typed }
  | {
      readonly kind: 'drop';
      readonly name: string;
      readonly entry: string;
      readonly isDropped: boolean;
    }
  | {
      readonly kind: 'join';
      readonly name: string;
      readonly entry: string;
      /** The key of an entry of the case that stays; undefined: it stands alone. */
      readonly to: string | undefined;
    };

function joinEntry(state: Picked, action: Extract<PickAction, { kind: 'join' }>): Picked {
  const { name, entry, to } = action;
  const others = Object.entries(state.joined[name] ?? {}).filter(
    // An entry is the same as one other at most.
    ([key, target]) => key !== entry && target !== to,
  );
  const pairs = to === undefined ? others : [...others, [entry, to] as const];
  return { ...state, joined: { ...state.joined, [name]: Object.fromEntries(pairs) } };
}

function only<T>(record: Readonly<Record<string, T>>, names: ReadonlySet<string>) {
  return Object.fromEntries(Object.entries(record).filter(([name]) => names.has(name)));
}

function keepOnly({ picks, typed, dropped, joined }: Picked, names: ReadonlySet<string>): Picked {
  return {
    picks: only(picks, names),
    typed: only(typed, names),
    dropped: only(dropped, names),
    joined: only(joined, names),
  };
}

/** Fields that say the same in both looks at the two cases: what was picked there still holds. */
export function unchangedIn(before: MergePreview, now: MergePreview): ReadonlySet<string> {
  const sidesOf = (field: MergeField) => JSON.stringify([field.this, field.other]);
  const earlier = new Map(fieldsOf(before).map((field) => [field.name, sidesOf(field)]));
  return new Set(
    fieldsOf(now)
      .filter((field) => earlier.get(field.name) === sidesOf(field))
      .map(({ name }) => name),
  );
}

export function reducePicked(state: Picked, action: PickAction): Picked {
  if (action.kind === 'keep') return keepOnly(state, action.names);
  const { name } = action;
  if (action.kind === 'pick') return { ...state, picks: { ...state.picks, [name]: action.pick } };
  if (action.kind === 'type') return { ...state, typed: { ...state.typed, [name]: action.answer } };
  if (action.kind === 'join') return joinEntry(state, action);
  const others = (state.dropped[name] ?? []).filter((entry) => entry !== action.entry);
  const dropped = action.isDropped ? [...others, action.entry] : others;
  return { ...state, dropped: { ...state.dropped, [name]: dropped } };
}

export function isAnythingPicked({ picks }: Picked): boolean {
  return Object.keys(picks).length > 0;
}

/** What stands in a field before anybody picks; undefined where somebody has to. */
export function pickOf(field: MergeField, { picks }: Picked): Pick | undefined {
  const picked = picks[field.name];
  if (picked !== undefined) return picked;
  const suggested = field.suggested;
  return suggested === 'this' || suggested === 'other' || suggested === 'both'
    ? suggested
    : undefined;
}

/** An entry of a table and the side it stands on. */
export interface Entry {
  readonly key: string;
  readonly side: 'this' | 'other';
  readonly row: Readonly<Record<string, unknown>>;
}

export function entriesOf(field: MergeField): Entry[] {
  return (['this', 'other'] as const).flatMap((side) =>
    rowsOf(field[side]).map((row) => ({
      key: `${side}:${String(row['unique_id'])}`,
      side,
      row,
    })),
  );
}

function isRow(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function rowsOf(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) ? value.filter(isRow) : [];
}

export function fieldsOf(preview: MergePreview): readonly MergeField[] {
  return preview.forms.flatMap((form) => form.fields);
}

/** Fields that differ and in which nobody has picked anything usable yet. */
export function undecided(preview: MergePreview, picked: Picked): readonly MergeField[] {
  return fieldsOf(preview).filter((field) => {
    const pick = pickOf(field, picked);
    const lacksAnswer = pick === 'value' && isEmpty(picked.typed[field.name] ?? '');
    return pick === undefined || lacksAnswer;
  });
}

function isEmpty(answer: Typed): boolean {
  return typeof answer === 'string' ? answer.trim() === '' : answer.length === 0;
}

function typedValue(field: MergeField, text: Typed): unknown {
  if (typeof text !== 'string') return text;
  return field.type === 'numeric_field' && /^-?\d+$/.test(text.trim())
    ? Number(text.trim())
    : text.trim();
}

function choiceOf(field: MergeField, picked: Picked): FieldChoice | undefined {
  const pick = pickOf(field, picked);
  switch (pick) {
    case undefined:
      return undefined;
    case 'value':
      return { value: typedValue(field, picked.typed[field.name] ?? '') };
    case 'rows':
      return { rows: keptRows(field, picked) };
    default:
      return pick;
  }
}

function keptRows(field: MergeField, picked: Picked): readonly RowChoice[] {
  const left = picked.dropped[field.name] ?? [];
  const joined = picked.joined[field.name] ?? {};
  const kept = entriesOf(field).filter(({ key }) => !left.includes(key));
  const idOf = ({ row }: Entry) => String(row['unique_id']);
  const partnerOf = (own: Entry) =>
    kept.find((entry) => entry.side === 'other' && joined[entry.key] === own.key);
  const isJoined = (entry: Entry) => kept.some((own) => own.key === joined[entry.key]);
  return kept
    .filter((entry) => entry.side === 'this' || !isJoined(entry))
    .map((entry): RowChoice => {
      if (entry.side === 'other') return { other: idOf(entry) };
      const partner = partnerOf(entry);
      return partner === undefined
        ? { this: idOf(entry) }
        : { this: idOf(entry), other: idOf(partner) };
    });
}

/** What goes to the server: only what a person decided, or had to. */
export function choicesOf(preview: MergePreview, picked: Picked): Choices {
  const choices: Record<string, FieldChoice> = {};
  for (const field of fieldsOf(preview)) {
    const isDecided = field.name in picked.picks || field.state === FieldState.different;
    const choice = isDecided ? choiceOf(field, picked) : undefined;
    if (choice !== undefined) choices[field.name] = choice;
  }
  return choices;
}
