import type { EwsAccess } from '../management/configuration.ts'
import { type AccessLevel, type EwsClient, isTold, listsOf, switchOf, type Word } from './access-level.ts'
import { accessSentence } from './access-sentence.ts'
import {
  type AccessSetting,
  type Deciding,
  type EwsDecision,
  type Reading,
  type ReadingResult,
  readings,
} from './ews-decision.ts'

/**
 * Whether EWS lets a client in, and which setting decides, from the organisation’s settings and those of the mailbox
 * whose settings count: the account’s own, or the mailbox’s that it impersonates (decide-ews.ts finds it).
 */
export function decideEwsAccess(
  organisation: EwsAccess | undefined,
  mailbox: EwsAccess | undefined,
  client: EwsClient,
): EwsDecision {
  const words: Words = {
    organisation: {
      switch: switchOf('organisation', organisation),
      lists: listsOf('organisation', organisation, client),
    },
    mailbox: { switch: switchOf('mailbox', mailbox), lists: listsOf('mailbox', mailbox, client) },
  }
  const results = readings.map((reading) => [reading, byReading[reading](words)] as const)
  const known = Object.fromEntries(results.filter(([, result]) => result !== undefined)) as EwsDecision['byReading']
  const verdict = verdictOf(known)
  const missing = verdict === 'not-known' ? missingOf(words) : []
  const decidedBy = [known.both, known['mailbox-prevails']].find(
    (result) => result && result.answers === (verdict === 'answers'),
  )?.decidedBy
  const decision = { verdict, decidedBy: verdict === 'not-known' ? undefined : decidedBy, byReading: known, missing }
  const passed = passedBy(organisation, mailbox, client)
  return { ...decision, sentence: accessSentence(decision, client.userAgent, passed) }
}

/** What would keep the client out if it did not act for the mailbox; undefined where nothing would. */
function passedBy(
  organisation: EwsAccess | undefined,
  mailbox: EwsAccess | undefined,
  client: EwsClient,
): Deciding | undefined {
  if (!client.impersonates) return undefined
  const own = { ...client, impersonates: false }
  const words = [listsOf('organisation', organisation, own), listsOf('mailbox', mailbox, own)]
  return words.filter((word) => isTold(word)).find(({ says }) => !says)?.by
}

type LevelWords = { switch: Word; lists: Word }
type Words = Record<AccessLevel, LevelWords>

const byReading: Record<Reading, (words: Words) => ReadingResult | undefined> = {
  both: ({ organisation, mailbox }) =>
    together([organisation.switch, mailbox.switch, organisation.lists, mailbox.lists]),
  'mailbox-prevails': ({ organisation, mailbox }) =>
    together([
      mailbox.switch === 'unset' ? organisation.switch : mailbox.switch,
      mailbox.lists === 'unset' ? organisation.lists : mailbox.lists,
    ]),
}

/** One refusal is enough, whatever was not read; that all let the client in is known only where all were read. */
function together(words: readonly Word[]): ReadingResult | undefined {
  const told = words.filter((word) => isTold(word))
  const refusing = told.find(({ says }) => !says)
  if (refusing) return { answers: false, decidedBy: refusing.by }
  if (words.some((word) => word !== 'unset' && !isTold(word))) return undefined
  // What lets in the fewest has the last word: a list before a switch, and the mailbox’s before the organisation’s.
  return { answers: true, decidedBy: told.at(-1)?.by ?? { level: 'default' } }
}

function verdictOf({ both, 'mailbox-prevails': prevails }: EwsDecision['byReading']): EwsDecision['verdict'] {
  if (!both || !prevails) return 'not-known'
  if (both.answers !== prevails.answers) return 'documents-disagree'
  return both.answers ? 'answers' : 'refused'
}

const cmdlets = { organisation: 'Get-OrganizationConfig', mailbox: 'Get-CASMailbox' } as const

function missingOf(words: Words): string[] {
  return (['organisation', 'mailbox'] as const).flatMap((level) =>
    Object.values(words[level]).flatMap((word) =>
      word !== 'unset' && 'notRead' in word
        ? word.notRead.map((setting: AccessSetting) => `${cmdlets[level]} ${setting}`)
        : [],
    ),
  )
}
