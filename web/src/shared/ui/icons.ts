/** Outlines on a 24 px grid, drawn with a round 2 px stroke. */
export const icons = {
  home: 'M4 11.5 12 5l8 6.5V20h-5.5v-5h-5v5H4z',
  cases: 'M5 4.5h14v15H5zM8.5 9h7M8.5 12.5h7M8.5 16h4',
  plus: 'M12 5v14M5 12h14',
  search: 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.5 15.5 20 20',
  person: 'M12 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM5 20a7 7 0 0 1 14 0z',
  support:
    'M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17z' +
    'M9.800 9.5a2.300 2.300 0 1 1 3.200 2.100c-.7.3-1 .8-1 1.900M12 16.5v.1',
  leave: 'M14 5H6v14h8M10.5 12H20M17 8.5l3.5 3.5-3.5 3.5',
  menu: 'M4 7h16M4 12h16M4 17h16',
  close: 'M6 6l12 12M18 6 6 18',
  check: 'M5 12.5 10 17.5 19 7',
  minus: 'M6 12h12',
  down: 'M6 9.5 12 15.5l6-6',
  up: 'M6 14.5 12 8.5l6 6',
  next: 'M9 6l6 6-6 6',
  previous: 'M15 6l-6 6 6 6',
  filter: 'M4 6h16M7 12h10M10 18h4',
  sort: 'M8 5v14M4.5 15.5 8 19l3.5-3.5M16 19V5M12.5 8.5 16 5l3.5 3.5',
  columns: 'M4 5h16v14H4zM9.5 5v14M14.5 5v14',
  flag: 'M6 21V4M6 5h11l-2 3.5 2 3.5H6',
  bell: 'M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 1.5h-15zM10 20.5h4',
  language:
    'M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17zM3.5 12h17M12 3.5c5 5 5 12 0 17' +
    'M12 3.5c-5 5-5 12 0 17',
  eye: 'M3 12c4-7 14-7 18 0-4 7-14 7-18 0zM12 14.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z',
  eyeOff: 'M3 12c4-7 14-7 18 0-4 7-14 7-18 0zM4.5 4.5l15 15',
  warning: 'M12 4.5 21 19.5H3zM12 10v4.5M12 17v.1',
  info: 'M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17zM12 11v5.5M12 7.5v.1',
  calendar: 'M5 6.5h14v13H5zM5 10.5h14M8.5 4v4M15.5 4v4',
  photo: 'M4 6.5h16v12H4zM4 16l4.5-4.5 4 4 3-3 4.5 4M15.5 9.800v.1',
  lock: 'M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3',
  edit: 'M5 19h3.5L19 8.5 15.5 5 5 15.5z',
  tasks: 'M4.5 6.5 6 8l2.5-3M4.5 12.5 6 14l2.5-3M4.5 18.5 6 20l2.5-3M11.5 7h8M11.5 13h8M11.5 19h8',
  incident: 'M12 3.5 20 7v5c0 4.5-3.5 7.5-8 8.5-4.5-1-8-4-8-8.5V7zM12 8.5v4M12 15.5v.1',
  trace:
    'M9 10.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM3.5 19a5.5 5.5 0 0 1 8-4.9' +
    'M16 18.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM18 18l2.5 2.5',
  registry: 'M4 6.5h6l2 2h8v11H4zM8 13h8M8 16h5',
  family:
    'M8 9.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z' +
    'M16 9.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z' +
    'M3.5 19.5V17a4 4 0 0 1 4-4h1M20.5 19.5V17a4 4 0 0 0-4-4h-1' +
    'M12 16a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6zM9 20.5a3 3 0 0 1 6 0',
  activity: 'M3.5 12h4l2.5-6 4 12 2.5-6h4',
  send: 'M20.5 4 3.5 10.5l6.5 3 3 6.5zM10 13.5 20.5 4',
  print: 'M7.5 8.5V4h9v4.5M7.5 16H4.500V8.500h15V16h-3M7.500 13.500h9V20h-9z',
  more: 'M6 12v.1M12 12v.1M18 12v.1',
} as const;
export type IconName = keyof typeof icons;

/** Symbols that point somewhere and turn around with the direction of the text. */
export const directionalIcons: ReadonlySet<IconName> = new Set([
  'leave',
  'next',
  'previous',
  'send',
]);
