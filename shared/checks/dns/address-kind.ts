import { type AddressKind, kindOfAddress } from '../../artifacts/address-kind.ts'
import { failureSentence } from '../../artifacts/failure.ts'
import { t } from '../../language/translate.ts'
import { defineCheck } from '../check.ts'
import { addressesOf, isReachableFromOutside, serviceNames } from './service-names.ts'

const kindNames: Readonly<Record<AddressKind, string>> = {
  public: t`public`,
  private: t`private (RFC 1918, RFC 4193)`,
  shared: t`shared by the customers of a provider (RFC 6598)`,
  loopback: t`this machine itself`,
  'link-local': t`of a network card without DHCP, which no router passes on (link-local)`,
  documentation: t`kept for examples (RFC 5737, RFC 3849)`,
  unusable: t`at which no server can be (unspecified, multicast or reserved)`,
  'no-address': t`not an address`,
}

const useless: readonly AddressKind[] = ['link-local', 'unusable', 'no-address']

export default defineCheck({
  meta: {
    id: 'dns/address-kind',
    step: 'dns',
    subject: 'The kind of the addresses',
    needs: ['dnsAnswers'],
    guide: ['exchange.ews-visible'],
    why: 'A server registers every network card in DNS by itself, also one that leads nowhere. Clients choose among the addresses, so that one bad one fails some connections.',
    outcomes: {
      private: { verdict: 'pass', title: 'Inside, {name} leads to private addresses' },
      public: { verdict: 'pass', title: 'Inside too, {name} leads to public addresses' },
      'both-families': {
        verdict: 'pass',
        title: '{name} leads to addresses of IPv4 and IPv6, private ones of one and public ones of the other',
      },
      loopback: { verdict: 'pass', title: '{name} leads to this machine itself' },
      mixed: {
        verdict: 'warn',
        title: '{name} leads to private and to public addresses at the same resolver',
        advice:
          'Leave one kind of address in the zone that is answered inside: a client takes any of them, and the way to the other kind may be closed to it.',
      },
      'partly-useless': {
        verdict: 'warn',
        title: 'One address of {name} leads nowhere: {useless}',
        advice:
          'Delete the record of {useless}, and take “Register this connection’s addresses in DNS” from the network card that it belongs to.',
      },
      useless: {
        verdict: 'fail',
        title: '{name} leads nowhere: {useless} can be no server’s address',
        advice: 'Correct the record of {name} so that it holds the address of the server or the load balancer.',
      },
    },
  },
  run: ({ dnsAnswers }) => {
    const names = serviceNames(dnsAnswers.names)
    const found = names
      .filter(({ addresses }) => addresses.length > 0)
      .map((answer) => ({
        name: answer.name,
        addresses: addressesOf(answer).map((address) => ({ address, kind: kindOfAddress(address) })),
      }))
    const [first] = found
    if (!first) {
      const failure = names[0]?.failure
      return { blocked: { by: 'dnsAnswers', reason: failure ? failureSentence(failure) : t`No name has an address.` } }
    }
    const judged = found.map((each) => ({ ...each, outcome: outcomeOf(each.addresses) }))
    const worst = (['useless', 'partly-useless', 'mixed'] as const)
      .map((outcome) => judged.find((each) => each.outcome === outcome))
      .find((each) => each !== undefined)
    const { name, addresses, outcome } = worst ?? { ...first, outcome: outcomeOf(first.addresses) }
    const bad = addresses.filter(({ kind }) => useless.includes(kind)).map(({ address }) => address)
    const kinds = addresses.map(({ address, kind }) => `${address}: ${kindNames[kind]}`)
    return { outcome, evidence: { name, kinds, ...(bad.length > 0 && { useless: bad }) } }
  },
})

type Outcome = 'useless' | 'partly-useless' | 'loopback' | 'public' | 'mixed' | 'both-families' | 'private'

function outcomeOf(addresses: readonly { address: string; kind: AddressKind }[]): Outcome {
  const kinds = addresses.map(({ kind }) => kind)
  if (kinds.every((kind) => useless.includes(kind))) return 'useless'
  if (kinds.some((kind) => useless.includes(kind))) return 'partly-useless'
  if (kinds.every((kind) => kind === 'loopback')) return 'loopback'
  if (kinds.every(isReachableFromOutside)) return 'public'
  if (!kinds.some(isReachableFromOutside)) return 'private'
  // Inside a network, a server of IPv6 has an address of the whole internet, and often one of RFC 4193 beside it.
  const fourKinds = addresses.filter(({ address }) => !address.includes(':')).map(({ kind }) => kind)
  const isMixed = fourKinds.some(isReachableFromOutside) && !fourKinds.every(isReachableFromOutside)
  return isMixed ? 'mixed' : fourKinds.length > 0 ? 'both-families' : 'private'
}
