import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { defineConfig } from 'vitest/config'
import { LongestFirst } from './longest-first.ts'
import { root } from './run-tool.ts'

// Half of what a program of ours needs to start, and there are hundreds, is to read its own sources.
process.env.NODE_COMPILE_CACHE ??= join(root, 'node_modules/.cache/node-compile')

const all = ['tests/**/*.test.{ts,tsx}']
/** What works with values alone, and leaves nothing behind in the modules that it loads. */
const pure = ['tests/{shared,renderer}/**/*.test.{ts,tsx}']

export default defineConfig({
  root,
  test: {
    // Real servers, browsers and Debian's packages take their time on a busy machine; nothing is asserted about speed.
    testTimeout: 60_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 30_000 } },
    pool: 'forks',
    // One more than there are processors: who drives a browser or another program waits for it half the time.
    maxWorkers: availableParallelism() + 1,
    sequence: { sequencer: LongestFirst },
    restoreMocks: true,
    unstubGlobals: true,
    projects: [
      { extends: true, test: { name: 'apart', include: all, exclude: pure } },
      { extends: true, test: { name: 'pure', include: pure, isolate: false } },
    ],
  },
})
