import assert from 'node:assert/strict';
import { test } from 'node:test';

import { declarations, nesting, readCpp } from './cpp.mjs';

const functionsIn = (text) =>
  declarations(readCpp(text).tokens)
    .filter(({ kind }) => kind === 'function')
    .map(({ name, parameters }) => `${name}/${parameters}`);

const cases = [
  ['a free function', 'int f(int a, int b) { return a; }', ['f/2']],
  ['a member outside its class', 'Result<A> B::c(const D& d) const noexcept { }', ['c/1']],
  ['templates', 'template <class A, class B> auto f(A a) -> std::pair<A, B> { }', ['f/1']],
  ['a constrained template', 'template <class T> requires (sizeof(T) > 1) void f(T t) {}', ['f/1']],
  ['a constructor with initialisers', 'A::A(int a, int b) : a_{a}, b_(b) { run(); }', ['A/2']],
  ['operators', 'bool operator==(const A& a, const A& b) { return a.x == b.x; }', ['operator==/2']],
  [
    'the call operator',
    'struct A { int operator()(int a) const { return a; } };',
    ['operator()/1'],
  ],
  ['a destructor', 'struct A { ~A() { run(); } };', ['~A/0']],
  ['no function: data', 'constexpr A table[] = {{"a", f(1)}, {"b", g(2)}};', []],
  ['no function: brace initialisation', 'const std::vector<int> a{1, 2, 3}; A b{f(1)};', []],
  ['no function: a lambda kept in a value', 'const auto f = [](int a) { return a; };', []],
  ['a type with bases', 'struct A final : B<int, C> { void f(int a); };', ['f/1']],
  ['raw strings', 'auto s = R"sql(void x(int a) { )sql"; void f() {}', ['f/0']],
  ['digit separators', "auto n = 1'000'000; void f(char c = '}') {}", ['f/1']],
  ['preprocessor lines', '#define F(x) { x\n#if A \\\n  {\n#endif\nvoid f() {}', ['f/0']],
  ['test macros', 'TEST(Case, Does) { EXPECT_EQ(a, b); }', ['TEST/2']],
  ['index of an index', 'void f() { for (auto x : a[b[c]].d(e)) {} } void g() {}', ['f/0', 'g/0']],
  ['attributes', '[[nodiscard]] int f(int a); struct [[nodiscard]] B { int b; };', ['f/1']],
];

for (const [name, text, expected] of cases) {
  test(`functions: ${name}`, () => assert.deepEqual(functionsIn(text), expected));
}

test('nesting counts control flow and lambdas, not initialisers', () => {
  const depthOf = (text) => {
    const { tokens } = readCpp(text);
    return nesting(tokens, declarations(tokens)[0].body).depth;
  };
  assert.equal(depthOf('void f() { A a{1, {2, 3}}; }'), 0);
  assert.equal(depthOf('void f() { if (a) { for (;;) { } } else { } }'), 2);
  assert.equal(depthOf('void f() { if constexpr (a) { switch (b) { case 1: { } } } }'), 2);
  assert.equal(depthOf('void f() { run([&](int a) -> B<C> { if (a) { } }); }'), 2);
  assert.equal(depthOf('void f() { try { } catch (const A& a) { do { } while (b); } }'), 2);
});

test('scopes tell what is public', () => {
  const text = 'namespace amparo { class A { int a(); public: int b(); private: int c(); }; }';
  const access = declarations(readCpp(text).tokens)
    .filter(({ kind }) => kind === 'function')
    .map(({ name, scope }) => `${name} ${scope.access}`);
  assert.deepEqual(access, ['a private', 'b public', 'c private']);
});
