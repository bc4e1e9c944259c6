import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  root: join(import.meta.dirname, '..'),
  test: {
    include: ['tests/**/*.test.ts', 'tests/**/*.test.tsx'],
    // Real servers, browsers and Debian's packages take their time on a busy machine; nothing is asserted about speed.
    testTimeout: 60_000,
    hookTimeout: 180_000,
    pool: 'forks',
    restoreMocks: true,
  },
})
