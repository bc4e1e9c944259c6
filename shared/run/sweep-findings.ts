import chain from '../checks/certificate/chain.ts'
import key from '../checks/certificate/key.ts'
import names from '../checks/certificate/names.ts'
import trust from '../checks/certificate/trust.ts'
import validity from '../checks/certificate/validity.ts'
import type { AnyCheck } from '../checks/check.ts'
import serverVersion from '../checks/ews/server-version.ts'
import type { Finding } from '../checks/finding.ts'
import { judge } from '../checks/judge.ts'
import ewsSchemes from '../checks/sign-in/ews-schemes.ts'
import { sweptArtifacts } from './swept-artifacts.ts'
import type { SweptServer } from './swept-server.ts'

/**
 * What the checks of a readiness run say of a server that was swept: those that need no more than a sweep sees. Nothing
 * is said of what shows no sign of Exchange: nobody asked about a printer. Whether its certificate is trusted is judged
 * for the published name alone, since no other name or address is one that clients use.
 */
export function sweepFindings(server: SweptServer, publishedName?: string): Finding[] {
  const { certificate, exchange } = server
  if (!certificate || !exchange) return []
  const artifacts = sweptArtifacts(server, certificate)
  const checks = [validity, serverVersion, ...(artifacts.ewsChallenge ? [ewsSchemes] : [])]
  const findings = checks.map((check) => judge(check, artifacts))
  return server.host === publishedName ? [...findings, ...distrust(server)] : findings
}

/** Why the certificate is not trusted, as far as its dates do not say it; nothing where it is, or is pinned. */
export function distrust(server: SweptServer): Finding[] {
  const { certificate, trusted, nameMatches, chainError } = server
  if (!certificate || trusted !== false) return []
  const artifacts = sweptArtifacts(server, certificate)
  const checks = [
    ...(nameMatches === false ? [namesOf(server)] : []),
    ...(chainError === undefined ? [] : [key, chain, trust]),
  ]
  // What stands in the way of one of them is told by another, or by its dates.
  return checks
    .map((check) => judge(check, artifacts))
    .filter(({ verdict }) => verdict !== 'pass' && verdict !== 'skip')
}

/** The certificate is held against the name that was asked for, and the server named by its address. */
function namesOf({ host }: SweptServer): AnyCheck {
  const check: AnyCheck = names
  return {
    ...check,
    run: (artifacts) => {
      const judgement = check.run(artifacts)
      return judgement.blocked ? judgement : { ...judgement, evidence: { ...judgement.evidence, host } }
    },
  }
}
