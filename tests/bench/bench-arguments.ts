/** What the command line of the benchmark asks for; `refused` is one sentence for a person. */
type BenchCommand =
  | { kind: 'help'; usage: string }
  | { kind: 'refused'; sentence: string }
  | { kind: 'run'; json: boolean; small: boolean; groups: readonly string[] }

/** Reads the arguments behind the script's name; no group at all means every one. */
export function readBenchArguments(args: readonly string[], groups: readonly string[]): BenchCommand {
  if (args.includes('--help') || args.includes('-h')) return { kind: 'help', usage: usageOf(groups) }
  const option = args.find((arg) => arg.startsWith('-') && arg !== '--json' && arg !== '--small')
  if (option !== undefined) {
    const sentence = `bench: there is no option ${JSON.stringify(option)}; accepted are --json, --small and --help.`
    return { kind: 'refused', sentence }
  }
  const wanted = args.filter((arg) => !arg.startsWith('-'))
  const unknown = wanted.find((name) => !groups.includes(name))
  if (unknown !== undefined) {
    const sentence = `bench: there is no group ${JSON.stringify(unknown)}; accepted are ${groups.join(', ')}.`
    return { kind: 'refused', sentence }
  }
  const chosen = groups.filter((name) => wanted.length === 0 || wanted.includes(name))
  return { kind: 'run', json: args.includes('--json'), small: args.includes('--small'), groups: chosen }
}

function usageOf(groups: readonly string[]): string {
  return `Usage: npm run bench -- [--json] [--small] [GROUP…]

Measures how long things take here, and prints a table: each beside something else that was measured in the same run, or beside a limit.

  --json    a line of JSON for each row, on standard output
  --small   few servers and rounds, and no peer that takes minutes
  GROUP     ${groups.join(', ')}; all of them where none is named`
}
