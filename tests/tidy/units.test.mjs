import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const script = join(dirname(fileURLToPath(import.meta.url)), '../../cmake/units.awk');

/** Which files units.awk puts together, from their texts; who stays alone is not told. */
function together(files) {
  const folder = mkdtempSync(join(tmpdir(), 'amparo-units-'));
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    const paths = (ending) =>
      Object.keys(files)
        .filter((name) => name.endsWith(ending))
        .map((name) => join(folder, name));
    const sources = paths('.cpp');
    const { stdout, status } = spawnSync(
      'awk',
      ['-f', script, ...paths('.hpp'), ...sources, ...sources],
      { encoding: 'utf8' },
    );
    assert.equal(status, 0);
    const units = new Map();
    for (const line of stdout.split('\n').filter((one) => one !== '')) {
      const [unit, path] = line.split(' ');
      units.set(unit, [...(units.get(unit) ?? []), path.slice(folder.length + 1)]);
    }
    return [...units.values()];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const inside = (text) => `namespace amparo {\nnamespace {\n\n${text}\n\n}  // namespace\n}\n`;

test('files that know nothing of each other go together', () => {
  const units = together({
    'a.cpp': inside('int first() {\n    return text();\n}'),
    'b.cpp': inside('constexpr int second = 2;\nusing derived::rows;'),
    'c.cpp': inside('using derived::rows;\nResult<std::map<int, int>> third() {'),
  });
  assert.deepEqual(units, [['a.cpp', 'b.cpp', 'c.cpp']]);
});

test('two files with a name of their own are parted, whatever the name is of', () => {
  for (const [one, other] of [
    ['int ticks(Instant at) {', 'long ticks(Instant at) {'],
    ['constexpr int ticks = 3;', 'std::array<Row, 2> ticks{'],
    ['struct ticks {', 'Result<std::function<int()>> ticks() {'],
    ['class ticks : public Other {', 'enum class ticks { one };'],
    ['using ticks = int;', 'const char* ticks[] = {'],
  ])
    assert.deepEqual(together({ 'a.cpp': inside(one), 'b.cpp': inside(other) }), []);
});

test('a file that calls what another declares is not put where it would find that', () => {
  const units = together({
    'a.cpp': inside('std::string text(int) {\n    return {};\n}'),
    'b.cpp': inside('int length() {\n    return text(3).size();\n}'),
    'c.cpp': inside('int width() {\n    return row.text(3) + base::text(4);\n}'),
  });
  assert.deepEqual(units, [['a.cpp', 'c.cpp']]);
});

test('who hides names of a header, or uses all values of a type, stays alone', () => {
  const units = together({
    'index.hpp':
      'namespace amparo {\n\nstruct Entry {\n    int at;\n};\n' +
      'inline constexpr int rows_max = 3;\nint width();\n\n}\n',
    'a.cpp': inside('struct Entry {\n    int x;\n};'),
    'b.cpp': inside('int width() {\n    return 3;\n}'),
    'c.cpp': inside('int height = 3;'),
    'd.cpp': inside('constexpr std::size_t rows_max = 4;'),
    'e.cpp': inside('using enum Colour;'),
    'shades.hpp': 'namespace amparo {\n\nusing enum Shade;\n\n}\n',
    'f.cpp': '#include "paint/shades.hpp"\n' + inside('int depth = 3;'),
  });
  assert.deepEqual(units, [['b.cpp', 'c.cpp']]);
});

test('no unit holds more than eight files', () => {
  const files = Object.fromEntries(
    Array.from({ length: 20 }, (_, at) => [`f${String(at)}.cpp`, inside(`int v${String(at)};`)]),
  );
  assert.deepEqual(
    together(files).map((unit) => unit.length),
    [8, 8, 4],
  );
});
