import type { ArtifactName } from '../../../shared/artifacts/artifacts.ts'
import type { ExtendedProtection } from '../../../shared/artifacts/extended-protection.ts'
import type { SignIn } from '../../../shared/artifacts/sign-in.ts'
import { t } from '../../../shared/language/translate.ts'
import type { DeliberateRefusal, RunBudget } from '../run/sign-in-budget.ts'
import { getFolderPost } from '../wire/ews-message.ts'
import type { TlsTarget } from '../wire/tls-connection.ts'
import { targetOf } from './addressing.ts'
import { withConnection } from './connect.ts'
import { unlessLeftAlone } from './ews-left-alone.ts'
import { Blocked, defineGatherer, type GatherContext } from './gatherer.ts'
import { orUnsent } from './or-unsent.ts'
import { requestSignedIn, type SignedAnswer } from './sign-in-conversation.ts'
import { signInToAsk } from './signing-in.ts'

type Probe = ExtendedProtection['probes'][number]
type Found = Omit<ExtendedProtection, 'url'>

/** Everybody who signs in: a run spends one rejected sign-in, and this is the last to spend it. */
const signsInBefore: readonly ArtifactName[] = ['signIns', 'nodeSignIns', 'ntlmSignIn', 'basicSignIn', ...signInToAsk]

/**
 * Extended Protection of EWS as a client meets it: after the sign-in with the right channel binding was accepted, one
 * without any, and if that is let in, one with a wrong one. At most one of them is rejected, through the budget.
 */
export const extendedProtection = defineGatherer({
  artifact: 'extendedProtection',
  needs: ['endpoints', 'dnsAnswers', 'ntlmSignIn', 'lastNtlmSignIn'],
  after: () => signsInBefore,
  gather: async (needed, context): Promise<ExtendedProtection | Blocked> => {
    const { endpoints, dnsAnswers, ntlmSignIn, lastNtlmSignIn } = needed
    const url = new URL(endpoints.ews.url)
    const ntlm = lastNtlmSignIn.signIn ?? ntlmSignIn
    const kept = obstacleBefore(ntlm, context)
    if (kept instanceof Blocked) return kept
    if (kept) return { url: url.href, obstacle: kept, probes: [] }
    if (!(await context.ewsBackOff.mayAsk(context.signal))) {
      return { url: url.href, obstacle: 'told-to-wait', probes: [] }
    }
    return { url: url.href, ...(await findOut(url, targetOf(url, dnsAnswers, context), ntlm, context)) }
  },
})

function obstacleBefore(ntlm: SignIn, { organisation }: GatherContext): Found['obstacle'] | Blocked {
  const { host } = new URL(ntlm.url)
  if (ntlm.result === 'withheld') {
    if (ntlm.withheld === 'not-offered') return 'not-offered'
    if (ntlm.withheld === 'no-account' || ntlm.withheld === 'no-password') return 'no-sign-in'
    return new Blocked('signIns', t`The password was not sent to ${host}.`)
  }
  if (ntlm.result !== 'accepted') {
    return new Blocked('ntlmSignIn', t`The NTLM sign-in at ${host} was not accepted with the right channel binding.`)
  }
  if (organisation.extendedProtection === false) return 'left-out'
  return ntlm.channelBinding === undefined ? 'no-binding' : undefined
}

async function findOut(url: URL, target: TlsTarget, ntlm: SignIn, context: GatherContext): Promise<Found> {
  const right = Buffer.from(ntlm.channelBinding ?? '', 'hex')
  // Every bit of it differs, and it is not the sixteen zeros that stand for none (MS-NLMP 2.2.2.1).
  const wrong = Buffer.from(right.map((byte) => byte ^ 0xff))
  const at = { url, target, context }
  const without = signInWith({ binding: 'none', channelBinding: null, setting: 'require' }, Promise.resolve(true), at)
  // Its connection is opened meanwhile; the sign-in waits until the one before has been let in.
  const letIn = without.then(
    (one) => one?.probe.result === 'accepted',
    // Told by the other; nobody may be waiting here when it fails.
    () => false,
  )
  const withWrong = signInWith({ binding: 'wrong', channelBinding: wrong, setting: 'allow' }, letIn, at)
  const probes: Probe[] = []
  for (const signedIn of await Promise.all([without, withWrong])) {
    if (!signedIn) continue
    const { probe, setting, refusal } = signedIn
    if (refusal) return { ...told(refusal), probes }
    probes.push(probe)
    if (probe.result === 'rejected') return { setting, probes }
    if (probe.result !== 'accepted') return { obstacle: 'unanswered', probes }
  }
  return { setting: 'none', probes }
}

function told(refusal: DeliberateRefusal): Omit<Found, 'probes'> {
  switch (refusal.reason) {
    case 'spent-before': {
      const { found, at } = refusal.before
      if (found === 'opened') return { obstacle: 'spent-on-binding', foundEarlier: at }
      return found ? { setting: found, foundEarlier: at } : { obstacle: 'spent-unanswered', foundEarlier: at }
    }
    case 'spent-elsewhere': {
      const { host, at } = refusal.before
      return { obstacle: 'spent-elsewhere', spent: { host, at } }
    }
    default:
      return { obstacle: refusal.reason }
  }
}

type Trial = { binding: Probe['binding']; channelBinding: Buffer | null; setting: 'require' | 'allow' }
type Tried = { probe: Probe; setting: Trial['setting']; refusal?: DeliberateRefusal | undefined }

/** Signs in on a connection of its own, once `mayGoOn` is known to be true; nothing where it is not. */
async function signInWith(
  { binding, channelBinding, setting }: Trial,
  mayGoOn: Promise<boolean>,
  { url, target, context }: { url: URL; target: TlsTarget; context: GatherContext },
): Promise<Tried | undefined> {
  let refusal: DeliberateRefusal | undefined
  const budget: RunBudget = {
    ...context.budget,
    async spend(request, attempt) {
      const spent = await context.budget.spendDeliberately({ ...request, foundWhenRejected: setting }, attempt)
      if (typeof spent === 'string') return spent
      refusal = spent
      return 'not-sent'
    },
  }
  const request = getFolderPost(url, context.organisation.mailbox, context.profile.userAgent)
  const about = { scheme: 'ntlm', url: url.href, gatherer: 'extendedProtection', host: target.host } as const
  const asked = await orUnsent(target, request, context, () =>
    withConnection(
      target,
      context,
      async (connection) =>
        (await mayGoOn)
          ? unlessLeftAlone(about, context, () =>
              requestSignedIn(connection, request, { ...about, channelBinding }, { ...context, budget }),
            )
          : undefined,
      { alone: true },
    ),
  )
  if (!(await mayGoOn)) return undefined
  if ('unsent' in asked) {
    const probe: Probe = { binding, result: 'not-sent', exchanges: [asked.unsent], failure: asked.failure }
    return { probe, setting, refusal }
  }
  return asked.asked && { probe: { binding, ...outcomeOf(asked.asked) }, setting, refusal }
}

function outcomeOf({ result, exchanges }: SignedAnswer): Omit<Probe, 'binding'> {
  const failure = exchanges.at(-1)?.failure
  return { result, exchanges, ...(failure && { failure }) }
}
