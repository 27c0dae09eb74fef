/** Lint rules of this house that no package offers. */
import path from 'node:path';

const featureOf = (file) => /\/src\/features\/([^/]+)\//.exec(file)?.[1];
const areaOf = (file) => /\/src\/(features|shared|app|test|locales)\//.exec(file)?.[1];

/** features never import each other, shared never imports features or app. */
const directions = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      sideways: 'A feature does not import another ({{from}} → {{to}}): move it to shared.',
      upwards: '{{from}} does not import {{to}}.',
    },
  },
  create(context) {
    const file = context.filename;
    const check = (node, source) => {
      if (typeof source !== 'string' || !source.startsWith('.')) {
        return;
      }
      const target = `${path.resolve(path.dirname(file), source)}/`;
      const [from, to] = [areaOf(file), areaOf(target)];
      const upwards =
        (from === 'shared' && (to === 'features' || to === 'app')) ||
        (from === 'features' && to === 'app');
      if (upwards) {
        context.report({ node, messageId: 'upwards', data: { from, to } });
      } else if (
        from === 'features' &&
        to === 'features' &&
        featureOf(file) !== featureOf(target)
      ) {
        const data = { from: featureOf(file), to: featureOf(target) };
        context.report({ node, messageId: 'sideways', data });
      }
    };
    return {
      ImportDeclaration: (node) => check(node, node.source.value),
      ImportExpression: (node) => check(node, node.source.value),
      ExportNamedDeclaration: (node) => check(node, node.source?.value),
      ExportAllDeclaration: (node) => check(node, node.source.value),
    };
  },
};

/** `export * from` and files that only re-export make cycles and hide where things live. */
const noBarrels = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { barrel: 'No barrel files: import from the file that defines it.' },
  },
  create: (context) => ({
    ExportAllDeclaration: (node) => context.report({ node, messageId: 'barrel' }),
    'ExportNamedDeclaration[source]': (node) => {
      if (node.exportKind !== 'type') {
        context.report({ node, messageId: 'barrel' });
      }
    },
  }),
};

const textAttributes = new Set([
  'aria-label',
  'aria-description',
  'aria-placeholder',
  'alt',
  'title',
  'placeholder',
  'label',
  'description',
]);
const hasWords = (text) => /\p{L}{2,}/u.test(text);

/** Words in JSX must come from the catalogue: inside `Trans`, or through the `t` macro. */
const noUntranslatedText = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { text: 'Untranslated text: use <Trans id=…> or t({ id, message }).' },
  },
  create(context) {
    const isName = (element) =>
      element.openingElement.attributes.some(
        ({ name, value }) => name?.name === 'translate' && value?.value === 'no',
      );
    const insideTranslation = (node) => {
      for (let at = node.parent; at; at = at.parent) {
        if (at.type === 'JSXElement' && isName(at)) {
          return true;
        }
        if (
          at.type === 'JSXElement' &&
          /^(Trans|Plural|Select)$/.test(at.openingElement.name.name)
        ) {
          return true;
        }
      }
      return false;
    };
    const check = (node, text) => {
      if (hasWords(text) && !insideTranslation(node)) {
        context.report({ node, messageId: 'text' });
      }
    };
    return {
      JSXText: (node) => check(node, node.value),
      'JSXElement > JSXExpressionContainer > Literal': (node) => {
        if (typeof node.value === 'string') {
          check(node, node.value);
        }
      },
      JSXAttribute(node) {
        if (textAttributes.has(node.name.name) && node.value?.type === 'Literal') {
          check(node, String(node.value.value));
        }
      },
    };
  },
};

/** Every text carries an id of the form `area.thing`: ids outlive the English wording. */
const textHasId = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      missing: 'A translated text needs an id such as "case.close.action".',
      dynamic: 'A text id must be written out.',
    },
  },
  create: (context) => ({
    'JSXOpeningElement[name.name="Trans"]': (node) => {
      const id = node.attributes.find((attribute) => attribute.name?.name === 'id');
      if (id === undefined) {
        context.report({ node, messageId: 'missing' });
      } else if (id.value?.type !== 'Literal') {
        context.report({ node, messageId: 'dynamic' });
      }
    },
    TaggedTemplateExpression: (node) => {
      if (/^(t|msg)$/.test(node.tag.name ?? '')) {
        context.report({ node, messageId: 'missing' });
      }
    },
  }),
};

const physical = /^(margin|padding|border)(Left|Right)|^(left|right)$/;

/** Left and right turn around in Arabic: styles use inline-start and inline-end. */
const logicalStyles = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { physical: 'Use the logical property instead of {{name}}.' },
  },
  create: (context) => ({
    'JSXAttribute[name.name="style"] Property': (node) => {
      const name = node.key.name ?? node.key.value;
      if (physical.test(name)) {
        context.report({ node, messageId: 'physical', data: { name } });
      }
    },
  }),
};

export default {
  rules: {
    directions,
    'no-barrels': noBarrels,
    'no-untranslated-text': noUntranslatedText,
    'text-has-id': textHasId,
    'logical-styles': logicalStyles,
  },
};
