import { availableParallelism } from 'node:os'
import { runTool } from '../../build/run-tool.ts'
import { hasCurl } from '../lab/curl.ts'
import { asJsonLines, asTable, type BenchRow } from './bench-row.ts'
import { benchCodecs } from './codecs.ts'
import { benchDns } from './dns.ts'
import { benchGrowth } from './growth.ts'
import { benchJudge } from './judge.ts'
import { benchNtlm } from './ntlm.ts'
import { benchReadiness } from './readiness.ts'
import { benchRuns } from './run.ts'
import { benchSignIn } from './sign-in.ts'
import { benchSweep } from './sweep.ts'
import { benchTlsFacts } from './tls-facts.ts'

/**
 * Prints how long things take here, each beside something else that was measured in the same run, or beside a limit;
 * asserts nothing. `--json`: one JSON object a line on standard output, as bench-row.ts says, and words on standard error only. `--small`:
 * few servers and rounds and no peer that takes minutes, for the shape of the output. Names of groups as further arguments leave the others out.
 */
const json = process.argv.includes('--json')
const say = json ? console.error : console.log
const small = process.argv.includes('--small')
const groups: Record<string, () => BenchRow[] | Promise<BenchRow[]>> = {
  runs: () => benchRuns(small ? 1 : 9),
  readiness: () => benchReadiness(small ? 1 : 9, say),
  ntlm: benchNtlm,
  dns: benchDns,
  'sign-in': () => benchSignIn(small ? 1 : 31),
  sweep: () => benchSweep(small ? 5 : 250),
  'tls-facts': () => benchTlsFacts(small ? 1 : 9, !small),
  growth: () => benchGrowth(small ? [1, 4] : [1, 10, 100, 1_000]),
  judge: () => benchJudge(small ? 100 : 10_000),
  codecs: benchCodecs,
}
const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith('--'))
const unknown = wanted.find((name) => !Object.hasOwn(groups, name))
if (unknown !== undefined) {
  console.error(`bench: there is no group ${JSON.stringify(unknown)}; accepted are ${Object.keys(groups).join(', ')}.`)
  process.exit(2)
}
say(
  `Medians on this machine: Node ${process.versions.node}, ${process.platform} ${process.arch}, processors: ${availableParallelism()}.`,
)
say('A ratio is ours over what stands beside it, and the other way round in MB/s and runs, where more is better.')
// nmap and testssl.sh are Debian's; without them their columns stay empty.
const { code, output } = await runTool('bash', ['tests/interop/peers/install.sh', 'nmap', 'testssl.sh'])
if (code !== 0) say(`nmap and testssl.sh cannot be installed here: ${output.trim().split('\n').at(-1)}.`)
if (!hasCurl) say('There is no curl with NTLM here, so the run is not measured beside it.')
const rows: BenchRow[] = []
for (const [name, measure] of Object.entries(groups)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  say(`${name}…`)
  rows.push(...(await measure()))
}
console.log(json ? asJsonLines(rows) : asTable(rows))
