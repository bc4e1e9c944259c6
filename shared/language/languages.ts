import type { Catalogue } from './catalogue.ts'

/**
 * The languages beside English, by their tag, for a program that speaks before anything else of it is loaded. The build
 * writes this table from the translators' files (build/language-plugin.ts); sources that run as they are speak English.
 */
export const languages: Readonly<Record<string, Catalogue>> = {}
