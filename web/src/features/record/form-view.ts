import { recordProblems, entryProblems } from '../../shared/forms/engine/checking';
import type { Clock } from '../../shared/forms/engine/visibility';
import { controls } from '../../shared/forms/fields/controls';
import type {
  Colleague,
  FileBox,
  FormMode,
  FormView,
  Protection,
} from '../../shared/forms/fields/form-view';
import type { JsonObject } from '../../shared/forms/json';
import { newId } from '../../shared/forms/new-id';
import { attachmentsMax, type Deployment, phoneCountries, todayIn } from './deployment';
import { NoteMarks } from './notes/NoteMarks';
import { fetchColleagues } from './record.wire';

export interface ViewSpec {
  readonly mode: FormMode;
  readonly deployment: Deployment;
  /** Form id → `r` or `rw`. */
  readonly permitted: Readonly<Record<string, string>>;
  readonly recordType: string;
  readonly module: string | undefined;
  readonly files: FileBox;
  readonly protection?: Protection | undefined;
  /** The forms whose answers must be right; all that may be written when absent. */
  readonly checks?: ((form: string) => boolean) | undefined;
}

/** What the parts of a form need to know, for one record in one mode. */
export function formView(spec: ViewSpec): FormView {
  const { mode, deployment, permitted, files, protection } = spec;
  const clock = clockOf(deployment);
  const context = {
    ...clock,
    optionsOf: (field: Parameters<typeof deployment.options.idsOf>[0]) =>
      deployment.options.idsOf(field),
    numberMin: 0,
    textLengthMax: 1000,
    textareaLengthMax: 20_000,
    attachmentsMax: attachmentsMax(deployment.settings),
  };
  const isReadOnly = (form: string) => permitted[form] !== 'rw';
  return {
    mode,
    controls,
    options: deployment.options,
    clock,
    now: () => ({ today: clock.today, instant: now(), newId }),
    isReadOnly,
    find: recordProblems(
      ({ uniqueId }) => !isReadOnly(uniqueId) && (spec.checks?.(uniqueId) ?? true),
      context,
    ),
    findInEntry: entryProblems(context),
    files,
    photo: deployment.settings.system_options,
    colleagues: (entry) => colleagues(spec, entry),
    protection,
    phoneCountries: phoneCountries(deployment.settings),
    hasNoCurrentDocument: spec.module === 'primeromodule-mrm',
    EntryNote: NoteMarks,
  };
}

export function clockOf({ zone }: Deployment): Clock {
  return { today: todayIn(zone), zone };
}

/** Whole minutes: nobody means the seconds of a default time. */
function now(): string {
  return `${new Date().toISOString().slice(0, 16)}:00Z`;
}

async function colleagues(
  { recordType, module }: ViewSpec,
  entry: JsonObject,
): Promise<readonly Colleague[]> {
  const wanted = {
    record_type: recordType,
    record_module_id: module,
    service: entry['service_type'],
    agency: entry['service_implementing_agency'],
    location: entry['service_delivery_location'],
  };
  const query = Object.fromEntries(
    Object.entries(wanted).flatMap(([key, value]) =>
      typeof value === 'string' && value !== '' ? [[key, value] as const] : [],
    ),
  );
  return (await fetchColleagues(query)).map(({ user_name: id, agency, location }) => ({
    id,
    text: id,
    isDisabled: false,
    tags: [],
    agency: agency ?? undefined,
    place: location ?? undefined,
  }));
}
