import { join } from 'node:path'
import { defineConfig } from 'electron-vite'
import { languagePlugin } from './language-plugin.ts'
import { rendererBuild } from './renderer-build.ts'

const root = join(import.meta.dirname, '..')

/**
 * Builds the three halves of the app: out/main/main.js, out/preload/preload.cjs and out/renderer.
 */
export default defineConfig({
  main: {
    plugins: [languagePlugin()],
    build: {
      outDir: join(root, 'out/main'),
      sourcemap: true,
      rolldownOptions: {
        input: { main: join(root, 'electron/shell/main.ts') },
        output: { format: 'es', entryFileNames: '[name].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: join(root, 'out/preload'),
      // A sandboxed preload has no module loader: it must be one CommonJS file that requires nothing but `electron`.
      externalizeDeps: false,
      rolldownOptions: {
        input: { preload: join(root, 'electron/shell/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: rendererBuild(join(root, 'out/renderer')),
})
