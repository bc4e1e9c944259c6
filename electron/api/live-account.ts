import { ContractError } from '../../shared/contract/error-code.ts'
import type { Configuration } from '../../shared/management/configuration.ts'
import type { LiveRequest } from '../../shared/management/live-configuration.ts'
import { withAsciiNames } from '../../shared/organisation/ascii-names.ts'
import type { Organisation } from '../../shared/organisation/organisation.ts'
import type { GivenAccount } from '../engine/management/live-connection.ts'
import type { SignInBudget } from '../engine/run/sign-in-budget.ts'
import type { AccountPasswords } from './account-passwords.ts'

/** The account that a window names with the reference of its password; undefined for whoever is signed in to Windows. Throws 'no-such-secret'. */
export async function givenAccount(
  { account, tryAgain }: Pick<LiveRequest, 'account' | 'tryAgain'>,
  parts: { organisation: Organisation; passwords: Pick<AccountPasswords, 'referred'>; budget: SignInBudget },
): Promise<GivenAccount | undefined> {
  if (account === undefined) return undefined
  const { organisation, passwords, budget } = parts
  const { username, secret } = account
  const password = await passwords.referred(organisation, username, secret)
  if (password === undefined) throw new ContractError('no-such-secret')
  // By the name by which a run remembers it.
  const { domain } = withAsciiNames(organisation)
  return { username, password, budget, domain, tryAgain }
}

/** The build of the server, where an earlier reading tells it: `Version 15.2 (Build 1748.10)` is 15.2.1748.10. */
export function buildOf(server: string, { exchangeServers = [] }: Configuration): string | undefined {
  const named = server.toLowerCase()
  const known = exchangeServers.find(({ name, fqdn }) => [name, fqdn].some((each) => each?.toLowerCase() === named))
  const [, major, build] = /^Version (\d+\.\d+) \(Build (\d+\.\d+)\)/.exec(known?.adminDisplayVersion ?? '') ?? []
  return major && build ? `${major}.${build}` : undefined
}
