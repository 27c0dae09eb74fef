// For each rule: a tree that breaks it, where, and what must be found fine.

const list =
  'amparo_module(base)\namparo_module(store DEPENDS base)\namparo_module(http DEPENDS base)\n';
const join = (...parts) => parts.join('');
const statements = (count) => '    run();\n'.repeat(count);
const header = (body) =>
  `#pragma once\n\nnamespace amparo {\n\n${body}\n\n}  // namespace amparo\n`;
const settings = '    {"a.b", integer, "4", "How "\n     "many.", 1, 9},\n';
const row = '| `a.b` | integer, 1 to 9 | `4` | How many. |\n';
const table = `| setting | kind | default | what it does |\n|---|---|---|---|\n${row}`;

const nested = (depth) =>
  `void f() {\n${'if (a) {\n'.repeat(depth)}run();\n${'}\n'.repeat(depth)}}\n`;
const nestedScript = (depth) =>
  `export function f() {\n${'if (a) {\n'.repeat(depth)}run();\n${'}\n'.repeat(depth)}}\n`;

export const planted = [
  {
    rule: 'modules depend one way',
    bad: { 'CMakeLists.txt': list, 'src/base/a.cpp': '#include "store/b.hpp"\n' },
    at: 'src/base/a.cpp:1',
    good: { 'CMakeLists.txt': list, 'src/store/a.cpp': '#include "base/b.hpp"\n' },
  },
  {
    rule: 'modules depend one way',
    bad: { 'CMakeLists.txt': list, 'src/store/a.cpp': '\n#include "base/detail/b.hpp"\n' },
    at: 'src/store/a.cpp:2',
    good: { 'CMakeLists.txt': list, 'src/base/a.cpp': '#include "base/detail/b.hpp"\n' },
  },
  {
    rule: 'modules depend one way',
    bad: { 'CMakeLists.txt': 'amparo_module(base DEPENDS store)\namparo_module(store)\n' },
    at: 'CMakeLists.txt:1',
    good: { 'CMakeLists.txt': list },
  },
  {
    rule: 'no include cycles',
    bad: {
      'src/base/a.hpp': '#pragma once\n#include "base/b.hpp"\n',
      'src/base/b.hpp': '#pragma once\n#include "base/a.hpp"\n',
    },
    at: 'src/base/a.hpp:1',
    good: { 'src/base/a.hpp': '#pragma once\n#include "base/b.hpp"\n', 'src/base/b.hpp': '' },
  },
  {
    rule: 'headers are cheap and in order',
    bad: { 'src/store/a.hpp': '#pragma once\n#include <soci/soci.h>\n' },
    at: 'src/store/a.hpp:2',
    good: { 'src/store/detail/a.hpp': '#pragma once\n#include <soci/soci.h>\n' },
  },
  {
    rule: 'headers are cheap and in order',
    bad: { 'src/base/a.hpp': '#pragma once\n', 'src/base/a.cpp': '#include <map>\n' },
    at: 'src/base/a.cpp:1',
    good: { 'src/base/a.hpp': '#pragma once\n', 'src/base/a.cpp': '#include "base/a.hpp"\n' },
  },
  {
    rule: 'headers are cheap and in order',
    bad: { 'src/base/a.hpp': '#include <map>\n' },
    at: 'src/base/a.hpp:1',
    good: { 'src/base/a.hpp': '#pragma once\n#include <map>\n' },
  },
  {
    rule: 'coroutines only in http',
    bad: { 'src/store/a.cpp': 'awaitable<void> f() {\n    co_return;\n}\n' },
    at: 'src/store/a.cpp:2',
    good: { 'src/http/a.cpp': 'awaitable<void> f() {\n    co_return;\n}\n' },
  },
  {
    rule: 'no dead C++ files',
    bad: { 'CMakeLists.txt': list, 'src/base/a.hpp': '#pragma once\n' },
    at: 'src/base/a.hpp:1',
    good: {
      'CMakeLists.txt': list,
      'src/base/a.hpp': '#pragma once\n',
      'src/base/b.cpp': '#include "base/a.hpp"\n',
    },
  },
  {
    rule: 'no dead C++ files',
    bad: { 'fuzz/CMakeLists.txt': 'add_executable(b_fuzz b_fuzz.cpp)\n', 'fuzz/a_fuzz.cpp': '' },
    at: 'fuzz/a_fuzz.cpp:1',
    good: { 'fuzz/CMakeLists.txt': 'add_executable(a_fuzz a_fuzz.cpp)\n', 'fuzz/a_fuzz.cpp': '' },
  },
  {
    rule: 'no dead C++ files',
    bad: { 'CMakeLists.txt': list, 'src/attic/a.cpp': '' },
    at: 'src/attic/a.cpp:1',
    good: { 'CMakeLists.txt': list, 'src/base/a.cpp': '' },
  },
  {
    rule: 'web parts depend one way',
    bad: {
      'web/src/features/a/A.tsx': "import { B } from '../b/B';\n",
      'web/src/features/b/B.tsx': 'export const B = 1;\n',
    },
    at: 'web/src/features/a/A.tsx:1',
    good: {
      'web/src/features/a/A.tsx': "import { B } from '../../shared/B';\n",
      'web/src/shared/B.tsx': 'export const B = 1;\n',
    },
  },
  {
    rule: 'web parts depend one way',
    bad: {
      'web/src/shared/a.ts': "\nconst B = import('../features/b/B');\n",
      'web/src/features/b/B.tsx': 'export const B = 1;\n',
    },
    at: 'web/src/shared/a.ts:2',
    good: {
      'web/src/app/a.ts': "const B = import('../features/b/B');\n",
      'web/src/features/b/B.tsx': 'export const B = 1;\n',
    },
  },
  {
    rule: 'no import cycles',
    bad: {
      'web/src/shared/a.ts': "import './b';\n",
      'web/src/shared/b.ts': "export * from './c';\n",
      'web/src/shared/c.ts': "import './a';\n",
    },
    at: 'web/src/shared/a.ts:1',
    good: { 'web/src/shared/a.ts': "import './b';\n", 'web/src/shared/b.ts': 'export {};\n' },
  },
  {
    rule: 'no dead web files',
    bad: {
      'web/src/app/main.tsx': 'export {};\n',
      'web/src/shared/a.ts': 'export {};\n',
      'web/src/shared/a.test.ts': "import './a';\n",
    },
    at: 'web/src/shared/a.ts:1',
    good: {
      'web/src/app/main.tsx': "import '../shared/a';\n",
      'web/src/shared/a.ts': "import './a.css';\n",
      'web/src/shared/a.css': '',
    },
  },
  {
    rule: 'lines of at most 100 columns',
    bad: { 'src/base/a.cpp': `\n// ${'x'.repeat(98)}\n` },
    at: 'src/base/a.cpp:2',
    good: { 'src/base/a.cpp': `// ${'é'.repeat(97)}\n` },
  },
  {
    rule: 'files are short',
    bad: { 'src/base/a.cpp': 'int a;\n'.repeat(601) },
    at: 'src/base/a.cpp:601',
    good: {
      'src/base/a.cpp': 'int a;\n'.repeat(600),
      'src/base/generated/b.cpp': '\n'.repeat(999),
    },
  },
  {
    rule: 'files are short',
    bad: { 'web/src/shared/a.ts': 'run();\n'.repeat(401) },
    at: 'web/src/shared/a.ts:401',
    good: { 'web/src/shared/a.ts': 'run();\n'.repeat(400) },
  },
  {
    rule: 'functions are short',
    bad: { 'src/base/a.cpp': `\nvoid A::f() {\n${statements(69)}}\n` },
    at: 'src/base/a.cpp:2',
    good: { 'src/base/a.cpp': `void A::f() {\n${statements(68)}}\n` },
  },
  {
    rule: 'functions are short',
    bad: { 'web/src/shared/a.tsx': `function f() {\n${statements(69)}}\n` },
    at: 'web/src/shared/a.tsx:1',
    good: { 'web/src/shared/a.tsx': `function Screen() {\n${statements(148)}}\n` },
  },
  {
    rule: 'nesting is shallow',
    bad: { 'src/base/a.cpp': nested(5) },
    at: 'src/base/a.cpp:6',
    good: { 'src/base/a.cpp': nested(4) },
  },
  {
    rule: 'nesting is shallow',
    bad: { 'web/src/shared/a.ts': nestedScript(6) },
    at: 'web/src/shared/a.ts:7',
    good: { 'web/src/shared/a.ts': nestedScript(5) },
  },
  {
    rule: 'parameters are few',
    bad: { 'src/base/a.hpp': '\nvoid f(int a, int b, int c, int d, int e);\n' },
    at: 'src/base/a.hpp:2',
    good: {
      'src/base/a.hpp':
        'void f(std::map<int, int> a, int b, F<A<B, C>, D> c, int (*d)(int, int));\n',
    },
  },
  {
    rule: 'parameters are few',
    bad: { 'web/src/shared/a.ts': 'const f = (a, b, c, d, e) => a;\n' },
    at: 'web/src/shared/a.ts:1',
    good: { 'web/src/shared/a.ts': 'const f = ({ a, b, c, d, e }) => a;\n' },
  },
  {
    rule: 'nothing unfinished, no test left out',
    bad: { 'src/base/a.cpp': join('// TO', 'DO: later\n') },
    at: 'src/base/a.cpp:1',
    good: { 'src/base/a.cpp': '// Everything to do is done.\n' },
  },
  {
    rule: 'nothing unfinished, no test left out',
    bad: { 'web/src/shared/a.test.ts': join('\nit.', "skip('later', () => {});\n") },
    at: 'web/src/shared/a.test.ts:2',
    good: { 'web/src/shared/a.test.ts': "it('now', () => {});\n" },
  },
  {
    rule: 'nothing unfinished, no test left out',
    bad: { 'src/base/a_test.cpp': join('TEST(A, DISABLED', '_B) {}\n') },
    at: 'src/base/a_test.cpp:1',
    good: { 'src/base/a_test.cpp': 'TEST(A, B) {}\n' },
  },
  {
    rule: 'no code in comments',
    bad: { 'src/base/a.cpp': 'int a;\n// return close(file);\n' },
    at: 'src/base/a.cpp:2',
    good: {
      'src/base/a.cpp': '// Closes the file; returns nothing.\n/// f(x);\nauto s = "// a = b;";\n',
    },
  },
  {
    rule: 'no code in comments',
    bad: { 'web/src/shared/a.ts': 'run();\n/* const a = 3;\n   run(a); */\n' },
    at: 'web/src/shared/a.ts:2',
    good: { 'web/src/shared/a.ts': '// For a phone: one column only.\nrun();\n' },
  },
  {
    rule: 'each suppression has its reason',
    bad: { 'src/base/a.cpp': '\nint* a = new int;  // NOLINT\n' },
    at: 'src/base/a.cpp:2',
    good: { 'src/base/a.cpp': 'f(a);  // NOLINT(owning-memory): libzip frees it\n' },
  },
  {
    rule: 'each suppression has its reason',
    bad: { 'web/src/shared/a.ts': '// eslint-disable-next-line no-console\nrun();\n' },
    at: 'web/src/shared/a.ts:1',
    good: {
      'web/src/shared/a.ts': '// eslint-disable-next-line no-console -- read by people\nrun();\n',
    },
  },
  {
    rule: 'each public declaration is explained',
    bad: { 'src/base/a.hpp': header('void close(int file);') },
    at: 'src/base/a.hpp:5',
    good: {
      'src/base/a.hpp': header('/// Closes it.\nvoid close(int file);\nvoid close(long file);'),
    },
  },
  {
    rule: 'each public declaration is explained',
    bad: { 'src/base/a.hpp': header('/// A.\nclass A {\n  public:\n    int find(int key);\n};') },
    at: 'src/base/a.hpp:8',
    good: {
      'src/base/a.hpp': header(
        '/// A.\nclass A {\n  public:\n    A();\n    int size() const { return 1; }\n' +
          '    int find(int key);  ///< by key\n\n  private:\n    int look();\n};',
      ),
    },
  },
  {
    rule: 'no machine or registry is named',
    bad: { 'docs/a.md': `\nIn ${join('/ro', 'ot/amparo')} there is\n` },
    at: 'docs/a.md:2',
    good: {
      'docs/a.md': 'See [casework](work/case.md), /var/lib/amparo and https://a.example/home/b\n',
    },
  },
  {
    rule: 'no machine or registry is named',
    bad: { 'web/package-lock.json': join('"https://registry.npm', 'js.org/a"\n') },
    at: 'web/package-lock.json:1',
    good: { 'web/package-lock.json': '"a": "1.0.0"\n' },
  },
  {
    rule: 'the deployment speaks four languages',
    bad: { 'config/a.json': '{"name":\n{"en": "A", "fr": "A", "ar": "A"}}\n' },
    at: 'config/a.json:2',
    good: { 'config/a.json': '{"name": {"en": "A", "fr": "A", "ar": "A", "es": "A"}}\n' },
  },
  {
    rule: 'each setting is documented',
    bad: { 'src/base/settings_table.cpp': settings, 'docs/operator.md': 'Nothing.\n' },
    at: 'docs/operator.md:1',
    good: { 'src/base/settings_table.cpp': settings, 'docs/operator.md': `# All\n\n${table}\n` },
  },
  {
    rule: 'links lead somewhere',
    bad: { 'docs/a.md': '\n[b](b.md)\n' },
    at: 'docs/a.md:2',
    good: { 'docs/a.md': '[b](../README.md#top) [c](https://a.example)\n', 'README.md': '' },
  },
];
