import type { ArtifactName, ArtifactRecords, Artifacts } from '../../shared/artifacts/artifacts.ts'
import type { NameAnswer } from '../../shared/artifacts/dns-answers.ts'
import { type HttpExchange, headerValues } from '../../shared/artifacts/http-exchange.ts'
import { nameOfScheme } from '../../shared/artifacts/sign-in.ts'
import { t } from '../../shared/language/translate.ts'

/** One conversation of a run: its requests in order, what each was for, and how long DNS took for its name. */
export type Conversation = {
  id: string
  name: string
  exchanges: HttpExchange[]
  labels: string[]
  lookUp?: Pick<NameAnswer, 'name' | 'milliseconds'>
}

type Part = { name: string; exchanges: readonly (HttpExchange | undefined)[]; labels?: readonly string[] }

/** By artifact, in the order in which a client has them: the conversations that it holds. */
const parts: { [N in ArtifactName]?: (value: Artifacts[N]) => Part[] } = {
  autodiscover: ({ attempts }) => [
    {
      name: t`Autodiscover, in a client’s order`,
      exchanges: attempts.flatMap(({ exchanges }) => exchanges),
      labels: attempts.flatMap(({ exchanges }) => exchanges.map(({ url }) => hostOf(url))),
    },
  ],
  autodiscoverMobileSync: ({ exchanges }) => [{ name: t`Autodiscover for ActiveSync`, exchanges }],
  autodiscoverSoap: ({ exchanges }) => [{ name: t`Autodiscover by SOAP`, exchanges }],
  autodiscoverJson: ({ answers }) => [
    { name: t`Autodiscover v2 (JSON)`, exchanges: answers.flatMap(({ exchanges }) => exchanges) },
  ],
  ewsChallenge: ({ exchange, lost = [] }) => [{ name: t`EWS, without a sign-in`, exchanges: [...lost, exchange] }],
  ntlmSignIn: ({ exchanges }) => [{ name: t`EWS, sign-in with NTLM`, exchanges }],
  lastNtlmSignIn: ({ signIn }) => [{ name: t`EWS, sign-in with NTLM, last`, exchanges: signIn?.exchanges ?? [] }],
  basicSignIn: ({ exchanges }) => [{ name: t`EWS, sign-in with Basic`, exchanges }],
  ewsGetFolder: ({ asVendor, asPlainClient, withoutImpersonation }) => [
    { name: t`EWS GetFolder, as the vendor’s client`, exchanges: asVendor?.exchanges ?? [] },
    { name: t`EWS GetFolder, as a plain client`, exchanges: asPlainClient?.exchanges ?? [] },
    { name: t`EWS GetFolder, without impersonation`, exchanges: withoutImpersonation?.exchanges ?? [] },
  ],
  ewsOperations: ({ operations }) => [
    {
      name: t`EWS, what an integration asks`,
      exchanges: operations.flatMap(({ exchanges }) => exchanges),
      labels: operations.flatMap(({ operation, exchanges }) => exchanges.map(() => operation)),
    },
  ],
  activeSyncOptions: ({ exchanges }) => [{ name: t`ActiveSync OPTIONS`, exchanges }],
  activeSyncSession: ({ commands }) => [
    {
      name: t`ActiveSync, from Provision to the inbox`,
      exchanges: commands.map(({ exchange }) => exchange),
      labels: commands.map(({ command }) => command),
    },
  ],
  nodes: ({ nodes }) => [
    {
      name: t`EWS at each server`,
      exchanges: nodes.map(({ exchange }) => exchange),
      labels: nodes.map(({ server, address }) => server ?? address),
    },
  ],
  nodeSignIns: ({ attempts }) => [
    {
      name: t`EWS at each server, signed in`,
      exchanges: attempts.flatMap(({ exchanges }) => exchanges),
      labels: attempts.flatMap(({ address, exchanges }) => exchanges.map(() => address)),
    },
  ],
  extendedProtection: ({ probes }) => [
    { name: t`EWS, sign-ins for Extended Protection`, exchanges: probes.flatMap(({ exchanges }) => exchanges) },
  ],
}

/** The conversations of a run of which something was sent. Those of a run under way come as they are read. */
export function conversationsOf(artifacts: ArtifactRecords): Conversation[] {
  const names = artifacts.dnsAnswers?.state === 'gathered' ? artifacts.dnsAnswers.value.names : []
  return Object.keys(parts).flatMap((artifact) => {
    const name = artifact as keyof typeof parts
    return partsIn(artifacts, name).flatMap((part, place) => conversation(`${name} ${place}`, part, names))
  })
}

function partsIn<N extends ArtifactName>(artifacts: ArtifactRecords, name: N): Part[] {
  const record = artifacts[name]
  return record?.state === 'gathered' ? (parts[name]?.(record.value) ?? []) : []
}

function conversation(
  id: string,
  { name, exchanges, labels = [] }: Part,
  names: readonly NameAnswer[],
): Conversation[] {
  const sent = exchanges.flatMap((exchange, place) => (exchange ? [{ exchange, label: labels[place] }] : []))
  const [first] = sent
  if (!first) return []
  const host = hostOf(first.exchange.url)
  // A connection that was open already asked DNS for nothing.
  const isOpened = first.exchange.milliseconds.connect !== undefined
  const lookUp = names.find((answer) => answer.name === host && isOpened)
  return [
    {
      id,
      name,
      exchanges: sent.map(({ exchange }) => exchange),
      labels: sent.map(({ exchange, label }) => [label, roundTrip(exchange)].filter(Boolean).join(', ')),
      ...(lookUp && { lookUp: { name: lookUp.name, milliseconds: lookUp.milliseconds } }),
    },
  ]
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname : ''
}

/** Which leg of a sign-in a request is, by what it carried and what came back. */
function roundTrip(exchange: HttpExchange): string {
  const [carried = ''] = headerValues({ headers: exchange.requestHeaders }, 'authorization')
  const scheme = carried.split(' ')[0]?.toLowerCase() ?? ''
  if (scheme === 'basic') return nameOfScheme('basic')
  if (scheme !== 'ntlm' && scheme !== 'negotiate') return exchange.status === 401 ? t`Without a sign-in` : ''
  const challenged = headerValues(exchange, 'www-authenticate').some((value) => /^(ntlm|negotiate) \S{16}/i.test(value))
  return challenged ? t`NTLM hello and challenge` : t`NTLM answer`
}
