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

/** Starts `count` addresses in a process of its own, as far away as the round trip says. */
export async function startFarm(count: number, roundTripMilliseconds = 0): Promise<Farm> {
  const args = [`${import.meta.dirname}/farm.ts`, String(count), String(roundTripMilliseconds)]
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] })
  const ended = once(child, 'exit')
  const lines = createInterface({ input: child.stdout })
  const line = await Promise.race([once(lines, 'line'), ended.then(() => undefined)])
  if (!line) throw new Error('The servers of the benchmark did not start.')
  const listening = JSON.parse(String(line[0])) as Pick<Farm, 'addresses' | 'port' | 'authority'>
  return {
    ...listening,
    close: async () => {
      child.stdin.end()
      await ended
    },
  }
}
