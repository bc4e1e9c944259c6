import type { MailboxReason } from '../../../shared/ews/judge-mailboxes.ts'
import type { JudgedList, JudgedMailbox } from '../../../shared/ews/judged-list.ts'
import { counted, t } from '../../../shared/language/translate.ts'
import type { RemedySubject } from '../../../shared/remedies/remedy.ts'
import { csvOf } from '../../../shared/report/csv.ts'

/** The id of the heading of what a list came to, which has the focus when that is there. */
export const LIST_HEADING = 'ews-list'

type State = JudgedMailbox['state']

/** Whether the integration can work with a mailbox. */
export const mailboxStateWords: Readonly<Record<State, string>> = {
  works: t`Works`,
  shut: t`Shut`,
  doubtful: t`Doubtful`,
  'not-known': t`Not known`,
}

/** The verdict whose icon and colour stand for it. */
export const mailboxStateVerdicts = {
  works: 'pass',
  shut: 'fail',
  doubtful: 'warn',
  'not-known': 'unknown',
} as const satisfies Readonly<Record<State, string>>

export const mailboxStates: readonly State[] = ['shut', 'doubtful', 'not-known', 'works']

/** For whom the list is judged, and whose settings count because of that. */
export function judgedFor({ userAgent, account, impersonates }: RemedySubject): string {
  return impersonates && account
    ? t`Judged for ${userAgent}, where ${account} signs in and acts for each mailbox by impersonation. The organisation says so.`
    : t`Judged for ${userAgent}, where each mailbox’s owner signs in, so that its own settings count. If the service impersonates, say so in the organisation.`
}

/** What the whole list came to; the counts add up. */
export function listSentence({ total, groups }: Pick<JudgedList, 'total' | 'groups'>): string {
  const count = (state: State) =>
    groups.filter((group) => group.state === state).reduce((sum, group) => sum + group.count, 0)
  const told = mailboxStates.map((state) => ({ state, count: count(state) })).filter(({ count }) => count > 0)
  const words = told.map(({ state, count }) => `${count.toLocaleString()} ${countWords[state]}`)
  return t`Of ${counted(total, 'mailbox', 'mailboxes')}: ${words.join(', ')}.`
}

const countWords: Readonly<Record<State, string>> = {
  works: t`can be served`,
  shut: t`cannot be served`,
  doubtful: t`in doubt`,
  'not-known': t`not known`,
}

/** The text that each mailbox is searched in, made once. */
const texts = new WeakMap<JudgedMailbox, string>()

/** Mailboxes of this filter, in their order: of one reason, and every word of the text somewhere in the line. */
export function filterMailboxes(
  rows: readonly JudgedMailbox[],
  { text, reason }: { text: string; reason: MailboxReason | null },
): readonly JudgedMailbox[] {
  const words = text.toLocaleLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0 && reason === null) return rows
  return rows.filter((row) => (reason === null || row.reason === reason) && hasWords(row, words))
}

function hasWords(row: JudgedMailbox, words: readonly string[]): boolean {
  if (words.length === 0) return true
  let text = texts.get(row)
  if (text === undefined) {
    text = [row.mailbox, row.identity, mailboxStateWords[row.state], row.sentence].join('\n').toLocaleLowerCase()
    texts.set(row, text)
  }
  const searched = text
  return words.every((word) => searched.includes(word))
}

/** The mailboxes as CSV, with nothing in it that a spreadsheet takes for a formula. */
export function mailboxesCsv(rows: readonly JudgedMailbox[]): string {
  return csvOf(
    [t`Mailbox`, t`Identity`, t`State`, t`Why`],
    rows.map(({ mailbox, identity, state, sentence }) => [mailbox, identity ?? '', mailboxStateWords[state], sentence]),
  )
}

/** What such a file is called: `postern-mailboxes-contoso.test.csv`. */
export function mailboxesFileName(domain: string): string {
  return `postern-mailboxes-${domain.replaceAll(/[^a-z0-9.-]/gi, '-')}.csv`
}
