import type { Artifacts } from '../../../shared/artifacts/artifacts.ts'
import { type HttpExchange, headerValues } from '../../../shared/artifacts/http-exchange.ts'
import type { RefusalSigns, SignIn } from '../../../shared/artifacts/sign-in.ts'
import { Blocked, defineGatherer } from './gatherer.ts'

/** Every use of the account in this run, out of the budget's own record; asks nothing of the network. */
export const signIns = defineGatherer({
  artifact: 'signIns',
  needs: [],
  uses: () => ['ntlmSignIn', 'basicSignIn'],
  // Whoever else signs in is waited for where it is part of the run.
  after: () => [
    'autodiscover',
    'autodiscoverMobileSync',
    'autodiscoverSoap',
    'ewsGetFolder',
    'ewsOperations',
    'activeSyncOptions',
    'activeSyncSession',
    'certificatePaths',
  ],
  gather: async (_needed, { organisation, budget, obstacles, gathered }) => {
    const record = budget.record()
    const obstacle = obstacles.ntlmSignIn
    // Where nothing was sent, what kept the sign-in at EWS from being tried is what there is to mend.
    if (record.attempts.length === 0 && obstacle) return new Blocked(obstacle.by, obstacle.reason)
    const { ntlmSignIn } = gathered
    return {
      ...(organisation.account ? { username: organisation.account.username } : {}),
      ...record,
      ...(ntlmSignIn?.result === 'rejected' && { refusal: signsOf(ntlmSignIn, gathered) }),
    }
  },
})

/** What no credential is needed for: the server's clock, and whose certificate is shown by which way. */
function signsOf(ntlm: SignIn, gathered: Partial<Artifacts>): RefusalSigns {
  const [leaf] = gathered.tlsHandshake?.chain ?? []
  const host = gathered.tlsHandshake?.host ?? ''
  // No device in between has the key of a public authority: two of those are an administrator's choice.
  const isOwn = gathered.tlsHandshake?.publiclyTrusted === true
  const ways = isOwn
    ? []
    : (gathered.certificatePaths?.paths ?? []).filter(({ purpose, verified }) => purpose !== 'domain' && verified)
  return {
    url: ntlm.url,
    ...clocks(ntlm),
    ...(leaf && { shown: { host, issuer: leaf.issuer, sha256: leaf.sha256 } }),
    elsewhere: ways.flatMap(({ host: name, address, certificate }) =>
      certificate && certificate.sha256 !== leaf?.sha256
        ? [{ host: name, address, issuer: certificate.issuer, sha256: certificate.sha256 }]
        : [],
    ),
  }
}

function clocks({ challenge, exchanges }: SignIn): Pick<RefusalSigns, 'serverTime' | 'ownTime'> {
  const [first] = exchanges
  const serverTime = challenge?.timestamp ?? (first && dateOf(first))
  if (!first || serverTime === undefined) return {}
  const answered = Date.parse(first.startedAt) + first.milliseconds.total
  return { serverTime, ownTime: new Date(answered).toISOString() }
}

function dateOf(exchange: HttpExchange): string | undefined {
  const time = Date.parse(headerValues(exchange, 'date')[0] ?? '')
  return Number.isNaN(time) ? undefined : new Date(time).toISOString()
}
