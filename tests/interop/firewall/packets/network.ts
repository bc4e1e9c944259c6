import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export type Attempt = { source: string; destination: string; port: number }

/** Addresses of the two ends, the ports that the server listens at, and what is loaded into the firewall before which attempts. */
export type Scenario = {
  senders: readonly string[]
  servers: readonly string[]
  ports: readonly number[]
  steps: readonly {
    load: readonly { argv: readonly string[]; input?: string }[]
    attempts: readonly Attempt[]
    /** Those that the firewall is to drop without an answer. */
    silent: readonly Attempt[]
  }[]
}

export type StepResult = {
  loads: { status: number | null; stderr: string; stdout: string }[]
  attempts: string[]
  silent: string[]
}

const PROGRAM = fileURLToPath(new URL('network-program.ts', import.meta.url))

/** Plays a scenario in networks of its own; null where this machine can't make them. */
export function played(scenario: Scenario): StepResult[] | null {
  const { status, stdout } = spawnSync('unshare', ['-rn', process.execPath, PROGRAM], {
    ...{ input: JSON.stringify(scenario), encoding: 'utf8', timeout: 120_000, maxBuffer: 64 * 2 ** 20 },
  })
  return status === 0 ? JSON.parse(stdout) : null
}
