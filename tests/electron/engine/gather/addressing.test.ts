import { describe, expect, it } from 'vitest'
import { targetOf } from '../../../../electron/engine/gather/addressing.ts'
import type { GatherContext } from '../../../../electron/engine/gather/gatherer.ts'
import { nameAnswer } from '../../../shared/checks/artifact-builders.ts'
import { at, nothing } from '../../../shared/checks/dns-builders.ts'

const context = { trust: { authorities: [], pinned: new Set<string>() } } as unknown as GatherContext
const url = new URL('https://mail.contoso.test/EWS/Exchange.asmx')
const addressesOf = (...addresses: string[]) => {
  const { address, otherAddresses } = targetOf(url, { names: [nameAnswer(at(...addresses))] }, context)
  return [address, ...(otherAddresses ?? [])]
}

describe('the addresses that are connected to', () => {
  it('are none where DNS gave none, which is what fails then', () => {
    const names = [nameAnswer(nothing('name-not-found'))]
    expect(() => targetOf(url, { names }, context)).toThrow(expect.objectContaining({ failure: names[0]?.failure }))
  })

  it.each([
    ['without those of a network card that has no DHCP', ['169.254.17.4', '10.20.0.14', 'fe80::4'], ['10.20.0.14']],
    ['without those that no server has', ['10.20.0.14', '0.0.0.0', 'fd00::14'], ['10.20.0.14', 'fd00::14']],
    ['with them where there are no others', ['169.254.17.4'], ['169.254.17.4']],
    ['in their order', ['10.20.0.15', '10.20.0.14'], ['10.20.0.15', '10.20.0.14']],
  ])('are taken %s', (_name, given, taken) => {
    expect(addressesOf(...given)).toEqual(taken)
  })
})
