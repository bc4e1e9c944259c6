import type { CallResult } from '../../shared/contract/contract.ts'
import { configurationCmdlets } from '../../shared/management/configuration.ts'
import { mdmSigns } from '../../shared/quarantine/mdm-signs.ts'
import { groupRows } from '../../shared/quarantine/query.ts'
import type { Store } from '../engine/store/store.ts'
import { deskParts, type HeldDesk } from './quarantine-desk.ts'
import { leftoverCounts, leftoversOf } from './quarantine-leftovers.ts'
import { placesOf } from './quarantine-table.ts'

type Overview = CallResult<'quarantine.overview'>

/** The desk at a glance. */
export async function overviewOf(
  held: HeldDesk,
  silentDays: number,
  { configurations, quarantine }: Pick<Store, 'configurations' | 'quarantine'>,
): Promise<Overview> {
  const { organisationId, reading, desk, configuration, parts, unreadable, rows, pattern, changed } = held
  const { count: tray, settled } = quarantine.decisions.tray(organisationId)
  const everywhere = placesOf(held, {})
  const integration = placesOf(held, { integration: true })
  const cmdlets = new Set(deskParts.map((part) => configurationCmdlets[part] as string))
  const found = await leftoversOf(held, silentDays)
  return {
    ...{ reading, now: desk.settings.now },
    devices: configuration.mobileDevices ? desk.index.devices.length : null,
    reported: reportedCounts(held, everywhere),
    predicted: groupRows(rows, everywhere, 'predicted').map(({ value, count }) => ({
      state: value as Overview['predicted'][number]['state'],
      count,
    })),
    differs: rows.rows.reduce((count, { differs }) => count + (differs ? 1 : 0), 0),
    integration: { count: integration.length, reported: reportedCounts(held, integration), pattern, changed },
    defaultLevel: desk.settings.defaultLevel ?? null,
    rules: configuration.activeSyncDeviceAccessRules?.length ?? null,
    parts: [...parts],
    notRead: deskParts
      .filter((part) => configuration[part] === undefined && !unreadable.includes(part))
      .map((part) => ({ part, cmdlet: configurationCmdlets[part] })),
    unreadable: [...unreadable],
    refused: configurations.refused(organisationId).filter(({ error }) => cmdlets.has(error.cmdlet)),
    mdmSigns: mdmSigns(desk).map((sign) => ({ ...sign, evidence: [...sign.evidence] })),
    leftovers: leftoverCounts(found),
    ...{ tray, settled },
  }
}

function reportedCounts({ rows }: HeldDesk, places: Uint32Array): Overview['reported'] {
  return groupRows(rows, places, 'reported').map(({ value, count }) => ({
    state: value as Overview['reported'][number]['state'],
    count,
  }))
}
