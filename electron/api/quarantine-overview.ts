import type { CallResult } from '../../shared/contract/contract.ts'
import { configurationCmdlets } from '../../shared/management/configuration.ts'
import { groupRows } from '../../shared/quarantine/group-rows.ts'
import { mdmSigns } from '../../shared/quarantine/mdm-signs.ts'
import type { Store } from '../engine/store/store.ts'
import { otherWork } from './in-slices.ts'
import { toldParts } from './left-out.ts'
import { deskParts, type HeldDesk, limitParts } from './quarantine-desk.ts'
import { cutParts, leftoverCounts, leftoversOf } from './quarantine-leftovers.ts'
import { placesOf } from './quarantine-table.ts'

type Overview = CallResult<'quarantine.overview'>

/** What of it is the same until something else is read; it is made once for each desk that is held. */
type Seen = Pick<Overview, 'reported' | 'predicted' | 'differs' | 'integration' | 'mdmSigns'>
const seen = new WeakMap<HeldDesk, Promise<Seen>>()

/** The desk at a glance. */
export async function overviewOf(
  held: HeldDesk,
  silentDays: number,
  { configurations, quarantine }: Pick<Store, 'configurations' | 'quarantine'>,
): Promise<Overview> {
  const { organisationId, reading, desk, configuration, parts, unreadable } = held
  const { count: tray, settled } = quarantine.decisions.tray(organisationId)
  const cmdlets = new Set(deskParts.map((part) => configurationCmdlets[part] as string))
  const found = await leftoversOf(held, silentDays)
  return {
    ...{ reading, now: desk.settings.now },
    devices: configuration.mobileDevices ? desk.index.devices.length : null,
    ...(await seenOn(held)),
    defaultLevel: desk.settings.defaultLevel ?? null,
    rules: configuration.activeSyncDeviceAccessRules?.length ?? null,
    ...toldParts(parts),
    notRead: deskParts
      .filter((part) => configuration[part] === undefined && ![...unreadable, ...limitParts].includes(part))
      .map((part) => ({ part, cmdlet: configurationCmdlets[part] })),
    unreadable: [...unreadable],
    cut: cutParts(held),
    refused: configurations.refused(organisationId).filter(({ error }) => cmdlets.has(error.cmdlet)),
    leftovers: leftoverCounts(found),
    ...{ tray, settled },
  }
}

function seenOn(held: HeldDesk): Promise<Seen> {
  const known = seen.get(held)
  if (known) return known
  const looking = look(held)
  seen.set(held, looking)
  return looking
}

async function look(held: HeldDesk): Promise<Seen> {
  const { desk, rows, pattern, changed } = held
  const everywhere = placesOf(held, {})
  const reported = reportedCounts(held, everywhere)
  await otherWork()
  const predicted = groupRows(rows, everywhere, 'predicted').map(({ value, count }) => ({
    state: value as Overview['predicted'][number]['state'],
    count,
  }))
  await otherWork()
  const integration = placesOf(held, { integration: true })
  const ofIntegration = reportedCounts(held, integration)
  await otherWork()
  return {
    ...{ reported, predicted },
    differs: rows.rows.reduce((count, { differs }) => count + (differs ? 1 : 0), 0),
    integration: { count: integration.length, reported: ofIntegration, pattern, changed },
    mdmSigns: mdmSigns(desk).map((sign) => ({ ...sign, evidence: [...sign.evidence] })),
  }
}

function reportedCounts({ rows }: HeldDesk, places: Uint32Array): Overview['reported'] {
  return groupRows(rows, places, 'reported').map(({ value, count }) => ({
    state: value as Overview['reported'][number]['state'],
    count,
  }))
}
