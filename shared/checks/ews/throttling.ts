import { asksForPeace, type EwsAnswer } from '../../artifacts/ews.ts'
import type { SignIn } from '../../artifacts/sign-in.ts'
import { t } from '../../language/translate.ts'
import { partsOf } from '../address-parts.ts'
import { serverName } from '../answered-by.ts'
import { defineCheck } from '../check.ts'

export default defineCheck({
  meta: {
    id: 'ews/throttling',
    step: 'ews',
    subject: 'Throttling of EWS',
    needs: ['ntlmSignIn', 'basicSignIn', 'ewsGetFolder', 'ewsOperations'],
    guide: ['exchange.ews-on'],
    why: 'Exchange limits what one account may ask of EWS, and tells clients to wait. An account that is told so by a handful of questions cannot carry a sync.',
    outcomes: {
      'not-throttled': { verdict: 'pass', title: 'EWS on {server} answered every question without asking to wait' },
      waited: {
        verdict: 'warn',
        title: 'EWS on {server} asked to wait {seconds} s at {operation}, and answered after that',
        advice:
          'Look at Get-ThrottlingPolicyAssociation for the account, and at what else uses it: a few questions should not come near the limits.',
        remedy: 'ews-throttling-policy',
      },
      'told-to-wait': {
        verdict: 'fail',
        title: 'EWS on {server} asks to be left alone for {seconds} s at {operation}',
        advice:
          'Look for other clients that use the account, and give it a throttling policy of its own (New-ThrottlingPolicy, Set-ThrottlingPolicyAssociation). Postern waits {limitSeconds} s in a run, all waits together; past that it asks EWS nothing more in the name of this account, at no server, until the time is over. Told by {by}, from {answeredBy}.',
        remedy: 'ews-throttling-policy',
      },
      busy: {
        verdict: 'fail',
        title: 'EWS on {server} is too busy for this account at {operation}, and does not say for how long',
        advice:
          'Look at EwsMaxConcurrency, EwsCutoffBalance and EwsRechargeRate in the throttling policy of the account, at other clients that use it, and at the load of {answeredBy}. Told by {by}.',
        remedy: 'ews-throttling-policy',
      },
    },
  },
  run: ({ ntlmSignIn, basicSignIn, ewsGetFolder, ewsOperations }) => {
    const { asVendor, asPlainClient, withoutImpersonation } = ewsGetFolder
    const wasAskedAfter = ewsGetFolder.withheld !== 'told-to-wait'
    const asked: [string, Answer | undefined][] = [
      [t`the sign-in with NTLM`, atSignIn(ntlmSignIn, wasAskedAfter)],
      [t`the sign-in with Basic`, atSignIn(basicSignIn, wasAskedAfter)],
      ['GetFolder', asVendor],
      ['GetFolder', asPlainClient],
      ['GetFolder', withoutImpersonation],
      ...ewsOperations.operations.map((each): [string, Answer] => [each.operation, each]),
    ]
    const answers = asked.flatMap(([operation, answer]) => (answer ? [{ operation, answer }] : []))
    const server = partsOf(ewsOperations.url).host
    const limitSeconds = ewsOperations.waitLimitMilliseconds / 1000
    const evidence = { server, questions: answers.length, limitSeconds }
    const busy = answers.find(({ answer }) => asksForPeace(answer))
    if (busy) {
      const { operation, answer } = busy
      const seen = {
        ...evidence,
        operation,
        by: answer.responseCode ?? t`${answer.status ?? t`an answer`} with Retry-After`,
        answeredBy: serverName(answer.exchanges.at(-1)),
      }
      if (answer.backOffMilliseconds === undefined) return { outcome: 'busy', evidence: seen }
      return { outcome: 'told-to-wait', evidence: { ...seen, seconds: secondsOf(answer.backOffMilliseconds) } }
    }
    const waited = answers.find(({ answer }) => answer.waitedMilliseconds !== undefined)
    if (!waited) return { outcome: 'not-throttled', evidence }
    const seconds = secondsOf(waited.answer.waitedMilliseconds ?? 0)
    return { outcome: 'waited', evidence: { ...evidence, operation: waited.operation, seconds } }
  },
})

type Answer = Pick<EwsAnswer, 'responseCode' | 'backOffMilliseconds' | 'waitedMilliseconds' | 'status' | 'exchanges'>

/** What the answer to a sign-in says of being left alone: obeyed for good where nothing was asked after it. */
function atSignIn({ leaveAlone, exchanges }: SignIn, wasAskedAfter: boolean): Answer | undefined {
  if (!leaveAlone) return undefined
  const { milliseconds, responseCode } = leaveAlone
  const status = exchanges.at(-1)?.status
  if (wasAskedAfter) return { exchanges, status, waitedMilliseconds: milliseconds }
  return { exchanges, status, responseCode, backOffMilliseconds: milliseconds }
}

function secondsOf(milliseconds: number): number {
  return Math.round(milliseconds / 100) / 10
}
