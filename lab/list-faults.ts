import { faults } from './faults.ts'

/**
 * Every fault with the finding that it must lead to, and those that follow from it; it must lead to no other. As JSON, or
 * as aligned lines for a person.
 */
export function listFaults(json: boolean): string {
  const rows = faults.map(({ id, description, expected, also = [] }) => ({ id, description, expected, also }))
  if (json) return `${JSON.stringify(rows, undefined, 2)}\n`
  const width = Math.max(...rows.map(({ id }) => id.length))
  const under = (text: string): string => `${' '.repeat(width)}  ${text}\n`
  const lines = rows.map(({ id, description, expected, also }) => {
    const following = also.map(({ check, outcome }) => under(`and ${check} = ${outcome}`))
    return `${id.padEnd(width)}  ${expected.check} = ${expected.outcome}\n${following.join('')}${under(description)}`
  })
  return `${lines.join('')}`
}
