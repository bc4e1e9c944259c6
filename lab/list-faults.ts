import { faults } from './faults.ts'

/** Every fault with the finding that it must lead to: as JSON, or as aligned lines for a person. */
export function listFaults(json: boolean): string {
  const rows = faults.map(({ id, description, expected }) => ({ id, description, expected }))
  if (json) return `${JSON.stringify(rows, undefined, 2)}\n`
  const width = Math.max(...rows.map(({ id }) => id.length))
  const lines = rows.map(
    ({ id, description, expected }) =>
      `${id.padEnd(width)}  ${expected.check} = ${expected.outcome}\n${' '.repeat(width)}  ${description}\n`,
  )
  return `${lines.join('')}`
}
