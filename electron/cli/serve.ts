import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { bugOfThrown, type ContractBug, linesOfBug } from '../../shared/contract/contract-bug.ts'
import { t } from '../../shared/language/translate.ts'
import { posternVersion } from '../../shared/run/version.ts'
import { createHandlers, type HandlersOptions, type HostHandlers } from '../api/handlers.ts'
import { closeKeptStore, openKeptStore } from '../api/kept-store.ts'
import { openPasswordStore } from '../api/keychain-password-store.ts'
import { openSignInMemory } from '../api/state-directory.ts'
import { runReadiness } from '../engine/run/run-readiness.ts'
import { startLoopbackHost } from '../loopback/loopback-host.ts'
import { serveMetrics } from '../loopback/metrics-server.ts'
import { complain } from './complain.ts'
import { UsageError } from './exit-code.ts'
import { openOrganisation } from './probe.ts'

const rendererDirectory = join(import.meta.dirname, '../../out/renderer')

/** How `postern serve` is called. */
export const serveUsage = t`postern serve [--org FILE]

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
  const kept = openKeptStore()
  if ('refused' in kept) throw new UsageError(kept.refused)
  const { store } = kept
  if (store.notice !== null) complain(store.notice)
  try {
    await serveInBrowser(createBrowserHandlers({ organisation, store, signInMemory: openSignInMemory() }), signal)
  } finally {
    await closeKeptStore(store)
  }
  return 0
}

/**
 * The handlers of a session in the browser. A password, where one is given, is kept in memory only; so are runs without a
 * store, and what came of sign-ins without a memory for it.
 */
export function createBrowserHandlers(
  session: Pick<HandlersOptions, 'organisation' | 'password' | 'signInMemory' | 'store'>,
): HostHandlers {
  const passwords = openPasswordStore()
  return createHandlers({
    host: 'loopback',
    version: posternVersion,
    runReadiness,
    passwords,
    serveMetrics: (options) =>
      serveMetrics({ ...options, onBug: (thrown) => tellBug(bugOfThrown('GET /metrics', thrown, false)) }),
    onTrouble: complain,
    ...session,
  })
}

/** Serves the app until the signal aborts, and prints the address with its one-time token. Throws a UsageError. */
export async function serveInBrowser(handlers: HostHandlers, signal: AbortSignal): Promise<void> {
  if (!existsSync(join(rendererDirectory, 'index.html'))) {
    throw new UsageError('The app that serve serves is not built: accepted is a checkout in which npm start has run.')
  }
  const host = await startLoopbackHost({ handlers, rendererDirectory, onBug: tellBug })
  process.stdout.write(t`Open ${host.url} in a browser on this machine. The address works once. Ctrl+C ends Postern.\n`)
  await handlers.watch.begin()
  if (!signal.aborted) await once(signal, 'abort')
  await handlers.watch.end()
  await host.close()
}

function tellBug(bug: ContractBug): void {
  process.stderr.write(`${linesOfBug(bug)}\n`)
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
