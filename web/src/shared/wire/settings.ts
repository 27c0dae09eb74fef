import * as v from 'valibot';
import { localizedText, optionalText } from './text';

const agencyWithLogo = v.looseObject({
  unique_id: v.string(),
  name: v.optional(v.string(), ''),
  logo_full: v.optional(v.nullable(v.string())),
});

/** What anybody may know before signing in. */
export const publicInfo = v.looseObject({
  /** The oldest app that works with this server. */
  client_version_min: v.optional(v.string()),
  /** What the app is called here; a neutral name when it is discreet. */
  app_name: v.optional(v.string()),
  discreet: v.optional(v.boolean(), false),
  sandbox_ui: v.optional(v.boolean(), false),
  /** People sign in at identity providers here. */
  identity_providers: v.optional(v.boolean()),
  /** Characters a new password needs. */
  password_length_min: v.optional(v.number()),
  allow_self_registration: v.optional(v.boolean()),
  registration_streams: v.optional(v.array(v.looseObject({ id: v.optional(v.string(), '') }))),
  /** By stream. */
  registration_streams_link_labels: v.optional(v.record(v.string(), localizedText)),
  registration_streams_consent_text: v.optional(v.record(v.string(), localizedText)),
  locales: v.optional(v.array(v.string()), []),
  agencies: v.optional(v.array(agencyWithLogo), []),
  /** Agencies whose logo is offered for prints. */
  agencies_logo_options: v.optional(v.array(agencyWithLogo), []),
});
export type PublicInfo = v.InferOutput<typeof publicInfo>;
export const publicInfoAnswer = v.object({ data: publicInfo });

export const agency = v.looseObject({
  id: v.number(),
  unique_id: v.string(),
  name: v.optional(v.union([localizedText, v.string()]), {}),
  disabled: v.optional(v.boolean(), false),
  terms_of_use: v.optional(v.nullable(v.string())),
});
export type Agency = v.InferOutput<typeof agency>;

/** Texts of the app that a deployment says otherwise: locale, key, text. */
const interfaceTexts = v.fallback(
  v.optional(v.nullable(v.record(v.string(), v.record(v.string(), v.string())))),
  undefined,
);

const moduleOptions = v.looseObject({
  interface_texts_i18n: interfaceTexts,
  allow_searchable_ids: v.optional(v.nullable(v.boolean())),
  use_webhook_sync_for: v.fallback(v.optional(v.nullable(v.array(v.string()))), undefined),
  prevent_case_creation_without_search: v.optional(v.nullable(v.boolean())),
  case_templates: v.optional(v.unknown()),
  data_protection_case_create_field_names: v.optional(v.nullable(v.array(v.string()))),
});

export const primeroModule = v.looseObject({
  id: v.optional(v.number()),
  unique_id: v.string(),
  name: v.optional(v.string(), ''),
  associated_record_types: v.optional(v.array(v.string()), []),
  module_options: v.optional(moduleOptions, {}),
  options: v.optional(moduleOptions, {}),
});
export type PrimeroModule = v.InferOutput<typeof primeroModule>;

export const codeOfConduct = v.looseObject({
  id: v.number(),
  title: v.optional(v.string(), ''),
  content: v.optional(v.string(), ''),
  title_i18n: v.optional(localizedText, {}),
  content_i18n: v.optional(localizedText, {}),
  created_on: v.optional(v.nullable(v.string())),
  created_by: v.optional(v.nullable(v.string())),
});
export type CodeOfConduct = v.InferOutput<typeof codeOfConduct>;

/** Which parts of home come first, and which are not shown. */
export const homePreset = v.object({ order: v.array(v.string()), hidden: v.array(v.string()) });

/** Deployment settings with agencies and modules (`extended=true`). */
export const systemSettings = v.looseObject({
  default_locale: v.optional(v.string(), 'en'),
  age_ranges: v.optional(v.record(v.string(), v.array(v.string())), {}),
  primary_age_range: v.optional(v.string()),
  approvals_labels: v.optional(v.record(v.string(), localizedText), {}),
  field_labels: v.optional(v.record(v.string(), localizedText), {}),
  terms_of_use_acknowledge: optionalText,
  interface_texts_i18n: interfaceTexts,
  auto_populate_list: v.optional(
    v.array(
      v.looseObject({
        field_key: v.string(),
        format: v.optional(v.array(v.string()), []),
        /** Other orders of the parts, by the language of the deployment. */
        formats: v.fallback(v.optional(v.record(v.string(), v.array(v.string())), {}), {}),
      }),
    ),
    [],
  ),
  /** By role, or `default`. */
  home_presets: v.fallback(v.optional(v.record(v.string(), homePreset), {}), {}),
  system_options: v.optional(v.looseObject({}), {}),
  /** What is taken out of notes before they are stored; the explanation only where it is on. */
  note_scrubbing: v.fallback(
    v.optional(v.nullable(v.looseObject({ explanation: v.optional(localizedText, {}) }))),
    undefined,
  ),
  code_of_conduct: v.optional(v.nullable(codeOfConduct)),
  /** The deployment's own map server. */
  map_tiles: v.fallback(v.nullish(v.object({ url: v.string(), credit: v.string() })), undefined),
  /** Minutes without anybody after which the app locks itself. */
  session_lock_minutes: v.fallback(v.optional(v.pipe(v.number(), v.minValue(1)), 5), 5),
  agencies: v.optional(v.array(agency), []),
  modules: v.optional(v.array(primeroModule), []),
  exact_search_fields: v.optional(v.record(v.string(), v.array(v.string())), {}),
});
export type SystemSettings = v.InferOutput<typeof systemSettings>;
export const systemSettingsAnswer = v.object({ data: systemSettings });
