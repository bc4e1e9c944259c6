import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { Worker } from 'node:worker_threads'

/** A queue of one holds two on Linux; more stand in line before it, so that nobody gets in when one gives up. */
const FILLERS = 8

/**
 * Makes a port of loopback as silent as behind a firewall that drops what comes: no packet of a connection is answered.
 * There is no firewall to ask, so that a listener that never accepts has its queue filled; the kernel of Linux then drops
 * the first packet of every other connection. Gives back the way to end it. Rejects where the port is taken.
 */
export async function filterPort(host: string, port: number): Promise<() => Promise<void>> {
  const gate = new Int32Array(new SharedArrayBuffer(4))
  const worker = new Worker(new URL('./filtered-port-worker.ts', import.meta.url), { workerData: { host, port, gate } })
  const [said] = (await once(worker, 'message')) as [string]
  const fillers = new Set<Socket>()
  const ended = once(worker, 'exit')
  const end = async (): Promise<void> => {
    for (const filler of fillers) filler.destroy()
    Atomics.store(gate, 0, 1)
    Atomics.notify(gate, 0)
    await ended
  }
  if (said !== 'listening') {
    await worker.terminate()
    throw new Error(said)
  }
  const queued: Promise<unknown>[] = []
  for (let count = 0; count < FILLERS; count++) {
    const filler = connect({ host, port })
    filler.on('error', () => filler.destroy())
    fillers.add(filler)
    if (count < 2) queued.push(once(filler, 'connect'))
  }
  await Promise.all(queued)
  return end
}
