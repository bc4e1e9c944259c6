import type { ServerVersion } from '../../artifacts/server-version.ts'
import { knownAsOf, type Product, windowsNames } from '../../exchange/builds.ts'
import { nameBuild } from '../../exchange/name-build.ts'
import { t } from '../../language/translate.ts'
import { partsOf } from '../address-parts.ts'
import { defineCheck } from '../check.ts'

export default defineCheck({
  meta: {
    id: 'ews/server-version',
    step: 'ews',
    subject: 'The version of Exchange',
    needs: ['serverVersion'],
    guide: ['exchange.ews-visible'],
    why: 'A server that is open to a cloud service is open to others too, and Exchange’s holes are used within days of an update. What it runs it tells everybody, without a sign-in.',
    outcomes: {
      current: { verdict: 'pass', title: '{server} runs {product} {update} ({build}), the newest as of {asOf}' },
      newer: {
        verdict: 'pass',
        title: '{server} runs Exchange {build}, which is newer than this Postern knows (its table is of {asOf})',
      },
      'not-told': { verdict: 'pass', title: '{server} does not tell which version of Exchange it runs' },
      outdated: {
        verdict: 'warn',
        title: '{server} runs {product} {update} ({build}), and {newest} of {released} is out',
        advice:
          'Install {newest} or what has followed it: aka.ms/ExchangeUpdateWizard leads through it, and aka.ms/ExchangeHealthChecker shows whether it took.',
      },
      'paid-support-only': {
        verdict: 'warn',
        title:
          '{server} runs {product} {update} ({build}), whose support ended on {until}: only paid updates go on, to {paidUntil}',
        advice: 'Move to Exchange Server SE, from 2019 CU14 or CU15 by an update in place, before {paidUntil}.',
      },
      'out-of-support': {
        verdict: 'warn',
        title: '{server} runs {product} {update} ({build}), which has been out of support since {until}',
        advice:
          'Move to Exchange Server SE before mailboxes are opened to a cloud service: no more holes are closed in this version, and everybody can see that it runs.',
      },
    },
  },
  run: ({ serverVersion }) => {
    const { url, build, backEndBuild, seenAt } = serverVersion
    const told = build ?? backEndBuild
    const evidence = { server: partsOf(url).host, asOf: knownAsOf, ...identityOf(serverVersion) }
    const named = told === undefined ? undefined : nameBuild(told)
    if (told === undefined || !/^\d+(?:\.\d+){3}$/.test(told)) return { outcome: 'not-told', evidence }
    if (!named || named.newer) return { outcome: 'newer', evidence: { ...evidence, build: told } }
    const { product, update } = named
    const what = { ...evidence, build: told, product: product.name, update }
    const ended = endedSupport(product, seenAt.slice(0, 10))
    if (ended) return { outcome: ended.outcome, evidence: { ...what, ...ended.evidence } }
    const newest = { newest: product.newest.name, released: product.newest.released }
    return named.outdated
      ? { outcome: 'outdated', evidence: { ...what, ...newest } }
      : { outcome: 'current', evidence: what }
  },
})

/** Dates compare as text: both are ISO 8601. */
function endedSupport({ supportedUntil: until, paidUntil }: Product, today: string) {
  if (until === undefined || today <= until) return undefined
  return paidUntil !== undefined && today <= paidUntil
    ? ({ outcome: 'paid-support-only', evidence: { until, paidUntil } } as const)
    : ({ outcome: 'out-of-support', evidence: { until } } as const)
}

function identityOf({ frontEnd, backEnd, backEndBuild, challenge }: ServerVersion) {
  const version = challenge?.osVersion
  return {
    frontEnd,
    backEnd,
    backEndBuild,
    computer: challenge?.dnsComputer ?? challenge?.netbiosComputer,
    domain: challenge?.dnsDomain ?? challenge?.netbiosDomain,
    forest: challenge?.dnsForest,
    windows: version && `${windowsNames[version] ?? t`Windows`} (${version})`,
  }
}
