import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { RunOptions } from '../../../../electron/engine/run/run-readiness.ts'
import { having, without } from '../../../../lab/dns/edits.ts'
import { type FaultId, faults } from '../../../../lab/faults.ts'
import { type Lab, startLab } from '../../../../lab/lab.ts'
import type { Settings } from '../../../../lab/settings.ts'
import type { Artifacts } from '../../../../shared/artifacts/artifacts.ts'
import { allChecks } from '../../../../shared/checks/all-checks.ts'
import type { Run } from '../../../../shared/run/run.ts'
import { organisationOf, runAgainst } from './lab-run.ts'

const only = allChecks.map(({ meta }) => meta.id).filter((id) => id.startsWith('autodiscover/'))
const POX = '/autodiscover/autodiscover.xml'

let change: (settings: Settings) => void = () => undefined
let lab: Lab
beforeAll(async () => {
  lab = await startLab({ adjust: (settings) => change(settings) })
})
afterAll(() => lab.close())
beforeEach(async () => {
  change = () => undefined
  lab.unlockAll()
  await lab.setFaults([])
})

/** One run of Autodiscover's checks against the lab as `settings` leaves it. */
async function runWith(settings: (settings: Settings) => void, ids: FaultId[] = [], options: Partial<RunOptions> = {}) {
  change = settings
  await lab.setFaults(ids)
  const before = lab.log.length
  const found = await runAgainst(lab, { only, ...options })
  return { ...found, log: lab.log.slice(before) }
}

function artifact<N extends keyof Artifacts>(run: Run, name: N): Artifacts[N] {
  const record = run.artifacts[name]
  if (record?.state !== 'gathered') throw new Error(`${name} was not gathered.`)
  return record.value
}

describe('a credential', () => {
  const ids = faults.map(({ id }) => id).filter((id) => /autodiscover/.test(id))

  const sites = ['contoso.test', 'wiki.contoso.test']

  it.each(ids)('never crosses plain HTTP, nor goes to the web site or the wiki: %s', async (id) => {
    const { run, log } = await runWith(() => undefined, [id])
    const secret = log.filter(({ result }) => result !== 'not-asked' && result !== 'no-credential')
    expect(secret.filter(({ server, host }) => server === 'HTTP' || sites.includes(host))).toEqual([])
    // And nobody who is not of the organisation was asked anything.
    const text = JSON.stringify(run.artifacts)
    const asked = [...text.matchAll(/"method":"(?:GET|POST|OPTIONS)","url":"([^"]+)"/g)].map(
      ([, url = '']) => new URL(url),
    )
    expect(asked.length).toBeGreaterThan(0)
    expect(asked.filter(({ hostname }) => !/(?:^|\.)contoso\.test$/.test(hostname))).toEqual([])
  })
})

describe('a name and a password in an address that a server gives', () => {
  it('are sent nowhere, and are in nothing that leaves the run', async () => {
    const address = (path: string) => `https://svc:s3cret@mail.contoso.test:{port}${path}`
    change = ({ autodiscover, activeSync }) => {
      autodiscover.externalEws = address('/EWS/Exchange.asmx')
      autodiscover.externalActiveSync = address('/Microsoft-Server-ActiveSync')
      autodiscover.externalWebMail = address('/owa/')
      activeSync.otherServer = { host: 'svc:s3cret@eas.contoso.test', atOptions: true }
    }
    await lab.setFaults([])
    const { ews: _named, ...organisation } = organisationOf(lab)
    const { run, events } = await runAgainst(lab, { organisation })
    expect(artifact(run, 'endpoints').ews).toMatchObject({ url: lab.organisation.ews.url, source: 'autodiscover' })
    expect(artifact(run, 'activeSyncOptions').location).toMatch(/^https:\/\/\(not kept\)@eas\.contoso\.test/)
    for (const text of [JSON.stringify({ run, events }), JSON.stringify(lab.log)]) {
      expect(text).not.toMatch(/s3cret|svc:|c3ZjOn/)
    }
  })
})

describe('the search for settings', () => {
  it('ends at the first way that gives some, and each way is gone without a credential once', async () => {
    const { run, log } = await runWith(() => undefined)
    const { attempts, settings } = artifact(run, 'autodiscover')
    expect(attempts.map(({ method, result }) => [method, result])).toEqual([
      ['https-domain', 'not-found'],
      ['https-autodiscover', 'settings'],
    ])
    expect(settings?.externalEwsUrl).toBe(lab.organisation.ews.url)
    expect(log.filter(({ host, path }) => host === 'contoso.test' && path === POX)).toHaveLength(1)
  })

  it('goes on to plain HTTP and to the SRV record, in this order, where https gives none', async () => {
    const { run, outcomes } = await runWith((settings) => {
      settings.autodiscover.elsewhere.push('autodiscover.contoso.test')
    })
    expect(artifact(run, 'autodiscover').attempts.map(({ method, result }) => [method, result])).toEqual([
      ['https-domain', 'not-found'],
      ['https-autodiscover', 'not-found'],
      ['http-redirect', 'no-redirect'],
      ['srv', 'settings'],
    ])
    expect(outcomes).toMatchObject({
      'autodiscover/settings': 'found',
      'autodiscover/well-known': 'by-service-record',
    })
  })

  it('tells of the name that takes no connection, and not of the web site at the domain', async () => {
    const { run, outcomes } = await runWith(({ dns }) => {
      const nobody = { type: 'A', name: 'autodiscover.contoso.test', ttl: 300, data: '127.0.0.99' } as const
      dns.inside.push(having(nobody), without('_autodiscover._tcp.contoso.test'))
    })
    expect(artifact(run, 'autodiscover').attempts.map(({ method, result }) => [method, result])).toEqual([
      ['https-domain', 'not-found'],
      ['https-autodiscover', 'unreachable'],
      ['http-redirect', 'unreachable'],
      ['srv', 'no-record'],
    ])
    expect(outcomes).toMatchObject({ 'autodiscover/settings': 'host-unreachable' })
  })

  it('goes a way three times whose connection is broken off, and says no more of it than that', async () => {
    const { run, outcomes } = await runWith(({ tls }) => {
      tls.resetFor.push('autodiscover.contoso.test')
    })
    const lost = artifact(run, 'autodiscoverWellKnown').attempts.find(({ method }) => method === 'https-autodiscover')
    expect(lost?.exchanges.map(({ failure }) => failure?.code)).toEqual(['tls-failed', 'tls-failed', 'tls-failed'])
    expect(outcomes).toMatchObject({
      'autodiscover/settings': 'found',
      'autodiscover/well-known': 'unsettled',
      'autodiscover/json': 'answers',
    })
  })

  it('signs in by NTLM where Negotiate stands alone and takes it', async () => {
    const { run, outcomes } = await runWith(({ autodiscover }) => {
      autodiscover.schemes = ['Negotiate']
    })
    expect(artifact(run, 'autodiscover').attempts.at(-1)).toMatchObject({ result: 'settings', signedInWith: 'ntlm' })
    expect(outcomes['autodiscover/settings']).toBe('found')
    expect(lab.badSignIns('alice').total).toBe(0)
  })

  it('tells a sign-in whose connection is cut in the middle from a server that is not there', async () => {
    const { run, outcomes } = await runWith(({ autodiscover }) => {
      autodiscover.schemes = ['NTLM']
      autodiscover.keepAlive = 'none'
    })
    const attempt = artifact(run, 'autodiscover').attempts.find(({ method }) => method === 'https-autodiscover')
    expect(attempt).toMatchObject({ result: 'sign-in-broken', failure: { code: 'connection-reset' } })
    expect(outcomes['autodiscover/settings']).toBe('sign-in-broken')
    expect(lab.badSignIns('alice').total).toBe(0)
  })

  it('asks for another mailbox of the organisation where it is sent on, and says whose', async () => {
    const { run, outcomes } = await runWith((settings) => {
      settings.autodiscover.sendsOn = { 'alice@contoso.test': 'Zoe@contoso.test' }
    })
    const { attempts, settings } = artifact(run, 'autodiscover')
    expect(settings?.displayName).toBe('Zoë Example')
    expect(attempts.at(-1)).toMatchObject({ result: 'settings', mailbox: 'Zoe@contoso.test' })
    expect(artifact(run, 'autodiscoverSoap').mailbox).toBe('Zoe@contoso.test')
    expect(artifact(run, 'autodiscoverMobileSync').mailbox).toBe('Zoe@contoso.test')
    expect(outcomes['autodiscover/settings']).toBe('found')
  })

  it('does not ask for a mailbox of somebody else', async () => {
    const { run, outcomes } = await runWith((settings) => {
      settings.autodiscover.sendsOn = { 'alice@contoso.test': 'alice@fabrikam.test' }
    })
    expect(outcomes['autodiscover/settings']).toBe('redirect-refused')
    expect(artifact(run, 'autodiscover').attempts.at(-1)?.urls.at(-1)).toBe('mailto:alice@fabrikam.test')
    // What was seen without a credential stays as it was seen.
    expect(artifact(run, 'autodiscoverWellKnown').attempts.flatMap(({ urls }) => urls)).not.toContain(
      'mailto:alice@fabrikam.test',
    )
  })

  it('gives up after five mailboxes that send on without end', async () => {
    const names = Array.from({ length: 8 }, (_, index) => `alice${index || ''}@contoso.test`)
    const { run, log } = await runWith((settings) => {
      settings.autodiscover.sendsOn = Object.fromEntries(names.slice(1).map((name, at) => [names[at], name]))
    })
    expect(artifact(run, 'autodiscover').attempts.at(-1)?.result).toBe('address-loop')
    expect(log.filter(({ path, status }) => path === POX && status === 200).length).toBeLessThanOrEqual(5)
  })

  it('says what a user has to type, with the domain and the name', async () => {
    const { run } = await runWith((settings) => {
      settings.autodiscover.front = 'not-published'
    })
    const finding = run.findings.find(({ check }) => check === 'autodiscover/settings')
    expect(finding?.evidence.byHand).toContain('Domain: CONTOSO')
    expect(finding?.evidence.byHand).toContain(`EWS: ${lab.organisation.ews.url}`)
  })
})

describe('without a password', () => {
  it('every way is gone and JSON is asked; what needs a sign-in says so', async () => {
    const before = lab.log.length
    const { run, outcomes } = await runAgainst(lab, { only, password: undefined })
    expect(outcomes).toMatchObject({
      'autodiscover/well-known': 'leads',
      'autodiscover/json': 'answers',
      'autodiscover/settings': 'not-tried',
      'autodiscover/soap': 'blocked',
      'autodiscover/active-sync-address': 'blocked',
    })
    expect(run.findings.filter(({ verdict }) => verdict === 'bug')).toEqual([])
    const secret = lab.log.slice(before).filter(({ result }) => result !== 'not-asked' && result !== 'no-credential')
    expect(secret).toEqual([])
  })
})

describe('an organisation that publishes Autodiscover’s plain address nowhere', () => {
  it('is no worse for it', async () => {
    const organisation = { ...organisationOf(lab), httpPort: 1 }
    const { run, outcomes } = await runAgainst(lab, { only, organisation })
    expect(outcomes).toMatchObject({
      'autodiscover/http-redirect': 'not-needed',
      'autodiscover/well-known': 'leads',
      'autodiscover/settings': 'found',
    })
    const plain = artifact(run, 'autodiscoverWellKnown').attempts.find(({ method }) => method === 'http-redirect')
    expect(plain).toMatchObject({ result: 'unreachable', failure: { code: 'connection-refused' } })
  })
})

describe('what Autodiscover gives beside EWS', () => {
  const seen = (run: Run) =>
    artifact(run, 'autodiscoverServices').given.map(({ url, services, notAsked, exchange }) => [
      new URL(url).pathname,
      [...new Set(services.map(({ service }) => service))],
      notAsked ?? exchange?.status,
    ])
  const evidence = (run: Run) => run.findings.find(({ check }) => check === 'autodiscover/services')?.evidence
  const outlook = 'Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0.17928; Pro)'

  it('is looked at without a credential, each address once, and not where EWS is', async () => {
    const { run, log, outcomes } = await runWith(() => undefined)
    expect(outcomes['autodiscover/services']).toBe('answer')
    expect(seen(run)).toEqual([
      ['/EWS/Exchange.asmx', ['availability', 'automatic-replies', 'web-services', 'partners'], 'looked-at-anyway'],
      ['/OAB/5c1e7a04-6f0d-4b60-9e2b-4a2f7d3a1c11/', ['address-book'], 401],
      ['/owa/', ['options', 'web-mail'], 302],
      ['/EWS/UM2007Legacy.asmx', ['voice-mail'], 'beside-ews'],
    ])
    const asked = log.filter(({ path }) => /^\/(?:OAB|owa|ecp|mapi)\//i.test(path))
    expect(asked.map(({ path, result }) => [path.slice(0, 5), result]).toSorted()).toEqual([
      ['/OAB/', 'no-credential'],
      ['/owa/', 'not-asked'],
    ])
    expect(log.filter(({ path }) => path.includes('UM2007'))).toEqual([])
  })

  it('is asked nothing on a host that is not the organisation’s', async () => {
    const { run, log } = await runWith(({ autodiscover }) => {
      autodiscover.externalAddressBook = 'https://oab.hosting.example/OAB/'
      autodiscover.externalWebMail = 'https://owa.hosting.example/owa/'
    })
    expect(seen(run).map(([, , found]) => found)).toEqual([
      'looked-at-anyway',
      'foreign-host',
      'foreign-host',
      'beside-ews',
      401,
      302,
    ])
    expect(log.filter(({ host }) => host.endsWith('hosting.example'))).toEqual([])
  })

  it('may have people sign in by Windows authentication', async () => {
    const { run, outcomes } = await runWith(({ webMail }) => {
      webMail.signIn = 'windows'
    })
    expect(outcomes['autodiscover/services']).toBe('answer')
    expect(seen(run)).toContainEqual(['/owa/', ['options', 'web-mail'], 401])
  })

  it('may have people sign in with AD FS, where nobody asks anything', async () => {
    const { run, log, outcomes } = await runWith(({ webMail }) => {
      webMail.signIn = 'ad-fs'
    })
    expect(outcomes['autodiscover/services']).toBe('signs-in-elsewhere')
    expect(evidence(run)).toMatchObject({ elsewhere: 'adfs.contoso.test' })
    expect(log.filter(({ host }) => host === 'adfs.contoso.test')).toEqual([])
  })

  it('holds MAPI over HTTP for a client that Exchange knows for it, and no client of ours says so', async () => {
    const asOutlook = { ...organisationOf(lab), vendorUserAgent: outlook }
    const plain = await runWith(() => undefined)
    expect(JSON.stringify(seen(plain.run))).not.toContain('mapi')
    const { run } = await runWith(() => undefined, [], { organisation: asOutlook })
    expect(seen(run).filter(([path]) => String(path).startsWith('/mapi/'))).toEqual([
      ['/mapi/emsmdb/', ['mailbox'], 401],
      ['/mapi/nspi/', ['directory'], 401],
    ])
    const inside = await runWith(
      ({ autodiscover }) => {
        autodiscover.externalMapi = 'https://exch01.contoso.local/mapi'
      },
      [],
      { organisation: asOutlook },
    )
    expect(inside.outcomes['autodiscover/services']).toBe('inside-name')
    expect(evidence(inside.run)).toMatchObject({
      what: 'the mailbox over MAPI (MailStore)',
      command: 'Set-MapiVirtualDirectory',
    })
  })
})
