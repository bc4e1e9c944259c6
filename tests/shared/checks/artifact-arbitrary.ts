import fc from 'fast-check'
import type { z } from 'zod'
import { type ArtifactName, artifactSchemas } from '../../../shared/artifacts/artifacts.ts'

/** Few, so that texts which a check compares are often the same. */
const texts = [
  'mail.contoso.test',
  'exch01.contoso.test',
  '192.0.2.10',
  '2001:db8::10',
  'CN=mail.contoso.test, O=Contoso',
  '15.2.1748.10',
  '99999999999999999999.99999999999999999999.0.0',
  'Exchange2013_SP1',
  '16.1',
  'NoError',
  'ErrorServerBusy',
  'alice@contoso.test',
  'ec brainpoolP160r1',
]

/** What a server may say where a text is due. */
const nonsense = [
  '',
  ' ',
  '.',
  '@',
  ',',
  '/',
  '://',
  'https://',
  '%',
  '[',
  '-1',
  '1e999',
  '__proto__',
  'constructor',
  'toString',
  '{server}',
  '$&',
  '\u001b[2J\u0007',
  '\u202egpj.exe',
  '<script>alert(1)</script>',
  '\ud800',
  '\0',
  'x'.repeat(3_000),
]

const addresses = [
  'https://mail.contoso.test/EWS/Exchange.asmx',
  'https://mail.contoso.test/Microsoft-Server-ActiveSync',
  'https://autodiscover.contoso.test/autodiscover/autodiscover.xml',
  'https://mail.contoso.test/autodiscover/autodiscover.json?Email=a%40b&Protocol=EWS',
  'http://mail.contoso.test/',
  'https://[2001:db8::10]:8443/',
  'mailto:alice@fabrikam.test',
  'mailto:',
  'file:///etc/passwd',
  'data:,x',
]

const moments = ['2026-11-24T10:00:00.000Z', '2026-11-25T10:00:00.000Z', '2027-02-24T10:00:00.000Z']
/** As far as the formats of a certificate and of NTLM reach. */
const oddMoments = ['0000-01-01T00:00:00.000Z', '+060056-05-28T05:36:10.955Z', '9999-12-31T23:59:59.000Z']

/** What an address that Postern asks can be, and where a redirect that it refuses may lead beside that. */
const asked = addresses.filter((address) => address.startsWith('http'))
const askedAt =
  /^(?!autodiscoverUrls|autodiscoverServices|autodiscoverJson|autodiscoverMobileSync).*\.(?:url|followedTo)$/
const walkedAt = /\.urls$/
const ownMoments = /\.(?:seenAt|startedAt|ownTime|at|since|foundEarlier)$/
const theirMoments = /\.(?:serverTime|timestamp|receivedAt)$/
const daysOfCertificates = /\.(?:validFrom|validTo)$/
const versionsOfWindows = /\.osVersion$/

function textAt(path: string): fc.Arbitrary<string> {
  if (askedAt.test(path)) return fc.constantFrom(...asked)
  if (walkedAt.test(path)) return fc.constantFrom(...addresses)
  if (ownMoments.test(path)) return fc.constantFrom(...moments)
  if (theirMoments.test(path)) return fc.constantFrom(...moments, ...oddMoments)
  if (daysOfCertificates.test(path)) return fc.constantFrom(...moments, ...oddMoments, 'unreadable')
  if (versionsOfWindows.test(path)) return fc.constantFrom('10.0.20348', '255.255.65535')
  return fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...texts, ...addresses) },
    { weight: 2, arbitrary: fc.constantFrom(...nonsense) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
  )
}

const wholeNumbers = fc.oneof(
  fc.constantFrom(0, 1, 2, 200, 401, 403, 404, 443, 449, 500, 503),
  fc.constantFrom(-1, 999, 65_535, 2 ** 31, 2 ** 32 - 1, Number.MAX_SAFE_INTEGER),
)
const numbers = fc.oneof(
  fc.constantFrom(0, 0.1, 12.3, 999.9, 5_000, 9_999_999_999),
  fc.double({ noNaN: true, min: 0, max: 1e9 }),
)

/** Any value of that shape, as a gatherer could bring it back. */
function arbitraryOf(schema: Schema, path: string): fc.Arbitrary<unknown> {
  const { def } = schema._zod
  switch (def.type) {
    case 'object':
      return fc.record(
        Object.fromEntries(
          Object.entries(def.shape).map(([key, part]) => [key, arbitraryOf(partOf(part), `${path}.${key}`)]),
        ),
        { requiredKeys: Object.keys(def.shape).filter((key) => def.shape[key]?._zod.def.type !== 'optional') },
      )
    case 'array':
      return fc.array(arbitraryOf(def.element as Schema, path), { maxLength: 3 })
    case 'tuple':
      return fc.tuple(...def.items.map((item) => arbitraryOf(item as Schema, path)))
    case 'enum':
      return fc.constantFrom(...Object.values(def.entries))
    case 'literal':
      return fc.constantFrom(...def.values)
    case 'boolean':
      return fc.boolean()
    case 'number':
      return 'format' in def ? wholeNumbers : numbers
    case 'string':
      return textAt(path)
    default:
      throw new Error(`There is no arbitrary for ${def.type} at ${path}.`)
  }
}

/** The value with one part of it, at any depth, in the place of which stands something else of its shape, or nothing. */
function changed(schema: Schema, value: unknown, path: string): fc.Arbitrary<unknown> {
  const { def } = schema._zod
  const anew = arbitraryOf(schema, path)
  if (def.type === 'object' && typeof value === 'object' && value !== null) {
    const keys = Object.keys(def.shape)
    return fc.constantFrom(...keys).chain((key) => {
      const part = partOf(def.shape[key])
      const there: unknown = Reflect.get(value, key)
      const { [key]: _left, ...rest } = value as Record<string, unknown>
      const isOptional = def.shape[key]?._zod.def.type === 'optional'
      const next = there === undefined ? arbitraryOf(part, `${path}.${key}`) : changed(part, there, `${path}.${key}`)
      const put = next.map((found) => ({ ...rest, [key]: found }))
      return isOptional ? fc.oneof({ weight: 3, arbitrary: put }, { weight: 1, arbitrary: fc.constant(rest) }) : put
    })
  }
  if (def.type === 'array' && Array.isArray(value) && value.length > 0) {
    const element = def.element as Schema
    const inside = fc
      .nat(value.length - 1)
      .chain((at) => changed(element, value[at], path).map((found) => value.with(at, found)))
    const less = fc.nat(value.length - 1).map((at) => value.toSpliced(at, 1))
    const more = arbitraryOf(element, path).map((found) => [...value, found])
    return fc.oneof({ weight: 6, arbitrary: inside }, less, more, fc.constant([]))
  }
  return anew
}

function partOf(schema: z.core.$ZodType | undefined): Schema {
  const def = (schema as Schema)._zod.def
  return (def.type === 'optional' ? def.innerType : schema) as Schema
}

type Schema = z.core.$ZodTypes

const isOfItsSchema = (name: ArtifactName) => (value: unknown) => artifactSchemas[name].safeParse(value).success

/** An artifact made out of its schema alone. */
export function artifactOfSchema(name: ArtifactName): fc.Arbitrary<unknown> {
  return arbitraryOf(artifactSchemas[name], name).filter(isOfItsSchema(name))
}

/** An artifact that was recorded, changed in up to four places. */
export function artifactLike(name: ArtifactName, recorded: unknown): fc.Arbitrary<unknown> {
  const once = (value: unknown) => changed(artifactSchemas[name], value, name)
  return fc
    .nat(4)
    .chain((times) =>
      Array.from({ length: times }).reduce<fc.Arbitrary<unknown>>(
        (before) => before.chain(once),
        fc.constant(recorded),
      ),
    )
    .filter(isOfItsSchema(name))
}
