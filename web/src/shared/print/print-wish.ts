export const Signer = {
  recipient: 'recipient',
  caseWorker: 'case_worker',
  client: 'client',
} as const;

/** What somebody has chosen to print so far. */
export interface PrintWish {
  readonly forms: readonly string[];
  readonly language: string;
  readonly paper: string;
  readonly signatures: readonly string[];
  /** `photos`, `attachments`, `documents`, `empty_fields`, `watermark`. */
  readonly extras: readonly string[];
  /** `include_implementation_logos`, `include_agency_logos`, `include_other_logos`. */
  readonly logos: readonly string[];
  readonly purpose: string;
  readonly header: string;
  readonly password: string;
}

export const password_length_min = 12;

export type PrintLack = 'forms' | 'password';

export function emptyWish(language: string): PrintWish {
  return {
    forms: [],
    language,
    paper: 'a4',
    signatures: [],
    extras: [],
    logos: [],
    purpose: '',
    header: '',
    password: '',
  };
}

/** What keeps the wish from being sent. */
export function lacksOf(wish: PrintWish, mayBeOpen: boolean): readonly PrintLack[] {
  return [...formLacksOf(wish), ...lockLacksOf(wish, mayBeOpen)];
}

/** As `lacksOf`, of a print that needs no lock. */
export function formLacksOf(wish: PrintWish): readonly PrintLack[] {
  return wish.forms.length === 0 ? ['forms'] : [];
}

/** As `lacksOf`, of a print without forms. */
export function lockLacksOf(wish: PrintWish, mayBeOpen: boolean): readonly PrintLack[] {
  const isOpen = mayBeOpen && wish.password === '';
  return isOpen || wish.password.length >= password_length_min ? [] : ['password'];
}

/** The wish as the server reads it. */
export function dataOf(wish: PrintWish): Readonly<Record<string, unknown>> {
  return {
    form_unique_ids: wish.forms,
    signatures: wish.signatures,
    ...lookOf(wish),
  };
}

/** As `dataOf`, of a print without forms. */
export function lookOf(wish: PrintWish): Readonly<Record<string, unknown>> {
  const { purpose, header, password } = wish;
  return {
    locale: wish.language,
    paper: wish.paper,
    ...Object.fromEntries([...wish.extras, ...wish.logos].map((choice) => [choice, true])),
    ...(purpose.trim() === '' ? {} : { purpose: purpose.trim() }),
    ...(header.trim() === '' ? {} : { custom_header: header.trim() }),
    ...(password === '' ? {} : { password }),
  };
}
