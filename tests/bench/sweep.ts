import { spawnSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sweep } from '../../electron/engine/run/sweep.ts'
import { defaultHttpLimits } from '../../electron/engine/wire/http-connection.ts'
import { type BenchRow, rowBeside } from './bench-row.ts'
import { measure } from './measure.ts'
import { type Farm, startFarm } from './start-farm.ts'

const HOST = 'mail.contoso.test'
const PATH = '/EWS/Exchange.asmx'

/** As far away as the readiness run's servers are: another site. */
const ROUND_TRIP_MILLISECONDS = 40

/**
 * Certificate, sign-in schemes and NTLM fingerprint of many servers, in milliseconds, beside nmap with its scripts for
 * the same. Both look at the same servers, which answer from a process of their own: once with nothing in between, where
 * processor time is all there is, and once from another site, as an administrator would.
 */
export async function benchSweep(count = 250): Promise<BenchRow[]> {
  return [...(await sweepAt(count, 0)), ...(await sweepAt(count, ROUND_TRIP_MILLISECONDS))]
}

async function sweepAt(count: number, roundTripMilliseconds: number): Promise<BenchRow[]> {
  const farm = await startFarm(count, roundTripMilliseconds)
  try {
    await sweepAll(farm, farm.addresses.slice(0, 8))
    const ours = await measure(() => sweepAll(farm, farm.addresses))
    const theirs = await nmap(farm)
    const name = `sweep: ${count} servers ${roundTripMilliseconds} ms away, certificate, schemes and NTLM fingerprint`
    const peer = theirs === undefined ? undefined : { name: 'nmap --script http-ntlm-info,ssl-cert', value: theirs }
    // At least five times as fast.
    return [rowBeside({ name, unit: 'ms', ours, peer }, 0.2)]
  } finally {
    await farm.close()
  }
}

/** Looks at every address, and throws when one of them did not show all that was asked for. */
export async function sweepAll(farm: Farm, addresses: readonly string[]): Promise<void> {
  const trust = { authorities: [farm.authority], pinned: new Set<string>() }
  const targets = addresses.map((address) => ({ host: HOST, port: farm.port, address, trust }))
  const dependencies = {
    signal: new AbortController().signal,
    now: () => new Date(),
    monotonic: () => performance.now(),
    limits: defaultHttpLimits,
  }
  let seen = 0
  for await (const glance of sweep(targets, { path: PATH, userAgent: 'Postern' }, dependencies)) {
    if (!glance.certificate || !glance.challenge || !glance.schemes.includes('ntlm')) {
      throw new Error(`${glance.address} did not show all: ${glance.failure?.code ?? glance.status}`)
    }
    seen += 1
  }
  if (seen !== addresses.length) throw new Error(`${seen} of ${addresses.length} servers were looked at.`)
}

/**
 * The same by nmap, told everything that spares it work: no ping, no DNS, one group of hosts. Undefined without nmap, and
 * where it did not read all of them.
 */
async function nmap(farm: Farm): Promise<number | undefined> {
  const folder = await mkdtemp(join(tmpdir(), 'postern-bench-'))
  const list = join(folder, 'addresses')
  await writeFile(list, farm.addresses.join('\n'))
  const began = performance.now()
  const { status, stdout } = spawnSync(
    'nmap',
    [
      ...['-Pn', '-n', '-sT', '-T5', '--min-hostgroup', String(farm.addresses.length), '-p', String(farm.port)],
      ...['--script', 'http-ntlm-info,ssl-cert', '--script-args', `http-ntlm-info.root=${PATH}`, '-iL', list],
    ],
    { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024, timeout: 600_000 },
  )
  const milliseconds = Math.round(performance.now() - began)
  await rm(folder, { recursive: true })
  if (status !== 0) return undefined
  const answered = stdout.match(/Product_Version/g)?.length ?? 0
  if (answered !== farm.addresses.length) {
    console.error(`nmap read the NTLM challenge of ${answered} of ${farm.addresses.length} servers.`)
    return undefined
  }
  return milliseconds
}
