import { z } from 'zod'

const text = z.string().trim().min(1).max(200)

/** So many entries are taken of one list; the longest that a vendor is known to publish has some hundred. */
export const mostEntries = 200_000
/** So many sources an organisation has, and versions a list. */
export const mostSources = 100
export const mostVersions = 1_000

/** An address that is asked for a list: https, without a user or a password in it. */
const listAddress = z
  .string()
  .max(2_000)
  .refine((written) => {
    const url = URL.parse(written)
    return url?.protocol === 'https:' && url.username === '' && url.password === ''
  }, 'is no address of a list; accepted is https://…, without a user or a password')

/** A part of a path: `.` and `..` would lead to another, and what is no whole Unicode has no form in one. */
const pathPart = text.refine((written) => !/^\.{1,2}$/.test(written) && written.isWellFormed(), 'is no part of a path')

/** What says how a request is read is no place for a secret. */
const OF_THE_MESSAGE = new Set([
  ...['host', 'connection', 'content-length', 'content-type', 'transfer-encoding', 'te', 'trailer', 'upgrade'],
  ...['expect', 'accept', 'accept-encoding', 'keep-alive', 'user-agent', 'proxy-authorization', 'proxy-connection'],
])

/** Where the addresses of a vendor's servers come from. */
export const SourceRoad = z.discriminatedUnion('kind', [
  /** `GET {address}/a/{clientId}/ip_addresses`, with the application's secret. */
  z.strictObject({ kind: z.literal('vendor-api'), address: listAddress, clientId: pathPart }),
  /** A document of JSON: `pointer` (RFC 6901) leads to the entries; `header` is what the secret is sent in, if it needs one. */
  z.strictObject({
    kind: z.literal('json-api'),
    address: listAddress,
    pointer: z.string().max(500),
    header: z
      .string()
      .regex(/^[!#$%&'*+.^_`|~\dA-Za-z-]{1,100}$/)
      .refine((name) => !OF_THE_MESSAGE.has(name.toLowerCase()), 'is a header that says how the request is read')
      .nullable(),
  }),
  z.strictObject({ kind: z.literal('file') }),
  z.strictObject({ kind: z.literal('typed') }),
])
export type SourceRoad = z.infer<typeof SourceRoad>

export const SourceId = z.string().regex(/^source-[\da-f]{16}$/)

/** A list of a vendor's senders that Postern keeps, and how often it looks whether it changed. */
export const FirewallSource = z.strictObject({
  id: SourceId,
  /** By which rules name it: the id of its group of senders. */
  group: z.string().regex(/^[A-Z0-9](?:[A-Z0-9_]{0,18}[A-Z0-9])?$/),
  provider: text,
  /** Where its senders stand, as the vendor calls it (US, EU); null where it has one list. */
  region: text.nullable(),
  road: SourceRoad,
  /** A list that was read longer ago is warned of. */
  oldAfterDays: z.int().min(1).max(3_650),
  /** While Postern is open; null: it is read where somebody says so alone. */
  checkEveryHours: z
    .int()
    .min(1)
    .max(24 * 30)
    .nullable(),
})
export type FirewallSource = z.infer<typeof FirewallSource>

/**
 * One version of a list, as it was read: kept for ever, so that each change can be shown. `entries` are prefixes in their
 * shortest form and names in lower case, each once, in the order of their addresses, IPv4 first and names last; `hash` is the
 * SHA-256 of their lines, by which two versions are told apart.
 */
export const SourceList = z.strictObject({
  provider: text,
  region: text.nullable(),
  entries: z.array(z.string().min(1).max(255)).max(mostEntries),
  hash: z.string().regex(/^[\da-f]{64}$/),
  /** When the vendor says that it changed the list; null where it does not say. */
  updatedAt: z.iso.datetime().nullable(),
  readAt: z.iso.datetime(),
  /** Who had it read: the user of this computer; null where that is not known. */
  readBy: text.nullable(),
  /** By which road it came; `place` is an address without its secret, or the name of a file; null where it was typed. */
  origin: z.strictObject({
    road: z.enum(['vendor-api', 'json-api', 'file', 'typed']),
    place: z.string().max(2_000).nullable(),
  }),
  /** The wide entries that somebody confirmed. */
  confirmed: z.array(z.string().min(1).max(255)).max(mostEntries),
})
export type SourceList = z.infer<typeof SourceList>
