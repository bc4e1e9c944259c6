import { Resolver } from 'node:dns/promises'
import { connect } from 'node:net'
import { expect } from 'vitest'
import type { dnsFaults } from '../../../lab/faults/dns.ts'
import type { Lab } from '../../../lab/lab.ts'

const MAIL = 'mail.contoso.test'
const AUTODISCOVER = 'autodiscover.contoso.test'
const SERVICE = '_autodiscover._tcp.contoso.test'
const HERE = ['127.0.0.1']

/** What each fault of names is on the wire, as the resolver of Node (c-ares) sees it. */
export function dnsOnTheWire(lab: () => Lab): Record<keyof typeof dnsFaults, () => Promise<void>> {
  const at = (server: string | undefined): Resolver => {
    // Short, because some of them never answer.
    const resolver = new Resolver({ timeout: 300, tries: 1 })
    resolver.setServers([server ?? ''])
    return resolver
  }
  const first = () => at(lab().organisation.resolvers[0])
  const second = () => at(lab().organisation.resolvers[1])
  const outside = () => at(lab().organisation.outsideResolvers[0])
  const firstIsRight = async () => expect(await first().resolve4(MAIL)).toEqual(HERE)
  const fails = (asked: Promise<unknown>, code: string) => expect(asked).rejects.toMatchObject({ code })

  return {
    'name-does-not-resolve': async () => {
      for (const resolver of [first(), second()]) {
        await fails(resolver.resolve4(MAIL), 'ENOTFOUND')
        await fails(resolver.resolve4('owa.contoso.test'), 'ENOTFOUND')
        expect(await resolver.resolve4(AUTODISCOVER)).toEqual(HERE)
      }
    },
    'name-without-address': async () => {
      await fails(first().resolve4(MAIL), 'ENODATA')
      expect(await first().resolveTxt(MAIL)).toEqual([['validation=7f3a']])
    },
    'name-is-alias-to-nowhere': async () => {
      expect(await first().resolveCname(MAIL)).toEqual(['old-balancer.contoso.test'])
      await fails(first().resolve4(MAIL), 'ENOTFOUND')
    },
    'name-aliases-in-a-circle': async () => {
      expect(await first().resolveCname(MAIL)).toEqual(['owa.contoso.test'])
      expect(await first().resolveCname('owa.contoso.test')).toEqual([MAIL])
      expect(await first().resolve4(MAIL)).toEqual([])
    },
    'name-has-only-ipv6': async () => {
      await fails(first().resolve4(MAIL), 'ENODATA')
      expect(await first().resolve6(MAIL)).toEqual(['::1'])
      expect(await refused('::1', lab().ports.https)).toBe(true)
    },
    'dead-ipv6-address': async () => {
      await firstIsRight()
      expect(await first().resolve6(MAIL)).toEqual(['::1'])
      expect(await refused('::1', lab().ports.https)).toBe(true)
    },
    'retired-server-still-in-dns': async () => {
      expect(await first().resolve4(MAIL)).toEqual(['127.0.0.8', ...HERE])
      expect(await refused('127.0.0.8', lab().ports.https)).toBe(true)
    },
    'unused-card-in-dns': async () => {
      expect(await first().resolve4(MAIL)).toEqual(['127.0.0.1', '169.254.17.4'])
    },
    'second-resolver-silent': async () => {
      await fails(second().resolve4(MAIL), 'ETIMEOUT')
      await firstIsRight()
    },
    'second-resolver-refuses': async () => {
      await fails(second().resolve4(MAIL), 'EREFUSED')
      await firstIsRight()
    },
    'second-resolver-fails': async () => {
      await fails(second().resolve4(MAIL), 'ESERVFAIL')
      await firstIsRight()
    },
    'name-missing-at-second-resolver': async () => {
      await fails(second().resolve4(MAIL), 'ENOTFOUND')
      expect(await second().resolve4(AUTODISCOVER)).toEqual(HERE)
      await firstIsRight()
    },
    'autodiscover-missing-at-second-resolver': async () => {
      await fails(second().resolve4(AUTODISCOVER), 'ENOTFOUND')
      expect(await second().resolve4(MAIL)).toEqual(HERE)
      expect(await first().resolve4(AUTODISCOVER)).toEqual(HERE)
    },
    'stale-record-at-second-resolver': async () => {
      expect(await second().resolve4(MAIL)).toEqual(['127.0.0.9'])
      await firstIsRight()
    },
    'internet-sees-private-address': async () => {
      expect(await outside().resolve4(MAIL)).toEqual(['10.20.0.14'])
      await firstIsRight()
    },
    'internet-does-not-see-name': async () => {
      await fails(outside().resolve4(MAIL), 'ENOTFOUND')
      expect(await outside().resolve4(AUTODISCOVER)).toEqual(['203.0.113.25'])
      await firstIsRight()
    },
    'internet-does-not-see-autodiscover': async () => {
      await fails(outside().resolve4(AUTODISCOVER), 'ENOTFOUND')
      expect(await first().resolve4(AUTODISCOVER)).toEqual(HERE)
    },
    'outside-resolver-silent': async () => {
      await fails(outside().resolve4(MAIL), 'ETIMEOUT')
      await firstIsRight()
    },
    'srv-wrong-port': async () => {
      expect(await first().resolveSrv(SERVICE)).toMatchObject([{ name: MAIL, port: 8443 }])
    },
    'srv-leads-to-former-provider': async () => {
      expect(await first().resolveSrv(SERVICE)).toMatchObject([{ name: 'hosted.contoso.test' }])
      expect(await first().resolve4('hosted.contoso.test')).toEqual(['127.0.0.9'])
    },
    'srv-leads-to-nobody': async () => {
      expect(await first().resolveSrv(SERVICE)).toMatchObject([{ name: 'exch00.contoso.test' }])
      await fails(first().resolve4('exch00.contoso.test'), 'ENOTFOUND')
    },
    'wildcard-answers-for-autodiscover': async () => {
      expect(await first().resolve4(AUTODISCOVER)).toEqual(['127.0.0.9'])
      expect(await first().resolve4('whatever.contoso.test')).toEqual(['127.0.0.9'])
      await firstIsRight()
    },
    'mail-exchanger-missing': async () => {
      await fails(outside().resolveMx('contoso.test'), 'ENODATA')
      expect(await first().resolveMx('contoso.test')).toHaveLength(1)
    },
    'mail-exchanger-refuses-mail': async () => {
      expect(await outside().resolveMx('contoso.test')).toEqual([
        expect.objectContaining({ priority: 0, exchange: '' }),
      ])
      expect(await first().resolveMx('contoso.test')).toMatchObject([{ exchange: MAIL }])
    },
    'mail-exchanger-in-the-cloud': async () => {
      expect(await outside().resolveMx('contoso.test')).toEqual([
        expect.objectContaining({ exchange: 'contoso-test.mail.protection.outlook.com' }),
      ])
    },
    'name-kept-for-a-week': async () => {
      expect(await first().resolve4(MAIL, { ttl: true })).toEqual([{ address: '127.0.0.1', ttl: 604_800 }])
    },
    'name-not-kept-at-all': async () => {
      expect(await first().resolve4(MAIL, { ttl: true })).toEqual([{ address: '127.0.0.1', ttl: 0 }])
    },
  }
}

function refused(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port }, () => {
      socket.destroy()
      resolve(false)
    })
    socket.on('error', () => resolve(true))
  })
}
