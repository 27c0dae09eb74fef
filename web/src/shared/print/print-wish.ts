export const Signer = {
  recipient: 'recipient',
  caseWorker: 'case_worker',
  client: 'client',
  child: 'child',
  caregiver: 'caregiver',
  supervisor: 'supervisor',
} as const;

/** Forms as they are, or a document with words of its own. */
export const Template = {
  forms: 'forms',
  casePlan: 'case_plan',
  referral: 'referral',
  closure: 'closure',
  consent: 'consent',
} as const;

/** What somebody has chosen to print so far. */
export interface PrintWish {
  /** One of `Template`. */
  readonly template: string;
  readonly forms: readonly string[];
  readonly language: string;
  readonly paper: string;
  readonly signatures: readonly string[];
  /** `photos`, `attachments`, `documents`, `empty_fields`, `watermark`, `history`. */
  readonly extras: readonly string[];
  /** `include_implementation_logos`, `include_agency_logos`, `include_other_logos`. */
  readonly logos: readonly string[];
  readonly purpose: string;
  /** An option of `lookup-pdf-header`, and words of one's own below it. */
  readonly headerOption: string;
  readonly header: string;
  readonly fileName: string;
  readonly password: string;
  /** Of several records: a document for each. */
  readonly isInFiles: boolean;
}

export const password_length_min = 12;

export type PrintLack = 'forms' | 'password';

export function emptyWish(language: string): PrintWish {
  return {
    template: Template.forms,
    forms: [],
    language,
    paper: 'a4',
    signatures: [],
    extras: [],
    logos: [],
    purpose: '',
    headerOption: '',
    header: '',
    fileName: '',
    password: '',
    isInFiles: false,
  };
}

/** What keeps the wish from being sent. */
export function lacksOf(wish: PrintWish, mayBeOpen: boolean): readonly PrintLack[] {
  return [...formLacksOf(wish), ...lockLacksOf(wish, mayBeOpen)];
}

/** A template brings its own forms; others may be added to it. */
export function needsForms(wish: PrintWish): boolean {
  return wish.template === Template.forms;
}

/** As `lacksOf`, of a print that needs no lock. */
export function formLacksOf(wish: PrintWish): readonly PrintLack[] {
  return needsForms(wish) && wish.forms.length === 0 ? ['forms'] : [];
}

/** As `lacksOf`, of a print without forms. */
export function lockLacksOf(wish: PrintWish, mayBeOpen: boolean): readonly PrintLack[] {
  const isOpen = mayBeOpen && wish.password === '';
  return isOpen || wish.password.length >= password_length_min ? [] : ['password'];
}

/** The wish as the server reads it. */
export function dataOf(wish: PrintWish): Readonly<Record<string, unknown>> {
  return {
    ...(needsForms(wish) ? {} : { template: wish.template }),
    ...(wish.isInFiles ? { separate_files: true } : {}),
    form_unique_ids: wish.forms,
    signatures: wish.signatures,
    ...lookOf(wish),
  };
}

/** As `dataOf`, of a print without forms. */
export function lookOf(wish: PrintWish): Readonly<Record<string, unknown>> {
  const { purpose, header, headerOption, fileName, password } = wish;
  return {
    locale: wish.language,
    paper: wish.paper,
    ...Object.fromEntries([...wish.extras, ...wish.logos].map((choice) => [choice, true])),
    ...(purpose.trim() === '' ? {} : { purpose: purpose.trim() }),
    ...(headerOption === '' ? {} : { header: headerOption }),
    ...(fileName.trim() === '' ? {} : { custom_export_file_name: fileName.trim() }),
    ...(header.trim() === '' ? {} : { custom_header: header.trim() }),
    ...(password === '' ? {} : { password }),
  };
}
