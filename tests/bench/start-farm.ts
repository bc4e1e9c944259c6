import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

export interface Farm {
  addresses: string[]
  port: number
  /** The root of the servers' certificate, PEM. */
  authority: string
  close(): Promise<void>
}

/** Starts `count` addresses in a process of its own: on 443, where tools know what to expect, or where that needs root on another. */
export async function startFarm(count: number): Promise<Farm> {
  const port = process.getuid?.() === 0 ? 443 : 44_300
  const child = spawn(process.execPath, [`${import.meta.dirname}/farm.ts`, String(count), String(port)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit')
  const lines = createInterface({ input: child.stdout })
  const line = await Promise.race([once(lines, 'line'), ended.then(() => undefined)])
  if (!line) throw new Error('The servers of the benchmark did not start.')
  const { addresses, authority } = JSON.parse(String(line[0])) as Pick<Farm, 'addresses' | 'authority'>
  return {
    addresses,
    port,
    authority,
    close: async () => {
      child.stdin.end()
      await ended
    },
  }
}
