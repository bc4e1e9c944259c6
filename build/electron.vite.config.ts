import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

const root = join(import.meta.dirname, '..')

/**
 * Builds the three halves of the app: out/main/main.js, out/preload/preload.cjs and out/renderer. The renderer is the
 * same for the Electron window and for the browser on loopback.
 */
export default defineConfig({
  main: {
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
  renderer: {
    root: join(root, 'renderer'),
    plugins: [react()],
    build: {
      outDir: join(root, 'out/renderer'),
      emptyOutDir: true,
      // Everything is a file of our own origin: the policy allows no inline script, and only small images as data.
      modulePreload: false,
      minify: true,
      assetsInlineLimit: (file) => (/\.(svg|png)$/.test(file) ? undefined : false),
      rolldownOptions: { input: join(root, 'renderer/index.html') },
    },
  },
})
