import { describe, expect, it } from 'vitest'
import { foldMap } from '../../../../renderer/steps/servers/fold-map.ts'
import type { MapColumn } from '../../../../renderer/steps/servers/map-box.ts'
import { inLines, layOut } from '../../../../renderer/steps/servers/map-layout.ts'
import { mapSentence, mapTables } from '../../../../renderer/steps/servers/map-words.ts'
import { type ServerMap, serverMap } from '../../../../renderer/steps/servers/server-map.ts'
import { runAllBlocked } from '../../../fixtures/run-all-blocked.ts'
import { runManyFailures } from '../../../fixtures/run-many-failures.ts'
import { runReady } from '../../../fixtures/run-ready.ts'
import { answer, artifactsOf, gathered, manyServers, nodeAt } from './map-artifacts.ts'

const mail = answer('mail.contoso.test', 'ews', ['10.20.0.14'])
const balancer = nodeAt('10.20.0.14', {
  published: true,
  listed: false,
  server: 'EXCH01',
  names: ['mail.contoso.test'],
})

function titles({ boxes }: ServerMap, column: MapColumn): string[] {
  return boxes.filter((box) => box.column === column).map(({ title }) => title)
}
const box = (map: ServerMap, title: string) => map.boxes.find((one) => one.title === title)
const linksOf = (map: ServerMap) => map.links.map(({ from, to, kind }) => `${from} → ${to} ${kind}`)

describe('what is amiss is said by a word', () => {
  it('a name that does not exist keeps its box, and leads nowhere', () => {
    const names = [
      answer('mail.contoso.test', 'ews', [], {
        failure: { code: 'name-not-found', where: 'mail.contoso.test', detail: 'NXDOMAIN' },
      }),
    ]
    const map = serverMap(artifactsOf({ names }))
    expect(box(map, 'mail.contoso.test')?.mark).toEqual({ verdict: 'fail', word: 'does not exist in DNS' })
    expect(map.links).toEqual([])
  })

  it('a name that clients do without is only a warning', () => {
    const failure = { code: 'name-not-found' as const, where: 'autodiscover.contoso.test' }
    const map = serverMap(
      artifactsOf({ names: [mail, answer('autodiscover.contoso.test', 'autodiscover', [], { failure })] }),
    )
    expect(box(map, 'autodiscover.contoso.test')?.mark?.verdict).toBe('warn')
  })

  it('an address that does not answer is marked, and is no server', () => {
    const nodes = [
      nodeAt('10.20.0.14', {
        published: true,
        listed: false,
        connectMilliseconds: undefined,
        status: undefined,
        failure: { code: 'connection-timed-out', where: '10.20.0.14:443' },
      }),
    ]
    const map = serverMap(artifactsOf({ names: [mail], nodes }))
    expect(box(map, '10.20.0.14')?.mark).toEqual({ verdict: 'fail', word: 'does not answer' })
    expect(titles(map, 'server')).toEqual([])
  })

  it.each([
    [{ status: 503, schemes: [] }, 'EWS answers 503'],
    [{ status: 403 }, 'EWS answers 403'],
    [{ trusted: false, certificate: runReadyCertificate() }, 'its certificate is not trusted'],
    [{ health: [{ path: '/Autodiscover/healthcheck.htm', status: 503 }] }, 'Autodiscover is out of service'],
    [{ failure: { code: 'connection-refused' as const, where: 'x' }, status: undefined }, 'refuses the connection'],
  ])('a server with %o', (more, word) => {
    const map = serverMap(
      artifactsOf({ names: [mail], nodes: [balancer, nodeAt('10.20.0.22', { server: 'EXCH02', ...more })] }),
    )
    expect(box(map, 'EXCH02')?.mark?.word).toBe(word)
    expect(box(map, 'EXCH01')?.mark).toBeUndefined()
  })

  it('a server whose name has no address, and an address at which no server can be', () => {
    const failure = { code: 'no-address' as const, where: 'exch09.contoso.test' }
    const names = [answer('mail.contoso.test', 'ews', ['10.20.0.14', '169.254.1.1'])]
    const nodes = [balancer, nodeAt('169.254.1.1', { published: true, listed: false, unprobed: 'link-local' })]
    const map = serverMap(
      artifactsOf({ names, nodes, more: { unresolved: [{ name: 'exch09.contoso.test', failure }] } }),
    )
    expect(box(map, 'EXCH09')?.mark?.word).toBe('has no address')
    expect(box(map, '169.254.1.1')?.mark?.word).toBe('no server can be there')
    expect(titles(map, 'server')).not.toContain('169.254.1.1')
  })
})

function runReadyCertificate() {
  const record = runReady.artifacts.nodes
  if (record?.state !== 'gathered') throw new Error('The fixture has no servers.')
  return record.value.nodes[0]?.certificate
}

describe('how names lead to servers', () => {
  it('is empty where nothing was looked at', () => {
    const map = serverMap({})
    expect(map).toEqual({ boxes: [], links: [], leftOut: 0 })
    expect(layOut(map)).toMatchObject({ columns: [], boxes: [], links: [] })
  })

  it('one name and one server', () => {
    const map = serverMap(artifactsOf({ names: [mail], nodes: [balancer] }))
    expect(linksOf(map)).toEqual([
      'name mail.contoso.test → address 10.20.0.14 seen',
      'address 10.20.0.14 → server exch01 seen',
    ])
    expect(box(map, 'mail.contoso.test')?.lines).toEqual(['EWS, ActiveSync'])
    expect(box(map, 'EXCH01')?.lines[0]).toMatch(/^SE RTM/)
  })

  it('a run half-way shows what it has seen so far', () => {
    const map = serverMap(artifactsOf({ names: [mail] }))
    expect(titles(map, 'server')).toEqual([])
    expect(linksOf(map)).toEqual(['name mail.contoso.test → address 10.20.0.14 seen'])
  })

  it('three names, two addresses, eight servers of which one answered', () => {
    const names = [
      answer('mail.contoso.test', 'ews', ['10.20.0.14', '10.20.0.15']),
      answer('autodiscover.contoso.test', 'autodiscover', ['10.20.0.14']),
      answer('contoso.test', 'domain', ['10.20.0.15']),
    ]
    const map = serverMap(artifactsOf({ names, nodes: [balancer, ...manyServers(8)] }))
    expect(titles(map, 'server')).toHaveLength(8)
    expect(linksOf(map)).toContain('address 10.20.0.14 → server exch01 seen')
    expect(linksOf(map)).toContain('address 10.20.0.14 → server exch08 named')
    expect(foldMap(map)).toEqual(map)
    const { boxes, height } = layOut(map)
    expect(
      boxes.every(({ x, width, y, height: own }) => x >= 0 && x + width <= 100.01 && y >= 0 && y + own <= height),
    ).toBe(true)
    for (const one of boxes) {
      const overlapping = boxes.filter(
        (other) => other.x === one.x && other !== one && other.y < one.y + one.height && one.y < other.y + other.height,
      )
      expect(overlapping).toEqual([])
    }
  })

  it('the same server, met by the published address and by its own, is one', () => {
    const map = serverMap(
      artifactsOf({ names: [mail], nodes: [balancer, nodeAt('10.20.0.21', { server: 'EXCH01.contoso.test' })] }),
    )
    expect(titles(map, 'server')).toEqual(['EXCH01'])
    expect(box(map, 'EXCH01')?.beside).toBe('10.20.0.21')
  })

  it('an address of IPv6 stays whole', () => {
    const names = [answer('mail.contoso.test', 'ews', ['2001:db8::14'])]
    const map = serverMap(
      artifactsOf({ names, nodes: [nodeAt('2001:db8::14', { published: true, listed: false, version: undefined })] }),
    )
    expect(titles(map, 'address')).toEqual(['2001:db8::14'])
    expect(titles(map, 'server')).toEqual(['2001:db8::14'])
    expect(box(map, '2001:db8::14')).toBeDefined()
  })

  it('servers that no run has asked by themselves are not said to answer', () => {
    const map = serverMap(
      artifactsOf({
        names: [mail],
        others: {
          serverCertificates: gathered({ servers: [answer('exch01.contoso.test', 'ews', ['10.20.0.21'])], ways: [] }),
        },
      }),
    )
    expect(box(map, 'EXCH01')?.mark).toEqual({ verdict: 'unknown', word: 'not asked' })
  })

  it('what the internet is told stands beside it, and who receives mail only where it is the same address', () => {
    const map = serverMap(runManyFailures.artifacts)
    expect(titles(map, 'outside')).toEqual(['203.0.113.25'])
    expect(linksOf(map)).toContain('outside 203.0.113.25 → name mail.contoso.test seen')
    const exchange = { preference: 10, exchange: 'mx.contoso.test', addresses: ['10.20.0.14'], ttlSeconds: 300 }
    const records = runManyFailures.artifacts.dnsRecords
    if (records?.state !== 'gathered') throw new Error('The fixture has no records.')
    const value = { ...records.value, mailExchangers: { ...records.value.mailExchangers, records: [exchange] } }
    const withMail = serverMap({ ...runManyFailures.artifacts, dnsRecords: gathered(value) })
    expect(box(withMail, 'mx.contoso.test')?.lines).toEqual(['incoming mail (MX)'])
  })

  it('what the internet is told is not broken by what this machine is not told', () => {
    const { links } = layOut(serverMap(runAllBlocked.artifacts))
    const outside = links.filter(({ from, to }) => from.startsWith('outside') && to === 'name mail.contoso.test')
    expect(outside.map(({ broken }) => broken)).toEqual([false])
  })

  it('a run in which nothing was reached has its names, and no server', () => {
    const map = serverMap(runAllBlocked.artifacts)
    expect(box(map, 'mail.contoso.test')?.mark?.verdict).toBe('fail')
    expect(mapSentence(map)).toContain('does not exist in DNS')
  })
})

describe('sixty-four servers', () => {
  const versions = ['15.2.2562.53', '15.2.2562.17']
  const nodes = [
    balancer,
    ...manyServers(64, (place) => ({
      version: versions[place % 2],
      ...(place === 9 && { status: 503 }),
    })),
  ]
  const map = serverMap(artifactsOf({ names: [mail], nodes }))
  const folded = foldMap(map)

  it('are folded into counts that add up, and the one that is amiss keeps its box', () => {
    const servers = folded.boxes.filter(({ column }) => column === 'server')
    expect(servers.length).toBeLessThanOrEqual(8)
    expect(servers.map(({ title }) => title)).toContain('EXCH10')
    const counted = servers.map(({ title }) => Number(/^(\d+) servers$/.exec(title)?.[1] ?? 1))
    expect(counted.reduce((sum, one) => sum + one, 0)).toBe(64)
    expect(
      folded.links.every(({ from, to }) => [from, to].every((id) => folded.boxes.some((one) => one.id === id))),
    ).toBe(true)
  })

  it('are folded even where all of them differ', () => {
    const odd = serverMap(
      artifactsOf({
        names: [mail],
        nodes: [balancer, ...manyServers(64, (place) => ({ version: `15.2.2562.${place}`, status: 500 + place }))],
      }),
    )
    const boxes = foldMap(odd).boxes.filter(({ column }) => column === 'server')
    expect(boxes.length).toBeLessThanOrEqual(8)
    expect(boxes.at(-1)?.mark?.word).toBe('some are amiss')
  })

  it('are all in the table behind the picture', () => {
    expect(mapTables(map).servers).toHaveLength(64)
  })

  it('leave a picture that is no taller than a screen', () => {
    expect(layOut(folded).height).toBeLessThan(800)
  })

  it('in round robin fold their addresses too', () => {
    const addresses = Array.from({ length: 64 }, (_, place) => `10.20.1.${place + 1}`)
    const round = serverMap(
      artifactsOf({
        names: [answer('mail.contoso.test', 'ews', addresses)],
        nodes: addresses.map((address, place) =>
          nodeAt(address, { published: true, listed: false, server: `EXCH${place + 1}` }),
        ),
      }),
    )
    const { boxes, links } = foldMap(round)
    expect(boxes.length).toBeLessThanOrEqual(17)
    expect(boxes.map(({ title }) => title)).toContain('64 addresses')
    expect(links.length).toBeLessThan(20)
  })
})

describe('lines of a box', () => {
  it.each([
    ['autodiscover.contoso.test', ['autodiscover.', 'contoso.test']],
    ['2001:0db8:0000:0000:0000:0000:0000:0014', ['2001:0db8:0000:', '0000:0000:0000:', '0000:0014']],
    ['averyveryverylonglabelwithoutanydot', ['averyveryverylongla', 'belwithoutanydot']],
    ['Exchange SE RTM Sep26SUv2', ['Exchange SE RTM', 'Sep26SUv2']],
    ['', []],
  ])('%s', (text, lines) => {
    expect(inLines(text, 19)).toEqual(lines)
  })
})

it('the words tell where each box leads, and by what it is known', () => {
  const map = serverMap(artifactsOf({ names: [mail], nodes: [balancer, nodeAt('10.20.0.22', { server: 'EXCH02' })] }))
  expect(mapSentence(map)).toContain('mail.contoso.test (EWS, ActiveSync) leads to 10.20.0.14.')
  expect(mapSentence(map)).toContain('leads to EXCH01, and EXCH02 is named as behind it.')
})
