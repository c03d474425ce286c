/** Builds the pages of web/ into web/dist: static files, no inline script, nothing from another host. */
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const page = (path: string): string => fileURLToPath(new URL(`./web/${path}`, import.meta.url));

export default defineConfig({
  root: 'web',
  base: '/',
  publicDir: false,
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    // A data: URL would need a wider policy; a preload polyfill would be an inline script.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1500,
    rolldownOptions: {
      input: {
        ehr: page('index.html'),
        intake: page('intake/index.html'),
        overrides: page('overrides/index.html'),
        review: page('review/index.html'),
      },
    },
  },
});
