import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { generateOperations } from './operations.mjs';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** The console as the hub serves it at its root: everything from the hub, nothing inline, no CDN. */
export default defineConfig({
  root: here('.'),
  base: '/',
  plugins: [{ name: 'operations', buildStart: generateOperations }],
  oxc: { jsx: { runtime: 'automatic' } },
  resolve: {
    alias: [
      { find: '@hub/audit/core', replacement: here('../../libs/audit/src/core.ts') },
      // The log's core is written for Node: in a browser it hashes and verifies with audited JavaScript.
      { find: 'node:crypto', replacement: here('src/audit/node-crypto.ts') },
    ],
  },
  server: { proxy: { '^/(graphql|attachments|feed.atom|audit/(keys|checkpoint|handovers))': { target: 'http://127.0.0.1:4000', ws: true } } },
  build: {
    target: 'es2022',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // "use client" in React libraries means nothing here.
    rolldownOptions: { onwarn: (warning, log) => void (warning.code === 'MODULE_LEVEL_DIRECTIVE' || log(warning)) },
  },
});
