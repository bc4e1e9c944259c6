import { counted, t } from '../language/translate.ts'
import { isBehaviour } from './behaviour.ts'
import { ruleWords } from './decision-chain.ts'
import type { Desk } from './desk.ts'

/** What shows that something else than Exchange's administrators decides about devices. */
export const mdmSignIds = [
  'header-rules',
  'agent-rules',
  'closed-with-exemptions',
  'provisioned-only',
  'managed-devices',
  'externally-managed',
  'foreign-reasons',
] as const
export type MdmSignId = (typeof mdmSignIds)[number]

/** A sign, what was seen of it, and what to ask of the team that manages devices. */
export type MdmSign = { id: MdmSignId; title: string; evidence: readonly string[]; ask: string }

/** The reasons by which Exchange itself decides. */
const ownReasons = new Set(['unknown', 'global', 'individual', 'devicerule', 'policy'])
/** More than an administrator allows one by one. */
const MANY_EXEMPTIONS = 20
const MOST_NAMED = 5

/** The signs that a configuration shows, each with its evidence. None is a proof, and none shows that there is no such system. */
export function mdmSigns(desk: Desk): MdmSign[] {
  return [
    ...headerRules(desk),
    ...agentRules(desk),
    ...closedWithExemptions(desk),
    ...provisionedOnly(desk),
    ...managedDevices(desk),
    ...externallyManaged(desk),
    ...foreignReasons(desk),
  ]
}

function sign(id: MdmSignId, title: string, evidence: readonly string[], ask: string): MdmSign[] {
  const named =
    evidence.length > MOST_NAMED
      ? [...evidence.slice(0, MOST_NAMED), t`and ${evidence.length - MOST_NAMED} more`]
      : evidence
  return evidence.length > 0 ? [{ id, title, evidence: named, ask }] : []
}

function headerRules({ settings }: Desk): MdmSign[] {
  const rules = settings.rules?.all.filter(({ characteristic }) => characteristic === 'XMSWLHeader') ?? []
  return sign(
    'header-rules',
    t`Rules look at a header that a system for managing devices puts in`,
    rules.map((rule) => t`${ruleWords(rule)} → ${rule.accessLevel}`),
    t`Which gateway sets this header, and can the integration’s connections pass without it?`,
  )
}

function agentRules({ settings }: Desk): MdmSign[] {
  const rules =
    settings.rules?.all.filter(
      ({ characteristic, accessLevel }) => characteristic === 'UserAgent' && accessLevel === 'Allow',
    ) ?? []
  const isClosed = settings.defaultLevel === 'Block' || settings.defaultLevel === 'Quarantine'
  return isClosed
    ? sign(
        'agent-rules',
        t`Only named user agents are let in`,
        rules.map((rule) => t`${ruleWords(rule)} → ${rule.accessLevel}`),
        t`Are these clients handed out by a system that manages devices, and may the integration’s user agent be added?`,
      )
    : []
}

function closedWithExemptions({ settings, index, configuration }: Desk): MdmSign[] {
  const { defaultLevel } = settings
  if (defaultLevel !== 'Block' && defaultLevel !== 'Quarantine') return []
  const mailboxes = configuration.casMailboxes ?? []
  const allowing = mailboxes.filter(({ activeSyncAllowedDeviceIDs: ids }) => ids && ids.length > 0)
  const ids = allowing.reduce((sum, { activeSyncAllowedDeviceIDs: each }) => sum + (each?.length ?? 0), 0)
  if (ids < MANY_EXEMPTIONS || ids * 4 < index.devices.length) return []
  return sign(
    'closed-with-exemptions',
    t`The default keeps devices out, and very many are allowed one by one`,
    [
      t`${counted(ids, 'id')} allowed by ${counted(allowing.length, 'mailbox', 'mailboxes')}, and the default is ${defaultLevel}`,
    ],
    t`Does a system write these lists (hybrid Intune’s connector does), and does it take off again what an administrator puts on?`,
  )
}

function provisionedOnly({ configuration }: Desk): MdmSign[] {
  const strict =
    configuration.mobileDeviceMailboxPolicies?.filter((policy) => policy.allowNonProvisionableDevices === false) ?? []
  return sign(
    'provisioned-only',
    t`Policies refuse devices that can’t be provisioned`,
    strict.map((policy) => {
      const name = policy.name ?? policy.identity
      return policy.isDefault ? t`“${name}”, the default` : t`“${name}”`
    }),
    t`A service can’t take a policy for phones. May its mailboxes have a policy that allows devices that can’t be provisioned?`,
  )
}

function managedDevices({ index }: Desk): MdmSign[] {
  const managed = index.devices.filter(({ partnership }) => partnership.isManaged === true).length
  const compliant = index.devices.filter(({ partnership }) => partnership.isCompliant === true).length
  return sign(
    'managed-devices',
    t`Exchange has devices written down as managed or compliant`,
    managed + compliant > 0
      ? [t`${counted(managed, 'device')} managed, ${compliant} compliant, of ${index.devices.length}`]
      : [],
    t`Which system writes this, and does it decide about devices that it does not manage?`,
  )
}

function externallyManaged({ index }: Desk): MdmSign[] {
  const count = index.devices.filter(
    ({ statistics }) => statistics !== 'not-read' && statistics.devicePolicyApplicationStatus === 'ExternallyManaged',
  ).length
  return sign(
    'externally-managed',
    t`Devices say that another system manages them`,
    count > 0 ? [t`${counted(count, 'device')} with DevicePolicyApplicationStatus ExternallyManaged`] : [],
    t`Which system manages them, and what does it do with a client that is not enrolled?`,
  )
}

function foreignReasons({ index }: Desk): MdmSign[] {
  const counts = new Map<string, number>()
  for (const { partnership } of index.devices) {
    const { deviceAccessStateReason: reason } = partnership
    if (reason && !ownReasons.has(reason.toLowerCase()) && !isBehaviour(reason))
      counts.set(reason, (counts.get(reason) ?? 0) + 1)
  }
  return sign(
    'foreign-reasons',
    t`Exchange gives reasons that its own rules don’t have`,
    [...counts]
      .toSorted(([, left], [, right]) => right - left)
      .map(([reason, count]) => t`${reason}: ${counted(count, 'device')}`),
    t`Does a system such as hybrid Intune or conditional access set these states, and how is a service let in there?`,
  )
}
