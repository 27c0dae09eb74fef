/** The message as the server wrote it; it never names a person. */
export interface PushText {
  title?: string;
  body?: string;
  /** `<host>/v2/<record route>/<id>`, without scheme. */
  link?: string;
}

/** What a notice on the device keeps for its click and for the next of its kind. */
export interface NoticeData {
  /** Where a click leads. */
  readonly path: string;
  /** How many messages it stands for. */
  readonly count: number;
}

export interface PushNotice {
  readonly title: string;
  readonly options: {
    readonly body: string;
    readonly icon: string;
    /** The device shows one notice a tag. */
    readonly tag: string;
    readonly renotify: boolean;
    readonly data: NoticeData;
  };
}

const all_news = '/v2/notifications';

/** Messages of the same words become one notice with their number, which leads to all news. */
export function pushNotice(text: PushText, earlier: readonly unknown[]): PushNotice {
  // The server says the name that the app has here.
  const { title = '•', body = '', link = '' } = text;
  const count = earlier.map(countOf).reduce((sum, one) => sum + one, 1);
  const path = link.replace(/^[^/]*/, '');
  return {
    title: count === 1 ? title : `${title} (${String(count)})`,
    options: {
      body,
      icon: '/icons/icon-192.png',
      tag: tagOf(text),
      renotify: count > 1,
      data: { path: count === 1 ? path : all_news, count },
    },
  };
}

export function tagOf({ title = '', body = '' }: PushText): string {
  return `${title}\n${body}`;
}

function countOf(data: unknown): number {
  const count = typeof data === 'object' && data !== null && 'count' in data ? data.count : 1;
  return typeof count === 'number' ? count : 1;
}

/** Only pages of this app are opened. */
export function pathOf(data: unknown): string {
  const path = typeof data === 'object' && data !== null && 'path' in data ? data.path : undefined;
  return typeof path === 'string' && path.startsWith('/v2/') ? path : '/v2/dashboards';
}
