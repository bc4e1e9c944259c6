import { t } from '../language/translate.ts'

/** An entry for EwsAllowList, and why it is that one. */
export type AllowedPattern = { entry: string; sentence: string }

/**
 * The entry that lets a client in. Its version becomes `*`, as in Microsoft’s own example `OWA/*`, so that its next
 * version is let in too; but never where the name is one that many clients share, which would let all of them in.
 */
export function allowedPattern(userAgent: string): AllowedPattern {
  const [, name, separator] = /^([^/\s*]+(?: [^/\s\d*]+)*)([/ ]v?)\d+(?:\.\d+)*$/.exec(userAgent) ?? []
  if (name === undefined || separator === undefined || !/\p{L}/u.test(name)) {
    return {
      entry: userAgent,
      sentence: t`The entry is the user agent as it is: another version of the client is not let in by it.`,
    }
  }
  if (SHARED_NAMES.has(name.toLowerCase())) {
    return {
      entry: userAgent,
      sentence: t`The entry is the user agent as it is, since many clients call themselves ${name}: another version is not let in by it, and others of this version are.`,
    }
  }
  const entry = `${name}${separator}*`
  return {
    entry,
    sentence: t`The entry is ${entry}: * stands for any version, so that the client’s next one is let in too. ${userAgent} alone would be narrower, and would keep that one out.`,
  }
}

/** What libraries and browsers call themselves, whoever uses them. */
const SHARED_NAMES: ReadonlySet<string> = new Set([
  'mozilla',
  'java',
  'curl',
  'wget',
  'okhttp',
  'python-requests',
  'python-urllib',
  'exchangelib',
  'go-http-client',
  'apache-httpclient',
  'exchangeservicesclient',
  'microsoft office',
])
