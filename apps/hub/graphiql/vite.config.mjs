import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

/** GraphiQL as the hub serves it at /graphiql: everything from the hub, nothing inline, no CDN. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: '/graphiql/',
  oxc: { jsx: { runtime: 'automatic' } },
  build: {
    target: 'es2022',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 3_000,
    modulePreload: { polyfill: false },
    // "use client" in React libraries means nothing here.
    rolldownOptions: { onwarn: (warning, log) => void (warning.code === 'MODULE_LEVEL_DIRECTIVE' || log(warning)) },
  },
});
