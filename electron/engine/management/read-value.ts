import type { ConfigurationProblem } from '../../../shared/management/configuration-reading.ts'
import type { EnumNames, FieldKind } from './field-kind.ts'
import { isRecord, type RawRecord, type RawValue } from './raw-object.ts'
import { type ListText, listFromText } from './read-list.ts'
import { type DateOrder, timeFromText, type UnorderedTime } from './read-time.ts'

export type Lost = Exclude<ConfigurationProblem['code'], 'encoding-guessed' | 'time-order'>

/**
 * What a value comes to. `lost`: the file does not tell it, though it says that there is one. `wrong`: it is none of
 * those that the property can have. `readAs`: the word that stands for it there. `isClock`: a time without its zone.
 */
export type ReadValue =
  | {
      readonly value: null | boolean | number | string | string[] | UnorderedTime
      readonly readAs?: string
      readonly isClock?: true
    }
  | { readonly lost: Lost }
  | { readonly wrong: RawValue }

/** Reads a value as its property has them. What a date proves of the order of its numbers is told to `order`. */
export function readValue(kind: FieldKind, raw: RawValue, order: DateOrder): ReadValue {
  if (kind === 'flag') return flagOf(raw)
  if (kind === 'text') return textOf(raw)
  if (kind === 'limit') return limitOf(raw)
  if (kind === 'count') return countOf(raw)
  if (kind === 'time') return timeOf(raw, order)
  if ('list' in kind) return listOf(raw, kind.list)
  if ('closed' in kind) return enumOf(raw, kind.closed, true)
  return enumOf(raw, kind.open, false)
}

/** What PowerShell writes where an object goes deeper than -Depth, or where a list cannot be told in one text. */
const typeNameOrDump =
  /^(@\{|(Deserialized\.|Selected\.)*(System\.(Object|String|Int|Collections\.|Management\.|Byte|Guid|Uri)|Microsoft\.Exchange\.(Data|Configuration|Management)\.|Microsoft\.PowerShell\.)[\w.`+[\], =-]*$)/

function isTypeName(text: string): boolean {
  return typeNameOrDump.test(text)
}

function flagOf(raw: RawValue): ReadValue {
  if (raw === null || typeof raw === 'boolean') return { value: raw }
  if (isRecord(raw) && raw.text !== undefined) return flagOf(raw.text)
  if (typeof raw !== 'string') return { wrong: raw }
  const said = raw.trim().toLowerCase()
  if (said === '') return { value: null }
  if (said === 'true' || said === 'false') return { value: said === 'true' }
  const value = booleanWords.get(said)
  return value === undefined ? { wrong: raw } : { value, readAs: raw.trim() }
}

/** What spreadsheets make of True and False when they save a sheet in the language of their user. */
const booleanWords = new Map<string, boolean>([
  ...['wahr', 'vrai', 'verdadero', 'verdadeiro', 'vero', 'waar', 'prawda', 'pravda'].map(
    (word) => [word, true] as const,
  ),
  ...['sant', 'sand', 'sann', 'tosi', 'igaz', 'doğru', 'истина', '참'].map((word) => [word, true] as const),
  ...['falsch', 'faux', 'falso', 'onwaar', 'fałsz', 'nepravda', 'falskt'].map((word) => [word, false] as const),
  ...['falsk', 'usann', 'epätosi', 'hamis', 'yanlış', 'ложь', '거짓'].map((word) => [word, false] as const),
])

/** No text of Exchange is as long. */
const MOST_TEXT = 100_000

function textOf(raw: RawValue): ReadValue {
  if (raw === null) return { value: null }
  if (typeof raw === 'string') return textValue(raw)
  if (typeof raw === 'number' && Number.isSafeInteger(raw)) return { value: String(raw) }
  if (!isRecord(raw)) return { wrong: raw }
  if (raw.text !== undefined) return textValue(raw.text)
  const text = raw.members && textOfMembers(raw.members)
  return text === undefined ? { lost: 'value-lost' } : textValue(text)
}

function textValue(text: string): ReadValue {
  const trimmed = text.trim()
  if (trimmed === '') return { value: null }
  if (trimmed.length > MOST_TEXT) return { wrong: text }
  return isTypeName(trimmed) ? { lost: 'value-lost' } : { value: trimmed }
}

/** What Exchange's own types print, from their members: ConvertTo-Json writes these and not the text. */
function textOfMembers(members: ReadonlyMap<string, RawValue>): string | undefined {
  const say = (name: string): string | undefined => {
    const value = members.get(name)
    return typeof value === 'string' && value !== '' ? value : undefined
  }
  const distinguishedName = say('distinguishedname')
  if (distinguishedName !== undefined) return directoryName(distinguishedName, say('name'))
  const [local, domain] = [say('local'), say('domain')]
  if (local !== undefined && domain !== undefined) return `${local}@${domain}`
  const version = ['major', 'minor', 'build', 'revision'].map((name) => members.get(name))
  if (version.every((number) => typeof number === 'number')) {
    return `Version ${version[0]}.${version[1]} (Build ${version[2]}.${version[3]})`
  }
  if (members.get('isunlimited') === true) return 'Unlimited'
  const value = members.get('value')
  return say('originalstring') ?? say('absoluteuri') ?? (typeof value === 'string' ? value : undefined)
}

/** Objects of the configuration partition print their name, and a virtual directory its server before it. */
function directoryName(distinguishedName: string, name: string | undefined): string {
  const directory = /^CN=((?:[^,\\]|\\.)+),CN=HTTP,CN=Protocols,CN=([^,]+),CN=Servers,/i.exec(distinguishedName)
  if (directory) return `${directory[2]}\\${directory[1]}`
  return name !== undefined && /,CN=Configuration,DC=/i.test(distinguishedName) ? name : distinguishedName
}

function countOf(raw: RawValue): ReadValue {
  const read = limitOf(raw)
  return 'value' in read && read.value === 'Unlimited' ? { wrong: raw } : read
}

function timeOf(raw: RawValue, order: DateOrder): ReadValue {
  if (raw === null) return { value: null }
  if (isRecord(raw)) {
    // Windows PowerShell writes a time that was given members as `{"value": "/Date(…)/", "DateTime": "…"}`.
    const text = raw.text ?? raw.members?.get('value')
    return typeof text === 'string' ? timeOf(text, order) : { lost: 'value-lost' }
  }
  if (typeof raw !== 'string') return { wrong: raw }
  if (raw.trim() === '') return { value: null }
  if (isTypeName(raw.trim())) return { lost: 'value-lost' }
  const time = timeFromText(raw, order)
  if ('wrong' in time) return { wrong: raw }
  if ('unclear' in time) return { lost: 'time-unclear' }
  return 'instant' in time ? { value: time.instant } : { value: time.clock, isClock: true }
}

function limitOf(raw: RawValue): ReadValue {
  if (raw === null) return { value: null }
  if (typeof raw === 'number') return Number.isSafeInteger(raw) && raw >= 0 ? { value: raw } : { wrong: raw }
  if (typeof raw === 'string') {
    const said = raw.trim()
    if (said === '') return { value: null }
    if (said.toLowerCase() === 'unlimited') return { value: 'Unlimited' }
    return /^\d{1,15}$/.test(said) ? { value: Number(said) } : { wrong: raw }
  }
  if (!isRecord(raw)) return { wrong: raw }
  if (raw.text !== undefined) return limitOf(raw.text)
  if (raw.members?.get('isunlimited') === true) return { value: 'Unlimited' }
  const value = raw.members?.get('value')
  return typeof value === 'number' ? limitOf(value) : { wrong: raw }
}

function enumOf(raw: RawValue, names: EnumNames, closed: boolean): ReadValue {
  if (raw === null) return { value: null }
  if (typeof raw === 'number') {
    const name = names[raw]
    if (name !== undefined) return { value: name }
    return closed ? { wrong: raw } : { lost: 'value-lost' }
  }
  if (typeof raw === 'string') {
    const said = raw.trim()
    if (said === '') return { value: null }
    if (/^\d{1,9}$/.test(said)) return enumOf(Number(said), names, closed)
    const known = Object.values(names).find((name) => name.toLowerCase() === said.toLowerCase())
    if (known !== undefined) return { value: known }
    return closed ? { wrong: raw } : textValue(said)
  }
  if (!isRecord(raw)) return { wrong: raw }
  if (raw.text === undefined) return raw.number === undefined ? { wrong: raw } : enumOf(raw.number, names, closed)
  return agreeing(enumOf(raw.text, names, closed), raw, names)
}

/** An enumeration that says its name and its number, which must be the same one. */
function agreeing(read: ReadValue, raw: RawRecord, names: EnumNames): ReadValue {
  const byNumber = raw.number === undefined ? undefined : names[raw.number]
  return byNumber === undefined || !('value' in read) || read.value === byNumber ? read : { wrong: raw.text ?? null }
}

function listOf(raw: RawValue, names: EnumNames | null): ReadValue {
  if (raw === null) return { value: [] }
  if (typeof raw === 'string') return listText(raw)
  if (typeof raw === 'number') return names ? listOf([raw], names) : { wrong: raw }
  if (typeof raw === 'boolean') return { wrong: raw }
  if (isRecord(raw)) {
    const items = raw.items ?? raw.members?.get('value')
    if (Array.isArray(items)) return listOf(items, names)
    return raw.text !== undefined && raw.number !== undefined ? listText(raw.text) : { lost: 'value-lost' }
  }
  const entries: string[] = []
  for (const item of raw) {
    const read = entryOf(item, names)
    if ('lost' in read || 'wrong' in read) return read
    if (typeof read.value === 'string') entries.push(read.value)
    else if (item === null) return { wrong: null }
  }
  return { value: entries }
}

function entryOf(item: RawValue, names: EnumNames | null): ReadValue {
  if (names) return enumOf(item, names, false)
  // As it is, blanks at its ends and all: an undo puts back what was read.
  if (typeof item === 'string' && item.trim() !== '' && !isTypeName(item)) return { value: item }
  return typeof item === 'string' || isRecord(item) ? textOf(item) : { wrong: item }
}

function listText(text: string): ReadValue {
  if (isTypeName(text.trim())) return { lost: 'value-lost' }
  const read: ListText = listFromText(text)
  if ('entries' in read) return { value: read.entries }
  return 'lost' in read ? { lost: read.lost } : { wrong: text }
}
