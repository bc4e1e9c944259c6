import { Resolver } from 'node:dns/promises'
import type { Lab } from '../../../lab/lab.ts'

/** Asks the lab's resolvers, once. */
export function resolverOf(lab: Lab): Resolver {
  const found = new Resolver({ timeout: 2000, tries: 1 })
  found.setServers(lab.organisation.resolvers)
  return found
}
