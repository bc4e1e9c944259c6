import { allGatherers } from '../../electron/engine/gather/all-gatherers.ts'
import type { AnyGatherer } from '../../electron/engine/gather/gatherer.ts'
import { runReadiness } from '../../electron/engine/run/run-readiness.ts'
import { autodiscoverRequest } from '../../electron/engine/wire/autodiscover-message.ts'
import { type Lab, startLab } from '../../lab/lab.ts'
import { Organisation } from '../../shared/organisation/organisation.ts'
import { hasCurl, run, withAuthorityFile } from '../lab/curl.ts'
import { getFolder } from '../lab/requests.ts'
import { type BenchRow, rowBeside } from './bench-row.ts'
import { median } from './median.ts'

const curlName = '7 curl processes in turn, start-up included, nothing judged'

/**
 * How long a whole readiness run against the healthy lab takes, in milliseconds: beside the same run with one gatherer
 * at a time, and beside curl sending the run's seven requests one after the other. Medians over rounds that take turns.
 * The lab answers from within this process, so its own work is part of every value.
 */
export async function benchRuns(rounds: number): Promise<BenchRow[]> {
  const rows: BenchRow[] = []
  for (const latencyMilliseconds of [0, 50]) rows.push(...(await benchAt(latencyMilliseconds, rounds)))
  return rows
}

async function benchAt(latencyMilliseconds: number, rounds: number): Promise<BenchRow[]> {
  const lab = await startLab({ latencyMilliseconds })
  try {
    const times = { ours: [] as number[], inTurn: [] as number[], curl: [] as number[] }
    const measureAll = async () => {
      times.ours.push(await measure(() => readinessRun(lab, allGatherers)))
      times.inTurn.push(await measure(() => readinessRun(lab, oneAtATime(allGatherers))))
      if (hasCurl) times.curl.push(await curlRun(lab))
    }
    // The first round warms up and does not count.
    await measureAll()
    for (const list of Object.values(times)) list.length = 0
    for (let round = 0; round < rounds; round++) await measureAll()

    const at = latencyMilliseconds === 0 ? 'a lab that answers at once' : `a lab that waits ${latencyMilliseconds} ms`
    const row = { name: `readiness run, ${at}`, unit: 'ms', ours: median(times.ours) }
    return [
      rowBeside({ ...row, peer: { name: 'the same run, one gatherer at a time', value: median(times.inTurn) } }),
      ...(hasCurl ? [rowBeside({ ...row, peer: { name: curlName, value: median(times.curl) } })] : []),
    ]
  } finally {
    await lab.close()
  }
}

async function measure(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}

function readinessRun(lab: Lab, gatherers: readonly AnyGatherer[]) {
  return runReadiness({ organisation: Organisation.parse(lab.organisation), password: lab.password, gatherers })
}

/** The same gatherers, each waiting until no other is at work. */
function oneAtATime(gatherers: readonly AnyGatherer[]): AnyGatherer[] {
  let turn: Promise<unknown> = Promise.resolve()
  return gatherers.map((gatherer) => ({
    ...gatherer,
    gather: (needed, context) => {
      const mine = turn.then(() => gatherer.gather(needed, context))
      turn = mine.catch(() => undefined)
      return mine
    },
  }))
}

/** The requests of a run by curl, one process for each; the credential goes over standard input. In milliseconds. */
function curlRun(lab: Lab): Promise<number> {
  const ews = '/EWS/Exchange.asmx'
  const discover = '/autodiscover/autodiscover.xml'
  const xml = ['-H', 'Content-Type: text/xml; charset=utf-8', '--data-binary']
  const mailbox = autodiscoverRequest(lab.organisation.mailbox)
  const requests: [host: string, path: string, args: string[]][] = [
    ['mail.contoso.test', ews, []],
    ['mail.contoso.test', ews, ['--ntlm']],
    ['mail.contoso.test', ews, ['--basic']],
    ['mail.contoso.test', ews, ['--ntlm', ...xml, getFolder()]],
    ['mail.contoso.test', '/Microsoft-Server-ActiveSync', ['--basic', '-X', 'OPTIONS']],
    ['contoso.test', discover, [...xml, mailbox]],
    ['autodiscover.contoso.test', discover, ['--ntlm', ...xml, mailbox]],
  ]
  const credential = `user = "${`${lab.organisation.account.username}:${lab.password}`.replaceAll('\\', '\\\\')}"\n`
  return withAuthorityFile(lab, (authority) =>
    measure(async () => {
      for (const [host, path, args] of requests) {
        const signsIn = args[0] === '--ntlm' || args[0] === '--basic'
        const common = ['-sS', '-o', '-', '--max-time', '20', '--cacert', authority]
        const resolve = ['--resolve', `${host}:${lab.ports.https}:127.0.0.1`]
        const url = `https://${host}:${lab.ports.https}${path}`
        await run('curl', [...common, ...resolve, '-K', '-', ...args, url], signsIn ? credential : '')
      }
    }),
  )
}
