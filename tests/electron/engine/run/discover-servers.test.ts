import type { Answer } from 'dns-packet'
import { afterEach, describe, expect, test } from 'vitest'
import { type DiscoverOptions, discoverServers } from '../../../../electron/engine/run/discover-servers.ts'
import { createSignInBudget } from '../../../../electron/engine/run/sign-in-budget.ts'
import { adding, without } from '../../../../lab/dns/edits.ts'
import { type Lab, type LabOptions, startLab } from '../../../../lab/lab.ts'
import { accounts } from '../../../../lab/users.ts'
import { type Discovery, DiscoveryEvent } from '../../../../shared/organisation/discovery.ts'

let lab: Lab | undefined
afterEach(() => lab?.close())

const DOMAIN = 'contoso.test'
const of = (label: string) => `${label}.${DOMAIN}`

/** A search in a lab of its own, by the mailbox alone and what is told of any lab: its resolvers, ports and authority. */
async function discover(labOptions: LabOptions = {}, more: Partial<DiscoverOptions> = {}) {
  lab = await startLab(labOptions)
  const { mailbox, resolvers, httpsPort, httpPort, trust } = lab.organisation
  const events: DiscoveryEvent[] = []
  const discovery = await discoverServers({
    ...{ mailbox, resolvers, httpsPort, httpPort, trust },
    signal: new AbortController().signal,
    ...more,
    onEvent: (event) => {
      events.push(structuredClone(event))
      more.onEvent?.(event)
    },
  })
  for (const event of events) expect(DiscoveryEvent.parse(JSON.parse(JSON.stringify(event)))).toEqual(event)
  expect(events.at(-1)).toEqual({ type: 'done', discovery })
  return { lab, events, discovery, ...shown(discovery) }
}

function shown({ found, inVain, toType, remarks }: Discovery) {
  const of = (service: string) => found.find((each) => each.service === service)
  return {
    ews: of('ews'),
    activeSync: of('active-sync'),
    autodiscover: of('autodiscover'),
    inVain: inVain.map(({ looked, where, why }) => `${looked} ${URL.parse(where)?.hostname ?? where}: ${why}`),
    toType: toType.map(({ setting, why }) => `${setting}: ${why}`),
    remarks: remarks.map(({ code }) => code),
  }
}

/** What went over the wire holds no credential: nobody was signed in, and no password was wrong. */
function expectNoCredential(lab: Lab): void {
  expect(lab.log.filter(({ result }) => result === 'accepted' || result === 'rejected')).toEqual([])
  expect(lab.badSignIns('alice').total).toBe(0)
}

const dns = (...edits: ((records: Answer[]) => Answer[])[]): LabOptions => ({
  adjust: (settings) => settings.dns.inside.push(...edits),
})

/** Autodiscover v2 would give the addresses to anyone. */
const withoutV2: LabOptions = {
  adjust: ({ autodiscover }) => {
    autodiscover.json = 'not-published'
  },
}

describe('where nothing is found', () => {
  test('no resolver answers: the resolvers are to be named, and nobody else is asked', async () => {
    const silent: LabOptions = {
      adjust: ({ dns }) => {
        dns.first.behaviour = 'silent'
        dns.second.behaviour = 'silent'
      },
    }
    const { lab, discovery, toType } = await discover(silent, { limits: { dns: { tryMilliseconds: 50, tries: 1 } } })
    expect(discovery.found).toEqual([])
    expect(toType).toEqual(['resolvers: dns-silent'])
    expect(lab.log).toEqual([])
  })

  test('a domain that is not in DNS', async () => {
    const { discovery, toType, lab } = await discover(dns(() => []))
    expect(discovery.found).toEqual([])
    expect(toType).toEqual(['mailbox: domain-not-in-dns', 'resolvers: domain-not-in-dns'])
    expect(lab.log).toEqual([])
  })

  test('a domain with nothing but a web site', async () => {
    const onlyHere = (records: Answer[]) => records.filter(({ name, type }) => name === DOMAIN && type !== 'MX')
    const { discovery, toType, inVain } = await discover(dns(onlyHere))
    expect(discovery.found).toEqual([])
    expect(toType).toEqual(['ews-address: nothing-answers'])
    expect(inVain).toEqual(
      expect.arrayContaining([
        `autodiscover ${DOMAIN}: not-there`,
        `autodiscover ${of('autodiscover')}: not-in-dns`,
        `autodiscover-srv _autodiscover._tcp.${DOMAIN}: no-record`,
        `name ${of('mail')}: not-in-dns`,
        `name ${of('webmail')}: not-in-dns`,
      ]),
    )
  })

  test('Autodiscover is an alias of Exchange Online: said as such, and nothing of it is looked at', async () => {
    const moved = adding({ type: 'CNAME', name: of('autodiscover'), ttl: 300, data: 'autodiscover.outlook.com' })
    const edits = [without(of('autodiscover')), without(of('mail')), without(of('_autodiscover._tcp')), moved]
    const { lab, discovery, toType } = await discover(dns(...edits))
    expect(discovery.found).toEqual([])
    expect(toType).toEqual(['ews-address: in-the-cloud'])
    expect(lab.log.map(({ host }) => host).filter((host) => host !== DOMAIN)).toEqual([])
  })

  test('the SRV record names a host outside of the domain, which is not asked', async () => {
    const service = { type: 'SRV' as const, name: of('_autodiscover._tcp'), ttl: 300 }
    const leaving = adding({ ...service, data: { priority: 0, weight: 0, port: 443, target: 'mail.hosting.example' } })
    const edits = ['autodiscover', 'mail', 'owa', '_autodiscover._tcp'].map((label) => without(of(label)))
    const { toType, discovery } = await discover(dns(...edits, leaving))
    expect(toType).toEqual(['ews-address: named-elsewhere'])
    expect(discovery.toType[0]?.detail).toBe('mail.hosting.example')
  })

  test('it is stopped half way: what was seen is told, and that it was stopped', async () => {
    const controller = new AbortController()
    const { discovery, toType } = await discover(
      {},
      { signal: controller.signal, onEvent: ({ type }) => type === 'found' && controller.abort() },
    )
    expect(discovery.endedEarly).toBe('cancelled')
    expect(discovery.found.map(({ service }) => service)).toContain('autodiscover')
    expect(toType).toContain('ews-address: not-looked-to-the-end')
  })
})

describe('from an address alone', () => {
  test('a healthy organisation: Autodiscover gives both addresses, and Exchange answers there', async () => {
    const { lab, events, ews, activeSync, autodiscover, toType, remarks } = await discover()
    const seen = { certainty: 'seen', how: ['autodiscover-json-answered', 'answers-as-exchange'], server: 'EXCH01' }
    expect(ews).toMatchObject({ url: lab.organisation.ews.url, ...seen })
    expect(activeSync).toMatchObject({ url: lab.organisation.activeSync.url, ...seen })
    expect(autodiscover).toMatchObject({ certainty: 'seen', how: ['autodiscover-in-front'] })
    expect(toType).toEqual([])
    expect(remarks).toEqual(['not-the-usual-port'])
    expectNoCredential(lab)
    // Everything that is asked is asked to the end, and told before it is found.
    const questions = (type: 'asking' | 'asked') =>
      events.flatMap((event) => (event.type === type ? [JSON.stringify(event.question)] : []))
    expect(questions('asked').toSorted()).toEqual(questions('asking').toSorted())
    expect(events[0]?.type).toBe('asking')
    expect(lab.log.length).toBeLessThan(20)
  })

  test.each<[string, LabOptions, object]>([
    [
      'Autodiscover is not published',
      { faults: ['autodiscover-not-published'] },
      { autodiscover: undefined, ews: { how: ['answers-as-exchange', 'srv-record', 'guess-answered', 'mx-record'] } },
    ],
    [
      'Autodiscover is found by the SRV record alone',
      { faults: ['wildcard-answers-for-autodiscover'] },
      { autodiscover: { how: ['autodiscover-in-front', 'srv-record'] } },
    ],
    [
      'Autodiscover is found by a redirect alone',
      { faults: ['autodiscover-by-redirect-alone'] },
      { autodiscover: { how: ['autodiscover-in-front', 'redirect'] } },
    ],
    [
      'no way leads to Autodiscover, which is there',
      { faults: ['autodiscover-redirect-site-off'] },
      { remarks: ['not-the-usual-port', 'clients-do-not-find-autodiscover'] },
    ],
    [
      'Autodiscover leads to the cloud, and Exchange is here',
      { faults: ['autodiscover-redirects-to-cloud'] },
      { remarks: ['autodiscover-in-cloud', 'not-the-usual-port'] },
    ],
    [
      'Autodiscover asks for a sign-in, and v2 is not there',
      withoutV2,
      {
        autodiscover: { certainty: 'seen' },
        ews: { how: ['answers-as-exchange', 'srv-record', 'guess-answered', 'mx-record'] },
      },
    ],
    [
      'the certificate has expired',
      { faults: ['certificate-expired'] },
      { ews: { certainty: 'seen', certificate: { code: 'expired' } } },
    ],
    [
      'the certificate is of an authority that nobody here trusts',
      { faults: ['certificate-unknown-ca'] },
      { ews: { certificate: { code: 'unknown-authority' } }, toType: ['certificate-authorities: authority-unknown'] },
    ],
    [
      'the certificate does not name the host',
      { faults: ['certificate-without-name'] },
      { ews: { certificate: { code: 'name-missing', detail: expect.stringContaining('exch01.contoso.local') } } },
    ],
    [
      'EWS is not there, where Autodiscover says that it is',
      { faults: ['ews-not-found'] },
      { ews: { certainty: 'inferred' }, toType: ['ews-address: given-does-not-answer'] },
    ],
    [
      'the pool of EWS is stopped',
      { faults: ['ews-app-pool-stopped'] },
      { ews: { certainty: 'inferred' }, toType: ['ews-address: given-does-not-answer'] },
    ],
    [
      'the address that Autodiscover gives is not in DNS',
      { faults: ['name-does-not-resolve'] },
      { ews: { certainty: 'inferred' }, toType: ['ews-address: given-does-not-answer'] },
    ],
    [
      'Autodiscover knows no such mailbox',
      { faults: ['autodiscover-user-unknown'] },
      { ews: { certainty: 'seen' }, toType: ['mailbox: mailbox-unknown'] },
    ],
  ])('%s', async (_what, options, expected) => {
    const { lab, ...rest } = await discover(options)
    expect(rest.ews?.url).toBe(lab.organisation.ews.url)
    expect(rest).toMatchObject(expected)
    if (Object.hasOwn(expected, 'autodiscover') && !(expected as { autodiscover?: object }).autodiscover) {
      expect(rest.autodiscover).toBeUndefined()
    }
    expectNoCredential(lab)
  })
})

describe('with an account', () => {
  const alice = 'CONTOSO\\alice'

  test('Autodiscover gives the addresses to the account', async () => {
    const { lab, ews, activeSync, autodiscover } = await discover(withoutV2, {
      username: alice,
      password: accounts.alice.password,
    })
    expect(ews).toMatchObject({ certainty: 'seen', how: ['autodiscover-answered', 'answers-as-exchange'] })
    expect(activeSync).toMatchObject({ how: ['autodiscover-answered', 'answers-as-exchange'] })
    expect(autodiscover).toMatchObject({ certainty: 'seen', how: ['autodiscover-answered'] })
    expect(lab.badSignIns('alice').total).toBe(0)
  })

  test('a wrong password is sent once, and not by a second search under the same budget', async () => {
    const budget = createSignInBudget(() => new Date())
    const wrong = { username: alice, password: 'Wrong-one', budget }
    const { lab, discovery, inVain } = await discover({}, wrong)
    expect(lab.badSignIns('alice').total).toBe(1)
    expect(inVain).toContain(`autodiscover ${of('autodiscover')}: sign-in-refused`)
    expect(JSON.stringify(discovery)).not.toContain('Wrong-one')
    const { mailbox, resolvers, httpsPort, httpPort, trust } = lab.organisation
    const signal = new AbortController().signal
    await discoverServers({ mailbox, resolvers, httpsPort, httpPort, trust, signal, ...wrong })
    expect(lab.badSignIns('alice').total).toBe(1)
  })
})
