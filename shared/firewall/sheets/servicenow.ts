import { stringify } from 'csv-stringify/browser/esm/sync'
import { counted, t } from '../../language/translate.ts'
import { guardedCell } from '../../report/csv.ts'
import { printable } from '../../run/printable.ts'
import { namesOfId } from '../object-name.ts'
import { coverOf } from './cover.ts'
import { definePeopleFormat } from './people-format.ts'
import type { PreparedSheet } from './prepared-sheet.ts'

const COLUMNS = [
  ...['short_description', 'justification', 'implementation_plan', 'backout_plan', 'test_plan'],
  ...['risk_impact_analysis', 'start_date', 'end_date'],
] as const

/** The short description of a change takes so many characters where nothing else is set up. */
const MOST_DESCRIPTION = 160

export default definePeopleFormat({
  meta: {
    id: 'servicenow',
    name: t`ServiceNow change (CSV)`,
    extension: 'csv',
    mime: 'text/csv',
    basedOn: [
      'General knowledge of the table change_request. The names of its columns and its form of dates were confirmed by nobody; look at the import once before it is relied on.',
    ],
    warnings: [
      t`Whether these columns are those of your ServiceNow is not confirmed: map them in the import set, and look at one import before you rely on it. The change is planned for the whole of the day that it is wanted on.`,
    ],
  },
  make(prepared) {
    const record = recordOf(prepared)
    const cells = COLUMNS.map((column) =>
      column === 'start_date' || column === 'end_date' ? record[column] : printable(guardedCell(record[column])),
    )
    return {
      content: stringify([[...COLUMNS], cells], { record_delimiter: 'windows', quoted_match: /;/ }),
      notes: [],
    }
  },
})

function recordOf(prepared: PreparedSheet): Record<(typeof COLUMNS)[number], string> {
  const { set, delta } = prepared
  const { request, rules } = set
  const { verdict, warnings, changes } = coverOf(prepared)
  const what = request?.changeNumber ? `${request.changeNumber}: ${set.title}` : set.title
  const reasons = [...new Set(rules.map(({ justification }) => justification))].filter(Boolean)
  const count = counted(rules.length, 'rule')
  const names = rules
    .slice(0, 50)
    .map(({ id }) => namesOfId.rule(id))
    .join(', ')
  const wanted = request?.wanted
  return {
    short_description: [...what].slice(0, MOST_DESCRIPTION).join(''),
    justification: request?.justification || reasons.join(' '),
    implementation_plan: delta
      ? t`1. Read the sheet of changes that is attached. 2. Apply it on the firewall. What changes: ${changes.join(' ')}`
      : t`1. Read the sheet that is attached. 2. Apply its ${count} on the firewall: ${names}. 3. Switch on those that the sheet leaves switched off, once they are approved.`,
    backout_plan: t`Apply the rollback that is attached: it takes away exactly what the sheet adds.`,
    test_plan: t`Have Postern look at each published host from outside, and write what it sees into the sheet. From an address that is not in the lists nothing may connect.`,
    risk_impact_analysis: [verdict, ...warnings.slice(0, 20)].join(' '),
    // The window of the change, and not how long its rules are valid. As ServiceNow writes times where nothing else is set up.
    start_date: wanted ? `${wanted} 00:00:00` : '',
    end_date: wanted ? `${wanted} 23:59:59` : '',
  }
}
