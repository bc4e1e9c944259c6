import { languageFor } from '../../shared/language/language-for.ts'
import { languages } from '../../shared/language/languages.ts'
import { speak } from '../../shared/language/translate.ts'

// A program imports this before all else of it: some words are said as their modules are loaded. In Electron and in a
// terminal alike, the language of Intl is the one that the machine is set to.
const tag = languageFor([new Intl.DateTimeFormat().resolvedOptions().locale], Object.keys(languages))
if (tag !== undefined) speak(languages[tag] ?? null)
