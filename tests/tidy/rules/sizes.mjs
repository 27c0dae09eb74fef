import { declarations, nesting, readCpp } from '../cpp.mjs';
import { limits } from '../limits.mjs';
import { codeFiles, cppFiles, scriptFiles } from '../tree.mjs';
import { functionsOf } from '../ts.mjs';

function lines(tree) {
  return codeFiles(tree).flatMap(({ path, lines: all }) =>
    all.flatMap((text, index) => {
      const columns = [...text].length;
      if (columns <= limits.columns || /https?:\/\/\S{60,}/.test(text)) return [];
      return [{ file: path, line: index + 1, text: `${columns} columns` }];
    }),
  );
}

const isCpp = (path) => /\.[ch]pp$/.test(path);

function files(tree) {
  return codeFiles(tree).flatMap(({ path, lines: all }) => {
    const count = all.length - (all.at(-1) === '' ? 1 : 0);
    const most = isCpp(path) ? limits.cpp.file : limits.web.file;
    if (count <= most || isDataTable(path)) return [];
    return [{ file: path, line: most + 1, text: `${count} lines, at most ${most}` }];
  });
}

/** Files that hold one table of data and say so in their name. */
export const isDataTable = (path) => /_(table|data|catalogue)\.[ch]pp$/.test(path);

function cppFunctions(tree) {
  return cppFiles(tree).flatMap((file) => {
    const { tokens } = readCpp(file.text);
    return declarations(tokens)
      .filter(({ kind }) => kind === 'function')
      .map((found) => ({ ...found, file: file.path, tokens }));
  });
}

const finding = ({ file, line }, text) => ({ file, line, text });

function functions(tree) {
  const long = cppFunctions(tree)
    .filter(({ body }) => body)
    .map((found) => ({ ...found, length: found.endLine - found.line + 1 }))
    .filter(({ length }) => length > limits.cpp.function)
    .map((found) => finding(found, `${found.name} has ${found.length} lines`));
  const script = scriptFiles(tree).flatMap((file) =>
    functionsOf(file)
      .filter(
        ({ length, isComponent }) =>
          length > (isComponent ? limits.web.component : limits.web.function),
      )
      .map(({ line, name, length }) =>
        finding({ file: file.path, line }, `${name} has ${length} lines`),
      ),
  );
  return [...long, ...script];
}

function depth(tree) {
  const deep = cppFunctions(tree)
    .filter(({ body }) => body)
    .map((found) => ({ ...found, deepest: nesting(found.tokens, found.body) }))
    .filter(({ deepest }) => deepest.depth > limits.cpp.nesting)
    .map(({ file, name, deepest }) =>
      finding({ file, line: deepest.line }, `${name} nests ${deepest.depth} deep`),
    );
  const script = scriptFiles(tree).flatMap((file) =>
    functionsOf(file)
      .filter(({ nesting: most }) => most.depth > limits.web.nesting)
      .map(({ name, nesting: most }) =>
        finding({ file: file.path, line: most.line }, `${name} nests ${most.depth} deep`),
      ),
  );
  return [...deep, ...script];
}

// The signature of an overridden function is decided where it is declared first.
function parameters(tree) {
  const all = cppFunctions(tree);
  const overridden = new Set(all.filter(({ isOverride }) => isOverride).map(({ name }) => name));
  const many = all
    .filter(({ name }) => !overridden.has(name))
    .filter(({ parameters: count }) => count > limits.cpp.parameters)
    .map((found) => finding(found, `${found.name} takes ${found.parameters} parameters`));
  const script = scriptFiles(tree).flatMap((file) =>
    functionsOf(file)
      .filter(({ parameters: count }) => count > limits.web.parameters)
      .map(({ line, name, parameters: count }) =>
        finding({ file: file.path, line }, `${name} takes ${count} parameters`),
      ),
  );
  return [...many, ...script];
}

export const sizeRules = [
  { name: `lines of at most ${limits.columns} columns`, check: lines },
  { name: 'files are short', check: files },
  { name: 'functions are short', check: functions },
  { name: 'nesting is shallow', check: depth },
  { name: 'parameters are few', check: parameters },
];
