import { t } from '../../../shared/language/translate.ts'
import { type ConfigurationPart, configurationCmdlets, isSingle } from '../../../shared/management/configuration.ts'
import type { DocumentError } from '../../../shared/management/configuration-document.ts'
import type {
  ConfigurationFormat,
  ConfigurationReading,
  ObjectRefusal,
  ReadingCounts,
} from '../../../shared/management/configuration-reading.ts'
import { isProbablyCut } from '../../../shared/management/probably-cut.ts'
import { duplicate, nothingKnown, offerOf, whichCmdlet } from './builder-sentences.ts'
import type { ObjectSink, RawObject, RawValue } from './raw-object.ts'
import { type DocumentHead, readDocumentErrors, readDocumentHeader } from './read-document.ts'
import type { ReadLimits } from './read-limits.ts'
import { keyOf, takeObject } from './read-object.ts'
import { isFormatObject, partOf } from './read-part.ts'
import { formatObjects, Refusal } from './read-refusal.ts'
import { DateOrder } from './read-time.ts'
import { ReadingNotes } from './reading-notes.ts'
import { SharedStrings } from './shared-strings.ts'
import { TakenParts } from './taken-parts.ts'

const MOST_REFUSALS = 100

/**
 * Makes a Configuration of the objects of one file. What is wrong with any of them refuses the file; or that object alone,
 * where whoever reads wants the rest.
 */
export class ConfigurationBuilder implements ObjectSink {
  readonly #fileName: string | undefined
  readonly #limits: ReadLimits
  readonly #takesRest: boolean
  readonly #parts = new TakenParts()
  readonly #notes = new ReadingNotes()
  readonly #context = { order: new DateOrder(), strings: new SharedStrings() }
  readonly #refusals: ObjectRefusal[] = []
  #head: DocumentHead | undefined
  #errors: { readonly raw: RawValue; readonly line: number } | undefined
  readonly #isOlder = new Map<ConfigurationPart, boolean>()
  #objects = 0
  #kept = 0
  #ignored = 0
  #refused = 0
  #firstIgnored: string | undefined

  constructor(fileName: string | undefined, limits: ReadLimits, takesRest = false) {
    this.#fileName = fileName
    this.#limits = limits
    this.#takesRest = takesRest
  }

  object(raw: RawObject): void {
    this.#count()
    if (raw.typeNames.some(isFormatObject)) throw formatObjects(raw.line)
    const found = partOf(raw, this.#fileName)
    if (!found) {
      this.#refuse(whichCmdlet(raw), undefined)
      return
    }
    if ('other' in found) {
      this.#ignored += 1
      this.#firstIgnored ??= found.other
      return
    }
    this.#name(found)
    try {
      this.#add(found.part, raw)
    } catch (error) {
      if (!(error instanceof Refusal) || isOfFile(error)) throw error
      this.#refuse(error, found.part)
    }
  }

  refuse(refusal: Refusal, raw?: RawObject): void {
    this.#count()
    const found = raw && partOf(raw, this.#fileName)
    this.#refuse(refusal, found && 'part' in found ? found.part : undefined)
  }

  /** A part is older where nothing told it by a later name. */
  #name({ part, older = false }: { part: ConfigurationPart; older?: boolean }): void {
    this.#isOlder.set(part, older && (this.#isOlder.get(part) ?? true))
  }

  #count(): void {
    this.#objects += 1
    if (this.#objects > this.#limits.objects) {
      throw new Refusal(
        'too-large',
        t`There are more than the ${this.#limits.objects} objects that are read of one file.`,
      )
    }
  }

  #refuse(refusal: Refusal, part: ConfigurationPart | undefined): void {
    if (!this.#takesRest) throw refusal
    this.#refused += 1
    if (part) this.#parts.of(part).refused += 1
    if (this.#refusals.length >= MOST_REFUSALS) return
    const { refused: code, ...rest } = refusal.refusal
    this.#refusals.push({ code, ...rest, ...(part && { part }) })
  }

  #add(part: ConfigurationPart, raw: RawObject): void {
    this.#notes.columns(part, raw.columns)
    const { properties, lost, readAs, isUnordered } = takeObject(part, raw, this.#context)
    this.#kept += sizeOf(properties)
    if (this.#kept > this.#limits.kept) {
      throw new Refusal('too-large', t`The file holds more configuration than fits into memory.`)
    }
    const key = keyOf(part)
    // One assignment of a role stands once for each member of the group that has it.
    const identity =
      part === 'managementRoleAssignments' ? JSON.stringify(properties) : key === null ? '' : String(properties[key])
    const earlier = this.#parts.add(part, identity, { object: properties, line: raw.line }, isUnordered)
    if (earlier !== undefined) throw duplicate(part, identity, earlier, raw.line)
    for (const property of lost) this.#notes.lost(part, property)
    for (const word of readAs) this.#notes.readAs(part, word)
  }

  nothing(cmdlet: string, line: number): void {
    const found = partOf({ line, typeNames: [], cmdlet, properties: new Map(), traits: new Set() }, undefined)
    if (!found || 'other' in found || isSingle(found.part)) return
    this.#name(found)
    this.#parts.of(found.part)
  }

  header(header: RawValue, line: number): void {
    this.#head = readDocumentHeader(header, line)
  }

  errors(errors: RawValue, line: number): void {
    this.#errors = { raw: errors, line }
  }

  encodingGuessed(line: number): void {
    this.#notes.encodingGuessed(line)
  }

  /** What the file came to; `ended` says why it could not be read to its end. */
  end(format: ConfigurationFormat, ended?: Refusal): ConfigurationReading {
    const documentErrors = this.#head && this.#errors ? readDocumentErrors(this.#errors.raw, this.#errors.line) : []
    // A cmdlet that was refused found nothing because it was not asked.
    this.#parts.dropEmpty(documentErrors.map(({ cmdlet }) => cmdlet))
    this.#needSomething(documentErrors, ended)
    this.#parts.order(this.#context.order, (part, property, line) =>
      this.#notes.lost(part, { code: 'time-order', property, line }),
    )
    this.#noteStatistics()
    for (const [part, { taken }] of this.#parts.all)
      if (isProbablyCut(part, taken.size, this.#isWhole(part, documentErrors))) this.#notes.cut(part)
    if (ended?.refusal.line !== undefined) this.#notes.endedAt(ended.refusal.line)
    const counts = this.#counts()
    return {
      configuration: this.#parts.configuration(),
      format: this.#head ? 'postern' : format,
      parts: this.#parts.all.map(([part, { taken, refused, twice }]) => ({
        part,
        cmdlet: configurationCmdlets[part],
        objects: taken.size,
        refused,
        twice,
      })),
      counts,
      ...(this.#head && { collectedAt: this.#head.collectedAt }),
      ...(this.#head?.computer !== undefined && { computer: this.#head.computer }),
      whole: ended ? [] : this.#parts.all.map(([part]) => part).filter((part) => this.#isWhole(part, documentErrors)),
      older: this.#parts.all.map(([part]) => part).filter((part) => this.#isOlder.get(part)),
      documentErrors,
      ...this.#notes.told(),
      ignoredObjects: this.#ignored,
      refusals: this.#refusals,
      moreRefusals: this.#refused - this.#refusals.length,
      ...(ended && { ended: ended.refusal }),
      ...((ended || counts.refused > 0) && { offer: offerOf(counts, ended) }),
    }
  }

  #counts(): ReadingCounts {
    const all = this.#parts.all
    return {
      read: this.#objects,
      understood: all.reduce((sum, [, { taken }]) => sum + taken.size, 0),
      refused: this.#refused,
      twice: all.reduce((sum, [, { twice }]) => sum + twice, 0),
      ofNoUse: this.#ignored,
    }
  }

  /** A file of which nothing was understood is refused for what was wrong first. */
  #needSomething(documentErrors: readonly DocumentError[], ended: Refusal | undefined): void {
    const isSomething = this.#parts.all.some(([, { taken, refused }]) => taken.size > 0 || refused === 0)
    if (isSomething || documentErrors.length > 0) return
    const [first] = this.#refusals
    if (first) throw new Refusal(first.code, first.sentence, first.line)
    throw ended ?? nothingKnown(this.#ignored, this.#firstIgnored)
  }

  #noteStatistics(): void {
    const parts = new Map(this.#parts.all)
    const statistics = parts.get('mobileDeviceStatistics')?.taken
    const [first] = statistics?.values() ?? []
    if (statistics && first && !this.#head && !parts.has('mobileDevices'))
      this.#notes.statisticsAlone(statistics.size, first.line)
  }

  /** A cmdlet that was refused may have told some of it before. */
  #isWhole(part: ConfigurationPart, documentErrors: readonly DocumentError[]): boolean {
    const mailboxes = this.#head?.mailboxes
    if (mailboxes === undefined || this.#parts.of(part).refused > 0) return false
    if (mailboxes === 'named' && isOfMailboxes(part)) return false
    return documentErrors.every(({ cmdlet }) => cmdlet.toLowerCase() !== configurationCmdlets[part].toLowerCase())
  }
}

/** Too much of a file is no matter of one object. */
function isOfFile({ refusal }: Refusal): boolean {
  return refusal.refused === 'too-large' && refusal.line === undefined
}

/** About how many characters an object takes. */
function sizeOf(properties: Readonly<Record<string, unknown>>): number {
  let size = 0
  for (const value of Object.values(properties)) {
    size += 20
    if (typeof value === 'string') size += value.length
    else if (Array.isArray(value)) for (const entry of value) size += String(entry).length + 3
  }
  return size
}

/** Whether it has an entry for each mailbox, so that those of some of them can be asked for. */
function isOfMailboxes(part: ConfigurationPart): boolean {
  return (
    part === 'casMailboxes' ||
    part === 'throttlingPolicyAssociations' ||
    part === 'mobileDevices' ||
    part === 'mobileDeviceStatistics'
  )
}
