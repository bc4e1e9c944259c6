import { systemCode } from './wire-error.ts'

/** What a machine can run out of, by the system's word for it; Windows says EADDRINUSE where it has no port left. */
const shortages: ReadonlyMap<string, string> = new Map([
  ['EMFILE', 'this program may have no more files and connections open'],
  ['ENFILE', 'it may have no more files and connections open'],
  ['ENOBUFS', 'it has no room left for connections'],
  ['EADDRINUSE', 'it has no port left for another connection'],
  ['ENOMEM', 'it has no memory left'],
  ['ERR_MEMORY_ALLOCATION_FAILED', 'it has no memory left'],
])

/**
 * What this machine has run out of, in words, where that is why something could not be asked. It is no fault of whoever
 * was to be asked, nor a bug: nothing is known then. Such errors go through every gatherer as they are.
 */
export function ownShortage(error: unknown): string | undefined {
  const code = systemCode(error)
  const what = code === undefined ? undefined : shortages.get(code)
  return what && `${what} (${code})`
}
