import { caseWorker } from './fake-data.ts';
import type { FakeAnswer, FakeServer, SeenRequest } from './fake-server.ts';

type Wire = Record<string, unknown>;

const text = (en: string, ar: string) => ({ en, ar });
const option = (id: string, en: string, ar: string, more: Wire = {}) => ({
  id,
  display_text: text(en, ar),
  ...more,
});

/** Two visible forms, one shown on a condition, one only to read, and a subform. */
export const recordForms: readonly Wire[] = [
  {
    id: 1,
    unique_id: 'basic_identity',
    name: text('Basic identity', 'الهوية الأساسية'),
    parent_form: 'case',
    module_ids: ['primeromodule-cp'],
    form_group_id: 'identification_registration',
    order_form_group: 10,
    order: 10,
    is_first_tab: true,
    fields: [
      {
        name: 'name_first',
        type: 'text_field',
        display_name: text('First name', 'الاسم الأول'),
        required: true,
        help_text: text('As the child says it.', 'كما يقوله الطفل.'),
        guiding_questions: text('How are you called at home?', 'كيف ينادونك في البيت؟'),
      },
      { name: 'nickname', type: 'text_field', display_name: text('Nickname', 'اسم الشهرة') },
      { name: 'age', type: 'numeric_field', display_name: text('Age', 'العمر') },
      {
        name: 'sex',
        type: 'select_box',
        option_strings_source: 'lookup lookup-gender',
        display_name: text('Sex', 'الجنس'),
      },
      {
        name: 'languages',
        type: 'select_box',
        multi_select: true,
        option_strings_text: [
          option('arabic', 'Arabic', 'العربية'),
          option('french', 'French', 'الفرنسية'),
          option('old', 'Retired', 'متروك', { disabled: true }),
        ],
        display_name: text('Languages', 'اللغات'),
      },
      {
        name: 'urgent',
        type: 'tick_box',
        display_name: text('Is it urgent?', 'هل هو عاجل؟'),
        tick_box_label: text('Urgent', 'عاجل'),
      },
      {
        name: 'why_urgent',
        type: 'textarea',
        display_name: text('Why is it urgent?', 'لماذا هو عاجل؟'),
        required: true,
        display_conditions_record: { eq: { urgent: true } },
      },
      {
        name: 'case_id_display',
        type: 'text_field',
        disabled: true,
        display_name: text('Case number', 'رقم الحالة'),
      },
    ],
  },
  {
    id: 2,
    unique_id: 'family',
    name: text('Family', 'الأسرة'),
    parent_form: 'case',
    module_ids: ['primeromodule-cp'],
    form_group_id: 'identification_registration',
    order_form_group: 10,
    order: 20,
    fields: [
      {
        name: 'relatives',
        type: 'subform',
        subform_section_id: 3,
        display_name: text('Relatives', 'الأقارب'),
      },
      {
        name: 'household',
        type: 'tally_field',
        autosum_total: true,
        tally: [option('boys', 'Boys', 'أولاد'), option('girls', 'Girls', 'بنات')],
        display_name: text('Children at home', 'الأطفال في البيت'),
      },
    ],
  },
  {
    id: 3,
    unique_id: 'relatives',
    is_nested: true,
    name: text('Relative', 'قريب'),
    parent_form: 'case',
    collapsed_field_names: ['relative_name', 'relation'],
    fields: [
      {
        name: 'relative_name',
        type: 'text_field',
        required: true,
        display_name: text('Name of the relative', 'اسم القريب'),
      },
      {
        name: 'relation',
        type: 'radio_button',
        option_strings_text: [option('mother', 'Mother', 'الأم'), option('aunt', 'Aunt', 'الخالة')],
        display_name: text('Relation', 'القرابة'),
      },
    ],
  },
  {
    id: 4,
    unique_id: 'papers',
    name: text('Papers', 'الأوراق'),
    parent_form: 'case',
    module_ids: ['primeromodule-cp'],
    form_group_id: 'papers',
    order_form_group: 20,
    order: 10,
    fields: [
      {
        name: 'documents',
        type: 'document_upload_box',
        display_name: text('Documents', 'المستندات'),
      },
    ],
  },
  {
    id: 5,
    unique_id: 'decisions',
    name: text('Decisions', 'القرارات'),
    parent_form: 'case',
    module_ids: [],
    form_group_id: 'decisions',
    order_form_group: 30,
    order: 10,
    display_conditions: { ge: { age: 12 } },
    fields: [{ name: 'decision', type: 'text_field', display_name: text('Decision', 'القرار') }],
  },
];

export const recordId = '11111111-2222-4333-8444-55556abc1234';

export const record: Wire = {
  id: recordId,
  enabled: true,
  record_state: true,
  record_in_scope: true,
  status: 'open',
  workflow: 'new',
  module_id: 'primeromodule-cp',
  case_id_display: 'SEL-abc1234',
  short_id: 'abc1234',
  name: 'مريم حداد',
  name_first: 'مريم',
  nickname: 'Mimi',
  age: 7,
  sex: 'unheard_of',
  languages: ['arabic', 'old'],
  urgent: false,
  owned_by: 'nadia',
  owned_by_agency_id: 'AG1',
  created_at: '2026-03-01T09:30:00.000Z',
  last_updated_at: '2026-03-02T10:42:00.000Z',
  relatives: [
    { unique_id: 'aaaaaaaa-1111-4111-8111-111111111111', relative_name: 'Zoé', relation: 'aunt' },
  ],
  documents: [
    {
      id: 4,
      file_name: 'birth.pdf',
      attachment_url: `/api/v2/cases/${recordId}/attachments/4`,
      description: 'Birth certificate',
    },
  ],
};

/** A worker with every right on cases; `decisions` only to read. */
export const recordWorker: Wire = {
  ...caseWorker,
  permissions: { list: [{ resource: 'cases', actions: ['manage'] }] },
  permitted_form: { basic_identity: 'rw', family: 'rw', papers: 'rw', decisions: 'r' },
};

/** What the server holds, as the tests see and change it. */
export interface HeldRecord {
  data: Wire;
  revision: number;
}

/** Teaches the fake server one record: reading, changing key by key, and its log. */
export function serveRecord(server: FakeServer, start: Wire = record): HeldRecord {
  const held: HeldRecord = { data: { ...start }, revision: 3 };
  const path = `/cases/${recordId}`;
  const read = (): FakeAnswer => ({
    body: { data: held.data },
    headers: { ETag: `"${recordId}:${held.revision}"` },
  });
  server.on('GET /forms', () => ({ body: { data: recordForms } }));
  server.on(`GET ${path}`, read);
  server.on(`PATCH ${path}`, ({ body }: SeenRequest) => {
    Object.assign(held.data, body['data']);
    held.revision += 1;
    return { body: { data: { id: recordId } } };
  });
  server.on(`POST ${path}/attachments`, () => ({ body: { data: { id: 5 } } }));
  server.on(`GET ${path}/record_history`, () => ({
    body: { data: [], metadata: { total: 0, per: 20, page: 1 } },
  }));
  return held;
}
