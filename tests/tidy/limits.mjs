/** The numbers of the house rules; what is longer is split, not excused. */
export const limits = {
  columns: 100,
  cpp: { file: 600, function: 70, nesting: 4, parameters: 4 },
  web: { file: 400, function: 70, component: 150, nesting: 5, parameters: 4 },
};

/** Modules of src/ in which coroutines may stand. */
export const coroutineModules = ['http'];

/** Headers that cost a second in each file that sees them, and who may name them in a header. */
export const heavyHeaders = [
  { pattern: /^boost\/(asio|beast)/, homes: ['src/http/'] },
  { pattern: /^boost\/json/, homes: ['src/base/json.hpp', 'src/base/detail/'] },
  { pattern: /^soci\//, homes: ['src/store/detail/'] },
  { pattern: /^spdlog\//, homes: ['src/base/detail/'] },
  { pattern: /^CLI\//, homes: ['src/cli/detail/'] },
  { pattern: /^vips\//, homes: ['src/records/detail/'] },
];

/** Languages that every text of the deployment has. */
export const languages = ['en', 'fr', 'ar', 'es'];
