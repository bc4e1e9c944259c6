import { describe, expect, it } from 'vitest'
import type { ArtifactRecords } from '../../../shared/artifacts/artifacts.ts'
import { allChecks } from '../../../shared/checks/all-checks.ts'
import type { Finding } from '../../../shared/checks/finding.ts'
import { type Layer, type LayerName, type LayerState, layerNames } from '../../../shared/ews/layer.ts'
import { claimsOf, layerClaims, layersAsked } from '../../../shared/ews/layer-claims.ts'
import { ewsLayers } from '../../../shared/ews/layers.ts'
import type { CasMailbox, Configuration, OrganizationConfig } from '../../../shared/management/configuration.ts'
import type { RemedyId, RemedySubject } from '../../../shared/remedies/remedy.ts'
import { bareEwsAnswer, ewsGetFolder, exchange, SEEN_AT } from '../checks/artifact-builders.ts'

const subject: RemedySubject = {
  userAgent: 'python-EAS-Client 1.0',
  impersonates: false,
  mailboxes: ['bob@contoso.test'],
}

/** A finding as the check of that name words it. */
function finding(check: string, outcome: string): Finding {
  const meta = allChecks.find(({ meta: { id } }) => id === check)?.meta
  const words = meta?.outcomes[outcome]
  const verdict = words?.verdict ?? (outcome === 'blocked' ? 'skip' : undefined)
  if (!meta || !verdict) throw new Error(`${check} has no outcome ${outcome}.`)
  const title = words?.title ?? `${check} was not looked at`
  return {
    check,
    step: meta.step,
    outcome,
    verdict,
    title,
    why: meta.why,
    evidence: {},
    advice: null,
    remedy: (words && 'remedy' in words && words.remedy) || null,
    artifacts: [],
  }
}

const reached = [
  finding('dns/server-name', 'resolves'),
  finding('ews/answers', 'answers'),
  finding('sign-in/ews-schemes', 'ntlm-offered'),
]
const healthy = [
  ...reached,
  finding('sign-in/extended-protection', 'allow'),
  finding('ews/user-agent', 'allowed'),
  finding('ews/inbox', 'opened'),
  finding('ews/throttling', 'not-throttled'),
]

const states = (layers: readonly Layer[]) => layers.map(({ probed }) => probed.state)
const layerNamed = (name: LayerName, layers: readonly Layer[]) => {
  const layer = layers.find((each) => each.name === name)
  if (!layer) throw new Error(`There is no layer ${name}.`)
  return layer
}

describe('what the probe saw', () => {
  it.each<[why: string, findings: Finding[], expected: LayerState[]]>([
    ['nothing', [], ['not-known', 'not-known', 'not-known', 'not-known', 'not-known', 'not-known', 'not-known']],
    ['all of it', healthy, ['open', 'open', 'open', 'open', 'open', 'open', 'open']],
    [
      'no name',
      [finding('dns/server-name', 'does-not-exist'), finding('ews/answers', 'blocked')],
      ['shut', 'not-reached', 'not-reached', 'not-reached', 'not-reached', 'not-reached', 'not-reached'],
    ],
    [
      'a proxy that forbids',
      [finding('dns/server-name', 'resolves'), finding('ews/answers', 'forbidden-in-front')],
      ['open', 'shut', 'not-reached', 'not-reached', 'not-reached', 'not-reached', 'not-reached'],
    ],
    [
      'a stopped pool',
      [finding('dns/server-name', 'resolves'), finding('ews/answers', 'pool-stopped')],
      ['open', 'not-known', 'shut', 'not-reached', 'not-reached', 'not-reached', 'not-reached'],
    ],
    [
      '404, by one of two',
      [finding('dns/server-name', 'resolves'), finding('ews/answers', 'not-found')],
      ['open', 'doubtful', 'doubtful', 'not-reached', 'not-reached', 'not-reached', 'not-reached'],
    ],
    [
      'no sign-in',
      [...reached.slice(0, 2), finding('sign-in/ews-schemes', 'none-usable')],
      ['open', 'open', 'shut', 'not-reached', 'not-reached', 'not-reached', 'not-reached'],
    ],
    [
      'Extended Protection that insists',
      [...reached, finding('sign-in/extended-protection', 'require')],
      ['open', 'open', 'open', 'shut', 'not-reached', 'not-reached', 'not-reached'],
    ],
    [
      '403 for everybody',
      [...reached, finding('ews/user-agent', 'everybody-refused')],
      ['open', 'open', 'open', 'not-known', 'doubtful', 'doubtful', 'not-reached'],
    ],
    [
      '403 for the vendor',
      [...reached, finding('ews/user-agent', 'vendor-refused')],
      ['open', 'open', 'open', 'not-known', 'doubtful', 'doubtful', 'not-reached'],
    ],
    [
      'no right to act for the mailbox',
      [...reached, finding('ews/user-agent', 'allowed'), finding('ews/impersonation', 'denied')],
      ['open', 'open', 'open', 'not-known', 'open', 'shut', 'not-reached'],
    ],
    [
      'a busy account',
      [...healthy.slice(0, -1), finding('ews/throttling', 'busy')],
      ['open', 'open', 'open', 'open', 'open', 'open', 'shut'],
    ],
    [
      'a warning, which shuts nothing',
      [...healthy, finding('certificate/trust', 'private-authority')],
      ['open', 'open', 'open', 'open', 'open', 'open', 'open'],
    ],
    [
      'a sign-in that was not tried',
      [...reached, finding('ews/user-agent', 'not-tried')],
      ['open', 'open', 'open', 'not-known', 'not-known', 'not-known', 'not-known'],
    ],
  ])('is %s', (_, findings, expected) => {
    const layers = ewsLayers({ findings, subject })
    expect(states(layers)).toEqual(expected)
    expect(layers.map(({ name }) => name)).toEqual(layerNames)
    for (const { probed, configured, agree, title, meaning } of layers) {
      expect(probed.sentence).toMatch(/^(?:Seen|Not seen|Not reached): .*\.$/)
      expect([configured, agree]).toEqual([undefined, undefined])
      expect(`${title}${meaning}`).not.toBe('')
    }
  })

  it.each<[why: string, findings: Finding[], suspected: LayerName[]]>([
    ['nothing, where all is open', healthy, []],
    ['one of two', [finding('ews/answers', 'not-found')], ['proxy', 'virtual-directory']],
    [
      'one of two further in',
      [...reached, finding('ews/user-agent', 'everybody-refused')],
      ['organisation', 'mailbox'],
    ],
    ['nothing that only warns', [...reached, finding('connection/nodes', 'some-silent')], []],
    ['no server of several, whatever fails there', [...healthy, finding('connection/nodes', 'some-broken')], []],
    ['no certificate of several', [...healthy, finding('certificate/nodes', 'odd-broken')], []],
    ['nothing where it is seen which one it is', [...reached, finding('ews/answers', 'pool-stopped')], []],
  ])('stops the probe: %s', (_, findings, suspected) => {
    const layers = ewsLayers({ findings, subject })
    expect(layers.filter(({ probed }) => probed.suspected).map(({ name }) => name)).toEqual(suspected)
  })

  it('leaves the network in doubt, and all behind it reached, where one server of several fails', () => {
    const layers = ewsLayers({ findings: [...reached, finding('connection/nodes', 'some-broken')], subject })
    expect(states(layers)).toEqual(['doubtful', 'open', 'open', ...Array(4).fill('not-known')])
  })

  it('says of two layers in doubt that it is one of the two', () => {
    const [network, proxy, directory] = ewsLayers({ findings: [finding('ews/answers', 'not-found')], subject })
    expect(network?.probed.checks).toEqual([])
    expect(proxy?.probed.sentence).toContain('It is here or at “IIS and virtual directory”')
    expect(directory?.probed.sentence).toContain('It is here or at “Proxy or load balancer”')
  })

  it('says that findings warn, of a layer that is open', () => {
    const findings = [finding('dns/server-name', 'resolves'), finding('certificate/trust', 'private-authority')]
    expect(layerNamed('network', ewsLayers({ findings, subject })).probed).toMatchObject({
      state: 'open',
      sentence: expect.stringMatching(/; 1 more finding with nothing in the way, though 1 of them warns\.$/),
    })
  })

  it('suspects what stands in front of a 403 that bears no mark of Exchange', () => {
    const refused = (headers: [string, string][]): ArtifactRecords => {
      const asVendor = bareEwsAnswer(403, { exchanges: [exchange(403, { headers })] })
      const value = ewsGetFolder({ asVendor }).ewsGetFolder
      return { ewsGetFolder: { state: 'gathered', startedAt: SEEN_AT, milliseconds: 1, value } }
    }
    const findings = [...reached, finding('ews/user-agent', 'everybody-refused')]
    expect(states(ewsLayers({ findings, artifacts: refused([['Server', 'nginx']]), subject }))[1]).toBe('doubtful')
    expect(states(ewsLayers({ findings, artifacts: refused([['X-FEServer', 'EXCH01']]), subject }))[1]).toBe('open')
  })

  it.each<[check: string, outcome: string, layer: LayerName, remedy: RemedyId | undefined]>([
    ['sign-in/ews-schemes', 'none-usable', 'virtual-directory', 'ews-authentication'],
    ['sign-in/extended-protection', 'require', 'extended-protection', 'ews-extended-protection'],
    ['autodiscover/ews-address', 'external-missing', 'virtual-directory', 'ews-urls'],
    ['ews/impersonation', 'mailbox-denied', 'mailbox', 'ews-impersonation'],
    ['ews/throttling', 'told-to-wait', 'throttling', 'ews-throttling-policy'],
    // Which setting it is, only the configuration tells.
    ['ews/user-agent', 'everybody-refused', 'organisation', undefined],
    ['ews/throttling', 'not-throttled', 'throttling', undefined],
  ])('%s %s names what mends it', (check, outcome, layer, remedy) => {
    expect(layerNamed(layer, ewsLayers({ findings: [finding(check, outcome)], subject })).remedy).toBe(remedy)
  })
})

const blank: OrganizationConfig = {
  ewsEnabled: null,
  ewsApplicationAccessPolicy: null,
  ewsAllowList: [],
  ewsBlockList: [],
  ewsAllowOutlook: null,
  ewsAllowMacOutlook: null,
  ewsAllowEntourage: null,
}
const bob = (changes: Partial<CasMailbox> = {}): Configuration['casMailboxes'] => [
  { identity: 'contoso.test/Users/Bob', primarySmtpAddress: 'bob@contoso.test', ...blank, ...changes },
]
const configured = (organization: OrganizationConfig, mailbox: Partial<CasMailbox> = {}): Configuration => ({
  organizationConfig: { ...blank, ...organization },
  casMailboxes: bob(mailbox),
})
const refused = [...reached, finding('ews/user-agent', 'everybody-refused')]

type Agreed = [
  why: string,
  findings: Finding[],
  configuration: Configuration,
  layer: LayerName,
  expected: {
    probed: LayerState
    configured: LayerState
    agree: boolean | undefined
    remedy?: RemedyId
    note?: string
  },
]
const directory = (changes: object): Configuration => ({
  webServicesVirtualDirectories: [
    { identity: 'EXCH01\\EWS (Default Web Site)', windowsAuthentication: true, basicAuthentication: false, ...changes },
  ],
})

describe('what was seen and what is configured', () => {
  it.each<Agreed>([
    [
      'nobody is let in, and the organisation is off',
      refused,
      configured({ ewsEnabled: false }),
      'organisation',
      { probed: 'shut', configured: 'shut', agree: true, remedy: 'ews-organisation-enabled' },
    ],
    [
      'nobody is let in, and the organisation is off: not the mailbox’s doing',
      refused,
      configured({ ewsEnabled: false }),
      'mailbox',
      { probed: 'not-reached', configured: 'open', agree: undefined },
    ],
    [
      'nobody is let in, and the mailbox is off',
      refused,
      configured({}, { ewsEnabled: false }),
      'mailbox',
      { probed: 'shut', configured: 'shut', agree: true, remedy: 'ews-mailbox-enabled' },
    ],
    [
      'nobody is let in, and the mailbox is off: not the organisation’s doing',
      refused,
      configured({}, { ewsEnabled: false }),
      'organisation',
      { probed: 'open', configured: 'open', agree: true },
    ],
    [
      'nobody is let in, and the list of the mailbox leaves the client out',
      refused,
      configured({}, { ewsApplicationAccessPolicy: 'EnforceAllowList' }),
      'mailbox',
      { probed: 'shut', configured: 'shut', agree: true, remedy: 'ews-allow-list' },
    ],
    [
      'nobody is let in, and nothing is against it',
      refused,
      configured({}),
      'organisation',
      { probed: 'doubtful', configured: 'open', agree: false, note: 'may still go by what it read' },
    ],
    [
      'nobody is let in, and nothing is against it, at the mailbox either',
      refused,
      configured({}),
      'mailbox',
      { probed: 'doubtful', configured: 'open', agree: false, note: 'may still go by what it read' },
    ],
    [
      'all are let in, and the organisation is off',
      healthy,
      configured({ ewsEnabled: false }),
      'organisation',
      { probed: 'open', configured: 'shut', agree: false, remedy: 'ews-organisation-enabled', note: 'should not have' },
    ],
    [
      'all are let in, and nothing is against it',
      healthy,
      configured({}),
      'organisation',
      { probed: 'open', configured: 'open', agree: true },
    ],
    [
      'all are let in, where the documents disagree',
      healthy,
      configured({ ewsEnabled: false }, { ewsEnabled: true }),
      'organisation',
      {
        probed: 'open',
        configured: 'doubtful',
        agree: undefined,
        remedy: 'ews-organisation-enabled',
        note: 'has the last word over EwsEnabled ($false) of the organisation',
      },
    ],
    [
      'nobody is let in, where the documents disagree',
      refused,
      configured({ ewsEnabled: false }, { ewsEnabled: true }),
      'organisation',
      {
        probed: 'doubtful',
        configured: 'doubtful',
        agree: undefined,
        remedy: 'ews-organisation-enabled',
        note: 'refuses by itself',
      },
    ],
    [
      'the organisation was not read',
      healthy,
      { casMailboxes: bob() },
      'organisation',
      { probed: 'open', configured: 'not-known', agree: undefined },
    ],
    [
      'Extended Protection insists, as configured',
      [...reached, finding('sign-in/extended-protection', 'require')],
      directory({ extendedProtectionTokenChecking: 'Require' }),
      'extended-protection',
      { probed: 'shut', configured: 'shut', agree: true, remedy: 'ews-extended-protection' },
    ],
    [
      'Extended Protection insists, though configured otherwise',
      [...reached, finding('sign-in/extended-protection', 'require')],
      directory({ extendedProtectionTokenChecking: 'Allow' }),
      'extended-protection',
      {
        probed: 'shut',
        configured: 'open',
        agree: false,
        remedy: 'ews-extended-protection',
        note: 'IIS was not reset',
      },
    ],
    [
      'a sign-in is offered that is configured off',
      reached,
      directory({ windowsAuthentication: false }),
      'virtual-directory',
      { probed: 'open', configured: 'shut', agree: false, remedy: 'ews-authentication', note: 'changed there by hand' },
    ],
    [
      'the probe got through where an address is missing',
      reached,
      directory({ externalUrl: null }),
      'virtual-directory',
      {
        probed: 'open',
        configured: 'doubtful',
        agree: undefined,
        remedy: 'ews-urls',
        note: 'met none of what is in doubt',
      },
    ],
    [
      'nothing was reached',
      [finding('dns/server-name', 'does-not-exist')],
      directory({ windowsAuthentication: false }),
      'virtual-directory',
      { probed: 'not-reached', configured: 'shut', agree: undefined, remedy: 'ews-authentication' },
    ],
  ])('%s', (_, findings, configuration, name, expected) => {
    const layer = layerNamed(name, ewsLayers({ findings, configuration, subject }))
    const { note, remedy, ...rest } = expected
    expect({ probed: layer.probed.state, configured: layer.configured?.state, agree: layer.agree }).toEqual(rest)
    expect(layer.remedy).toBe(remedy)
    if (note === undefined) expect(layer.note).toBeUndefined()
    else expect(layer.note).toContain(note)
  })

  it('agree that a list keeps the client out where it does not act for the mailbox', () => {
    const findings = [
      ...reached,
      finding('ews/user-agent', 'only-impersonated'),
      finding('ews/impersonation', 'granted'),
    ]
    const configuration = {
      ...configured({ ewsApplicationAccessPolicy: 'EnforceAllowList' }),
      managementRoleAssignments: [
        { name: 'a', role: 'ApplicationImpersonation', roleAssigneeName: 'svc', customRecipientWriteScope: null },
      ],
    }
    const layers = ewsLayers({ findings, configuration, subject: { ...subject, impersonates: true, account: 'svc' } })
    expect(layerNamed('organisation', layers)).toMatchObject({
      probed: { state: 'doubtful' },
      configured: { state: 'doubtful' },
      agree: true,
      remedy: 'ews-allow-list',
    })
    expect(layerNamed('mailbox', layers)).toMatchObject({ configured: { state: 'open' } })
  })

  it('is not told of the network and of what stands in front, of which no cmdlet knows', () => {
    const layers = ewsLayers({ findings: healthy, configuration: configured({}), subject })
    expect(layers.filter((layer) => layer.configured === undefined).map(({ name }) => name)).toEqual([
      'network',
      'proxy',
    ])
  })
})

const claimingChecks = Object.keys(layerClaims)

/** Checks that say nothing of whether EWS is reached: other names, other protocols, what a service does once it is in. */
const elsewhere = [
  /^active-sync\//,
  /^autodiscover\/(?!ews-address)/,
  /^dns\/(?:autodiscover-name|srv|mail-exchanger|ttl)$/,
  // Of the account, and not of a layer: what it keeps from being seen is said there.
  /^sign-in\/password$/,
  /^ews\/(?:server-version|answer-times|time-zones|folder-hierarchy|calendar|availability|name-resolution)$/,
]

it('every check says something of a layer, or is known to say nothing of one', () => {
  const unplaced = allChecks
    .map(({ meta }) => meta.id)
    .filter((id) => !elsewhere.some((one) => one.test(id)) && !claimingChecks.includes(id))
  expect(unplaced).toEqual([])
  expect(claimingChecks.filter((id) => elsewhere.some((one) => one.test(id)))).toEqual([])
})

it('every outcome that is named is one of its check', () => {
  for (const [check, claims] of Object.entries(layerClaims)) {
    const outcomes = Object.keys(allChecks.find(({ meta: { id } }) => id === check)?.meta.outcomes ?? {})
    expect(outcomes, check).toEqual(expect.arrayContaining(claims.flatMap((each) => Object.keys(each.outcomes ?? {}))))
  }
})

it('what a check fails at is never open, and what it passes never shut', () => {
  for (const { meta } of allChecks.filter(({ meta: { id } }) => claimingChecks.includes(id))) {
    for (const [outcome, { verdict }] of Object.entries(meta.outcomes)) {
      const claims = claimsOf({ check: meta.id, outcome, verdict })
      if (verdict === 'fail')
        expect(
          claims.every(({ state }) => state !== 'open'),
          `${meta.id} ${outcome}`,
        ).toBe(true)
      if (verdict === 'pass')
        expect(
          claims.every(({ state }) => state === 'open'),
          `${meta.id} ${outcome}`,
        ).toBe(true)
    }
  }
})

it('each failure of a check that is asked about EWS is placed at a layer', () => {
  const unplaced = allChecks.flatMap(({ meta }) =>
    Object.entries(meta.outcomes)
      .filter(
        ([outcome, { verdict }]) => verdict === 'fail' && claimsOf({ check: meta.id, outcome, verdict }).length === 0,
      )
      .map(([outcome]) => `${meta.id} ${outcome}`),
  )
  expect(unplaced.filter((id) => claimingChecks.some((check) => id.startsWith(`${check} `)))).toEqual([
    'sign-in/right-password-refused clock-skew',
    'ews/subscription refused',
    'ews/subscription no-answer',
    'ews/subscription not-ews',
  ])
  expect(layersAsked('constructor')).toEqual([])
})
