import { randomInt } from 'node:crypto'
import { Resolver } from 'node:dns/promises'
import { askResolver } from '../../electron/engine/wire/dns-client.ts'
import { startLab } from '../../lab/lab.ts'
import { type BenchRow, rowBeside } from './bench-row.ts'
import { median } from './median.ts'

const questions = 400

/** One question for an A record to the lab's name server, in microseconds, beside the Resolver of node:dns (c-ares). */
export async function benchDns(): Promise<BenchRow[]> {
  const lab = await startLab()
  try {
    const server = { address: '127.0.0.1', port: lab.ports.dns }
    const options = { signal: new AbortController().signal, randomId: () => randomInt(65_536) }
    const peer = new Resolver()
    peer.setServers([`${server.address}:${server.port}`])
    const ours = () => askResolver(server, { name: 'mail.contoso.test', type: 'A' }, options)
    const theirs = () => peer.resolve4('mail.contoso.test')
    const times = { ours: [] as number[], theirs: [] as number[] }
    for (let count = 0; count < questions; count++) {
      times.ours.push(await measure(ours))
      times.theirs.push(await measure(theirs))
    }
    return [
      rowBeside({
        name: 'DNS question',
        unit: 'µs',
        ours: median(times.ours),
        peer: { name: `Resolver of node:dns (c-ares ${process.versions.ares})`, value: median(times.theirs) },
      }),
    ]
  } finally {
    await lab.close()
  }
}

async function measure(ask: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await ask()
  return (performance.now() - began) * 1000
}
