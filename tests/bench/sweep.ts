import { spawnSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sweep } from '../../electron/engine/run/sweep.ts'
import { defaultHttpLimits } from '../../electron/engine/wire/http-connection.ts'
import { type BenchRow, rowBeside } from './bench-row.ts'
import { measure } from './measure.ts'
import { median } from './median.ts'
import { type Farm, startFarm } from './start-farm.ts'

const HOST = 'mail.contoso.test'
const PATH = '/EWS/Exchange.asmx'

/** As far away as the readiness run's servers are: another site. */
const ROUND_TRIP_MILLISECONDS = 40

/** At least five times as fast. */
const LIMIT = 0.2

/**
 * Certificate, sign-in schemes and NTLM fingerprint of many servers, in milliseconds, beside nmap with its scripts for
 * the same. Both look at the same servers, which answer from a process of their own: once with nothing in between, where
 * processor time is all there is, and once from another site, as an administrator would. With nothing in between, the
 * first sweep of a program stands beside those that come after it: V8 compiles most of it in that one.
 */
export async function benchSweep(count = 250): Promise<BenchRow[]> {
  return [...(await near(count)), await far(count)]
}

async function near(count: number): Promise<BenchRow[]> {
  const farm = await startFarm(count)
  try {
    // Lets the servers' own process come to its speed, for nmap as for us.
    const theirs: number[] = [(await nmap(farm)) ?? Number.NaN]
    const first = await measure(() => sweepAll(farm, farm.addresses))
    const later: number[] = []
    for (let round = 0; round < 3; round++) {
      later.push(await measure(() => sweepAll(farm, farm.addresses)))
      theirs.push((await nmap(farm)) ?? Number.NaN)
    }
    const peer = theirs.some(Number.isNaN) ? undefined : median(theirs.slice(1))
    const name = `sweep: ${count} servers next door, certificate, schemes and NTLM fingerprint`
    return [rowOf(`${name}, first of the program`, first, peer), rowOf(name, median(later), peer, LIMIT)]
  } finally {
    await farm.close()
  }
}

async function far(count: number): Promise<BenchRow> {
  const farm = await startFarm(count, ROUND_TRIP_MILLISECONDS)
  try {
    const ours = await measure(() => sweepAll(farm, farm.addresses))
    const name = `sweep: ${count} servers ${ROUND_TRIP_MILLISECONDS} ms away, certificate, schemes and NTLM fingerprint`
    return rowOf(name, ours, await nmap(farm), LIMIT)
  } finally {
    await farm.close()
  }
}

function rowOf(name: string, ours: number, theirs: number | undefined, limit?: number): BenchRow {
  const peer = theirs === undefined ? undefined : { name: 'nmap --script http-ntlm-info,ssl-cert', value: theirs }
  return rowBeside({ name, unit: 'ms', ours, peer }, limit)
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
