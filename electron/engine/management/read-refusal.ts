import { t } from '../../../shared/language/translate.ts'
import type {
  ConfigurationRefusal,
  ConfigurationRefusalCode,
} from '../../../shared/management/configuration-reading.ts'

/** Thrown by a reader where a file is not taken; whoever started the reader makes a ConfigurationRefusal of it. */
export class Refusal extends Error {
  readonly refusal: ConfigurationRefusal

  constructor(refused: ConfigurationRefusalCode, sentence: string, line?: number) {
    super(sentence)
    this.name = 'Refusal'
    this.refusal = line === undefined ? { refused, sentence } : { refused, sentence, line }
  }
}

const SHOWN = 60

/** What a file holds, short enough for a sentence and without what would break its line. */
export function shown(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
  const plain = text.slice(0, 4 * SHOWN).replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ')
  return plain.length > SHOWN || text.length > 4 * SHOWN
    ? `${plain.slice(0, SHOWN).replace(/[\ud800-\udbff]$/, '')}…`
    : plain
}

/** Something has no end within what is read of one value. */
export function endless(line: number): Refusal {
  return new Refusal(
    'too-large',
    t`What begins in line ${line} is longer than any value of Exchange’s configuration. The file is damaged, or is something else.`,
    line,
  )
}

/** A list or an object is too long for any property that is read. */
export function tooManyEntries(line: number): Refusal {
  return new Refusal('too-large', t`The value in line ${line} is larger than any of Exchange’s configuration.`, line)
}

/** An object may tell each of its properties once. */
export function duplicateProperty(name: string, line: number): Refusal {
  return new Refusal('duplicate', t`The object has ${shown(name)} twice; the second is in line ${line}.`, line)
}

export function formatObjects(line: number): Refusal {
  return new Refusal(
    'format-objects',
    t`Line ${line} holds what Format-List or Format-Table make for the screen. Leave them out before Export-Csv, Export-Clixml or ConvertTo-Json.`,
    line,
  )
}

/** A text stands in the place of an object. */
export function noObject(found: string, line: number): Refusal {
  return new Refusal(
    'not-understood',
    t`In line ${line} stands “${shown(found)}” where an object of Exchange was expected. The export was cut off by -Depth, or is of something else.`,
    line,
  )
}

/** The last line of a file has no end, so that its last value may not be whole. */
export function endsWithoutLine(line: number): Refusal {
  return new Refusal(
    'broken-off',
    t`The file ends in the middle of line ${line}, or without the line break that PowerShell writes behind it. If nothing is missing, add a line break at the end.`,
    line,
  )
}
