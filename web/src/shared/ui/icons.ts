/** Outlines on a 24 px grid, drawn with a round 2 px stroke. */
export const icons = {
  home: 'M4 11.5 12 5l8 6.5V20h-5.500v-5h-5v5H4z',
  cases: 'M5 4.500h14v15H5zM8.500 9h7M8.500 12.500h7M8.500 16h4',
  plus: 'M12 5v14M5 12h14',
  search: 'M10.500 17a6.500 6.500 0 1 0 0-13 6.500 6.500 0 0 0 0 13zM15.500 15.500 20 20',
  person: 'M12 11.500a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7zM5 20a7 7 0 0 1 14 0z',
  support:
    'M12 20.500a8.500 8.500 0 1 0 0-17 8.500 8.500 0 0 0 0 17zM9.800 9.500a2.300 2.300 0 1 1 3.200 2.100c-.7.3-1 .8-1 1.900M12 16.500v.1',
  leave: 'M14 5H6v14h8M10.500 12H20M17 8.500l3.500 3.500-3.500 3.500',
  menu: 'M4 7h16M4 12h16M4 17h16',
  close: 'M6 6l12 12M18 6 6 18',
  check: 'M5 12.500 10 17.500 19 7',
  minus: 'M6 12h12',
  down: 'M6 9.500 12 15.500l6-6',
  up: 'M6 14.500 12 8.500l6 6',
  next: 'M9 6l6 6-6 6',
  previous: 'M15 6l-6 6 6 6',
  filter: 'M4 6h16M7 12h10M10 18h4',
  sort: 'M8 5v14M4.500 15.500 8 19l3.500-3.500M16 19V5M12.500 8.500 16 5l3.500 3.500',
  columns: 'M4 5h16v14H4zM9.500 5v14M14.500 5v14',
  flag: 'M6 21V4M6 5h11l-2 3.500 2 3.500H6',
  bell: 'M6 16.500V11a6 6 0 0 1 12 0v5.500l1.500 1.500h-15zM10 20.500h4',
  language:
    'M12 20.500a8.500 8.500 0 1 0 0-17 8.500 8.500 0 0 0 0 17zM3.500 12h17M12 3.500c5 5 5 12 0 17M12 3.500c-5 5-5 12 0 17',
  eye: 'M3 12c4-7 14-7 18 0-4 7-14 7-18 0zM12 14.500a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5z',
  eyeOff: 'M3 12c4-7 14-7 18 0-4 7-14 7-18 0zM4.500 4.500l15 15',
  warning: 'M12 4.500 21 19.500H3zM12 10v4.500M12 17v.1',
  info: 'M12 20.500a8.500 8.500 0 1 0 0-17 8.500 8.500 0 0 0 0 17zM12 11v5.500M12 7.500v.1',
  calendar: 'M5 6.500h14v13H5zM5 10.500h14M8.500 4v4M15.500 4v4',
  photo: 'M4 6.500h16v12H4zM4 16l4.500-4.500 4 4 3-3 4.500 4M15.500 9.800v.1',
  lock: 'M6 11h12v9H6zM8.500 11V8a3.500 3.500 0 0 1 7 0v3',
  edit: 'M5 19h3.500L19 8.500 15.500 5 5 15.500z',
  more: 'M6 12v.1M12 12v.1M18 12v.1',
} as const;
export type IconName = keyof typeof icons;

/** Symbols that point somewhere and turn around with the direction of the text. */
export const directionalIcons: ReadonlySet<IconName> = new Set(['leave', 'next', 'previous']);
