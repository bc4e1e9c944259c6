import { parseArguments } from './arguments.ts'
import { BadArguments } from './bad-arguments.ts'
import { listFaults } from './list-faults.ts'
import { askShell } from './management/shell-client.ts'
import { writeShellFile } from './management/shell-file.ts'
import { startShellServer } from './management/shell-server.ts'
import { handedOutUsers, PASSWORD_VARIABLE } from './organisation-file.ts'
import { refuseToReplaceOthers, writeOrganisation } from './write-organisation.ts'

const usage = `lab --org FILE [--fault ID]... [--nodes N] [--latency MS] [--round-trip MS] [--bandwidth KBITS]
    [--loss PERCENT] [--drop-every N] [--devices N] [--seed N]
lab --list-faults [--json]
lab configuration --org FILE [--out FILE] [--mailboxes N] [--seed N]
lab apply SCRIPT --org FILE [--json]
lab senders --org FILE [--set FILE]

  --org FILE        writes the organisation file for \`postern probe\` there
  --fault ID        switches a fault on; may be given several times
  --nodes N         so many Exchange servers stand behind a balancer, up to 16; one when left out, or eight with a
                    fault of one server among several, which is EXCH03, or EXCH02 of two
  --latency MS      each answer over HTTP waits so long
  --round-trip MS   the servers are so far away, DNS and the first step of each connection among it
  --bandwidth KBITS the line carries so many kilobits a second each way, for each connection by itself
  --loss PERCENT    so many packets of a hundred are lost on the line, DNS among them: what they carried comes late
  --drop-every N    of so many connections to HTTPS, the last one is never answered
  --devices N       so many phones are made up by --seed, up to 100000, in an organisation that puts each new one into
                    quarantine; three of them are of the integration
  --list-faults     every fault, and the finding that it leads to

  configuration     prints what the configuration of Exchange is in the lab that runs for this organisation file, as a
                    script that reads it there would write it; with --out into a file, with --mailboxes so many more
                    made up, by --seed, which stay
  apply             runs a script for the Exchange Management Shell there, - for one that is piped; a command that is
                    refused is told with its line, and then nothing of the script is done
  senders           prints the addresses that the lab's vendor lists as those of its servers; with --set it lists those of
                    a file from then on, one a line, - for one that is piped

Without a fault a run is ready, with one warning: certificate/trust = private-authority. The lab's certificates come
from an authority of its own, which the organisation file trusts and no cloud service knows.

What of a line is as it would be, and what is not: docs/lab.md.

When it listens, the lab prints one line of JSON: its ports, and the variable in which \`postern probe\` looks for the
password. It ends on SIGTERM or Ctrl+C.
`

/** What `usage` says. Resolves to the exit code. */
async function main(args: readonly string[], stop: AbortSignal): Promise<number> {
  const command = parseArguments(args)
  if (command.kind === 'help') {
    process.stdout.write(usage)
    return 0
  }
  if (command.kind === 'list-faults') {
    process.stdout.write(listFaults(command.json))
    return 0
  }
  if (command.kind === 'apply' || command.kind === 'configuration' || command.kind === 'senders') {
    const { out, error, code } = await askShell(command)
    process.stdout.write(out)
    process.stderr.write(error)
    return code
  }
  const { kind: _run, organisationFile, ...options } = command
  await refuseToReplaceOthers(organisationFile)
  // Loaded only now, so that a mistyped argument is answered at once.
  const { startLab } = await import('./lab.ts')
  const lab = await startLab(options)
  const shell = await startShellServer(lab)
  let removeShellFile = async (): Promise<void> => undefined
  try {
    await writeOrganisation(organisationFile, lab.organisation)
    removeShellFile = await writeShellFile(organisationFile, shell.address)
    const ready = {
      ready: true,
      org: organisationFile,
      ...lab.ports,
      faults: lab.faults,
      vendor: { address: lab.vendor.address, clientId: lab.vendor.clientId, secret: lab.vendor.secret },
      environment: { [PASSWORD_VARIABLE]: lab.password },
      users: handedOutUsers(),
    }
    process.stdout.write(`${JSON.stringify(ready)}\n`)
    if (!stop.aborted) await new Promise((resolve) => stop.addEventListener('abort', resolve))
    return 0
  } finally {
    await removeShellFile()
    await Promise.all([shell.close(), lab.close()])
  }
}

const stop = new AbortController()
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => stop.abort())
// Whoever read the ready line may close the pipe; the lab goes on.
process.stdout.on('error', () => undefined)
try {
  process.exitCode = await main(process.argv.slice(2), stop.signal)
} catch (error) {
  const expected = error instanceof BadArguments
  const sentence = error instanceof Error ? error.message.replaceAll('\n', ' ') : 'The lab broke.'
  process.stderr.write(`lab: ${sentence}\n`)
  process.exitCode = expected ? 2 : 1
}
