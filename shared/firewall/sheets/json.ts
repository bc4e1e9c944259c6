import { z } from 'zod'
import { t } from '../../language/translate.ts'
import { plainJson } from '../../run/plain-json.ts'
import { posternVersion } from '../../run/version.ts'
import { namesOfId } from '../object-name.ts'
import { RuleFinding } from '../rule-finding.ts'
import { NeededService, PublishedHost, RequestForm, SenderGroup } from '../rule-set.ts'
import { coverOf } from './cover.ts'
import { leftOutSentence } from './left-out-sentence.ts'
import { definePeopleFormat } from './people-format.ts'
import type { PreparedSheet } from './prepared-sheet.ts'
import { leftOutForPeople, ruleRows } from './rule-rows.ts'

const texts = z.array(z.string())

const SheetRow = z.strictObject({
  ...{ ruleId: z.string(), seq: z.int(), changeRef: z.string(), type: z.string(), status: z.string() },
  ...{ direction: z.string(), sourceZone: z.string(), sourceObject: z.string(), sources: texts },
  ...{ destinationZone: z.string(), destinationObject: z.string(), public: texts, internal: texts, nat: z.string() },
  ...{ protocol: z.string(), port: z.int(), family: z.string(), action: z.string(), logging: z.string() },
  ...{ start: z.iso.date().nullable(), expiry: z.iso.date().nullable(), justification: z.string() },
  ...{ requester: z.string(), owner: z.string(), approver: z.string(), implementer: z.string(), firewall: z.string() },
  ...{ evidence: z.string(), rollback: z.string(), notes: z.string() },
})

/** A sheet as JSON: what the other forms for people say, and the lists whole. */
export const PosternSheet = z.strictObject({
  format: z.literal('postern-sheet'),
  version: z.literal(1),
  postern: z.string(),
  title: z.string(),
  /** The day of the sheet, and the moment of its rules. */
  today: z.string(),
  rulesMadeAt: z.iso.datetime(),
  /** Only what changed in the lists of senders. */
  delta: z.boolean(),
  verdict: z.string(),
  request: RequestForm.nullable(),
  rules: z.array(SheetRow),
  groups: z.array(
    SenderGroup.omit({ entries: true, before: true }).extend({
      object: z.string(),
      /** In the fewest prefixes, as they are written. */
      ...{ four: texts, six: texts, names: texts },
      /** Since the earlier list; null where none is known. */
      change: z.strictObject({ since: z.iso.datetime(), added: texts, removed: texts }).nullable(),
    }),
  ),
  hosts: z.array(PublishedHost),
  services: z.array(NeededService),
  findings: z.array(RuleFinding),
  leftOut: texts,
})
export type PosternSheet = z.infer<typeof PosternSheet>

export default definePeopleFormat({
  meta: {
    id: 'json',
    name: t`JSON`,
    extension: 'json',
    mime: 'application/json',
    basedOn: ['The form postern-sheet, version 1; docs/firewall-sheet.schema.json is its JSON Schema.'],
    warnings: [],
  },
  make(prepared) {
    return { content: plainJson(sheetOf(prepared), 2), notes: [] }
  },
})

function sheetOf(prepared: PreparedSheet): PosternSheet {
  const { set, today, delta, findings, groups, changes } = prepared
  return {
    ...{ format: 'postern-sheet', version: 1, postern: posternVersion, title: set.title, today, delta },
    rulesMadeAt: set.madeAt,
    verdict: coverOf(prepared).verdict,
    request: set.request,
    rules: ruleRows(prepared).map((row) => ({
      ...row,
      ...{ sources: [...row.sources], public: [...row.public], internal: [...row.internal] },
    })),
    groups: set.groups.map(({ entries: _, before, ...group }) => {
      const resolved = groups().get(group.id)
      const change = changes().get(group.id)
      return {
        ...group,
        object: namesOfId.senders(group.id),
        ...{ four: [...(resolved?.four ?? [])], six: [...(resolved?.six ?? [])], names: [...(resolved?.names ?? [])] },
        change:
          before && change ? { since: before.readAt, added: [...change.added], removed: [...change.removed] } : null,
      }
    }),
    hosts: set.hosts,
    services: set.services,
    findings: [...findings],
    leftOut: leftOutForPeople(prepared).map((each) => leftOutSentence(each, t`the sheet`)),
  }
}
