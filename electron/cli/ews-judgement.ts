import { decideEws } from '../../shared/ews/decide-ews.ts'
import type { EwsReport, ReportedLayer } from '../../shared/ews/ews-report.ts'
import { groupMailboxes, judgeMailboxes } from '../../shared/ews/judge-mailboxes.ts'
import { layerWords } from '../../shared/ews/layer-words.ts'
import type { JudgedLot } from '../../shared/ews/lot-script.ts'
import type { MailboxList } from '../../shared/ews/mailbox-list.ts'
import { subjectOf, subjectOfList } from '../../shared/ews/subject.ts'
import { toldGroup, toldMailbox } from '../../shared/ews/told-judgements.ts'
import { t } from '../../shared/language/translate.ts'
import type { Configuration } from '../../shared/management/configuration.ts'
import type { ReadingSummary } from '../../shared/management/kept-configuration.ts'
import type { Organisation } from '../../shared/organisation/organisation.ts'
import type { EwsProfile } from '../../shared/profiles/profile-file.ts'
import type { RemedySubject } from '../../shared/remedies/remedy.ts'
import { posternVersion } from '../../shared/run/version.ts'
import type { EwsArguments } from './ews-arguments.ts'
import { ewsVerdict } from './ews-verdict.ts'

/** All that is given to the command, read. */
type Given = {
  configuration: Configuration
  files: ReadingSummary[]
  organisation: Organisation | undefined
  profile: EwsProfile
  list: MailboxList | undefined
  options: Pick<EwsArguments, 'userAgent' | 'account' | 'impersonates' | 'basic'>
  madeAt: string
}

/** Judges the integration and its mailboxes by the configuration: the report but for the scripts, and what these are made of. */
export function judgeEws(given: Given): { lot: JudgedLot; report: Omit<EwsReport, 'scripts'> } {
  const { configuration, files, organisation, profile, list, madeAt } = given
  const { mailboxes, mailboxesFrom } = mailboxesOf(given)
  const asked = { ...clientOf(given), mailboxes }
  // An account that was named for this very list signs in for all of it.
  const ownersSignIn = mailboxesFrom !== 'organisation' && given.options.account === undefined
  const subject = ownersSignIn ? subjectOfList(asked) : asked
  const judgements = judgeMailboxes(configuration, subject, mailboxes)
  const groups = groupMailboxes(judgements)
  const layers = layersOf(configuration, subject)
  const { userAgent, account = null, impersonates } = subject
  return {
    lot: { configuration, subject, judgements },
    report: {
      ...{ format: 'postern-ews', version: 1, postern: posternVersion, madeAt },
      organisation: organisation?.name ?? configuration.organizationConfig?.name ?? t`not named`,
      client: {
        ...{ profile: profile.name, userAgent, account, impersonates },
        userAgentInferred: profile.userAgentInferred && userAgent === profile.userAgent,
      },
      ...{ files, layers, mailboxesFrom },
      ...{ listProblems: list?.problems ?? [], listProblemCount: list?.problemCount ?? 0 },
      listNotes: list?.notes ?? [],
      ...{ groups: groups.map(toldGroup), mailboxes: judgements.map(toldMailbox) },
      ...ewsVerdict(groups, layers),
    },
  }
}

function clientOf({ organisation, profile, options }: Given): Omit<RemedySubject, 'mailboxes'> {
  const told = subjectOf(organisation ?? {}, profile)
  return {
    ...told,
    userAgent: options.userAgent ?? told.userAgent,
    account: options.account ?? told.account,
    impersonates: options.impersonates ?? told.impersonates,
    basic: options.basic,
  }
}

function mailboxesOf({
  list,
  organisation,
  configuration,
}: Given): Pick<EwsReport, 'mailboxesFrom'> & { mailboxes: string[] } {
  if (list) return { mailboxesFrom: 'list', mailboxes: list.mailboxes }
  if (organisation) return { mailboxesFrom: 'organisation', mailboxes: [organisation.mailbox] }
  const { casMailboxes = [] } = configuration
  return {
    mailboxesFrom: 'configuration',
    mailboxes: casMailboxes.map(({ primarySmtpAddress, identity }) => primarySmtpAddress || identity),
  }
}

/** The layer of one mailbox would say nothing of the others: those are told by their reasons. */
function layersOf(configuration: Configuration, subject: RemedySubject): ReportedLayer[] {
  const { mailboxes, account, basic, ...client } = subject
  const { layers } = decideEws(configuration, {
    ...{ ...client, account, mailbox: mailboxes[0] ?? account ?? '', mailboxes: mailboxes.length },
    ...(basic && { scheme: 'basic' as const }),
  })
  return Object.entries(layers).flatMap(([key, { state, sentence, cmdlets, remedy = null }]) => {
    const name = key as keyof typeof layers
    if (name === 'mailbox' && mailboxes.length !== 1) return []
    return [{ name, title: layerWords[name].title, state, sentence, cmdlets: [...cmdlets], remedy }]
  })
}
