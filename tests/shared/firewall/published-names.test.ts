import { describe, expect, it } from 'vitest'
import type { AutodiscoverAttempt } from '../../../shared/artifacts/autodiscover.ts'
import type { NameAnswer } from '../../../shared/artifacts/dns-answers.ts'
import { firewallRequest, isInner, publishedNames } from '../../../shared/firewall/published-names.ts'
import { readyArtifacts } from '../../fixtures/run-ready.ts'

const record = <V>(value: V) => ({
  state: 'gathered' as const,
  startedAt: '2026-11-24T10:00:00Z',
  milliseconds: 1,
  value,
})
const endpoints = (ews: string, activeSync: string) =>
  record({
    ews: { url: ews, source: 'organisation' as const },
    activeSync: { url: activeSync, source: 'same-host' as const },
  })
const answer = (name: string, purpose: NameAnswer['purpose'], ...addresses: string[]): NameAnswer => ({
  ...{ name, purpose, resolver: 'operating-system', aliases: [], milliseconds: 1 },
  addresses: addresses.map((address) => ({ address, family: 4 })),
})

describe('The names to publish', () => {
  it('are none before anything was seen', () => {
    expect(publishedNames({}, true)).toEqual([])
  })

  it('are none of an address that cannot be read', () => {
    expect(publishedNames({ endpoints: endpoints('no address', 'nor this') }, true)).toEqual([])
  })

  it('are each there once, with all that is asked of it, and a port of its own apart', () => {
    const names = publishedNames(
      {
        endpoints: endpoints(
          'https://mail.contoso.test/EWS/Exchange.asmx',
          'https://MAIL.contoso.test/Microsoft-Server-ActiveSync',
        ),
        dnsAnswers: record({
          names: [
            answer('mail.contoso.test', 'ews', '10.0.0.1'),
            answer('autodiscover.contoso.test', 'autodiscover', '10.0.0.2'),
          ],
        }),
      },
      true,
    )
    expect(names).toEqual([
      { name: 'mail.contoso.test', port: 443, uses: ['EWS', 'ActiveSync'], inside: ['10.0.0.1'], outside: [] },
      { name: 'autodiscover.contoso.test', port: 443, uses: ['Autodiscover'], inside: ['10.0.0.2'], outside: [] },
    ])
    const apart = publishedNames(
      {
        endpoints: endpoints('https://mail.contoso.test:8443/', 'https://mail.contoso.test/'),
      },
      true,
    )
    expect(apart.map(({ port }) => port)).toEqual([8443, 443])
  })

  it('have Autodiscover at the port at which it was asked, and not at that of its redirect', () => {
    const dnsAnswers = record({ names: [answer('Autodiscover.contoso.test', 'autodiscover', '10.0.0.2')] })
    const way = (method: AutodiscoverAttempt['method'], url: string) => {
      return { method, urls: [url], result: 'unreachable' as const, exchanges: [] }
    }
    const path = '/autodiscover/autodiscover.xml'
    const plain = way('http-redirect', `http://autodiscover.contoso.test:8080${path}`)
    const domain = way('https-domain', `https://contoso.test:9443${path}`)
    const portAt = (...attempts: AutodiscoverAttempt[]) =>
      publishedNames({ dnsAnswers, autodiscoverWellKnown: record({ attempts }) }, true).map(({ port }) => port)
    expect(portAt(domain, plain, way('https-autodiscover', `https://autodiscover.contoso.test:8443${path}`))).toEqual([
      8443,
    ])
    expect(portAt(domain, plain, way('https-autodiscover', `https://autodiscover.contoso.test${path}`))).toEqual([443])
    expect(portAt(domain, plain)).toEqual([443])
  })

  it('leave out Autodiscover where its name leads nowhere, and the website of the domain', () => {
    const dnsAnswers = record({
      names: [answer('autodiscover.contoso.test', 'autodiscover'), answer('contoso.test', 'domain', '10.0.0.3')],
    })
    expect(publishedNames({ dnsAnswers }, true)).toEqual([])
  })

  it('say where a name leads from outside, where that was asked', () => {
    const outside = [{ resolver: '198.51.100.53', names: [answer('mail.contoso.test', 'ews', '8.8.4.4', '8.8.4.4')] }]
    const [first] = publishedNames(
      {
        endpoints: endpoints('https://mail.contoso.test/', 'https://mail.contoso.test/'),
        dnsComparison: record({ inside: [], outside }),
      },
      true,
    )
    expect(first).toMatchObject({ inside: [], outside: ['8.8.4.4'] })
  })

  it('are none of ActiveSync where the organisation does without it', () => {
    const known = { endpoints: endpoints('https://mail.contoso.test/', 'https://phones.contoso.test/') }
    expect(publishedNames(known, false).map(({ name }) => name)).toEqual(['mail.contoso.test'])
  })

  it('are found in a run', () => {
    expect(publishedNames(readyArtifacts, true).flatMap(({ uses }) => uses)).toEqual(
      expect.arrayContaining(['EWS', 'ActiveSync']),
    )
  })

  it.each([
    ['10.1.2.3', true],
    ['fd00::1', true],
    ['127.0.0.1', true],
    ['8.8.8.8', false],
    ['2606:4700::1', false],
  ])('have %s as inside only: %s', (address, inner) => {
    expect(isInner(address)).toBe(inner)
  })
})

describe('The request to the network team', () => {
  it('names each name with its port, and nothing else', () => {
    const names = [
      { name: 'mail.contoso.test', port: 443, uses: ['EWS', 'ActiveSync'], inside: ['10.0.0.1'], outside: [] },
      { name: 'autodiscover.contoso.test', port: 443, uses: ['Autodiscover'], inside: [], outside: [] },
    ]
    const text = firewallRequest(names, 'contoso.test', 'the cloud service')
    expect(text).toContain(
      '  mail.contoso.test, TCP 443 (EWS and ActiveSync)\n  autodiscover.contoso.test, TCP 443 (Autodiscover)',
    )
    expect(text).not.toContain('10.0.0.1')
    expect(text).toContain('change at any time')
  })
})
