import { counted, t } from '../../../shared/language/translate.ts'
import { type ConfigurationPart, configurationCmdlets } from '../../../shared/management/configuration.ts'
import type { ConfigurationNote, ConfigurationProblem } from '../../../shared/management/configuration-reading.ts'
import { cutSentence } from '../../../shared/management/probably-cut.ts'
import type { RawColumns } from './raw-object.ts'
import type { ReadAs } from './read-object.ts'
import { shown } from './read-refusal.ts'
import { isPropertyOfDevices } from './renamed-columns.ts'

const MOST_PROBLEMS = 50
const MOST_NOTES = 50

type Lost = Pick<ConfigurationProblem, 'property' | 'line'> & {
  readonly code: Exclude<ConfigurationProblem['code'], 'encoding-guessed'>
  readonly property: string
}

/** Gathers what there is to say of one file: of each thing once, with where it was first. */
export class ReadingNotes {
  readonly #problems = new Map<string, ConfigurationProblem>()
  readonly #notes = new Map<string, ConfigurationNote>()
  readonly #columns = new WeakSet<RawColumns>()

  encodingGuessed(line: number): void {
    const sentence = t`The file is no Unicode from line ${line} on; its letters beyond English were read as Windows-1252 (Western Europe).`
    this.#problem('encoding', { code: 'encoding-guessed', line, objects: 1, sentence })
  }

  lost(part: ConfigurationPart, { code, property, line }: Lost): void {
    const sentence = lostSentence(code, property, configurationCmdlets[part], line)
    this.#problem(`${part} ${property.toLowerCase()} ${code}`, { code, line, part, property, objects: 1, sentence })
  }

  readAs(part: ConfigurationPart, { property, line, said, value }: ReadAs): void {
    const key = `${part} ${property.toLowerCase()} ${said.toLowerCase()}`
    if (this.#notes.has(key)) return
    const cmdlet = configurationCmdlets[part]
    const sentence = value
      ? t`${property} of ${cmdlet} is “${shown(said)}”, first in line ${line}, which is how a spreadsheet writes True. It was read so.`
      : t`${property} of ${cmdlet} is “${shown(said)}”, first in line ${line}, which is how a spreadsheet writes False. It was read so.`
    this.#notes.set(key, { code: 'boolean-word', line, sentence })
  }

  /** What a table's header says otherwise than the cmdlet whose objects stand below. */
  columns(part: ConfigurationPart, columns: RawColumns | undefined): void {
    if (!columns || this.#columns.has(columns)) return
    this.#columns.add(columns)
    const { line, known, renamed, passedOver } = columns
    // A column may be of use for another cmdlet, and none of this one's.
    const isOther = (property: string) => isOfDevices(part) && !isPropertyOfDevices(property)
    for (const { said, property } of renamed) {
      if (isOther(property)) continue
      const sentence = t`The column “${shown(said)}” in line ${line} was read as ${property}.`
      this.#notes.set(`renamed ${line} ${said}`, { code: 'column-renamed', line, sentence })
    }
    const others = renamed.filter(({ property }) => isOther(property)).map(({ said }) => said)
    for (const said of [...others, ...[...known, ...passedOver].filter(isOther)]) {
      const sentence = t`The column “${shown(said)}” in line ${line} is no property of ${configurationCmdlets[part]}, and was passed over. Where somebody renamed it, give it its name back.`
      this.#notes.set(`unknown ${line} ${said}`, { code: 'column-unknown', line, sentence })
    }
  }

  statisticsAlone(objects: number, line: number): void {
    const sentence = t`The file tells how ${counted(objects, 'device')} synchronised, and not what each is and whether it is let in: Get-MobileDevice tells that.`
    this.#notes.set('statistics', { code: 'statistics-alone', line, sentence })
  }

  cut(part: ConfigurationPart): void {
    this.#notes.set(`cut ${part}`, { code: 'probably-cut', line: 1, sentence: cutSentence(part) })
  }

  /** Bytes are made letters before they are read: what was guessed at from there on was not. */
  endedAt(line: number): void {
    if ((this.#problems.get('encoding')?.line ?? 0) >= line) this.#problems.delete('encoding')
  }

  #problem(key: string, problem: ConfigurationProblem): void {
    const known = this.#problems.get(key)
    this.#problems.set(key, known ? { ...known, objects: known.objects + 1 } : problem)
  }

  told(): { problems: ConfigurationProblem[]; moreProblems: number; notes: ConfigurationNote[] } {
    // Where the bytes are guessed at, what follows may be seen before or after.
    const rank = ({ code }: ConfigurationProblem) => (code === 'encoding-guessed' ? 0 : 1)
    const problems = [...this.#problems.values()].toSorted((one, other) => rank(one) - rank(other))
    return {
      problems: problems.slice(0, MOST_PROBLEMS),
      moreProblems: Math.max(0, problems.length - MOST_PROBLEMS),
      notes: [...this.#notes.values()].slice(0, MOST_NOTES),
    }
  }
}

function isOfDevices(part: ConfigurationPart): boolean {
  return part === 'mobileDevices' || part === 'mobileDeviceStatistics'
}

function lostSentence(code: Lost['code'], property: string, cmdlet: string, line: number): string {
  switch (code) {
    case 'list-cut':
      return t`${property} of ${cmdlet} is cut off, first in line ${line}: PowerShell shows the first entries only. It counts as not told.`
    case 'list-unclear':
      return t`${property} of ${cmdlet} is a text that may be one entry or several, first in line ${line}. It counts as not told.`
    case 'time-unclear':
      return t`${property} of ${cmdlet} is written so that nobody can tell which day and time it is, first in line ${line}. It counts as not told.`
    case 'time-order':
      return t`${property} of ${cmdlet} may have the day or the month first, as in line ${line}, and nothing in the file says which. It counts as not told.`
    case 'time-zone':
      return t`${property} of ${cmdlet} is in the time of the machine that asked, first in line ${line}, and the file does not say which that is. It counts as not told; WhenChangedUTC would tell it.`
    case 'value-lost':
      return t`${property} of ${cmdlet} cannot be told, first in line ${line}: the name of a type stands in its place, or it was broken apart. It counts as not told.`
  }
}
