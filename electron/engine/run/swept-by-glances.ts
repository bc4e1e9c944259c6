import type { SweptServer } from '../../../shared/run/swept-server.ts'
import { type VirtualDirectory, virtualDirectories } from '../../../shared/run/virtual-directories.ts'
import type { ServerGlance } from '../gather/server-glance.ts'

/** A server by the first glance at it; undefined where that was broken off by us before anything was seen. */
export function afterFirstGlance(first: {
  directory: VirtualDirectory
  glance: ServerGlance
  named: boolean
  seenAt: string
}): SweptServer | undefined {
  const { directory, named, seenAt } = first
  const glance = withinBounds(first.glance)
  const { host, port, address, protocol, certificate, failure } = glance
  const { trusted, nameMatches, chainError, authorities } = glance
  const server: SweptServer = { host, port, address, named, seenAt, directories: [], exchange: false }
  if (!certificate) return failure?.code === 'cancelled' ? undefined : { ...server, ...(failure && { failure }) }
  const shown = {
    certificate,
    ...(protocol && { protocol }),
    ...(trusted !== undefined && { trusted }),
    ...(nameMatches !== undefined && { nameMatches }),
    ...(chainError !== undefined && { chainError, authorities }),
  }
  return afterGlance({ ...server, ...shown }, directory, glance)
}

/** The same server with what another glance adds: what was seen before stays. */
export function afterGlance(server: SweptServer, directory: VirtualDirectory, glance: ServerGlance): SweptServer {
  // That we ended it says nothing of the directory.
  if (glance.failure?.code === 'cancelled') return server
  const { status, schemes, failure, frontEnd, build, challenge, ntlmInNegotiate } = withinBounds(glance)
  const asked = {
    directory,
    path: virtualDirectories[directory].path,
    ...(status !== undefined && { status }),
    schemes,
    ...(ntlmInNegotiate && { ntlmInNegotiate }),
    ...(failure && { failure }),
  }
  // As `asksAsExchange` has it of one answer: a header of the front end, or a sign-in of Windows.
  const isSign = (frontEnd ?? build) !== undefined || schemes.includes('ntlm') || schemes.includes('negotiate')
  const added = {
    ...(frontEnd !== undefined && { frontEnd }),
    ...(build !== undefined && { build }),
    ...(challenge && { challenge }),
  }
  return {
    ...server,
    ...added,
    ...server,
    directories: [...server.directories, asked],
    exchange: server.exchange || isSign,
  }
}

const MOST_CHARACTERS = 300
const MOST_ENTRIES = 100

/** Nothing that a server sent is kept at length: thousands of them are held, and shown a line each. */
function withinBounds<T>(value: T): T {
  if (typeof value === 'string') return value.slice(0, MOST_CHARACTERS) as T
  if (Array.isArray(value)) return value.slice(0, MOST_ENTRIES).map(withinBounds) as T
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, withinBounds(part)])) as T
}
