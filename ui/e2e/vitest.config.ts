import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import ByName from './byName'

/** Stories in a real browser, one after the other: they share two shops. */
export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    include: ['e2e/stories/*.e2e.ts'],
    environment: 'node',
    globalSetup: ['e2e/shops.ts'],
    fileParallelism: false,
    sequence: { sequencer: ByName },
    testTimeout: 180_000,
    hookTimeout: 60_000,
  },
})
