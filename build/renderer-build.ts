import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import type { InlineConfig } from 'vite'
import type { Catalogue } from '../shared/language/catalogue.ts'
import { languagePlugin } from './language-plugin.ts'
import { root } from './run-tool.ts'

/** How the renderer is built into a folder: the same for the Electron window and for the browser on loopback. */
export function rendererBuild(outDir: string, languages: readonly Catalogue[] = []) {
  return {
    root: join(root, 'renderer'),
    plugins: [languagePlugin(languages), react()],
    build: {
      outDir,
      emptyOutDir: true,
      // Everything is a file of our own origin: the policy allows no inline script, and only small images as data.
      modulePreload: false,
      minify: true,
      assetsInlineLimit: (file: string) => (/\.(svg|png)$/.test(file) ? undefined : false),
      rolldownOptions: { input: join(root, 'renderer/index.html') },
    },
  } satisfies InlineConfig
}
