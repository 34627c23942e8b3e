import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'
import { compressed } from './build/compress.ts'

/** Where the program answers while the page is being worked on. */
const server = process.env.REGULARS_URL ?? 'http://127.0.0.1:7700'

export default defineConfig({
  plugins: [react(), compressed()],
  resolve: { alias: { '~': fileURLToPath(new URL('./src', import.meta.url)) } },
  server: { port: 7701, proxy: { '/api': server, '/p': server } },
  build: {
    target: 'es2023',
    // Inline data: would need a looser policy than `img-src 'self'` and `font-src 'self'`.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 800,
  },
  test: {
    environment: 'happy-dom',
    include: ['src/**/*.test.{ts,tsx}'],
    restoreMocks: true,
  },
})
