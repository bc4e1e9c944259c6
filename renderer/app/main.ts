import './without-eval.ts'
import { languageFor } from '../../shared/language/language-for.ts'
import { speak } from '../../shared/language/translate.ts'
import { languages } from './languages.ts'

// The window is loaded once its language is spoken: some of its words are said as their modules are loaded.
const tag = languageFor(navigator.languages, Object.keys(languages))
const language = tag === undefined ? undefined : await languages[tag]?.()
if (language) {
  speak(language.default)
  document.documentElement.lang = language.default.language
}
await import('./window.tsx')
