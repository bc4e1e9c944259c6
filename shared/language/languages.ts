import type { Catalogue } from './catalogue.ts'

/**
 * The languages beside English, by their BCP 47 tag. The build writes this table anew from the `.po` files that lie
 * beside it (build/language-plugin.ts); where the sources run as they are, Postern speaks English.
 */
export const languages: Readonly<Record<string, () => Promise<{ default: Catalogue }>>> = {}
