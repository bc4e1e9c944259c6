import type { EvidenceValue } from '../checks/check.ts'
import type { Finding } from '../checks/finding.ts'
import { t } from '../language/translate.ts'
import { evidenceFacts } from '../run/evidence-facts.ts'
import { momentWords } from '../run/moment.ts'
import { placeOf } from '../run/place-of.ts'
import { verdictWords } from '../run/words.ts'
import type { Ask, Report } from './report.ts'
import { askedCounts, seenAt, valueTexts, vantageWords, vendorName, verifyCommand } from './report-words.ts'
import { type Team, teamDuties, teamNames } from './teams.ts'

/** One thing that was seen, with each of its values. */
export type TicketFact = { label: string; values: readonly string[] }

/** One thing that a ticket says of a finding: prose, what was seen as it came, or a command that must stay whole. */
export type TicketRow =
  | { label: string; kind: 'prose'; text: string }
  | { label: string; kind: 'command'; text: string }
  | { label: string; kind: 'seen'; facts: readonly TicketFact[] }
export type TicketItem = { title: string; rows: readonly TicketRow[] }

/** What is asked of one team, before it is put into lines. */
export type Ticket = {
  to: string
  subject: string
  /** Paragraphs: who looked at what, and what is asked. */
  opening: readonly string[]
  items: readonly TicketItem[]
  closing: readonly TicketRow[]
}

/** So much of one value tells what it is; the whole is in the report and in the run’s file. */
const MOST_CHARACTERS = 300
const MOST_ENTRIES = 12

/** The ticket for one team of a report. No credential is in it, since none is in a finding. */
export function ticketFor({ team, findings }: Ask, { source }: Report): Ticket {
  const { run } = source
  const { name, domain } = run.organisation
  const all = verifyCommand(findings.map(({ check }) => check))
  return {
    to: `${teamNames[team]} (${teamDuties[team]})`,
    subject: t`${name} (${domain}): ${askedCounts(findings)}, for ${vendorName(run)} to reach the mailboxes`,
    opening: [
      t`Postern ${run.postern} looked at the Exchange of ${name} (${domain}) as ${vendorName(run)} would, ${vantageWords(run)}, on ${momentWords(run.startedAt)}. It changed no setting of a server.`,
      ...(source.state === 'ended' ? [] : [t`That look has not come to its end, so more may follow.`]),
      asked[team],
    ],
    items: findings.map((finding) => ({
      title: `${verdictWords[finding.verdict]}: ${finding.title}`,
      rows: rowsOf(finding, seenAt(source, finding)),
    })),
    closing: findings.length > 1 && all !== undefined ? [{ label: t`All at once`, kind: 'command', text: all }] : [],
  }
}

const mend = t`Please mend what is listed here, or say why it is meant to be so. Whoever runs Postern verifies each with the command that stands with it, where FILE is the organisation’s file.`
const asked: Readonly<Record<Team, string>> = {
  exchange: mend,
  network: mend,
  identity: mend,
  vendor: t`Please answer what is listed here: it lies with the service, and not with the servers.`,
  you: t`This is left to whoever runs Postern.`,
  postern: t`Here Postern itself failed, which says nothing about the servers. Please report it with the lines below.`,
}

function rowsOf(finding: Finding, seen: string): TicketRow[] {
  const { advice, verdict, check, outcome, why } = finding
  const place = placeOf(finding)
  const facts = evidenceFacts(finding)
    .map(({ label, value }) => ({ label, values: valuesOf(value) }))
    .filter(({ values }) => values.length > 0)
  const command = verdict === 'bug' ? undefined : verifyCommand([check])
  return [
    ...(place === undefined ? [] : [prose(t`Where`, place)]),
    ...(advice === null ? [] : [prose(verdict === 'unknown' ? t`To find out` : t`To do`, advice)]),
    prose(t`Why`, why),
    ...(facts.length === 0 ? [] : [{ label: t`Seen`, kind: 'seen' as const, facts }]),
    prose(t`When`, seen),
    prose(t`Check`, `${check}: ${outcome}`),
    ...(command === undefined ? [] : [{ label: t`Verify by`, kind: 'command' as const, text: command }]),
  ]
}

function prose(label: string, text: string): TicketRow {
  return { label, kind: 'prose', text: cut(text, 4 * MOST_CHARACTERS) }
}

function valuesOf(value: EvidenceValue): string[] {
  const values = valueTexts(value)
  const shown = values.slice(0, MOST_ENTRIES).map((text) => cut(text))
  return values.length > MOST_ENTRIES ? [...shown, t`and ${values.length - MOST_ENTRIES} more, in the report`] : shown
}

function cut(text: string, most = MOST_CHARACTERS): string {
  return text.length > most ? `${text.slice(0, most).toWellFormed()}…` : text
}
