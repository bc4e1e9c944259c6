import type { CallName, Handlers } from '../../shared/contract/contract.ts'
import { ContractError } from '../../shared/contract/error-code.ts'

/** The calls about the firewall. */
export function firewallHandlers(): Pick<Handlers['calls'], Extract<CallName, `firewall.${string}`>> {
  const planned = async (): Promise<never> => {
    throw new ContractError('internal')
  }
  return {
    'firewall.overview': planned,
    'firewall.save-source': planned,
    'firewall.remove-source': planned,
    'firewall.put-secret': planned,
    'firewall.forget-secret': planned,
    'firewall.fetch': planned,
    'firewall.offer-text': planned,
    'firewall.read-offer': planned,
    'firewall.keep-offer': planned,
    'firewall.drop-offer': planned,
    'firewall.entries': planned,
    'firewall.diff': planned,
    'firewall.save-draft': planned,
    'firewall.seen': planned,
    'firewall.preview': planned,
    'firewall.export': planned,
    'firewall.test-flow': planned,
  }
}
