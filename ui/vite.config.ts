import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'
import { compressed } from './build/compress.ts'

/** Where the program answers while the page is being worked on. */
const program = process.env.REGULARS_URL ?? 'http://127.0.0.1:7700'

/** The program refuses a foreign `Host` and a foreign `Origin`, so both become its own. */
const asItself = { target: program, changeOrigin: true, headers: { origin: program } }
const proxy = { '/api': asItself, '/hooks': asItself, '/p': asItself, '/v1': asItself }

/** What the program sends with its own page, so that the stories see what it would block. */
const policy =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: https:; " +
  "frame-ancestors 'none'; base-uri 'none'; form-action 'self'"

/** The script for a shop's own site, `/regulars.js`. */
const SCRIPT = 'regulars'

export default defineConfig({
  plugins: [react(), compressed()],
  resolve: { alias: { '~': fileURLToPath(new URL('./src', import.meta.url)) } },
  server: { port: 7701, proxy },
  preview: { port: 7702, proxy, headers: { 'content-security-policy': policy } },
  build: {
    target: 'es2023',
    // Inline data: would need a looser policy than `img-src 'self'` and `font-src 'self'`.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 800,
    rolldownOptions: {
      // The script stands beside the page, under a name that never changes.
      input: { index: 'index.html', [SCRIPT]: 'src/script/regulars.ts' },
      output: {
        entryFileNames: ({ name }) => (name === SCRIPT ? '[name].js' : 'assets/[name]-[hash].js'),
        // What it calls its own things is nobody's business on the site.
        postBanner: ({ name }) => (name === SCRIPT ? '(() => {' : ''),
        postFooter: ({ name }) => (name === SCRIPT ? '})()' : ''),
      },
    },
  },
  test: {
    environment: 'happy-dom',
    include: ['src/**/*.test.{ts,tsx}'],
    restoreMocks: true,
  },
})
