/** As `expect(…).toBe(true)`, for what a reader of configurations looks at in each of many thousand lines: it takes no time. */
export function must(holds: boolean, what: unknown): asserts holds {
  if (!holds) throw new Error(`A configuration was read that no firewall would take, at ${JSON.stringify(what)}`)
}
