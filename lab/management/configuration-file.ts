import type { ManagedOrganisation } from './managed-organisation.ts'
import type { ShownObject } from './shown-object.ts'
import { shownObjects } from './shown-objects.ts'

/** When and where the configuration is read. */
export interface Reading {
  readonly at: Date
  /** The machine on which the script runs. */
  readonly computer: string
}

/**
 * The configuration as the script that reads it writes it to a file on a server: one document of JSON in lines, an object
 * on each, as ConvertTo-Json -Compress of Windows PowerShell 5.1 writes them, with a byte-order mark and CR LF.
 */
export function configurationFile(organisation: ManagedOrganisation, { at, computer }: Reading): string {
  // .NET's round-trip format has seven digits behind the second.
  const collectedAt = at.toISOString().replace('Z', '0000Z')
  const header = { format: 'exchange-configuration', version: 1, collectedAt, computer, mailboxes: 'all' }
  const parts = Object.entries(shownObjects(organisation)).flatMap(([cmdlet, objects]) => [
    `"${cmdlet}":[`,
    ...objects.map((each, index) => `${index === 0 ? '' : ','}${compressed(each)}`),
    '],',
  ])
  return `\uFEFF${[`{"postern":${compressed(header)},`, ...parts, '"errors":[]}', ''].join('\r\n')}`
}

/** Windows PowerShell 5.1 escapes what could end a script in HTML, and the apostrophe. */
function compressed(object: ShownObject): string {
  return JSON.stringify(object).replace(
    /['<>&]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
