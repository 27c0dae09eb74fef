// Reads TypeScript and JavaScript through the compiler that web/ installs.
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const ts = createRequire(join(root, 'web/package.json'))('typescript');
const { SyntaxKind } = ts;

const parsed = new Map();

/** The syntax tree of a file; read once. */
export function readScript({ path, text }) {
  const known = parsed.get(path);
  if (known?.text === text) return known;
  const kind = path.endsWith('.tsx') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, kind);
  parsed.set(path, source);
  return source;
}

const lineOf = (source, position) => source.getLineAndCharacterOfPosition(position).line + 1;

/** What a file imports or re-exports, dynamic imports and worker addresses included. */
export function importsOf(file) {
  const source = readScript(file);
  const found = [];
  const visit = (node) => {
    const specifier = specifierOf(node);
    if (specifier) {
      found.push({ specifier: specifier.text, line: lineOf(source, specifier.getStart()) });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function specifierOf(node) {
  const isString = (part) => part !== undefined && ts.isStringLiteralLike(part);
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) {
    return isString(node.moduleSpecifier) ? node.moduleSpecifier : undefined;
  }
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
    return isString(node.argument.literal) ? node.argument.literal : undefined;
  }
  if (ts.isCallExpression(node)) {
    const isImport =
      node.expression.kind === SyntaxKind.ImportKeyword ||
      /^(import\.meta\.glob|vi\.mock|vi\.importActual)$/.test(node.expression.getText());
    return isImport && isString(node.arguments[0]) ? node.arguments[0] : undefined;
  }
  const isAddress =
    ts.isNewExpression(node) &&
    node.expression.getText() === 'URL' &&
    node.arguments?.[1]?.getText() === 'import.meta.url';
  return isAddress && isString(node.arguments[0]) ? node.arguments[0] : undefined;
}

/** Functions as {name, line, length, parameters, isComponent, nesting: {depth, line}}. */
export function functionsOf(file) {
  const source = readScript(file);
  const found = [];
  const visit = (node) => {
    if (ts.isFunctionLike(node) && node.body) found.push(describe(source, node));
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found.filter(({ isSuite }) => !isSuite);
}

function describe(source, node) {
  const line = lineOf(source, node.getStart());
  const name = nameOf(node);
  return {
    name,
    line,
    length: lineOf(source, node.end) - line + 1,
    parameters: node.parameters.length,
    isComponent: /^[A-Z]/.test(name) && source.fileName.endsWith('.tsx'),
    isSuite: isSuite(node),
    nesting: deepest(source, node),
  };
}

function nameOf(node) {
  if (node.name) return node.name.getText();
  if (ts.isVariableDeclaration(node.parent)) return node.parent.name.getText();
  if (ts.isPropertyAssignment(node.parent)) return node.parent.name.getText();
  return ts.isConstructorDeclaration(node) ? 'constructor' : 'function';
}

// The callback of describe() only holds tests, which are measured themselves.
function isSuite({ parent }) {
  return (
    ts.isCallExpression(parent) && /^(test\.)?(describe|suite)\b/.test(parent.expression.getText())
  );
}

const blocks = new Set([
  SyntaxKind.IfStatement,
  SyntaxKind.ForStatement,
  SyntaxKind.ForOfStatement,
  SyntaxKind.ForInStatement,
  SyntaxKind.WhileStatement,
  SyntaxKind.DoStatement,
  SyntaxKind.SwitchStatement,
  SyntaxKind.TryStatement,
]);

function deepest(source, root) {
  let most = { depth: 0, line: lineOf(source, root.getStart()) };
  const visit = (node, depth) => {
    let inner = depth;
    const isElseIf = ts.isIfStatement(node) && node.parent.elseStatement === node;
    const isInnerFunction = ts.isFunctionLike(node) && node !== root && ts.isBlock(node.body ?? {});
    if ((blocks.has(node.kind) && !isElseIf) || isInnerFunction) inner++;
    if (inner > most.depth) most = { depth: inner, line: lineOf(source, node.getStart()) };
    ts.forEachChild(node, (child) => visit(child, inner));
  };
  visit(root, 0);
  return most;
}

/** Comments as {text, line}; each line of a block comment is one. */
export function scriptComments(file) {
  const source = readScript(file);
  const seen = new Set();
  const found = [];
  const take = (range) => {
    if (seen.has(range.pos)) return;
    seen.add(range.pos);
    const first = lineOf(source, range.pos);
    file.text
      .slice(range.pos, range.end)
      .split('\n')
      .forEach((text, index) => {
        found.push({ text: text.trim(), line: first + index });
      });
  };
  const visit = (node) => {
    for (const range of ts.getLeadingCommentRanges(file.text, node.getFullStart()) ?? [])
      take(range);
    for (const range of ts.getTrailingCommentRanges(file.text, node.end) ?? []) take(range);
    node.getChildren(source).forEach(visit);
  };
  visit(source);
  return found;
}
