import { availableParallelism } from 'node:os'
import { hasCurl } from '../lab/curl.ts'
import { asJsonLines, asTable } from './bench-row.ts'
import { benchDns } from './dns.ts'
import { benchNtlm } from './ntlm.ts'
import { benchRuns } from './run.ts'

/**
 * Prints how long things take here, each beside something else that was measured in the same run; asserts nothing.
 * With `--json`, one JSON object a line on standard output, and words on standard error only.
 */
const json = process.argv.includes('--json')
const say = json ? console.error : console.log
say(
  `Medians on this machine: Node ${process.versions.node}, ${process.platform} ${process.arch}, processors: ${availableParallelism()}.`,
)
if (!hasCurl) say('There is no curl with NTLM here, so the run is not measured beside it.')
const rows = [...(await benchRuns()), ...(await benchNtlm()), ...(await benchDns())]
console.log(json ? asJsonLines(rows) : asTable(rows))
