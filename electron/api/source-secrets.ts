import { createHash } from 'node:crypto'
import type { FirewallSource } from '../../shared/firewall/source-list.ts'
import type { Organisation } from '../../shared/organisation/organisation.ts'
import type { PasswordStore } from './password-store.ts'

/** Under this name Postern's own passwords are in the keychain, so that they go together with `data.deleteAll`. */
const SERVICE = 'Postern'

type Of = { id: string; organisation: Pick<Organisation, 'trust'> }

/** The secrets that lists are asked with. None ever comes out but to whoever asks the address that it was given for. */
export type SourceSecrets = {
  /** `isStill`: whether the source is there and asked as it was. Where it is not any more, nothing is kept, and the answer is false. */
  put(of: Of, source: FirewallSource, secret: string, isStill: () => boolean): Promise<boolean>
  /** Undefined where none was given for exactly this address, application or header, and these authorities. */
  read(of: Of, source: FirewallSource): Promise<string | undefined>
  /** Lets go of whatever is held for a source, whichever address it was given for. False: it may still lie in the keychain. */
  forget(of: Pick<Of, 'id'>, sourceId: string): Promise<boolean>
}

export function createSourceSecrets(vault: PasswordStore): SourceSecrets {
  const prefixOf = (organisationId: string, sourceId: string) => `firewall/${organisationId}/${sourceId}/`
  const keyOf = ({ id, organisation }: Of, source: FirewallSource) =>
    `${prefixOf(id, source.id)}${secretDestination(source, organisation)}`

  /** One after the other: what is given while a source goes would be written behind what takes it away. */
  let turn: Promise<unknown> = Promise.resolve()
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = turn.then(work)
    turn = result.catch(() => undefined)
    return result
  }

  async function forgetNow({ id }: Pick<Of, 'id'>, sourceId: string): Promise<boolean> {
    let all = true
    for (const account of await vault.accounts(SERVICE))
      if (account.startsWith(prefixOf(id, sourceId))) all = (await vault.remove(SERVICE, account)) && all
    return all
  }

  return {
    put: (of, source, secret, isStill) =>
      inTurn(async () => {
        await forgetNow(of, source.id)
        if (!isStill()) return false
        await vault.write(SERVICE, keyOf(of, source), secret)
        return true
      }),
    read: (of, source) => vault.read(SERVICE, keyOf(of, source)),
    forget: (of, sourceId) => inTurn(() => forgetNow(of, sourceId)),
  }
}

/**
 * Where the secret of a source may go, as a short text: what is asked, of whom, in which header, and who may vouch for the host. Two
 * roads that differ in one of them never share a secret.
 */
function secretDestination({ road }: FirewallSource, { trust }: Pick<Organisation, 'trust'>): string {
  const way =
    'address' in road
      ? [road.kind, road.address, road.kind === 'vendor-api' ? road.clientId : (road.header?.toLowerCase() ?? null)]
      : [road.kind]
  return createHash('sha256')
    .update(JSON.stringify([...way, trust?.certificateAuthorities ?? null]))
    .digest('hex')
    .slice(0, 32)
}
