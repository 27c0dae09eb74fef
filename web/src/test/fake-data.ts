/** Invented people and a small deployment for tests and for looking at screens by hand. */

type Wire = Record<string, unknown>;

const text = (en: string, fr: string, ar: string, es: string) => ({ en, fr, ar, es });
const value = (id: string, ...texts: [string, string, string, string]) => ({
  id,
  display_text: text(...texts),
});

export const lookups: readonly Wire[] = [
  {
    unique_id: 'lookup-gender',
    name: text('Sex', 'Sexe', 'الجنس', 'Sexo'),
    values: [
      value('male', 'Male', 'Masculin', 'ذكر', 'Masculino'),
      value('female', 'Female', 'Féminin', 'أنثى', 'Femenino'),
    ],
  },
  {
    unique_id: 'lookup-case-status',
    name: text('Status', 'Statut', 'الوضع', 'Estado'),
    values: [
      value('open', 'Open', 'Ouvert', 'مفتوحة', 'Abierto'),
      value('closed', 'Closed', 'Clôturé', 'مغلقة', 'Cerrado'),
    ],
  },
  {
    unique_id: 'lookup-service-response-type',
    name: text('Response', 'Réponse', 'نوع الاستجابة', 'Respuesta'),
    values: [value('care_plan', 'Care plan', 'Plan de soins', 'خطة الرعاية', 'Plan de cuidado')],
  },
  {
    unique_id: 'lookup-risk-level',
    name: text('Risk level', 'Niveau de risque', 'مستوى الخطر', 'Nivel de riesgo'),
    values: [
      value('high', 'High', 'Élevé', 'مرتفع', 'Alto'),
      value('medium', 'Medium', 'Moyen', 'متوسط', 'Medio'),
      value('low', 'Low', 'Faible', 'منخفض', 'Bajo'),
    ],
  },
  {
    unique_id: 'lookup-protection-concerns',
    name: text('Concerns', 'Problèmes', 'المخاوف', 'Problemas'),
    values: Array.from({ length: 12 }, (_, index) =>
      value(
        `concern_${index}`,
        `Concern ${index}`,
        `Problème ${index}`,
        `مشكلة ${index}`,
        `Problema ${index}`,
      ),
    ),
  },
];

export const locations: readonly Wire[] = [
  place('N', 0, text('Nomar', 'Nomar', 'نومار', 'Nomar')),
  place('N1', 1, text('Nomar::Sela', 'Nomar::Séla', 'نومار::سيلا', 'Nomar::Sela')),
  place(
    'N1A',
    2,
    text('Nomar::Sela::Tavi', 'Nomar::Séla::Tavi', 'نومار::سيلا::تافي', 'Nomar::Sela::Tavi'),
  ),
];

function place(code: string, level: number, name: Wire): Wire {
  return { id: code.length, code, admin_level: level, name, disabled: false };
}

export const settings: Wire = {
  default_locale: 'en',
  auto_populate_list: [
    { field_key: 'name', format: ['name_first', 'name_middle', 'name_last'], separator: ' ' },
  ],
  system_options: { code_of_conduct_enabled: false },
  agencies: [{ id: 1, unique_id: 'AG1', name: text('Refuge', 'Refuge', 'ملجأ', 'Refugio') }],
  modules: [
    {
      id: 1,
      unique_id: 'primeromodule-cp',
      name: 'CP',
      associated_record_types: ['case', 'incident'],
      module_options: { allow_searchable_ids: true },
    },
  ],
};

const header = (name: string, fieldName: string, idSearch = false) => ({
  name,
  field_name: fieldName,
  ...(idSearch ? { id_search: true } : {}),
});

export const caseWorker: Wire = {
  id: 7,
  user_name: 'nadia',
  full_name: 'Nadia Karim',
  email: 'nadia@refuge.example',
  agency_id: 1,
  agency_name: 'Refuge',
  role_unique_id: 'role-cp-case-worker',
  role_group_permission: 'self',
  module_unique_ids: ['primeromodule-cp'],
  user_groups: [{ unique_id: 'usergroup-sela', name: 'Sela' }],
  permissions: {
    list: [{ resource: 'cases', actions: ['read', 'create', 'write', 'search_owned_by_others'] }],
  },
  permitted_form: { basic_identity: 'rw' },
  list_headers: {
    cases: [
      header('id', 'case_id_display', true),
      header('id', 'short_id', true),
      header('name', 'name'),
      header('complete', 'complete'),
      header('age', 'age', true),
      header('sex', 'sex', true),
      header('registration_date', 'registration_date'),
      header('case_opening_date', 'created_at'),
      header('photo', 'photo'),
      header('location_current', 'location_current'),
      header('alert_count', 'alert_count'),
      header('flag_count', 'flag_count'),
    ],
  },
  filters: {
    cases: [
      {
        name: 'cases.filter_by.flag',
        field_name: 'flagged',
        type: 'toggle',
        options: [{ id: 'true', display_name: 'flagged' }],
      },
      { name: 'cases.filter_by.my_cases', field_name: 'my_cases', type: 'checkbox' },
      {
        name: 'cases.filter_by.status',
        field_name: 'status',
        type: 'checkbox',
        option_strings_source: 'lookup-case-status',
      },
      {
        name: 'cases.filter_by.age_range',
        field_name: 'age',
        type: 'multi_toggle',
        options: ['0 - 5', '6 - 11', '12 - 17', '18+'].map((id) => ({ id, display_name: id })),
      },
      {
        name: 'cases.filter_by.sex',
        field_name: 'sex',
        type: 'checkbox',
        option_strings_source: 'lookup-gender',
      },
      {
        name: 'cases.filter_by.protection_concerns',
        field_name: 'protection_concerns',
        type: 'checkbox',
        option_strings_source: 'lookup-protection-concerns',
      },
      {
        name: 'cases.filter_by.risk_level',
        field_name: 'risk_level',
        type: 'chips',
        option_strings_source: 'lookup-risk-level',
      },
      {
        name: 'cases.filter_by.current_location',
        field_name: 'loc:location_current',
        unique_id: 'location_current',
        type: 'multi_select',
        option_strings_source: 'Location',
      },
      { name: 'cases.filter_by.no_activity', field_name: 'last_updated_at', type: 'checkbox' },
      {
        name: 'cases.filter_by.by_date',
        field_name: 'cases_by_date',
        type: 'dates',
        options: {
          en: ['registration_date', 'date_closure', 'created_at'].map((id) => ({
            id,
            display_name: id,
          })),
        },
      },
      {
        name: 'cases.filter_by.enabled_disabled',
        field_name: 'record_state',
        type: 'multi_toggle',
        options: {
          en: [
            { id: 'true', display_name: 'Enabled' },
            { id: 'false', display_name: 'Disabled' },
          ],
        },
      },
    ],
  },
};

const givenNames = ['Sami', 'Lina', 'مريم', 'Omar', 'Zoé', 'يوسف', 'Ana', 'Tomás', 'Rana'];
const familyNames = ['Haddad', 'العلي', 'Diallo', 'Pérez', 'Okoro'];

/** A case as the list returns it; everything follows from its number. */
export function fakeCase(number: number): Wire {
  const isOpen = number % 4 !== 0;
  return {
    id: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
    enabled: true,
    record_state: true,
    record_in_scope: true,
    status: isOpen ? 'open' : 'closed',
    owned_by: 'nadia',
    module_id: 'primeromodule-cp',
    case_id_display: `SEL-${String(number).padStart(7, 'a')}`,
    short_id: String(number).padStart(7, 'a'),
    name: `${givenNames[number % 9]} ${familyNames[number % 5]}`,
    age: (number * 7) % 18,
    sex: number % 2 === 0 ? 'female' : 'male',
    risk_level: ['high', 'medium', 'low'][number % 3],
    registration_date: `2024-03-${String((number % 28) + 1).padStart(2, '0')}`,
    created_at: `2024-04-${String((number % 28) + 1).padStart(2, '0')}T09:30:00.000Z`,
    last_updated_at: `2024-04-${String((number % 28) + 1).padStart(2, '0')}T09:30:00.000Z`,
    photo: null,
    location_current: number % 5 === 0 ? null : 'N1A',
    alert_count: number % 6 === 0 ? 2 : 0,
    flag_count: number % 7 === 0 ? 1 : 0,
    flagged: number % 7 === 0,
  };
}
