import { describe, expect, it } from 'vitest'
import type { ArtifactRecords, Artifacts } from '../../../shared/artifacts/artifacts.ts'
import type { AutodiscoverAttempt } from '../../../shared/artifacts/autodiscover.ts'
import { seenNeeds } from '../../../shared/firewall/seen-needs.ts'
import { SeenNeeds } from '../../../shared/firewall/told-firewall.ts'
import { runAllBlocked } from '../../fixtures/run-all-blocked.ts'
import { runReady } from '../../fixtures/run-ready.ts'

const record = <V>(value: V) => ({
  state: 'gathered' as const,
  startedAt: '2026-11-24T10:00:00Z',
  milliseconds: 1,
  value,
})
const endpoints = record({
  ews: { url: 'https://mail.contoso.test/EWS/Exchange.asmx', source: 'organisation' as const },
  activeSync: { url: 'https://mail.contoso.test/Microsoft-Server-ActiveSync', source: 'organisation' as const },
})
const needs = (artifacts: ArtifactRecords, { run, findings } = runReady) => seenNeeds({ run, findings, artifacts })
const placesOf = (seen: SeenNeeds) =>
  seen.hosts.flatMap(({ name, services }) => services.map(({ port, paths }) => [`${name}:${port}`, ...paths]))

const way = (method: AutodiscoverAttempt['method'], result: AutodiscoverAttempt['result'], ...urls: string[]) =>
  ({
    method,
    urls,
    result,
    exchanges: [],
    ...(result === 'asks-for-sign-in' && { asks: { schemes: [], asExchange: true } }),
  }) satisfies AutodiscoverAttempt
const ways = (...attempts: AutodiscoverAttempt[]): ArtifactRecords => ({
  endpoints,
  autodiscoverWellKnown: record({ attempts }),
  dnsAnswers: record({
    names: [
      {
        ...{ name: 'autodiscover.contoso.test', purpose: 'autodiscover' as const, resolver: 'operating-system' },
        ...{ aliases: [], milliseconds: 1, addresses: [{ address: '10.0.0.2', family: 4 as const }] },
      },
    ],
  }),
})

describe('What a run saw to be needed', () => {
  it('is nothing without a run, and of one that saw nothing', () => {
    expect(seenNeeds(null)).toEqual({ runAt: null, hosts: [] })
    expect(needs({}).hosts).toEqual([])
    expect(
      needs({ endpoints: record({ ...endpoints.value, ews: { url: 'no address', source: 'organisation' } }) }).hosts,
    ).toHaveLength(1)
  })

  it('is each host with its ports, paths and addresses', () => {
    expect(SeenNeeds.parse(seenNeeds(runReady))).toMatchObject({
      runAt: '2026-11-24T22:41:07.000Z',
      hosts: [
        {
          ...{ name: 'mail.contoso.test', public: ['203.0.113.25'], internal: ['10.20.0.14'] },
          services: [{ protocol: 'tcp', port: 443, paths: ['/EWS', '/Microsoft-Server-ActiveSync'] }],
          why: 'EWS and ActiveSync',
        },
        {
          ...{ name: 'autodiscover.contoso.test', public: ['203.0.113.25'], internal: ['10.20.0.14'] },
          services: [{ protocol: 'tcp', port: 443, paths: ['/Autodiscover'] }],
          why: 'Autodiscover',
        },
      ],
    })
  })

  it('is in the form of the contract, whatever was blocked', () => {
    SeenNeeds.parse(seenNeeds(runAllBlocked))
  })

  it('is port 80 only where Autodiscover’s redirect over HTTP leads there', () => {
    const path = '/autodiscover/autodiscover.xml'
    const domain = way('https-domain', 'not-found', `https://contoso.test${path}`)
    const own = `https://autodiscover.contoso.test${path}`
    const redirect = way(
      'http-redirect',
      'asks-for-sign-in',
      `http://autodiscover.contoso.test${path}`,
      `https://Web.contoso.test${path}`,
    )
    expect(placesOf(needs(ways(domain, way('https-autodiscover', 'asks-for-sign-in', own), redirect)))).toEqual([
      ['mail.contoso.test:443', '/EWS', '/Microsoft-Server-ActiveSync'],
      ['autodiscover.contoso.test:443', '/Autodiscover'],
    ])
    const redirected = needs(ways(domain, way('https-autodiscover', 'unreachable', own), redirect))
    expect(placesOf(redirected).slice(1)).toEqual([
      ['autodiscover.contoso.test:80', '/Autodiscover'],
      ['web.contoso.test:443', '/Autodiscover'],
    ])
    expect(redirected.hosts.map(({ why }) => why)).toContain('Autodiscover’s redirect over HTTP (port 80)')
    expect(redirected.hosts.find(({ name }) => name.startsWith('auto'))?.internal).toEqual(['10.0.0.2'])
  })

  it('is the port of a service record, and the domain itself where that is the way', () => {
    const srv = way('srv', 'asks-for-sign-in', 'https://mail.contoso.test:8443/autodiscover/autodiscover.xml')
    expect(placesOf(needs(ways(srv)))).toEqual([
      ['mail.contoso.test:443', '/EWS', '/Microsoft-Server-ActiveSync'],
      ['mail.contoso.test:8443', '/Autodiscover'],
    ])
    const domain = way('https-domain', 'asks-for-sign-in', 'https://contoso.test/autodiscover/autodiscover.xml')
    expect(placesOf(needs(ways(domain))).at(-1)).toEqual(['contoso.test:443', '/Autodiscover'])
  })

  it('is where Autodiscover is by its name, as long as no way is known to lead there', () => {
    const lost = way(
      'https-autodiscover',
      'unreachable',
      'https://autodiscover.contoso.test/autodiscover/autodiscover.xml',
    )
    expect(placesOf(needs(ways(lost))).at(-1)).toEqual(['autodiscover.contoso.test:443', '/Autodiscover'])
  })

  it('is nothing of ActiveSync where the run did without it', () => {
    const without = {
      ...runReady,
      findings: runReady.findings.filter(({ check }) => !check.startsWith('active-sync/')),
    }
    expect(placesOf(needs({ endpoints }, without))).toEqual([['mail.contoso.test:443', '/EWS']])
  })

  it('is also what Autodiscover names for clients outside, if it is the organisation’s own', () => {
    type Given = Artifacts['autodiscoverUrls']['urls'][number]
    const given = (url: string, more: Partial<Given> = {}): Given => ({
      ...{ url, protocol: 'ews', named: [{ by: 'pox', scope: 'outside' }], schemes: [], asExchange: false },
      ...more,
    })
    const autodiscoverUrls = record({
      urls: [
        given('https://outside.contoso.test/EWS/Exchange.asmx', { outsideAddresses: ['8.8.4.4', '10.1.1.1'] }),
        given('https://inside.contoso.test/EWS/Exchange.asmx', { named: [{ by: 'pox', scope: 'inside' }] }),
        given('https://outlook.example/EWS/Exchange.asmx', { notAsked: 'foreign-host' }),
        given('nothing', { notAsked: 'no-address' }),
        given('https://phones.contoso.test/Microsoft-Server-ActiveSync', { protocol: 'active-sync' }),
      ],
    })
    const seen = needs({ endpoints, autodiscoverUrls })
    expect(placesOf(seen).slice(1)).toEqual([
      ['outside.contoso.test:443', '/EWS'],
      ['phones.contoso.test:443', '/Microsoft-Server-ActiveSync'],
    ])
    expect(seen.hosts[1]).toMatchObject({ public: ['8.8.4.4'], internal: [] })
  })

  it('has an address that stands in the place of a name', () => {
    const at = (url: string) =>
      needs({ endpoints: record({ ...endpoints.value, ews: { url, source: 'organisation' } }) }).hosts[0]
    expect(at('https://10.0.0.5/EWS/Exchange.asmx')).toMatchObject({ name: '10.0.0.5', internal: ['10.0.0.5'] })
    expect(at('https://[fd00::5]/EWS/Exchange.asmx')).toMatchObject({ name: 'fd00::5', internal: ['fd00::5'] })
  })
})
