import { commentRules } from './rules/comments.mjs';
import { contentRules } from './rules/content.mjs';
import { moduleRules } from './rules/modules.mjs';
import { sizeRules } from './rules/sizes.mjs';
import { webRules } from './rules/web.mjs';

/** Every rule as {name, check}; check gives findings as {file, line, text}. */
export const rules = [...moduleRules, ...webRules, ...sizeRules, ...commentRules, ...contentRules];
