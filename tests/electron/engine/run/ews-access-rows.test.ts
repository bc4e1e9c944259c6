import { afterAll, beforeAll, expect, it } from 'vitest'
import { ewsGetFolder } from '../../../../electron/engine/gather/ews-get-folder.ts'
import { Blocked, type GatherContext } from '../../../../electron/engine/gather/gatherer.ts'
import { createRunContext } from '../../../../electron/engine/run/run-context.ts'
import { createSignInBudget } from '../../../../electron/engine/run/sign-in-budget.ts'
import { type Lab, startLab } from '../../../../lab/lab.ts'
import { type ClientAccess, clientAccess, type EwsSettings } from '../../../../lab/settings/ews.ts'
import type { Settings } from '../../../../lab/settings.ts'
import type { Artifacts } from '../../../../shared/artifacts/artifacts.ts'
import type { EwsAnswer } from '../../../../shared/artifacts/ews.ts'
import { decideEws } from '../../../../shared/ews/decide-ews.ts'
import { type Reading, readings } from '../../../../shared/ews/ews-decision.ts'
import type { Configuration, EwsAccess } from '../../../../shared/management/configuration.ts'
import { nylas } from '../../../../shared/profiles/profile.ts'
import {
  accessOf,
  type ClientKind,
  clients,
  type LevelRow,
  type PolicyKind,
  policyKinds,
  switches,
} from '../../../shared/ews/access-table.ts'
import { organisationOf, runAgainst } from './lab-run.ts'

/**
 * Predictions are held against the wire: one lab plays the settings of each row, and the gatherer of a run asks it as the
 * client of the row, as Postern and, where it acts for bob, without that. What EWS is configured as is told to both sides
 * in their own terms, so that a rule that one of them has otherwise shows.
 *
 * What is folded, of the rows that decide-access.test.ts decides: of policies and lists only whether they say yes, no or
 * nothing of a client is crossed with everything else, and each of the kinds takes its turn for that; each kind is there at
 * each level by itself. The clients take turns as well. With and without impersonation are the questions of one row.
 */
const saying: readonly (readonly PolicyKind[])[] = [
  ['none', 'lists-without-policy'],
  [
    'allow-list-names-it',
    'allow-list-means-it',
    'block-list-names-others',
    'block-list-is-empty',
    'allow-list-though-blocked',
    'allow-list-names-it-in-other-case',
  ],
  [
    'allow-list-names-others',
    'allow-list-is-empty',
    'block-list-names-it',
    'block-list-means-it',
    'block-list-though-allowed',
  ],
]

type Row = { reading: Reading; client: ClientKind; organisation: LevelRow; alice: LevelRow; bob: LevelRow }

function* rows(): Generator<Row> {
  let turn = 0
  const next = <T>(of: readonly T[]): T => {
    turn += 1
    const taken = of[turn % of.length]
    if (taken === undefined) throw new Error('There is nothing to take.')
    return taken
  }
  const unset: LevelRow = { enabled: null, own: null, policy: 'none' }
  for (const reading of readings) {
    // Bob’s settings count where alice acts for him, and alice’s own where she does not: they change places in the next row.
    const both = (organisation: LevelRow, mailbox: LevelRow, client: ClientKind): Row[] => {
      const other: LevelRow = { enabled: next(switches), own: next(switches), policy: next(policyKinds) }
      return [
        { reading, client, organisation, alice: mailbox, bob: other },
        { reading, client, organisation, alice: other, bob: mailbox },
      ]
    }
    for (const kind of policyKinds) {
      yield* both({ ...unset, policy: kind }, unset, 'vendor')
      yield* both(unset, { ...unset, policy: kind }, 'vendor')
    }
    for (const ofOrganisation of saying)
      for (const ofMailbox of saying)
        for (const enabled of switches)
          for (const mailboxEnabled of switches)
            yield* both(
              { enabled, own: null, policy: next(ofOrganisation) },
              { enabled: mailboxEnabled, own: null, policy: next(ofMailbox) },
              'vendor',
            )
    for (const ofOrganisation of saying)
      for (const ofMailbox of saying)
        for (const own of switches)
          for (const mailboxOwn of switches)
            yield* both(
              { enabled: null, own, policy: next(ofOrganisation) },
              { enabled: null, own: mailboxOwn, policy: next(ofMailbox) },
              next(['outlook', 'mac', 'entourage'] as const),
            )
  }
}

/** The same settings as the lab calls them. */
function played({ ewsEnabled, ewsApplicationAccessPolicy, ...rest }: EwsAccess): ClientAccess {
  return clientAccess({
    enabled: ewsEnabled ?? null,
    policy: ewsApplicationAccessPolicy ?? 'none',
    allowList: rest.ewsAllowList ?? [],
    blockList: rest.ewsBlockList ?? [],
    allowOutlook: rest.ewsAllowOutlook ?? null,
    allowMacOutlook: rest.ewsAllowMacOutlook ?? null,
    allowEntourage: rest.ewsAllowEntourage ?? null,
  })
}

/** The lab’s own settings, which it goes by at the next request; they are changed under it, and no connection is cut. */
const live: EwsSettings[] = []
let lab: Lab
let needed: Pick<Artifacts, 'endpoints' | 'dnsAnswers' | 'ewsChallenge' | 'ntlmSignIn' | 'basicSignIn'>
let contexts: Record<ClientKind, GatherContext>
let close: () => Promise<unknown>

beforeAll(async () => {
  const adjust = ({ ews }: Settings) => {
    ews.rightsOnBob = 'full'
    live.push(ews)
  }
  lab = await startLab({ adjust })
  const organisation = { ...organisationOf(lab), mailbox: 'bob@contoso.test', impersonation: true }
  const { run } = await runAgainst(lab, { organisation, only: ['ews/user-agent'] })
  const value = <N extends keyof typeof run.artifacts>(name: N) => {
    const record = run.artifacts[name]
    if (record?.state !== 'gathered') throw new Error(`${name} is ${record?.state}.`)
    return record.value as Artifacts[N]
  }
  needed = {
    endpoints: value('endpoints'),
    dnsAnswers: value('dnsAnswers'),
    ewsChallenge: value('ewsChallenge'),
    ntlmSignIn: value('ntlmSignIn'),
    basicSignIn: value('basicSignIn'),
  }
  const { domain, account } = organisation
  const { signal } = new AbortController()
  const budget = await createSignInBudget().begin({
    domain,
    username: account?.username,
    password: lab.password,
    signal,
  })
  const context = createRunContext(
    {},
    { organisation, password: lab.password, profile: nylas, signal, budget, redact: (text) => text },
  )
  const as = (client: ClientKind): GatherContext => ({ ...context, profile: { ...nylas, userAgent: clients[client] } })
  contexts = { vendor: as('vendor'), outlook: as('outlook'), mac: as('mac'), entourage: as('entourage') }
  close = () => context.connections.close()
})
afterAll(async () => {
  await close?.()
  await lab.close()
})

/** What the configuration lets one expect of one question, in the reading that the lab plays. */
function predicted(
  configuration: Configuration,
  reading: Reading,
  { userAgent, impersonated }: EwsAnswer,
): boolean | undefined {
  const impersonates = impersonated ?? false
  const question = { userAgent, impersonates, account: 'CONTOSO\\alice', mailbox: 'bob@contoso.test' }
  return decideEws(configuration, question).access.byReading[reading]?.answers
}

it('answers each client as its configuration is predicted to, in both readings', { timeout: 120_000 }, async () => {
  const wrong: string[] = []
  const met = { rows: 0, questions: 0, refused: 0 }
  for (const row of rows()) {
    const [organisation, alice, bob] = [row.organisation, row.alice, row.bob].map((level) =>
      accessOf(level, row.client),
    )
    if (!organisation || !alice || !bob) throw new Error('A row has no settings.')
    for (const ews of live) {
      Object.assign(ews, { precedence: row.reading, organisation: played(organisation) })
      Object.assign(ews.mailboxes, { alice: played(alice), bob: played(bob) })
    }
    const configuration: Configuration = {
      organizationConfig: organisation,
      casMailboxes: [
        {
          identity: 'contoso.test/Users/Alice Example',
          primarySmtpAddress: 'alice@contoso.test',
          samAccountName: 'alice',
          ...alice,
        },
        {
          identity: 'contoso.test/Users/Bob Example',
          primarySmtpAddress: 'bob@contoso.test',
          samAccountName: 'bob',
          ...bob,
        },
      ],
    }
    const found = await ewsGetFolder.gather(needed, contexts[row.client])
    if (found instanceof Blocked) throw new Error(found.reason)
    const answers = [found.asVendor, found.asPlainClient, found.withoutImpersonation]
    met.rows += 1
    for (const answer of answers) {
      const expected = answer && predicted(configuration, row.reading, answer)
      const isIn = answer?.status === 200
      met.questions += 1
      if (!isIn) met.refused += 1
      if (expected !== undefined && isIn === expected && (isIn || answer?.status === 403)) continue
      wrong.push(
        `${answer?.userAgent} ${answer?.impersonated}: ${answer?.status}, predicted ${expected}, ${JSON.stringify(row)}`,
      )
    }
  }
  expect(wrong.slice(0, 5)).toEqual([])
  expect(met.rows).toBe(2 * 2 * (2 * policyKinds.length + 81 + 81))
  expect(met.questions).toBe(3 * met.rows)
  // Neither side of a table in which everything is let in, or nothing is, would show anything.
  expect(met.refused).toBeGreaterThan(met.questions / 4)
  expect(met.refused).toBeLessThan((met.questions * 3) / 4)
  expect(lab.badSignIns('alice').total).toBe(0)
})
