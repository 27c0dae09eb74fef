import type { Rolldown } from 'vite';

/**
 * What somebody needs one after the other: the door, a list, an open record, its first date. All
 * that a stage needs beyond the earlier ones is fetched at once: few files pack better than many.
 */
const stages = [
  { name: 'door', roots: ['src/app/main.tsx'] },
  { name: 'list', roots: ['src/app/App.tsx', 'src/app/RecordListRoute.tsx'] },
  {
    name: 'form',
    roots: ['src/features/record/RecordScreen.tsx', 'src/features/record/RecordCreateScreen.tsx'],
  },
  { name: 'date', roots: ['src/shared/ui/DatePicker.tsx'] },
] as const;

/** Dialogs that also come without an open record: they fetch no more of it than they need. */
const withoutRecord = ['src/features/record/casework/CaseworkDialog.tsx'];

/** The files of a build, those first that the later ones build upon. */
const files = ['door', 'list', 'parts', 'answers', 'form', 'date'] as const;
type File = (typeof files)[number];

const own = /\/web\/src\/.*\.tsx?$/;

/** Roots stay files of their own, by whose names builds are measured. */
const isRoot = (id: string) => stages.some(({ roots }) => roots.some((root) => id.endsWith(root)));

/** Groups of chunks: each module of ours in its file, and libraries beside their users. */
export function stageGroups(): Rolldown.CodeSplittingGroup[] {
  let known: Map<string, File> | undefined;
  return files.map((name, index) => ({
    name: (id, context) => {
      known ??= filesOf((one) => context.getModuleInfo(one)?.importedIds ?? [], baseOf(id));
      return known.get(id) === name && !isRoot(id) ? name : null;
    },
    test: own,
    priority: files.length - index,
  }));
}

function baseOf(id: string): string {
  return id.slice(0, id.lastIndexOf('/web/src/') + '/web/'.length);
}

type ImportsOf = (id: string) => readonly string[];

function filesOf(importsOf: ImportsOf, base: string): Map<string, File> {
  const reached = (roots: readonly string[]) => {
    const seen = new Set<string>();
    const visit = (id: string): void => {
      if (seen.has(id) || !own.test(id)) return;
      seen.add(id);
      importsOf(id).forEach(visit);
    };
    roots.forEach((root) => visit(`${base}${root}`));
    return seen;
  };
  const alsoWithout = reached(withoutRecord);
  const found = new Map<string, File>();
  for (const { name, roots } of stages) {
    for (const id of reached(roots)) {
      if (!found.has(id)) found.set(id, name === 'form' ? partOfForm(id, alsoWithout) : name);
    }
  }
  return found;
}

function partOfForm(id: string, alsoWithout: ReadonlySet<string>): File {
  if (id.includes('/src/shared/') && !id.includes('/src/shared/forms/')) return 'parts';
  return alsoWithout.has(id) ? 'answers' : 'form';
}
