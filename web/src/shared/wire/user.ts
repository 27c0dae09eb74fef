import * as v from 'valibot';

export const sessionUser = v.looseObject({
  id: v.number(),
  user_name: v.string(),
  /** Somebody else chose the password: it must be changed before anything else. */
  must_change_password: v.optional(v.boolean(), false),
  /** The role requires a second factor: it must be set up before anything else. */
  second_factor_needed: v.optional(v.boolean(), false),
});
export type SessionUser = v.InferOutput<typeof sessionUser>;

/** The kinds of control a list filter can be. */
export const FilterType = {
  checkbox: 'checkbox',
  toggle: 'toggle',
  multiToggle: 'multi_toggle',
  select: 'select',
  multiSelect: 'multi_select',
  chips: 'chips',
  dates: 'dates',
  workflow: 'workflow',
} as const;
export type FilterType = (typeof FilterType)[keyof typeof FilterType];

/** One filter of a record list, as granted to the user (administration, appendix A). */
export const recordFilter = v.looseObject({
  unique_id: v.optional(v.string()),
  name: v.string(),
  field_name: v.string(),
  type: v.fallback(v.picklist(Object.values(FilterType)), FilterType.checkbox),
  options: v.optional(v.unknown()),
  option_strings_source: v.optional(v.nullable(v.string())),
});
export type RecordFilter = v.InferOutput<typeof recordFilter>;

/** One column of a record list, as granted to the user (administration, appendix B). */
export const listHeader = v.looseObject({
  name: v.string(),
  field_name: v.string(),
  id_search: v.optional(v.nullable(v.boolean())),
});
export type ListHeader = v.InferOutput<typeof listHeader>;

const permission = v.looseObject({ resource: v.string(), actions: v.array(v.string()) });

const wantedEvents = v.optional(v.nullable(v.record(v.string(), v.nullable(v.boolean()))));

const userSettings = v.looseObject({
  notifications: v.optional(
    v.nullable(
      v.looseObject({
        send_mail: wantedEvents,
        receive_webpush: wantedEvents,
        digest: v.optional(v.nullable(v.boolean())),
        quiet_hours: v.optional(v.nullable(v.looseObject({ from: v.string(), to: v.string() }))),
      }),
    ),
  ),
});

const day = v.optional(v.nullable(v.string()));

/** Who answers requests for approval in one's place, on the days between both, which count. */
const deputy = v.looseObject({ user_name: v.string(), from: day, until: day });
export type Deputy = v.InferOutput<typeof deputy>;

/** The signed-in user with everything the client needs to know about rights. */
export const extendedUser = v.looseObject({
  id: v.number(),
  user_name: v.string(),
  full_name: v.optional(v.string(), ''),
  email: v.optional(v.nullable(v.string())),
  phone: v.optional(v.nullable(v.string())),
  position: v.optional(v.nullable(v.string())),
  locale: v.optional(v.nullable(v.string())),
  location: v.optional(v.nullable(v.string())),
  /** Option ids of the services that this person offers. */
  services: v.optional(v.nullable(v.array(v.string()))),
  agency_id: v.optional(v.number()),
  agency_name: v.optional(v.string()),
  agency_unique_id: v.optional(v.string()),
  role_unique_id: v.optional(v.string()),
  role_group_permission: v.optional(v.string(), 'self'),
  is_manager: v.optional(v.boolean(), false),
  /** The role's own; the sooner of it and the deployment's counts. */
  session_lock_minutes: v.fallback(v.optional(v.nullable(v.pipe(v.number(), v.minValue(1)))), null),
  module_unique_ids: v.optional(v.array(v.string()), []),
  user_groups: v.optional(
    v.array(v.looseObject({ unique_id: v.string(), name: v.optional(v.string(), '') })),
    [],
  ),
  permissions: v.optional(v.looseObject({ list: v.optional(v.array(permission), []) }), {}),
  permitted_form: v.optional(v.record(v.string(), v.string()), {}),
  filters: v.optional(v.record(v.string(), v.array(recordFilter)), {}),
  list_headers: v.optional(v.record(v.string(), v.array(listHeader)), {}),
  /** Where the logo of the agency is, if it has one. */
  agency_logo_full: v.optional(v.nullable(v.string())),
  agency_terms_of_use_enabled: v.optional(v.boolean(), false),
  agency_terms_of_use_changed: v.optional(v.boolean(), false),
  terms_of_use_accepted_on: v.optional(v.nullable(v.string())),
  code_of_conduct_id: v.optional(v.nullable(v.number())),
  code_of_conduct_accepted_on: v.optional(v.nullable(v.string())),
  send_mail: v.optional(v.nullable(v.boolean()), true),
  receive_webpush: v.optional(v.nullable(v.boolean()), false),
  settings: v.optional(v.nullable(userSettings)),
  deputies: v.optional(v.nullable(v.array(deputy))),
  /** Where they sign in besides here. */
  identity_provider_unique_id: v.optional(v.nullable(v.string())),
});
export type ExtendedUser = v.InferOutput<typeof extendedUser>;
export const extendedUserAnswer = v.object({ data: extendedUser });
