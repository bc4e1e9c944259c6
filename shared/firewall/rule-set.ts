import { z } from 'zod'
import { isHostName } from '../organisation/ascii-names.ts'

/** The form of a file of rules; another number is another form. */
const ruleSetVersion = 1

/** What names are made of: short, in capitals, and without anything that a platform forbids in a name. */
const id = z.string().regex(/^[A-Z0-9](?:[A-Z0-9_]{0,18}[A-Z0-9])?$/)
const words = z.string().trim().max(2_000)
const short = z.string().trim().max(200)
const zone = z.string().trim().min(1).max(64)

/** Senders: the entries of one version of a vendor's list, in the form that a SourceList has them. */
export const SenderGroup = z.strictObject({
  id,
  provider: short.min(1),
  region: short.min(1).nullable(),
  entries: z.array(z.string().min(1).max(255)).max(200_000),
  /** The version that they are of; null where they were put together by hand. */
  list: z
    .strictObject({
      ...{ hash: z.string(), readAt: z.iso.datetime(), updatedAt: z.iso.datetime().nullable() },
      /** It is of servers that do not reach Exchange, and somebody kept it all the same. */
      wrong: z.boolean().default(false),
    })
    .nullable(),
  /** What an earlier sheet had, where only the difference to it is wanted. */
  before: z
    .strictObject({ readAt: z.iso.datetime(), entries: z.array(z.string().min(1).max(255)).max(200_000) })
    .nullable()
    .default(null),
})
export type SenderGroup = z.infer<typeof SenderGroup>

/**
 * A published host. `public` are its addresses as the internet sees them, before the firewall translates them, `internal` those
 * behind it; where nothing is translated both are the same. Each is an address without a length.
 */
export const PublishedHost = z.strictObject({
  id,
  name: z.string().refine(isHostName),
  public: z.array(z.union([z.ipv4(), z.ipv6()])).max(64),
  internal: z.array(z.union([z.ipv4(), z.ipv6()])).max(64),
  /** Where the vendor's servers come in, and where the host stands, as the firewall calls them. */
  fromZone: zone,
  toZone: zone,
})
export type PublishedHost = z.infer<typeof PublishedHost>

/** A port of a host, and what was seen to need it. */
export const NeededService = z.strictObject({
  id,
  protocol: z.enum(['tcp', 'udp']),
  port: z.int().min(1).max(65_535),
  /** The paths that are asked for there: /EWS, /Autodiscover, /Microsoft-Server-ActiveSync. */
  paths: z.array(z.string().max(200)).max(50),
})
export type NeededService = z.infer<typeof NeededService>

/** A rule, with what a change request has to say of it. */
export const FirewallRule = z.strictObject({
  id,
  /** Groups of senders by their ids. */
  sources: z.array(id).min(1).max(100),
  /** A published host by its id. */
  destination: id,
  /** Services by their ids. */
  services: z.array(id).min(1).max(50),
  action: z.enum(['allow', 'deny']),
  log: z.boolean(),
  /** Whether it is to work as soon as it is there. Written switched off where it is not, if the platform can. */
  enabled: z.boolean(),
  start: z.iso.date().nullable(),
  expiry: z.iso.date().nullable(),
  owner: short,
  requester: short,
  approver: short,
  changeNumber: short,
  justification: words,
  notes: words,
})
export type FirewallRule = z.infer<typeof FirewallRule>

/** What the form of a change request asks for, beside its rules. */
export const RequestForm = z.strictObject({
  requester: short,
  department: short,
  contact: short,
  project: short,
  changeNumber: short,
  change: z.enum(['new', 'modify', 'delete']),
  kind: z.enum(['normal', 'temporary', 'emergency', 'project']),
  /** From when it is wanted, and until when. */
  wanted: z.iso.date().nullable(),
  expiry: z.iso.date().nullable(),
  owner: short,
  approver: short,
  implementer: short,
  /** The firewall or the team that runs it. */
  firewall: short,
  justification: words,
})
export type RequestForm = z.infer<typeof RequestForm>

/** What was seen of a way after the change: by a run of this Postern, or by one that was made elsewhere and imported. */
export const FlowEvidence = z.strictObject({
  /** A published host and a service by their ids. */
  host: id,
  service: id,
  vantage: z.enum(['inside', 'outside']),
  seen: z.enum(['open', 'refused', 'silent', 'not-looked-at']),
  at: z.iso.datetime(),
  /** What was asked and what came, as one line: the address, the answer. */
  words,
})
export type FlowEvidence = z.infer<typeof FlowEvidence>

/** Rules in their order, with all that they speak of: what a sheet is made of. */
export const RuleSet = z
  .strictObject({
    format: z.literal('postern-rules'),
    version: z.literal(ruleSetVersion),
    title: short.min(1),
    madeAt: z.iso.datetime(),
    groups: z.array(SenderGroup).max(1_000),
    hosts: z.array(PublishedHost).max(1_000),
    services: z.array(NeededService).max(1_000),
    rules: z.array(FirewallRule).max(10_000),
    request: RequestForm.nullable().default(null),
    evidence: z.array(FlowEvidence).max(10_000).default([]),
  })
  .superRefine(({ groups, hosts, services, rules }, context) => {
    for (const [what, list] of Object.entries({ groups, hosts, services, rules })) {
      const seen = new Set<string>()
      for (const [at, { id }] of list.entries()) {
        if (seen.has(id)) context.addIssue({ code: 'custom', path: [what, at, 'id'], message: 'twice' })
        seen.add(id)
      }
    }
    const known = { groups: idsOf(groups), hosts: idsOf(hosts), services: idsOf(services) }
    for (const [at, rule] of rules.entries()) {
      const asked = [
        ['sources', rule.sources, known.groups],
        ['destination', [rule.destination], known.hosts],
        ['services', rule.services, known.services],
      ] as const
      for (const [field, ids, there] of asked)
        if (ids.some((each) => !there.has(each)))
          context.addIssue({ code: 'custom', path: ['rules', at, field], message: 'unknown id' })
    }
  })
export type RuleSet = z.infer<typeof RuleSet>

function idsOf(list: readonly { id: string }[]): Set<string> {
  return new Set(list.map(({ id }) => id))
}
