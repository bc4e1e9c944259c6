import { readFileSync } from 'node:fs'
import { glob } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Plugin } from 'vite'
import type { Catalogue } from '../shared/language/catalogue.ts'
import { catalogueOf } from './catalogue-file.ts'
import { root } from './run-tool.ts'

const AT_ONCE = join(root, 'shared/language/languages.ts')
const WHEN_WANTED = join(root, 'renderer/app/languages.ts')
const PREFIX = '\0language:'

/**
 * Puts the translators' files, shared/language/<tag>.po, into the two tables of languages: at once for a program, each in
 * a chunk of its own for the window. `more` is for a language that is in no file.
 */
export function languagePlugin(more: readonly Catalogue[] = []): Plugin {
  const catalogues = new Map(more.map((catalogue) => [catalogue.language, catalogue]))
  return {
    name: 'postern-languages',
    async buildStart() {
      for await (const file of glob('shared/language/*.po', { cwd: root })) {
        this.addWatchFile(join(root, file))
        const catalogue = catalogueOf(readFileSync(join(root, file), 'utf8'))
        if (catalogue.language !== basename(file, '.po')) this.error(`${file} says that it is ${catalogue.language}.`)
        catalogues.set(catalogue.language, catalogue)
      }
    },
    resolveId: (id) => (id.startsWith('language:') ? `\0${id}` : undefined),
    load(id) {
      if (id.startsWith(PREFIX)) {
        return `export default ${JSON.stringify(catalogues.get(id.slice(PREFIX.length)))}`
      }
      const path = id.split('?')[0]
      const tags = [...catalogues.keys()]
      if (path === AT_ONCE) {
        const imports = tags.map((tag, at) => `import language${at} from 'language:${tag}'`)
        return [...imports, `export const languages = {${tags.map((tag, at) => `'${tag}': language${at}`)}}`].join('\n')
      }
      if (path === WHEN_WANTED) {
        return `export const languages = {${tags.map((tag) => `'${tag}': () => import('language:${tag}')`)}}`
      }
      return undefined
    },
  }
}
