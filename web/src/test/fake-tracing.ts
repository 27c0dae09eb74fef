import { caseWorker } from './fake-data.ts';
import type { FakeServer } from './fake-server.ts';

type Wire = Record<string, unknown>;

export const traceId = 'aaaaaaaa-0000-4000-8000-000000000001';
export const requestId = 'bbbbbbbb-0000-4000-8000-000000000001';
export const caseId = 'cccccccc-0000-4000-8000-000000000001';
export const otherCaseId = 'cccccccc-0000-4000-8000-000000000002';

/** A worker who registers children and traces families. */
export const tracer: Wire = {
  ...caseWorker,
  permissions: {
    list: [
      { resource: 'cases', actions: ['read', 'create', 'write', 'find_tracing_match'] },
      { resource: 'tracing_requests', actions: ['read', 'create', 'write'] },
      { resource: 'potential_matches', actions: ['read'] },
    ],
  },
};

export const fakeTrace = (more: Wire = {}): Wire => ({
  id: traceId,
  tracing_request_id: requestId,
  matched_case_id: null,
  inquirer_id: 'TR-1',
  inquiry_date: '2026-03-01',
  relation: 'mother',
  relation_name: 'Halima Yusuf',
  name: 'محمد حداد',
  age: 8,
  sex: 'male',
  owned_by: 'nadia',
  owned_by_agency_id: 'AG1',
  ...more,
});

const bar = (comparator: string, kind: string, weight: number, more: Wire = {}): Wire => ({
  comparator,
  level: '',
  weight_bits: weight,
  text_key: `matching.evidence.${kind}`,
  fields: [],
  values: [],
  family: false,
  ...more,
});

const compared = (name: string, match: string, caseValue: unknown, traceValue: unknown): Wire => ({
  field_name: name,
  match,
  case_value: caseValue,
  trace_value: traceValue,
});

/** A pair with three reasons for and one against. */
export const fakeMatch = (more: Wire = {}): Wire => ({
  score: 0.9312,
  likelihood: 'likely',
  relationship: 'same_child',
  family_score: 0.8,
  masked: false,
  state: 'potential',
  trace: fakeTrace(),
  case: {
    id: caseId,
    case_id_display: 'SEL-0000001',
    name: 'Mohamed Haddad',
    age: 9,
    sex: 'male',
    owned_by: 'nadia',
    owned_by_agency_id: 'AG1',
  },
  prior_bits: -13,
  total_bits: 4,
  evidence: [
    bar('name', 'person_name.for', 12, {
      fields: [['name', 'name']],
      values: ['Mohamed Haddad', 'محمد حداد'],
    }),
    bar('place', 'location.for', 4.5, { level: 'leaf', fields: [['location_last']] }),
    bar('birth', 'birth.for', 1.5, { level: 'year', fields: [['age', 'age']] }),
    bar('telephone', 'phone.against', -1, { level: 'disagree' }),
  ],
  would_help: ['siblings', 'kin_same_role', 'kin_other_role'],
  comparison: {
    case_to_trace: [
      compared('name', 'match', 'Mohamed Haddad', 'محمد حداد'),
      { ...compared('name_nickname', 'mismatch', 'Hamoudi', 'Hamouda'), level: 'T' },
      compared('sex', 'match', 'male', 'male'),
      { ...compared('age', 'mismatch', 9, 8), near: true },
      compared('location_last', 'match', 'N1A', 'N1A'),
      { ...compared('religion', 'blank', null, ['islam']), side: 'case' },
      compared('ethnicity', 'blank', null, null),
    ],
    family_to_inquirer: [
      [
        compared('relation_name', 'match', 'Halimo Yussuf', 'Halima Yusuf'),
        compared('relation', 'match', 'mother', 'mother'),
      ],
    ],
  },
  ...more,
});

/** The same as somebody sees it who may not read the case. */
export const maskedMatch = (more: Wire = {}): Wire => ({
  ...fakeMatch(),
  score: 0.34,
  likelihood: 'possible',
  relationship: 'same_family',
  masked: true,
  case: {
    id: otherCaseId,
    case_id_display: 'SEL-0000002',
    name: 'M. H.',
    age: '7–9',
    sex: 'female',
    owned_by: 'omar',
    owned_by_agency_id: 'AG1',
  },
  evidence: [
    bar('name', 'person_name.for', 7, { values: [null, 'محمد حداد'] }),
    bar('sex', 'sex.against', -4, { level: 'disagree' }),
  ],
  comparison: {
    case_to_trace: [compared('name', 'match', null, 'محمد حداد')],
    family_to_inquirer: [],
  },
  ...more,
});

const forms: readonly Wire[] = [
  {
    id: 1,
    unique_id: 'basic_identity',
    parent_form: 'case',
    fields: [
      { name: 'age', type: 'numeric_field', display_name: { en: 'Age', ar: 'العمر' } },
      {
        name: 'sex',
        type: 'select_box',
        option_strings_source: 'lookup lookup-gender',
        display_name: { en: 'Sex', ar: 'الجنس' },
      },
      {
        name: 'date_of_separation',
        type: 'date_field',
        display_name: { en: 'Date of separation', ar: 'تاريخ الانفصال' },
      },
      {
        name: 'location_last',
        type: 'select_box',
        option_strings_source: 'Location',
        display_name: { en: 'Last location', ar: 'آخر مكان' },
      },
    ],
  },
];

/** Teaches the fake server one sought child with two candidates. */
export function serveTracing(
  server: FakeServer,
  matches: readonly Wire[] = [fakeMatch(), maskedMatch()],
): void {
  server.on('GET /forms', () => ({ body: { data: forms } }));
  const list = (type: string, id: string) => ({
    body: { data: { potential_matches: matches, record: { id, type } } },
  });
  server.on(`GET /traces/${traceId}`, () => ({
    body: { data: matches[0]?.['trace'] ?? fakeTrace() },
  }));
  server.on(`GET /traces/${traceId}/potential_matches`, () => list('trace', traceId));
  server.on(`GET /cases/${caseId}/potential_matches`, () => list('case', caseId));
  for (const match of matches) {
    const { id } = Object(match['case']);
    server.on(`GET /potential_matches/${traceId}/${id}`, () => ({ body: { data: match } }));
  }
}
