import { t } from '../../../shared/language/translate.ts'
import { type ConfigurationPart, configurationCmdlets, isSingle } from '../../../shared/management/configuration.ts'
import { otherNames } from '../../../shared/management/mobile-properties.ts'
import type { FieldKind } from './field-kind.ts'
import type { RawObject, RawProperty, RawValue } from './raw-object.ts'
import { isRecord } from './raw-object.ts'
import { configurationFields, identityNames } from './read-fields.ts'
import { Refusal, shown } from './read-refusal.ts'
import { DateOrder, UnorderedTime } from './read-time.ts'
import { type Lost, readValue } from './read-value.ts'
import type { SharedStrings } from './shared-strings.ts'

export type LostProperty = { readonly code: Lost; readonly property: string; readonly line: number }
/** A word of a spreadsheet that was read as what it stands for. */
export type ReadAs = {
  readonly property: string
  readonly line: number
  readonly said: string
  readonly value: boolean
}

/** The properties of an object that are told, under the names of the configuration, and what it only seems to tell. */
export type TakenObject = {
  readonly properties: Record<string, unknown>
  readonly lost: readonly LostProperty[]
  readonly readAs: readonly ReadAs[]
  /** Whether a time is among them of which only the whole file tells the day. */
  readonly isUnordered: boolean
}

/** What the objects of one file have in common. */
export type ReadContext = { readonly order: DateOrder; readonly strings: SharedStrings }

/**
 * Makes an object of a part of what an export wrote. Throws a Refusal for a value that its property cannot have: to leave
 * it out would be to judge by the rest as if it were the whole.
 */
export function takeObject(part: ConfigurationPart, raw: RawObject, { order, strings }: ReadContext): TakenObject {
  const properties: Record<string, unknown> = {}
  const lost: LostProperty[] = []
  const readAs: ReadAs[] = []
  let isUnordered = false
  for (const { name, kind, names } of fieldsOf(part)) {
    const property = told(raw, names)
    if (!property) continue
    const read = readValue(kind, property.value, order)
    const { name: said, line } = property
    if ('wrong' in read) throw notUnderstood(raw, property, kind, read.wrong)
    if ('lost' in read) lost.push({ code: read.lost, property: said, line })
    else if (read.isClock && isOfMachine(said)) lost.push({ code: 'time-zone', property: said, line })
    else {
      properties[name] = owned(name, read.value, strings)
      isUnordered ||= read.value instanceof UnorderedTime
      if (read.readAs !== undefined)
        readAs.push({ property: said, line, said: read.readAs, value: read.value === true })
    }
  }
  refuseLostDecider(raw, properties, lost)
  if (Object.keys(properties).length === 0) throw noProperties(part, raw)
  identify(part, raw, properties)
  return { properties, lost, readAs, isUnordered }
}

/** A value that holds no part of the file in memory. */
function owned(name: string, value: unknown, strings: SharedStrings): unknown {
  if (Array.isArray(value)) return value.map((entry: string) => strings.own(name, entry))
  return typeof value === 'string' ? strings.own(name, value) : value
}

type Field = { readonly name: string; readonly kind: FieldKind; readonly names: readonly string[] }

/** For texts, which have no dates. */
const noOrder = new DateOrder()

const fieldLists = new Map(
  Object.entries(configurationFields).map(([part, fields]) => [
    part,
    Object.entries(fields).map(
      ([name, kind]): Field => ({
        ...{ name, kind },
        names: [...(otherNames[part as ConfigurationPart]?.[name] ?? []), name].map((each) => each.toLowerCase()),
      }),
    ),
  ]),
)

function fieldsOf(part: ConfigurationPart): readonly Field[] {
  return fieldLists.get(part) ?? []
}

/** The property under the first of its names that is there and tells something, or else is there. */
function told(raw: RawObject, names: readonly string[]): RawProperty | undefined {
  let blank: RawProperty | undefined
  for (const name of names) {
    const property = raw.properties.get(name)
    if (property && property.value !== '' && property.value !== null) return property
    blank ??= property
  }
  return blank
}

/** Exchange gives this one in the time of the machine that asked; of the others it gives UTC. */
function isOfMachine(property: string): boolean {
  return property.toLowerCase() === 'whenchanged'
}

/** A list that the object's own policy enforces decides who may come; without it there is nothing to judge by. */
function refuseLostDecider(
  raw: RawObject,
  properties: Readonly<Record<string, unknown>>,
  lost: readonly LostProperty[],
): void {
  const policy = properties.ewsApplicationAccessPolicy
  const decider = policy === 'EnforceAllowList' ? 'ewsallowlist' : policy === 'EnforceBlockList' ? 'ewsblocklist' : ''
  const gone = lost.find(({ property }) => property.toLowerCase() === decider)
  if (!gone) return
  const subject = subjectOf(raw)
  throw new Refusal(
    'value-lost',
    gone.code === 'list-cut'
      ? t`In line ${gone.line}, ${gone.property} of ${subject} is cut off: PowerShell showed only its first entries, and ${String(policy)} makes all of them count. Export again with Export-Clixml.`
      : gone.code === 'list-unclear'
        ? t`In line ${gone.line}, ${gone.property} of ${subject} is one text that may be one entry or several, and ${String(policy)} makes each of them count. Export again with Export-Clixml.`
        : t`In line ${gone.line}, ${gone.property} of ${subject} is the name of a type instead of the list, and ${String(policy)} makes the list count. Export again with Export-Clixml.`,
    gone.line,
  )
}

function noProperties(part: ConfigurationPart, { line }: RawObject): Refusal {
  return new Refusal(
    'value-lost',
    t`The object in line ${line}, of ${configurationCmdlets[part]}, holds none of the properties that are read of it. The export was cut off by -Depth, or left them out.`,
    line,
  )
}

/** Under `identity` or `name` stands what the cmdlet's -Identity takes. */
function identify(part: ConfigurationPart, raw: RawObject, properties: Record<string, unknown>): void {
  const key = keyOf(part)
  if (key === null || typeof properties[key] === 'string') return
  for (const name of identityNames[part]) {
    const property = raw.properties.get(name)
    const read = property && readValue('text', property.value, noOrder)
    if (read && 'value' in read && typeof read.value === 'string') {
      properties[key] = read.value
      return
    }
  }
  const cmdlet = configurationCmdlets[part]
  const names = key === 'name' ? 'Name' : part === 'casMailboxes' ? 'Identity, PrimarySmtpAddress' : 'Identity'
  throw new Refusal(
    'no-identity',
    t`The object in line ${raw.line}, of ${cmdlet}, does not say which one it is. Export it again with ${names}.`,
    raw.line,
  )
}

/** What an object of a part is known by. */
export function keyOf(part: ConfigurationPart): 'identity' | 'name' | null {
  if (isSingle(part)) return null
  return 'identity' in configurationFields[part] ? 'identity' : 'name'
}

function subjectOf(raw: RawObject): string {
  for (const name of ['identity', 'primarysmtpaddress', 'name', 'distinguishedname']) {
    const property = raw.properties.get(name)
    const read = property && readValue('text', property.value, noOrder)
    if (read && 'value' in read && typeof read.value === 'string') return `“${shown(read.value)}”`
  }
  return t`the object in line ${raw.line}`
}

function notUnderstood(raw: RawObject, { name, line }: RawProperty, kind: FieldKind, wrong: RawValue): Refusal {
  const [said, subject] = [saidOf(wrong), subjectOf(raw)]
  const sentence =
    kind === 'flag'
      ? t`In line ${line}, ${name} of ${subject} is ${said}, which is neither True nor False.`
      : kind === 'limit'
        ? t`In line ${line}, ${name} of ${subject} is ${said}, which is neither a number nor Unlimited.`
        : kind === 'text'
          ? t`In line ${line}, ${name} of ${subject} is ${said}, which is no text of Exchange’s.`
          : kind === 'count'
            ? t`In line ${line}, ${name} of ${subject} is ${said}, which is no number.`
            : kind === 'time'
              ? t`In line ${line}, ${name} of ${subject} is ${said}, which is no time.`
              : 'closed' in kind
                ? t`In line ${line}, ${name} of ${subject} is ${said}, which is none of ${Object.values(kind.closed).join(', ')}.`
                : t`In line ${line}, ${name} of ${subject} is ${said}, which is no list of texts.`
  return new Refusal('not-understood', sentence, line)
}

function saidOf(value: RawValue): string {
  if (value === null) return t`an empty entry`
  if (isRecord(value)) return value.text === undefined ? t`an object` : `“${shown(value.text)}”`
  return typeof value === 'object' ? t`a list` : `“${shown(String(value))}”`
}
