import { nameBuild } from '../../../shared/exchange/name-build.ts'
import { type Release, releases } from '../../../shared/management/cmdlet-table.ts'
import { type CmdletName, cmdlets } from '../../../shared/management/cmdlets.ts'
import { type ConfigurationPart, configurationCmdlets, olderCmdlets } from '../../../shared/management/configuration.ts'
import type { DocumentError } from '../../../shared/management/configuration-document.ts'
import { type LiveErrorCode, liveErrorSentences } from './live-error.ts'
import { inOneLine } from './live-own-words.ts'
import type { RoadRefusal } from './management-road.ts'

/** Which release a build is of: `15.2.2562.53` is SE. Undefined where it is not known, and so nothing is concluded. */
export function releaseOf(build: string | undefined): Release | undefined {
  const name = build === undefined ? undefined : nameBuild(build)?.product.name
  return name === undefined ? undefined : releases.find((release) => name.split(' ').includes(release))
}

/** Why a cmdlet was refused, with its sentence. */
export function refusalOf(error: DocumentError, server: string, release: Release | undefined): RoadRefusal {
  const code = refusalCode(error, release)
  const detail = code === 'cmdlet-refused' ? inOneLine(error.message) : undefined
  return { ...error, code, sentence: liveErrorSentences[code]({ server, what: error.cmdlet, detail }) }
}

function refusalCode({ kind, cmdlet }: DocumentError, release: Release | undefined): LiveErrorCode {
  switch (kind) {
    case 'no-such-cmdlet':
      return missingCmdlet(cmdlet, release)
    case 'no-such-parameter':
      return 'parameter-missing'
    case 'access-denied':
      return 'no-right'
    case 'other':
      return 'cmdlet-refused'
  }
}

/**
 * Exchange leaves out of a session what the account's roles do not hold, as if it did not exist. So what is missing is a
 * matter of rights where this version has it, of the version where it does not, and open where the version is not known;
 * unless every version has it.
 */
export function missingCmdlet(cmdlet: string, release: Release | undefined): LiveErrorCode {
  if (!Object.hasOwn(cmdlets, cmdlet)) return 'right-or-version'
  const { since = releases[0] } = cmdlets[cmdlet as CmdletName] as { since?: Release }
  // Where a cmdlet has an older name, the script has asked by that as well.
  if (since === releases[0] || isAskedByOlder(cmdlet)) return 'no-right'
  if (release === undefined) return 'right-or-version'
  return releases.indexOf(since) <= releases.indexOf(release) ? 'no-right' : 'cmdlet-missing-on-version'
}

function isAskedByOlder(cmdlet: string): boolean {
  return Object.keys(olderCmdlets).some((part) => configurationCmdlets[part as ConfigurationPart] === cmdlet)
}
