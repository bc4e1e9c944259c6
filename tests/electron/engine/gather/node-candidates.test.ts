import { describe, expect, it } from 'vitest'
import { candidatesOf, MOST_NODES } from '../../../../electron/engine/gather/node-candidates.ts'
import type { NameAnswer } from '../../../../shared/artifacts/dns-answers.ts'

const HOST = 'mail.contoso.test'

function answer(name: string, ...addresses: string[]): NameAnswer {
  const found = addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }) as const)
  const failure = { failure: { code: 'name-not-found', where: name } as const }
  const usual = {
    name,
    purpose: 'ews',
    resolver: '10.20.0.53',
    addresses: found,
    aliases: [],
    milliseconds: 1,
  } as const
  return { ...usual, addresses: found, aliases: [], ...(addresses.length === 0 && failure) }
}

const of = (names: NameAnswer[], servers: NameAnswer[] = []) => candidatesOf(HOST, { names }, servers)

describe('the servers behind a name', () => {
  it('are none where the name has no address and nobody is named', () => {
    expect(of([answer(HOST)])).toEqual({ candidates: [], unresolved: [], leftOut: 0 })
  })

  it('leave out other names, and say which of them lead to the same address', () => {
    const { candidates } = of([
      answer(HOST, '10.20.0.14', 'fd00::14'),
      answer('autodiscover.contoso.test', '10.20.0.14', '10.20.0.99'),
    ])
    expect(candidates).toEqual([
      { address: '10.20.0.14', names: [HOST, 'autodiscover.contoso.test'], published: true, listed: false },
      { address: 'fd00::14', names: [HOST], published: true, listed: false },
    ])
  })

  it('are each there once, however many ways lead to it', () => {
    const { candidates } = of(
      [answer(HOST, '10.20.0.11')],
      [
        answer('exch01.contoso.test', '10.20.0.11'),
        answer('10.20.0.11', '10.20.0.11'),
        answer('10.20.0.12', '10.20.0.12'),
      ],
    )
    expect(candidates).toEqual([
      { address: '10.20.0.11', names: [HOST, 'exch01.contoso.test'], published: true, listed: true },
      { address: '10.20.0.12', names: [], published: false, listed: true },
    ])
  })

  it('name those without an address', () => {
    const { candidates, unresolved } = of([answer(HOST, '10.20.0.14')], [answer('exch09.contoso.test')])
    expect(candidates).toHaveLength(1)
    expect(unresolved).toEqual([
      { name: 'exch09.contoso.test', failure: { code: 'name-not-found', where: 'exch09.contoso.test' } },
    ])
  })

  it('are no more than one run asks, and the others are counted', () => {
    const many = Array.from({ length: MOST_NODES + 5 }, (_, index) => `10.20.1.${index}`)
    const { candidates, leftOut } = of([answer(HOST, ...many)])
    expect(candidates).toHaveLength(MOST_NODES)
    expect(leftOut).toBe(5)
  })
})
