import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { t } from '../../shared/language/translate.ts'
import type { ProxyFor, Route } from '../engine/wire/proxy.ts'
import { routeInEnvironment } from './proxy-environment.ts'
import { routeInList } from './proxy-list.ts'
import { routeInScutil } from './proxy-mac.ts'
import { internetSettings, routeInRegistry } from './proxy-windows.ts'

const RUN_MILLISECONDS = 4_000
const MOST_BYTES = 256 * 1024

const untold: Route = { unsupported: t`this machine did not tell its proxy` }

type Machine = {
  platform: NodeJS.Platform
  environment: Readonly<Record<string, string | undefined>>
  /** What a program of the system prints. */
  print: (program: string, args: readonly string[]) => Promise<string>
}

const thisMachine: Machine = {
  platform: process.platform,
  environment: process.env,
  print: async (program, args) => {
    const options = { timeout: RUN_MILLISECONDS, maxBuffer: MOST_BYTES, windowsHide: true, encoding: 'utf8' } as const
    return (await promisify(execFile)(program, [...args], options)).stdout
  },
}

/** The proxy that this machine is set to, where no browser engine is at hand to tell: docs/decisions/proxy.md says from where. */
export function systemProxy(machine: Machine = thisMachine): ProxyFor {
  return async (url) => {
    const { platform, environment, print } = machine
    const told = routeInEnvironment(url, environment)
    if (told !== undefined) return told
    try {
      if (platform === 'win32') {
        const program = join(environment.SystemRoot ?? 'C:\\Windows', 'System32', 'reg.exe')
        return routeInRegistry(url, await print(program, ['query', internetSettings]))
      }
      if (platform === 'darwin') return routeInScutil(url, await print('/usr/sbin/scutil', ['--proxy']))
    } catch {
      return untold
    }
    return 'direct'
  }
}

/** The proxy of this machine as Chromium knows it, which runs the system's script where there is one. */
export function proxyByChromium(resolveProxy: (url: string) => Promise<string>): ProxyFor {
  return async (url) => {
    try {
      return routeInList(await resolveProxy(url))
    } catch {
      return untold
    }
  }
}
