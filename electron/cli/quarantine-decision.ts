import { counted, t } from '../../shared/language/translate.ts'
import type { Release } from '../../shared/management/cmdlet-table.ts'
import type { Configuration, ConfigurationPart } from '../../shared/management/configuration.ts'
import type { Contradictory } from '../../shared/quarantine/contradictory.ts'
import { type Decision, decideAbout, decideByRule } from '../../shared/quarantine/decision.ts'
import { type DecisionPlan, planDecisions } from '../../shared/quarantine/decision-plan.ts'
import { releaseOfServers } from '../../shared/quarantine/decision-script.ts'
import { planDefault } from '../../shared/quarantine/default-plan.ts'
import type { Desk } from '../../shared/quarantine/desk.ts'
import type { Device } from '../../shared/quarantine/device.ts'
import type { DeviceRow } from '../../shared/quarantine/device-row.ts'
import { narrowestRule, ruleSentences, ruleTitle } from '../../shared/quarantine/narrowest-rule.ts'
import type { DefaultDecision, ReportedDecision } from '../../shared/quarantine/quarantine-report.ts'
import { type StateChange, whatIfDefault } from '../../shared/quarantine/what-if.ts'
import type { NoPlan, Plan } from '../../shared/remedies/remedy.ts'
import type { AskedDecision } from './quarantine-arguments.ts'

/** A decision that was made, what it would do, and what scripts are made of. */
export type MadeDecision = {
  report: ReportedDecision
  decisions: readonly Decision[]
  defaultDecision: DefaultDecision | undefined
  plan: DecisionPlan | Plan | NoPlan | Contradictory
  release: Release
}

type Given = {
  desk: Desk
  /** The devices that are meant. */
  selected: readonly Device[]
  rowOf: (device: Device) => DeviceRow | undefined
  asked: AskedDecision
  configuration: Configuration
  /** Parts that are told by the names of Exchange 2010. */
  older: readonly ConfigurationPart[]
  decidedAt: string
}

/** Decides as it was asked. What would change others than those that are meant is refused, unless it says how many. */
export function decide(given: Given): MadeDecision {
  const release = releaseOfServers(given.configuration, given.older)
  const made = madeOf(given, release)
  const { report, plan } = made
  const why = plan.kind === 'plan' ? [] : [plan.sentence]
  return { ...made, report: { ...report, sentences: [...new Set([...report.sentences, ...why])] }, release }
}

function madeOf(given: Given, release: Release): Made {
  const { asked } = given
  if (asked.kind === 'default') return byDefault(given, asked)
  return asked.kind === 'rule' ? byRule(given, asked.also) : byDevice(given, asked.kind, asked.also, release)
}

type Made = Omit<MadeDecision, 'release'>
type Asked<K extends AskedDecision['kind']> = Extract<AskedDecision, { kind: K }>
type KindOfEach = 'allow' | 'block' | 'leave' | 'remove'

function byDevice(given: Given, kind: KindOfEach, also: number, release: Release): Made {
  const { desk, selected } = given
  const ground = groundOf(given)
  const decisions = selected.map((device) => decideAbout(device, kind, ground))
  const title = {
    allow: t`Allow ${counted(selected.length, 'device')}, each for its mailbox`,
    block: t`Block ${counted(selected.length, 'device')}, each for its mailbox`,
    leave: t`Leave ${counted(selected.length, 'device')} as they are`,
    remove: t`Remove ${counted(selected.length, 'partnership')}`,
  }[kind]
  const plan = selected.length === 0 ? nobody() : planDecisions(desk, decisions, release)
  const effects = plan.kind === 'plan' ? plan.effects : []
  return {
    report: reported(given, { kind, title, rule: null, sentences: [], effects, mayChange: 0 }, also),
    ...{ decisions, defaultDecision: undefined, plan },
  }
}

function byRule(given: Given, also: number): Made {
  const { desk, selected } = given
  const narrowest = narrowestRule(desk, selected)
  if (narrowest.kind === 'none') {
    const title = t`A rule for ${counted(selected.length, 'device')}`
    const plan: NoPlan = { kind: 'by-hand', sentence: selected.length === 0 ? nobody().sentence : narrowest.sentence }
    const report = reported(given, { kind: 'rule', title, rule: null, sentences: [], effects: [], mayChange: 0 }, 0)
    return { report, decisions: [], defaultDecision: undefined, plan }
  }
  const { rule, others } = narrowest
  const title = ruleTitle(narrowest)
  const decisions = [decideByRule(desk, rule, groundOf(given))]
  const plan = planDecisions(desk, decisions)
  const effects = plan.kind === 'plan' ? plan.effects : []
  // Of a device of which nobody knows where it stands, nobody knows either that it stays there.
  const mayChange = others.filter((device) => desk.decisionOf(device).state === 'NotKnown').length
  const sentences = ruleSentences(narrowest)
  return {
    report: reported(given, { kind: 'rule', title, rule, sentences, effects, mayChange }, also),
    ...{ decisions, defaultDecision: undefined, plan },
  }
}

function byDefault(given: Given, asked: Asked<'default'>): Made {
  const { desk } = given
  const { accessLevel, hits, reason, ticket } = asked
  const shown = whatIfDefault(desk, accessLevel)
  const plan = planDefault(desk, shown)
  const report = reported(
    { ...given, selected: [] },
    {
      ...{ kind: 'default', title: t`Set the organisation’s default to ${accessLevel}`, rule: null, sentences: [] },
      ...(plan.kind === 'plan' ? { effects: shown.hits, mayChange: shown.notKnown } : { effects: [], mayChange: 0 }),
    },
    undefined,
  )
  const isTold = plan.kind !== 'plan' || hits === report.outside
  const refused = isTold ? null : hitsSentence(report.outside, shown.notKnown, hits)
  return {
    report: { ...report, selected: desk.index.devices.length, refused },
    decisions: [],
    defaultDecision: { accessLevel, was: shown.before ?? null, reason, ticket, decidedAt: given.decidedAt },
    plan,
  }
}

function hitsSentence(count: number, notKnown: number, hits: number | undefined): string {
  const all = counted(count, 'device')
  const open =
    notKnown === 0 ? '' : t` Of ${notKnown} of them it is not known whether it does, since not everything was read.`
  return hits === undefined
    ? t`This default changes ${all} at once.${open} Where that is meant, give --hits ${count}.`
    : t`This default changes ${all} at once, and --hits says ${hits}.${open} Look at them again; where that is meant, give --hits ${count}.`
}

type Told = Pick<ReportedDecision, 'kind' | 'title' | 'rule' | 'sentences'> & {
  effects: readonly StateChange[]
  /** Others of which it cannot be told whether they change. */
  mayChange: number
}

function reported(given: Given, told: Told, also: number | undefined): ReportedDecision {
  const { kind, title, rule, sentences, effects, mayChange } = told
  const selected = new Set(given.selected)
  const changed = effects.map(({ device, from, to }) => {
    const row = given.rowOf(device)
    const { user, mailbox, agent } = row ?? { user: '', mailbox: '', agent: '' }
    return {
      identity: device.partnership.identity,
      ...{ user: user || null, mailbox: mailbox || null, agent: agent || null, from, to },
      selected: selected.has(device),
    }
  })
  const outside = changed.filter((each) => !each.selected).length + mayChange
  return {
    ...{ kind, title, rule, selected: selected.size, sentences, effects: changed, outside },
    refused: also === undefined || outside === 0 || also === outside ? null : alsoSentence(outside, also, mayChange),
  }
}

function alsoSentence(outside: number, also: number, mayChange: number): string {
  const others = counted(outside, 'other device')
  const open = mayChange === 0 ? '' : t` Of ${mayChange} of them it is not known where they stand.`
  return also === 0
    ? t`This would change ${others} than those that --where means.${open} Where that is meant, give --also ${outside}.`
    : t`This would change ${others} than those that --where means, and --also says ${also}.${open} Look at them again; where that is meant, give --also ${outside}.`
}

function groundOf({ asked: { reason, ticket }, decidedAt }: Given) {
  return { reason, ticket, decidedAt }
}

function nobody(): NoPlan {
  return { kind: 'not-needed', sentence: t`No device is meant by --where.` }
}
