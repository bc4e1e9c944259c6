import { counted, t } from '../../../shared/language/translate.ts'
import {
  type Configuration,
  type ConfigurationPart,
  configurationCmdlets,
} from '../../../shared/management/configuration.ts'
import type { DocumentError } from '../../../shared/management/configuration-document.ts'
import type {
  ConfigurationFormat,
  ConfigurationProblem,
  ConfigurationReading,
} from '../../../shared/management/configuration-reading.ts'
import type { ObjectSink, RawObject, RawValue } from './raw-object.ts'
import { type DocumentHead, readDocumentErrors, readDocumentHeader } from './read-document.ts'
import type { ReadLimits } from './read-limits.ts'
import { keyOf, type LostProperty, takeObject } from './read-object.ts'
import { isFormatObject, partOf } from './read-part.ts'
import { formatObjects, Refusal, shown } from './read-refusal.ts'

const MOST_PROBLEMS = 50

type Taken = { readonly object: Readonly<Record<string, unknown>>; readonly line: number }

/** Makes a Configuration of the objects of one file. What is wrong with any of them refuses the file. */
export class ConfigurationBuilder implements ObjectSink {
  readonly #fileName: string | undefined
  readonly #limits: ReadLimits
  readonly #parts = new Map<ConfigurationPart, Map<string, Taken>>()
  readonly #problems = new Map<string, ConfigurationProblem>()
  #head: DocumentHead | undefined
  #errors: { readonly raw: RawValue; readonly line: number } | undefined
  #objects = 0
  #kept = 0
  #ignored = 0
  #firstIgnored: string | undefined

  constructor(fileName: string | undefined, limits: ReadLimits) {
    this.#fileName = fileName
    this.#limits = limits
  }

  object(raw: RawObject): void {
    this.#objects += 1
    if (this.#objects > this.#limits.objects) {
      throw new Refusal(
        'too-large',
        t`There are more than the ${this.#limits.objects} objects that are read of one file.`,
      )
    }
    if (raw.typeNames.some(isFormatObject)) throw formatObjects(raw.line)
    const found = partOf(raw, this.#fileName)
    if (!found) throw whichCmdlet(raw)
    if ('other' in found) {
      this.#ignored += 1
      this.#firstIgnored ??= found.other
      return
    }
    this.#add(found.part, raw)
  }

  #add(part: ConfigurationPart, raw: RawObject): void {
    const { properties, lost } = takeObject(part, raw)
    const key = keyOf(part)
    const written = JSON.stringify(properties)
    this.#kept += written.length
    if (this.#kept > this.#limits.kept) {
      throw new Refusal('too-large', t`The file holds more configuration than fits into memory.`)
    }
    // One assignment of a role stands once for each member of the group that has it.
    const identity = part === 'managementRoleAssignments' ? written : key === null ? '' : String(properties[key])
    const taken = this.#taken(part)
    const earlier = taken.get(identity.toLowerCase())
    if (earlier && JSON.stringify(earlier.object) !== written) throw duplicate(part, identity, earlier.line, raw.line)
    if (!earlier) taken.set(identity.toLowerCase(), { object: properties, line: raw.line })
    for (const property of lost) this.#lost(part, property)
  }

  #taken(part: ConfigurationPart): Map<string, Taken> {
    const taken = this.#parts.get(part) ?? new Map<string, Taken>()
    this.#parts.set(part, taken)
    return taken
  }

  nothing(cmdlet: string, line: number): void {
    const found = partOf({ line, typeNames: [], cmdlet, properties: new Map(), traits: new Set() }, undefined)
    if (found && 'part' in found && found.part !== 'organizationConfig') this.#taken(found.part)
  }

  header(header: RawValue, line: number): void {
    this.#head = readDocumentHeader(header, line)
  }

  errors(errors: RawValue, line: number): void {
    this.#errors = { raw: errors, line }
  }

  encodingGuessed(line: number): void {
    const sentence = t`The file is no Unicode from line ${line} on; its letters beyond English were read as Windows-1252 (Western Europe).`
    this.#problem('encoding', { code: 'encoding-guessed', line, objects: 1, sentence })
  }

  #lost(part: ConfigurationPart, { code, property, line }: LostProperty): void {
    const sentence = lostSentence(code, property, configurationCmdlets[part], line)
    this.#problem(`${part} ${property.toLowerCase()} ${code}`, { code, line, part, property, objects: 1, sentence })
  }

  #problem(key: string, problem: ConfigurationProblem): void {
    const known = this.#problems.get(key)
    this.#problems.set(key, known ? { ...known, objects: known.objects + 1 } : problem)
  }

  end(format: ConfigurationFormat): ConfigurationReading {
    const documentErrors = this.#head && this.#errors ? readDocumentErrors(this.#errors.raw, this.#errors.line) : []
    this.#dropRefused(documentErrors)
    if (this.#parts.size === 0 && documentErrors.length === 0) throw this.#nothingKnown()
    const problems = [...this.#problems.values()]
    return {
      configuration: this.#configuration(),
      format: this.#head ? 'postern' : format,
      parts: [...this.#parts].map(([part, taken]) => ({
        part,
        cmdlet: configurationCmdlets[part],
        objects: taken.size,
      })),
      ...(this.#head && { collectedAt: this.#head.collectedAt }),
      ...(this.#head?.computer !== undefined && { computer: this.#head.computer }),
      whole: [...this.#parts.keys()].filter((part) => this.#isWhole(part, documentErrors)),
      documentErrors,
      problems: problems.slice(0, MOST_PROBLEMS),
      moreProblems: Math.max(0, problems.length - MOST_PROBLEMS),
      ignoredObjects: this.#ignored,
    }
  }

  /** A cmdlet that was refused found nothing because it was not asked. */
  #dropRefused(documentErrors: readonly DocumentError[]): void {
    for (const { cmdlet } of documentErrors) {
      for (const [part, taken] of this.#parts) {
        if (taken.size === 0 && configurationCmdlets[part].toLowerCase() === cmdlet.toLowerCase())
          this.#parts.delete(part)
      }
    }
  }

  /** A cmdlet that was refused may have told some of it before. */
  #isWhole(part: ConfigurationPart, documentErrors: readonly DocumentError[]): boolean {
    const mailboxes = this.#head?.mailboxes
    if (mailboxes === undefined) return false
    if (mailboxes === 'named' && isOfMailboxes(part)) return false
    return documentErrors.every(({ cmdlet }) => cmdlet.toLowerCase() !== configurationCmdlets[part].toLowerCase())
  }

  #configuration(): Configuration {
    const configuration: Record<string, unknown> = {}
    for (const [part, taken] of this.#parts) {
      const objects = Array.from(taken.values(), ({ object }) => object)
      configuration[part] = part === 'organizationConfig' ? objects[0] : objects
    }
    return configuration as Configuration
  }

  #nothingKnown(): Refusal {
    if (this.#firstIgnored === undefined) {
      return new Refusal('nothing-known', t`The file holds no objects: whatever was exported found nothing.`)
    }
    return new Refusal(
      'nothing-known',
      t`The file holds ${counted(this.#ignored, 'object')} of “${shown(this.#firstIgnored)}”, and nothing that decides about EWS.`,
    )
  }
}

/** Whether it has an entry for each mailbox, so that those of some of them can be asked for. */
function isOfMailboxes(part: ConfigurationPart): boolean {
  return part === 'casMailboxes' || part === 'throttlingPolicyAssociations'
}

function lostSentence(code: LostProperty['code'], property: string, cmdlet: string, line: number): string {
  if (code === 'list-cut') {
    return t`${property} of ${cmdlet} is cut off, first in line ${line}: PowerShell shows the first entries only. It counts as not told.`
  }
  if (code === 'list-unclear') {
    return t`${property} of ${cmdlet} is a text that may be one entry or several, first in line ${line}. It counts as not told.`
  }
  return t`${property} of ${cmdlet} cannot be told, first in line ${line}: the name of a type stands in its place, or it was broken apart. It counts as not told.`
}

function whichCmdlet(raw: RawObject): Refusal {
  const names = [...raw.properties.values()].map(({ name }) => shown(name)).slice(0, 8)
  return new Refusal(
    'which-cmdlet',
    names.length === 0
      ? t`Nothing of the object in line ${raw.line} says which cmdlet it came from. Give the file the name of the cmdlet, such as Get-CASMailbox.`
      : t`The object in line ${raw.line} could be of several cmdlets: it has only ${names.join(', ')}. Give the file the name of the cmdlet, such as Get-CASMailbox, or export every property.`,
    raw.line,
  )
}

function duplicate(part: ConfigurationPart, identity: string, first: number, second: number): Refusal {
  return new Refusal(
    'duplicate',
    part === 'organizationConfig'
      ? t`Lines ${first} and ${second} hold two different organisations, and the file may tell of one.`
      : t`“${shown(identity)}” of ${configurationCmdlets[part]} is there twice and not the same, in lines ${first} and ${second}.`,
    second,
  )
}
