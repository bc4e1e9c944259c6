import { createHandlers, type HandlersOptions } from '../../../electron/api/handlers.ts'
import { connect } from '../../../shared/contract/connect.ts'
import type { Client } from '../../../shared/contract/contract.ts'
import type { ContractBug } from '../../../shared/contract/contract-bug.ts'
import { createMemoryPorts } from '../../../shared/contract/memory-port.ts'
import { serve } from '../../../shared/contract/serve.ts'
import { pieceBytes } from '../../../shared/management/import-pieces.ts'
import { createManualTimer } from '../../shared/contract/manual-timer.ts'
import { sampleOrganisation } from '../../shared/contract/samples.ts'

/** The handlers of a host, and a window over a port in memory; no time passes by itself. */
export function openApp(options: Partial<HandlersOptions> = {}) {
  const bugs: ContractBug[] = []
  const timer = createManualTimer()
  const handlers = createHandlers({
    ...{ host: 'loopback', version: '0.1.0', environment: {}, organisation: sampleOrganisation },
    ...{ setTimer: timer.setTimer, now: () => new Date('2026-11-29T02:00:00.000Z') },
    runReadiness: () => Promise.reject(new Error('no run is started here')),
    ...options,
  })
  const client = connect(async () => {
    const [here, there] = createMemoryPorts()
    serve(handlers, there, { onBug: (bug) => bugs.push(bug) })
    return here
  })
  return { handlers, client, bugs, timer }
}

type Kind = 'configuration' | 'mailboxes'

/** Sends a file in pieces, as a window does, as long as more is wanted; the id of the import. */
export async function send(
  client: Client,
  file: string | Uint8Array,
  {
    kind = 'configuration',
    name = 'file.json',
    size = pieceBytes,
    writtenAt,
  }: { kind?: Kind; name?: string; size?: number; writtenAt?: string } = {},
): Promise<string> {
  const bytes = Buffer.from(file as Uint8Array)
  const { importId } = await client.call('import.begin', { kind, name, bytes: bytes.length, writtenAt })
  for (let offset = 0; offset < bytes.length; offset += size) {
    const chunk = bytes.subarray(offset, offset + size).toString('base64')
    const { wanted } = await client.call('import.append', { importId, offset, chunk })
    if (!wanted) break
  }
  return importId
}

/** Postern's own document, as its script writes it where it asks for every mailbox. */
export function documentOf(
  parts: Readonly<Record<string, readonly object[]>>,
  errors: readonly object[] = [],
  mailboxes: string | undefined = 'all',
): string {
  const postern = {
    ...{ format: 'exchange-configuration', version: 1, collectedAt: '2026-11-29T01:00:00.000Z', computer: 'EXCH01' },
    mailboxes,
  }
  return JSON.stringify({ postern, ...parts, errors })
}

/** Mailboxes of which every second has EWS switched off. */
export function mailboxObjects(count: number): object[] {
  return Array.from({ length: count }, (_, at) => ({
    ...{ Identity: `contoso.test/Users/User ${at}`, PrimarySmtpAddress: `user${at}@contoso.test` },
    ...{ EwsEnabled: at % 2 === 0, EwsApplicationAccessPolicy: null, EwsAllowList: [], EwsBlockList: [] },
  }))
}

export const openOrganization = {
  ...{ Name: 'Contoso', EwsEnabled: null, EwsApplicationAccessPolicy: null, EwsAllowList: [], EwsBlockList: [] },
}
