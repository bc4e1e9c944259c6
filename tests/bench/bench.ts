import { availableParallelism } from 'node:os'
import { runTool } from '../../build/run-tool.ts'
import { hasCurl } from '../lab/curl.ts'
import { readBenchArguments } from './bench-arguments.ts'
import { asJsonLines, asTable, type BenchRow } from './bench-row.ts'
import { benchCodecs } from './codecs.ts'
import { benchDesk } from './desk.ts'
import { benchDevices } from './devices.ts'
import { benchDns } from './dns.ts'
import { benchFirewall } from './firewall.ts'
import { benchGrowth } from './growth.ts'
import { benchJudge } from './judge.ts'
import { benchMailboxes } from './mailboxes.ts'
import { benchNtlm } from './ntlm.ts'
import { benchQuarantine } from './quarantine.ts'
import { benchReadiness } from './readiness.ts'
import { benchRuns } from './run.ts'
import { benchSignIn } from './sign-in.ts'
import { benchSweep } from './sweep.ts'
import { benchTlsFacts } from './tls-facts.ts'
import { benchUi } from './ui.ts'

/**
 * Prints how long things take here, each beside something else that was measured in the same run, or beside a limit;
 * asserts nothing. `--help` says how it is called. With `--json` standard output has one JSON object a line, as
 * bench-row.ts says, and words are on standard error only.
 */
type Measure = (small: boolean, say: (line: string) => void) => BenchRow[] | Promise<BenchRow[]>
const groups: Record<string, Measure> = {
  runs: (small) => benchRuns(small ? 1 : 9),
  readiness: (small, say) => benchReadiness(small ? 1 : 9, say),
  ntlm: benchNtlm,
  dns: benchDns,
  'sign-in': (small) => benchSignIn(small ? 1 : 31),
  sweep: (small) => benchSweep(small ? 5 : 250),
  'tls-facts': (small) => benchTlsFacts(small ? 1 : 9, !small),
  growth: (small) => benchGrowth(small ? [1, 4] : [1, 10, 100, 1_000]),
  judge: (small) => benchJudge(small ? 100 : 10_000),
  mailboxes: (small) => benchMailboxes(small ? 500 : 10_000),
  devices: (small) => benchDevices(small ? 500 : 100_000, small ? 1 : 3),
  quarantine: (small) => benchQuarantine(small ? 2_000 : 100_000),
  desk: (small, say) => benchDesk(small ? 2_000 : 100_000, small ? 1 : 5, say),
  firewall: (small) => benchFirewall(small ? [100, 1_000] : [100, 1_000, 10_000, 100_000], small ? 1 : 5),
  codecs: benchCodecs,
  ui: (small, say) => benchUi(small ? 1 : 5, say),
}
const command = readBenchArguments(process.argv.slice(2), Object.keys(groups))
if (command.kind === 'help') {
  console.log(command.usage)
  process.exit(0)
}
if (command.kind === 'refused') {
  console.error(command.sentence)
  process.exit(2)
}
const { json, small } = command
const say = json ? console.error : console.log
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
  if (!command.groups.includes(name)) continue
  say(`${name}…`)
  rows.push(...(await measure(small, say)))
}
console.log(json ? asJsonLines(rows) : asTable(rows))
