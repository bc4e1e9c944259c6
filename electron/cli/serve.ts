import { once } from 'node:events'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Organisation } from '../../shared/organisation/organisation.ts'
import { posternVersion } from '../../shared/run/version.ts'
import { createHandlers } from '../api/handlers.ts'
import { openPasswordStore } from '../api/keychain-password-store.ts'
import { runReadiness } from '../engine/run/run-readiness.ts'
import { startLoopbackHost } from '../loopback/loopback-host.ts'
import { UsageError } from './exit-code.ts'
import { openOrganisation } from './probe.ts'

/** How `postern serve` is called. */
export const serveUsage = `postern serve [--org FILE]

  --org FILE         open this organisation at once

Serves the app to a browser on this machine and prints the address that opens it, once. Ctrl+C ends it.`

/** `postern serve`: the app in a browser on loopback, until the signal aborts. Throws a UsageError for bad input. */
export async function serve(args: readonly string[], signal: AbortSignal): Promise<number> {
  const options = parseServeArguments(args)
  if (options.help) {
    process.stdout.write(`${serveUsage}\n`)
    return 0
  }
  const organisation = options.org === undefined ? undefined : await openOrganisation(options.org)
  await serveInBrowser({ organisation, password: undefined, signal })
  return 0
}

/** Serves the app until the signal aborts, and prints the address with its one-time token. */
export async function serveInBrowser(options: {
  organisation: Organisation | undefined
  password: string | undefined
  signal: AbortSignal
}): Promise<void> {
  const { organisation, password, signal } = options
  const host = await startLoopbackHost({
    handlers: createHandlers({
      host: 'loopback',
      version: posternVersion,
      runReadiness,
      passwords: await openPasswordStore(),
      organisation,
      password,
    }),
    rendererDirectory: join(import.meta.dirname, '../../out/renderer'),
  })
  process.stdout.write(`Open ${host.url} in a browser on this machine. The address works once. Ctrl+C ends Postern.\n`)
  if (!signal.aborted) await once(signal, 'abort')
  await host.close()
}

function parseServeArguments(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: { org: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
      allowPositionals: false,
    }).values
  } catch {
    throw new UsageError('There is an option or word that serve does not have: accepted are --org FILE and --help.')
  }
}
