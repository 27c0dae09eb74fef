import type {} from '@testing-library/jest-dom/vitest';
import * as matchers from '@testing-library/jest-dom/matchers';
import { cleanup, configure } from '@testing-library/react';
import { afterEach, beforeEach, expect, vi } from 'vitest';
import { activateLanguage } from '../shared/i18n/language';
import { clearSession, SignedOutReason } from '../shared/session/session';
import { lineMet } from '../shared/wire/connection';
import { forgetSlowLine } from '../shared/wire/slow-line';
import { dismissAllNotices } from '../shared/ui/snackbar-store';
import { isSlow, slowDownFrames } from './slow';

// Each file has an expect() of its own, though libraries are loaded once by a worker.
expect.extend(matchers);

// Lazy screens are compiled when first shown.
configure({ asyncUtilTimeout: 8000, getElementError: (message) => new Error(message ?? '') });

if (isSlow) slowDownFrames();

// A browser tells of a selection when it changes; the fake DOM tells every time, and the parts of a
// date answer by collapsing it once more.
const collapse = Selection.prototype.collapse;
Selection.prototype.collapse = function collapseOnChange(node, offset = 0) {
  if (this.anchorNode !== node || this.anchorOffset !== offset || !this.isCollapsed) {
    collapse.call(this, node, offset);
  }
};

beforeEach(async () => {
  localStorage.clear();
  sessionStorage.clear();
  window.history.replaceState(null, '', '/v2/dashboards');
  await activateLanguage('en');
});

afterEach(() => {
  cleanup();
  dismissAllNotices();
  clearSession(SignedOutReason.left);
  lineMet('online');
  forgetSlowLine();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});
