/**
 * The settings of src/base/settings_table.cpp as
 * [{key, kind, fallback, help, least, most, choices}].
 */
export function settingsOf(source) {
  const literal = /"((?:[^"\\]|\\.)*)"/.source;
  const entry = new RegExp(
    `\\{${literal},\\s*(\\w+),\\s*${literal},\\s*((?:"(?:[^"\\\\]|\\\\.)*"\\s*)+)` +
      `(?:,\\s*(-?\\d+),\\s*(-?\\d+)(?:,\\s*${literal})?)?\\}`,
    'g',
  );
  return [...source.matchAll(entry)].map(([, key, kind, fallback, help, least, most, choices]) => ({
    key,
    kind,
    fallback,
    help: [...help.matchAll(new RegExp(literal, 'g'))].map(([, part]) => part).join(''),
    least,
    most,
    choices,
  }));
}

function range({ kind, least, most, choices }) {
  if (kind === 'choice') return choices.replaceAll(',', ', ');
  return kind === 'integer' && least !== undefined ? `${kind}, ${least} to ${most}` : kind;
}

/** The Markdown table of every setting, as docs/operator.md holds it. */
export function settingsTable(source) {
  const rows = settingsOf(source).map((setting) => {
    const fallback = setting.fallback === '' ? '' : `\`${setting.fallback}\``;
    return `| \`${setting.key}\` | ${range(setting)} | ${fallback} | ${setting.help} |`;
  });
  return ['| setting | kind | default | what it does |', '|---|---|---|---|', ...rows, ''].join(
    '\n',
  );
}
