import type { EwsReport, ReportedLayer } from '../../shared/ews/ews-report.ts'
import type { MailboxGroup } from '../../shared/ews/judge-mailboxes.ts'
import { counted, figure, t } from '../../shared/language/translate.ts'

/** What the configuration comes to, and why in a sentence. */
export function ewsVerdict(
  groups: readonly Pick<MailboxGroup, 'state' | 'mailboxes'>[],
  layers: readonly ReportedLayer[],
): Pick<EwsReport, 'verdict' | 'remark'> {
  const count = (...states: MailboxGroup['state'][]) =>
    groups.reduce((sum, { state, mailboxes }) => (states.includes(state) ? sum + mailboxes.length : sum), 0)
  const total = count('works', 'shut', 'doubtful', 'not-known')
  const shutLayers = layers.filter(({ state }) => state === 'shut')
  // Who may use EWS is told by the mailboxes; what stands before them keeps all of them out.
  const before = shutLayers.filter(({ name }) => name !== 'organisation' && name !== 'mailbox')
  if (before.length > 0) {
    return { verdict: 'not-ready', remark: t`No mailbox can work: ${before.map(({ title }) => title).join(', ')}.` }
  }
  const shut = count('shut')
  if (shut > 0) {
    return {
      verdict: 'not-ready',
      remark: t`${figure(shut)} of ${counted(total, 'mailbox', 'mailboxes')} cannot work.`,
    }
  }
  if (total === 0) {
    return shutLayers.length > 0
      ? { verdict: 'not-ready', remark: t`No mailbox can work: ${shutLayers.map(({ title }) => title).join(', ')}.` }
      : { verdict: 'could-not-tell', remark: t`No mailbox is named, and none was read: give --mailboxes FILE.` }
  }
  const open = count('doubtful', 'not-known')
  if (open > 0) {
    return {
      verdict: 'could-not-tell',
      remark: t`Of ${figure(open)} of ${counted(total, 'mailbox', 'mailboxes')}, it cannot be said whether EWS lets the integration in.`,
    }
  }
  const unread = layers.filter(
    ({ name, state }) => state === 'not-known' && name !== 'organisation' && name !== 'mailbox',
  )
  const missing = unread.map(({ title }) => title).join(', ')
  // Throttling makes a client wait; it keeps none out.
  if (unread.some(({ name }) => name !== 'throttling')) {
    return { verdict: 'could-not-tell', remark: t`Not read to the end: ${missing}.` }
  }
  const rest = unread.length > 0 ? t` Not read to the end: ${missing}.` : ''
  return { verdict: 'ready', remark: t`Nothing that was read keeps the integration out.${rest}` }
}
