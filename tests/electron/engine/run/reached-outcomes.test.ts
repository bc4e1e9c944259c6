import { once } from 'node:events'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { connect } from 'node:tls'
import { expect, it, test } from 'vitest'
import type { RunOptions } from '../../../../electron/engine/run/run-readiness.ts'
import { without } from '../../../../lab/dns/edits.ts'
import { type FaultId, faults } from '../../../../lab/faults.ts'
import { type Lab, startLab } from '../../../../lab/lab.ts'
import { clientAccess } from '../../../../lab/settings/ews.ts'
import type { Settings } from '../../../../lab/settings.ts'
import { allChecks } from '../../../../shared/checks/all-checks.ts'
import { hurriedClock } from '../../../lab/hurried-clock.ts'
import { meetings } from '../../../pairs/meetings.ts'
import { healthyFindings, organisationOf, runAgainst } from './lab-run.ts'
import { unitOnly } from './unit-only-outcomes.ts'

// An outcome that no run comes to may rest on an artifact that no server ever brings about.

type Outcome = `${string} ${string}`

const every = allChecks.flatMap(({ meta }) => Object.keys(meta.outcomes).map((name): Outcome => `${meta.id} ${name}`))

/** A run whose outcomes count, beside those that faults are there for: what passes, and what an organisation file brings about. */
interface Beside {
  readonly faults?: readonly FaultId[]
  readonly nodes?: number
  adjust?(settings: Settings): void
  options?(lab: Lab): Partial<RunOptions> | Promise<Partial<RunOptions>>
}

const ewsOperationChecks = allChecks.flatMap(({ meta }) =>
  (meta.needs as readonly string[]).includes('ewsOperations') ? [meta.id] : [],
)

const beside: readonly Beside[] = [
  {},
  { nodes: 3 },
  ...(
    [
      'autodiscover-redirect-site-off',
      'autodiscover-by-redirect-alone',
      'basic-only',
      'ews-no-ntlm',
      'ews-not-found',
      'certificate-unknown-ca',
      'tls12-missing',
      'one-node-old-certificate',
      'one-node-other-version',
      'servers-behind-balancer-alone',
    ] as const
  ).map((fault): Beside => ({ faults: [fault] })),
  { faults: ['device-quarantined', 'ews-disabled-organisation'] },
  // Nobody gives a password.
  { options: () => ({ password: undefined }) },
  // No device may be signed in.
  { options: (lab) => ({ organisation: { ...organisationOf(lab), activeSync: { leaveNoTrace: true } } }) },
  // One resolver, which knows no MX record, and none that sees what the internet does.
  {
    adjust: ({ dns }) => dns.inside.push(without('contoso.test', 'MX')),
    options: (lab) => {
      const { outsideResolvers: _none, resolvers = [], ...rest } = organisationOf(lab)
      return { organisation: { ...rest, resolvers: resolvers.slice(0, 1) } }
    },
  },
  // The certificate at the name for Autodiscover was forgotten.
  {
    adjust: ({ tls }) => {
      tls.certificates['autodiscover.contoso.test'] = 'expired'
    },
  },
  // An address in the place of the name of EWS.
  {
    options: (lab) => {
      const organisation = organisationOf(lab)
      return {
        organisation: { ...organisation, ews: { url: `https://127.0.0.1:${lab.ports.https}/EWS/Exchange.asmx` } },
      }
    },
  },
  // No resolver answers anything.
  {
    adjust: ({ dns }) => {
      for (const view of ['first', 'second', 'outside'] as const) dns[view].behaviour = 'silent'
    },
    options: () => ({ limits: { dns: { tryMilliseconds: 100, tries: 1 } } }),
  },
  // Of the two resolvers, none answers for SRV and MX records.
  {
    adjust: ({ dns }) => {
      dns.outside.behaviour = 'fails'
    },
  },
  // A certificate that nobody vouches for, and that the administrator has seen.
  {
    faults: ['certificate-self-signed'],
    options: async (lab) => ({
      organisation: { ...organisationOf(lab), trust: { pinned: [await fingerprintAt(lab)] } },
    }),
  },
  // This machine is set to a proxy that nobody can speak to.
  { options: () => ({ proxyFor: async () => ({ unsupported: 'SOCKS' }) }) },
  // A proxy that closes connections on strangers.
  {
    adjust: ({ ews }) => {
      ews.keepAlive = 'not-to-strangers'
    },
  },
  // A list that lets the vendor in.
  {
    adjust: ({ ews }) => {
      ews.organisation = clientAccess({ policy: 'EnforceAllowList', allowList: ['python-EAS-Client*'] })
    },
  },
  // One operation of EWS that does not come through, the inbox aside.
  ...[
    'GetServerTimeZones',
    'SyncFolderHierarchy',
    'FindItem',
    'GetUserAvailabilityRequest',
    'ResolveNames',
    'Subscribe',
  ]
    .flatMap((name) => (['refused-in-front', 'cut-in-front', 'failing'] as const).map((is) => ({ name, is })))
    .map(
      (badOperation): Beside => ({
        adjust: ({ ews }) => {
          ews.badOperation = badOperation
        },
        options: () => ({ only: ewsOperationChecks }),
      }),
    ),
  // An update that came out after this Postern.
  {
    adjust: ({ server }) => {
      server.otherBuild = '15.2.9999.1'
    },
  },
]

async function fingerprintAt(lab: Lab): Promise<string> {
  const socket = connect({ port: lab.ports.https, servername: 'mail.contoso.test', rejectUnauthorized: false })
  await once(socket, 'secureConnect')
  const { fingerprint256 } = socket.getPeerCertificate()
  socket.destroy()
  return fingerprint256
}

/** Outcomes that a test of a run names beside their check, as `'ews/inbox': 'opened'` and in the like ways. */
function namedInRuns(): Outcome[] {
  const folder = import.meta.dirname
  const texts = globSync('*.test.ts', { cwd: folder }).map((name) => readFileSync(join(folder, name), 'utf8'))
  const named = texts.flatMap((text) => [
    ...text.matchAll(/'([a-z-]+\/[a-z-]+)'(?:,|:|\]\)\.toBe\(|\)\)?\.toMatchObject\(\{ outcome:)\s*'([a-z-]+)'/g),
  ])
  return named.map(([, check, outcome]): Outcome => `${check}/${outcome}`.replace(/\/([^/]*)$/, ' $1') as Outcome)
}

const promised = [
  ...faults.flatMap(({ expected, also = [] }) => [expected, ...also]),
  ...meetings.flatMap(({ also }) => also),
].map(({ check, outcome }): Outcome => `${check} ${outcome}`)
const healthy = healthyFindings.map(([check, outcome]): Outcome => `${check} ${outcome}`)

async function comeToBeside(): Promise<Outcome[]> {
  const clock = hurriedClock()
  const { wait: sleep, monotonic } = clock
  const reached: Outcome[] = []
  for (const { options, ...wrong } of beside) {
    const lab = await startLab({ ...clock, ...wrong })
    const { outcomes } = await runWith(lab).finally(() => lab.close())
    reached.push(...Object.entries(outcomes).map(([check, outcome]): Outcome => `${check} ${outcome}`))
    async function runWith(lab: Lab) {
      return runAgainst(lab, { monotonic, sleep, ...(await options?.(lab)) })
    }
  }
  return reached
}

it('every outcome of every check is reached by a run, or is said to be reached by its table alone', {
  timeout: 120_000,
}, async () => {
  const reached = new Set([...promised, ...healthy, ...namedInRuns(), ...(await comeToBeside())])
  const excused = unitOnly.flatMap(({ outcomes }) => outcomes)
  // To mend it: a fault of the lab, a test of a run, or a line with its reason.
  expect(every.filter((each) => !reached.has(each) && !excused.includes(each))).toEqual([])
  expect(
    excused.filter((each) => reached.has(each as Outcome)),
    'reached by a run after all',
  ).toEqual([])
})

test('what is said to be reached by a table alone exists, once each, and for a reason', () => {
  const excused = unitOnly.flatMap(({ outcomes }) => outcomes)
  expect(excused.filter((each) => !every.includes(each as Outcome))).toEqual([])
  expect(new Set(excused).size).toBe(excused.length)
  for (const { why, outcomes } of unitOnly) {
    expect(why).toMatch(/^[A-Z].*\.$/)
    expect(outcomes).not.toEqual([])
  }
})
