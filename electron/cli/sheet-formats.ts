import { sheetFormats } from '../../shared/firewall/sheets/make-sheet.ts'
import { t } from '../../shared/language/translate.ts'
import { plainJson } from '../../shared/run/plain-json.ts'
import { wrap } from '../../shared/run/wrap.ts'

const WIDTH = 98
const optionNames = {
  list: '--list',
  fromInterface: '--from-interface',
  toInterface: '--to-interface',
  position: '--position',
} as const

/** Every form of a sheet with its id, its options, what it was made after, and what to know before it is applied. */
export function formatLines(): string[] {
  return sheetFormats.flatMap(({ id, name, extension, options, basedOn, warnings }) => [
    `${id.padEnd(20)} ${name} (.${extension})`,
    ...options.flatMap(({ key, label, usual }) =>
      below(usual === '' ? `${optionNames[key]}: ${label}` : t`${optionNames[key]}: ${label}; ${usual} when left out`),
    ),
    ...basedOn.flatMap((text) => below(t`Made after: ${text}`)),
    ...warnings.flatMap((text) => below(t`Know before: ${text}`)),
  ])
}

export function formatsAsJson(): string {
  return plainJson(sheetFormats, 2)
}

function below(text: string): string[] {
  return wrap(text, WIDTH - 6).map((line, at) => `${at === 0 ? '    - ' : '      '}${line}`)
}
