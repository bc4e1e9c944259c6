import type { Catalogue } from '../../shared/language/catalogue.ts'

/** The languages beside English, by their tag, each loaded when it is wanted. The build writes this table (build/language-plugin.ts). */
export const languages: Readonly<Record<string, () => Promise<{ default: Catalogue }>>> = {}
