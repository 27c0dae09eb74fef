import type { Plugin } from 'vite';

const stylesheet = /\n\s*<link rel="stylesheet"[^>]*>/g;

/**
 * What the page looks like is fetched before what it does: a browser asks in the order of the page,
 * and paints nothing until the stylesheets are there.
 */
export function stylesheetsFirst(): Plugin {
  return {
    name: 'stylesheets-first',
    transformIndexHtml: {
      order: 'post',
      handler(html) {
        const links = html.match(stylesheet) ?? [];
        return html
          .replace(stylesheet, '')
          .replace(/\n\s*<script type="module"/, (script) => links.join('') + script);
      },
    },
  };
}
