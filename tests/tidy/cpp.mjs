// A light reader of C++: enough of the language to find functions, their sizes and parameters,
// and the declarations of a header. It knows comments, literals, brackets and scopes, no types.

const tokenPattern = new RegExp(
  [
    /\/\/[^\n]*/, // line comment
    /\/\*[\s\S]*?\*\//, // block comment
    /(?:u8|[uUL])?R"([^()\\\s]{0,16})\([\s\S]*?\)\1"/, // raw string
    /(?:u8|[uUL])?"(?:\\.|[^"\\\n])*"/,
    /(?:u8|[uUL])?'(?:\\.|[^'\\\n])+'/,
    /\d(?:[\w.]|'(?=\w))*/, // number, digit separators included
    /[A-Za-z_]\w*/,
    /::|->|&&|\|\||<<=|<=>|[-+*/%^&|=!<>]=|\+\+|--/,
    /\S/,
  ]
    .map((part) => part.source)
    .join('|'),
  'g',
);

/** Tokens with their line numbers (from 1), and the comments apart. */
export function readCpp(text) {
  const tokens = [];
  const comments = [];
  const code = blankPreprocessor(text);
  let line = 1;
  let seen = 0;
  for (const match of code.matchAll(tokenPattern)) {
    line += newlines(code, seen, match.index);
    seen = match.index;
    const word = match[0];
    const endLine = line + newlines(word, 0, word.length);
    if (word.startsWith('//') || word.startsWith('/*')) {
      comments.push({ text: word, line, endLine });
    } else {
      tokens.push({ text: word, line, endLine });
    }
  }
  return { tokens, comments };
}

function newlines(text, from, to) {
  let count = 0;
  for (let at = text.indexOf('\n', from); at !== -1 && at < to; at = text.indexOf('\n', at + 1)) {
    count++;
  }
  return count;
}

// Preprocessor lines are blanked, with their continuations; their comments stay readable.
function blankPreprocessor(text) {
  return text.replace(/^[ \t]*#(?:[^\n]*\\\n)*[^\n]*/gm, (lines) => {
    const comment = /\/\/[^\n]*$/.exec(lines);
    const end = comment && !lines.includes('"//') ? comment[0] : '';
    return lines.slice(0, lines.length - end.length).replace(/[^\n]/g, ' ') + end;
  });
}

const openers = { '(': ')', '[': ']', '{': '}' };

/** The index of the token that closes the bracket at `at`; the last token if none does. */
export function closing(tokens, at) {
  let depth = 0;
  for (let index = at; index < tokens.length; index++) {
    const { text } = tokens[index];
    if (text in openers) depth++;
    else if (Object.values(openers).includes(text) && --depth === 0) return index;
  }
  return tokens.length - 1;
}

/**
 * Walks namespaces and types and gives every declaration as
 * {kind, name, line, endLine, scope, parameters, body}: kind is function, type, value, alias or
 * forward; body, of a function with one, is [first, last] token of the braces.
 */
export function declarations(tokens) {
  const found = [];
  walk(tokens, { from: 0, to: tokens.length, scope: rootScope }, found);
  return found;
}

const rootScope = { namespaces: [], types: [], access: 'public' };

function walk(tokens, { from, to, scope }, found) {
  let start = from;
  let access = scope.access;
  let at = from;
  while (at < to) {
    const { text } = tokens[at];
    if (text === ';') {
      add(tokens, { start, at, scope: { ...scope, access } }, found);
      start = ++at;
    } else if (text === ':' && at === start + 1 && isAccess(tokens[start].text)) {
      access = tokens[start].text;
      start = ++at;
    } else if (text === '(' || text === '[') {
      at = closing(tokens, at) + 1;
    } else if (text === '{') {
      const end = closing(tokens, at);
      const head = classify(tokens, start, at);
      if (head.kind === 'continue') {
        at = end + 1;
        continue;
      }
      enter(tokens, { head, start, at, end, scope: { ...scope, access } }, found);
      at = end + 1;
      if (head.kind === 'type' || head.kind === 'enum') at = skipDeclarator(tokens, at, to);
      start = at;
    } else {
      at++;
    }
  }
}

const isAccess = (text) => text === 'public' || text === 'private' || text === 'protected';

// After a type's brace comes ';', perhaps with a name before it.
function skipDeclarator(tokens, from, to) {
  let at = from;
  while (at < to && tokens[at].text !== ';') at++;
  return at + 1;
}

function enter(tokens, { head, start, at, end, scope }, found) {
  if (head.kind === 'namespace') {
    const namespaces = [...scope.namespaces, head.name];
    walk(tokens, { from: at + 1, to: end, scope: { ...rootScope, namespaces } }, found);
    return;
  }
  const line = tokens[start]?.line ?? tokens[at].line;
  const common = { name: head.name, line, endLine: tokens[end].line, scope };
  if (head.kind === 'function') {
    found.push({ ...head, ...common, body: [at, end] });
  } else if (head.kind === 'type' || head.kind === 'enum') {
    found.push({ kind: 'type', ...common, isEnum: head.kind === 'enum' });
    if (head.kind === 'enum') return;
    const inner = {
      ...scope,
      types: [...scope.types, { name: head.name, access: scope.access }],
      access: head.word === 'class' ? 'private' : 'public',
    };
    walk(tokens, { from: at + 1, to: end, scope: inner }, found);
  }
}

/** What the tokens before a brace begin. */
function classify(tokens, start, brace) {
  const head = withoutTemplate(tokens, start, brace);
  const words = head.map(({ text }) => text);
  if (words[0] === 'namespace' || (words[0] === 'inline' && words[1] === 'namespace')) {
    return { kind: 'namespace', name: words.slice(words.indexOf('namespace') + 1).join('') };
  }
  if (words[0] === 'extern' && words.length === 2) return { kind: 'namespace', name: '' };
  const flat = topLevel(head);
  const typeAt = flat.findIndex(({ text }) => /^(class|struct|union|enum)$/.test(text));
  const parenAt = parameterList(head);
  if (typeAt !== -1 && parenAt === -1 && !flat.some(({ text }) => text === '=')) {
    const name = flat
      .slice(typeAt + 1)
      .find(({ text }) => /^[A-Za-z_]/.test(text) && !/^(class|struct|alignas|final)$/.test(text));
    const kind = flat[typeAt].text === 'enum' ? 'enum' : 'type';
    return { kind, word: flat[typeAt].text, name: name?.text ?? '' };
  }
  // A brace after "=", or after a name without parameters, initialises something.
  if (parenAt === -1 || hasAssignment(head, parenAt)) return { kind: 'continue' };
  if (inMemberInitialisers(head, parenAt)) return { kind: 'continue' };
  return { kind: 'function', ...functionHead(head, parenAt) };
}

function functionHead(head, parenAt) {
  const end = closing(head, parenAt);
  const name = nameBefore(head, parenAt);
  const after = head.slice(end + 1).map(({ text }) => text);
  return {
    name,
    parameters: countParameters(head.slice(parenAt + 1, end)),
    isOverride: after.includes('override'),
    special:
      after.includes('override') ||
      /^~|^operator/.test(name) ||
      after.includes('default') ||
      after.includes('delete'),
  };
}

function nameBefore(head, parenAt) {
  const operator = head.findIndex(({ text }) => text === 'operator');
  if (operator !== -1 && operator < parenAt) {
    return head
      .slice(operator, parenAt)
      .map(({ text }) => text)
      .join('');
  }
  const name = head[parenAt - 1]?.text ?? '';
  return head[parenAt - 2]?.text === '~' ? `~${name}` : name;
}

function withoutTemplate(tokens, start, end) {
  let at = start;
  while (at < end) {
    const { text } = tokens[at];
    if (text === 'template' && tokens[at + 1]?.text === '<') at = closeAngle(tokens, at + 1, end);
    else if (text === '[' && tokens[at + 1]?.text === '[') at = closing(tokens, at) + 1;
    else break;
  }
  return tokens.slice(at, end);
}

function closeAngle(tokens, at, end) {
  let depth = 0;
  for (let index = at; index < end; index++) {
    const { text } = tokens[index];
    if (text === '<') depth++;
    else if (text === '>' && --depth === 0) return index + 1;
    else if (text === '(') index = closing(tokens, index);
  }
  return end;
}

// The tokens outside all brackets and template arguments.
function topLevel(head) {
  const flat = [];
  for (let at = 0; at < head.length; at++) {
    if (head[at].text in openers) at = closing(head, at);
    else if (head[at].text === '<' && at > 0) at = closeAngle(head, at, head.length) - 1;
    else flat.push(head[at]);
  }
  return flat;
}

// The "(" of the parameters: the first outside other brackets that follows a name or operator.
function parameterList(head) {
  for (let at = 0; at < head.length; at++) {
    const { text } = head[at];
    const before = head[at - 1]?.text ?? '';
    if (text === 'operator') {
      const open = head.findIndex((token, index) => index > at + 1 && token.text === '(');
      return open;
    }
    if (text === '(') {
      const isName = /^[A-Za-z_]\w*$/.test(before) && !notNames.has(before);
      if (isName) return at;
      at = closing(head, at);
    } else if (text === '[' || text === '{') {
      at = closing(head, at);
    } else if (text === '<' && /^[A-Za-z_]/.test(before)) {
      at = closeAngle(head, at, head.length) - 1;
    }
  }
  return -1;
}

const notNames = new Set(['alignas', 'decltype', 'noexcept', 'requires', 'explicit', 'sizeof']);

function hasAssignment(head, parenAt) {
  return (
    topLevel(head.slice(0, parenAt)).some(({ text }) => text === '=') &&
    !head.some(({ text }) => text === 'operator')
  );
}

// True when the brace at the end belongs to "name{…}" of a constructor's initialisers.
function inMemberInitialisers(head, parenAt) {
  const tail = topLevel(head.slice(closing(head, parenAt) + 1));
  const last = head.at(-1)?.text ?? '';
  const colon = tail.some(({ text }) => text === ':');
  return colon && (/^[A-Za-z_]\w*$/.test(last) || last === '>');
}

/** How many parameters stand between the parentheses. */
export function countParameters(tokens) {
  if (tokens.length === 0 || (tokens.length === 1 && tokens[0].text === 'void')) return 0;
  let count = 1;
  for (let at = 0; at < tokens.length; at++) {
    const { text } = tokens[at];
    if (text in openers) at = closing(tokens, at);
    else if (text === '<') at = closeAngle(tokens, at, tokens.length) - 1;
    else if (text === ',') count++;
  }
  return count;
}

// A declaration that ends with ";".
function add(tokens, { start, at, scope }, found) {
  const head = withoutTemplate(tokens, start, at);
  if (head.length === 0) return;
  const words = head.map(({ text }) => text);
  const common = { line: tokens[start].line, endLine: tokens[at].line, scope };
  if (['friend', 'static_assert', 'extern'].includes(words[0])) return;
  if (words[0] === 'using') {
    if (words[2] !== '=') return;
    found.push({ kind: 'alias', name: words[1], ...common });
  } else if (/^(class|struct|enum|union)$/.test(words[0])) {
    found.push({ kind: 'forward', name: head.at(-1).text, ...common });
  } else {
    const parenAt = parameterList(head);
    if (parenAt !== -1 && !hasAssignment(head, parenAt)) {
      found.push({ kind: 'function', ...common, ...functionHead(head, parenAt) });
    } else {
      found.push({ kind: 'value', name: nameOfValue(words), ...common });
    }
  }
}

function nameOfValue(words) {
  const end = words.findIndex((word) => /^[={[]$/.test(word));
  return (end === -1 ? words : words.slice(0, end)).at(-1) ?? '';
}

const control = new Set(['if', 'else', 'for', 'while', 'do', 'switch', 'try', 'catch']);

/** The deepest nesting of control flow and lambdas inside a body, and the line it is on. */
export function nesting(tokens, [first, last]) {
  let deepest = { depth: 0, line: tokens[first].line };
  const open = [];
  for (let at = first + 1; at < last; at++) {
    const { text, line } = tokens[at];
    if (text === '{') {
      open.push(opensBlock(tokens, at) ? 1 : 0);
      const depth = open.reduce((sum, one) => sum + one, 0);
      if (depth > deepest.depth) deepest = { depth, line };
    } else if (text === '}') {
      open.pop();
    }
  }
  return deepest;
}

// Whether the brace belongs to control flow or a lambda, not to an initialiser.
function opensBlock(tokens, brace) {
  const before = tokens[brace - 1].text;
  if (control.has(before)) return true;
  if (before === ')') {
    const word = tokens[openingOf(tokens, brace - 1) - 1]?.text;
    return control.has(word) || word === 'constexpr' || word === ']';
  }
  return (
    before === ']' || ['mutable', 'noexcept'].includes(before) || followsLambdaReturn(tokens, brace)
  );
}

function followsLambdaReturn(tokens, brace) {
  for (let at = brace - 1; at > 0 && brace - at < 24; at--) {
    const { text } = tokens[at];
    if (text === '->') return tokens[at - 1].text === ')' || tokens[at - 1].text === 'mutable';
    if (/^[;{}=(]$/.test(text)) return false;
  }
  return false;
}

function openingOf(tokens, at) {
  let depth = 0;
  for (let index = at; index >= 0; index--) {
    if (tokens[index].text === ')') depth++;
    else if (tokens[index].text === '(' && --depth === 0) return index;
  }
  return 0;
}
