import { caseWorker, fakeCase, locations, lookups, settings } from './fake-data.ts';

type Wire = Record<string, unknown>;

/** A request as the fake server saw it. */
export interface SeenRequest {
  method: string;
  path: string;
  query: URLSearchParams;
  body: Wire;
  headers: Headers;
}

export interface FakeAnswer {
  status?: number;
  body?: unknown;
  headers?: Record<string, string>;
}

type Handler = (request: SeenRequest) => FakeAnswer;

export interface FakeServerOptions {
  user?: Wire;
  cases?: readonly Wire[];
  settings?: Wire;
  password?: string;
  /** True: a session is alive already. */
  isSignedIn?: boolean;
}

/**
 * A server in a hundred lines that speaks the wire of the real one: sessions, definitions, the
 * list of cases with equality filters, sorting and paging. Tests override single routes.
 */
export class FakeServer {
  readonly requests: SeenRequest[] = [];
  readonly cases: Wire[];
  user: Wire;
  interfaceSettings: Wire = {};
  isSignedIn: boolean;
  readonly #password: string;
  readonly #settings: Wire;
  readonly #overrides = new Map<string, Handler>();

  constructor(options: FakeServerOptions = {}) {
    this.user = options.user ?? caseWorker;
    this.cases = [...(options.cases ?? Array.from({ length: 45 }, (_, n) => fakeCase(n + 1)))];
    this.isSignedIn = options.isSignedIn ?? false;
    this.#password = options.password ?? 'correct horse battery';
    this.#settings = options.settings ?? settings;
  }

  /** Answers `GET /cases` and the like in its own way from now on. */
  on(route: string, handler: Handler): void {
    this.#overrides.set(route, handler);
  }

  /** The requests to a route such as `GET /cases`, oldest first. */
  seen(route: string): readonly SeenRequest[] {
    return this.requests.filter(({ method, path }) => `${method} ${path}` === route);
  }

  handle(request: SeenRequest): FakeAnswer {
    this.requests.push(request);
    const override = this.#overrides.get(`${request.method} ${request.path}`);
    if (override !== undefined) {
      return override(request);
    }
    if (request.path === '/primero') {
      return { body: { data: { sandbox_ui: false, locales: ['en', 'fr', 'ar', 'es'] } } };
    }
    if (request.path === '/tokens') {
      return this.#tokens(request);
    }
    return this.isSignedIn
      ? this.#answer(request)
      : { status: 401, body: { error: 'You need to sign in.' } };
  }

  #tokens({ method, body }: SeenRequest): FakeAnswer {
    if (method === 'DELETE') {
      this.isSignedIn = false;
      return { body: {} };
    }
    const given = body['user'];
    const isRight =
      typeof given === 'object' &&
      given !== null &&
      'password' in given &&
      'user_name' in given &&
      given.password === this.#password &&
      given.user_name === this.user['user_name'];
    if (given === undefined ? this.isSignedIn : isRight) {
      this.isSignedIn = true;
      return { body: { id: this.user['id'], user_name: this.user['user_name'] } };
    }
    return { status: 401, body: { error: 'Invalid user name or password.' } };
  }

  #answer(request: SeenRequest): FakeAnswer {
    const list = (data: readonly unknown[]) => ({
      body: { data, metadata: { total: data.length, per: 1000, page: 1 } },
    });
    switch (`${request.method} ${request.path}`) {
      case `GET /users/${this.user['id']}`:
        return { body: { data: this.user } };
      case `PATCH /users/${this.user['id']}`:
        this.user = { ...this.user, ...dataOf(request.body) };
        return { body: { data: this.user } };
      case 'GET /system_settings':
        return { body: { data: this.#settings } };
      case 'GET /lookups':
        return list(lookups);
      case 'GET /locations':
        return list(locations);
      case 'GET /forms':
        return { body: { data: [] } };
      case 'GET /contact_information':
        return { body: { data: { name: 'Ines Moreau', phone: '+000 555 0100' } } };
      case 'GET /interface_settings':
        return { body: { data: this.interfaceSettings } };
      case 'PATCH /interface_settings':
        this.interfaceSettings = { ...this.interfaceSettings, ...dataOf(request.body) };
        return { body: { data: this.interfaceSettings } };
      case 'GET /second_factor':
        return { body: { data: noSecondFactor } };
      case 'POST /second_factor/proof':
        return { body: { data: { kinds: ['one_time_code', 'recovery_code'] } } };
      case 'GET /cases':
        return this.#list(request.query);
      default:
        return { status: 404, body: { errors: [{ status: 404, message: 'Not Found' }] } };
    }
  }

  #list(query: URLSearchParams): FakeAnswer {
    const page = Number(query.get('page') ?? 1);
    const per = Number(query.get('per') ?? 20);
    const found = sorted(
      this.cases.filter((record) => matches(record, query)),
      query,
    );
    const after = query.get('after');
    const from = after === null ? (page - 1) * per : found.findIndex(({ id }) => id === after) + 1;
    const data = found.slice(from, from + per);
    const hasNext = from + per < found.length && !query.has('query');
    const next = hasNext ? { next: data.at(-1)?.['id'] } : {};
    return { body: { data, metadata: { total: found.length, page, per, ...next } } };
  }
}

/** Nobody has one unless a test says so. */
const noSecondFactor = {
  active: false,
  required: false,
  one_time_code: { active: false, since: null },
  passkeys: [],
  recovery_codes_left: 0,
};

const reserved =
  /^(fields|page|per|order|order_by|query|search|after|locale|id_search|phonetic|phone_number)$/;

/** Equality, lists and closed number ranges: enough to see that the right thing was asked. */
function matches(record: Wire, query: URLSearchParams): boolean {
  const wanted = new Map<string, string[]>();
  for (const [key, value] of query) {
    const name = key.replace(/\[\d*\]$/, '');
    if (!reserved.test(name) && !/^(or|not)\[/.test(key) && !name.includes(':')) {
      wanted.set(name, [...(wanted.get(name) ?? []), value]);
    }
  }
  const text = query.get('query')?.toLowerCase() ?? '';
  const searched = [record['name'], record['case_id_display']].join(' ').toLowerCase();
  return (
    searched.includes(text) &&
    [...wanted].every(([name, values]) => values.some((value) => fits(record[name], value)))
  );
}

function fits(value: unknown, wanted: string): boolean {
  const [from = '', to] = wanted.split('..');
  if (to === undefined) {
    return String(value) === wanted;
  }
  return typeof value === 'number'
    ? value >= Number(from) && value <= Number(to || Infinity)
    : String(value) >= from && (to === '' || String(value) <= to);
}

function sorted(records: readonly Wire[], query: URLSearchParams): Wire[] {
  const key = query.get('order_by') ?? 'created_at';
  const sign = query.get('order') === 'asc' ? 1 : -1;
  return [...records].sort(
    (a, b) =>
      sign * String(a[key] ?? '').localeCompare(String(b[key] ?? ''), 'en', { numeric: true }),
  );
}

function dataOf(body: Wire): Wire {
  const data = body['data'];
  return typeof data === 'object' && data !== null ? { ...data } : {};
}
