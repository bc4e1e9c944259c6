import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { createInterface } from 'node:readline'
import { json } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import type { Scenario, StepResult } from './network.ts'
import { tried } from './tried.ts'

/**
 * Three networks on one machine: senders, a firewall that passes on between them, a server. It is started in a user and a
 * network namespace of its own (`unshare -rn`), makes the two others as children, and all go when it ends: nothing of it is
 * seen by the machine, and nothing leaves it.
 */
const SELF = fileURLToPath(import.meta.url)
const LINKS = [
  { name: 'senders', four: '100.64.0', six: 'fd77:1:' },
  { name: 'server', four: '100.64.1', six: 'fd77:2:' },
] as const

/** A setting of the network that this process is in. */
const set = (name: string, value: string) => writeFileSync(`/proc/sys/net/${name}`, value)
// Without duplicate address detection, of which a link's own address is not good for anything in its first second.
for (const name of ['accept_dad', 'dad_transmits']) set(`ipv6/conf/default/${name}`, '0')

if (process.argv[2] === 'end') await end()
else await firewall((await json(process.stdin)) as Scenario)

async function firewall({ senders, servers, ports, steps }: Scenario): Promise<void> {
  const ends = await Promise.all(LINKS.map(async (link) => ({ link, child: await startEnd() })))
  for (const { link, child } of ends) join(link, child.pid ?? 0, link.name === 'senders' ? senders : servers)
  for (const family of ['ipv4/ip_forward', 'ipv6/conf/all/forwarding']) set(family, '1')
  const [from, to] = ends.map(({ child }) => child)
  if (!from || !to) return
  await ask(to, { listen: servers.flatMap((address) => ports.map((port) => ({ address, port }))) })
  const results: StepResult[] = []
  for (const { load, attempts, silent } of steps) {
    const loads = load.map(({ argv: [command = '', ...args], input }) => {
      const { status, stderr, stdout } = spawnSync(command, args, { input, encoding: 'utf8' })
      return { status, stderr, stdout }
    })
    results.push({ loads, ...((await ask(from, { attempts, silent })) as Pick<StepResult, 'attempts' | 'silent'>) })
  }
  for (const { child } of ends) child.stdin?.end()
  process.stdout.write(JSON.stringify(results))
}

/** The firewall has the first address of a link, the end the second and, behind it, addresses of its own. */
function join({ name, four, six }: (typeof LINKS)[number], pid: number, addresses: readonly string[]): void {
  const behind = addresses.map((address) => (address.includes(':') ? `${address}/128` : `${address}/32`))
  const nodad = (prefix: string) => (prefix.includes(':') ? ' nodad' : '')
  run(
    ['ip', '-batch', '-'],
    [
      `link add ${name} type veth peer name uplink netns ${pid}`,
      `addr add ${four}.1/24 dev ${name}`,
      `addr add ${six}:1/64 dev ${name} nodad`,
      `link set ${name} up`,
    ],
  )
  run(
    ['nsenter', '-t', String(pid), '-n', 'ip', '-batch', '-'],
    [
      'link set lo up',
      `addr add ${four}.2/24 dev uplink`,
      `addr add ${six}:2/64 dev uplink nodad`,
      'link set uplink up',
      ...behind.map((prefix) => `addr add ${prefix} dev lo${nodad(prefix)}`),
      `route add 0.0.0.0/0 via ${four}.1`,
      `route add ::/0 via ${six}:1`,
    ],
  )
  // What came up is told to IPv6 a while later.
  while (!isUp(['ip'], name) || !isUp(['nsenter', '-t', String(pid), '-n', 'ip'], 'uplink'));
  run(
    ['ip', '-batch', '-'],
    behind.map((prefix) => `route add ${prefix} via ${prefix.includes(':') ? `${six}:2` : `${four}.2`} dev ${name}`),
  )
}

function isUp([command = '', ...args]: string[], link: string): boolean {
  const { stdout } = spawnSync(command, [...args, '-json', 'link', 'show', 'dev', link], { encoding: 'utf8' })
  return JSON.parse(stdout)[0].operstate === 'UP'
}

function run([command = '', ...args]: string[], lines: readonly string[]): void {
  const { status, stderr } = spawnSync(command, args, { input: `${lines.join('\n')}\n`, encoding: 'utf8' })
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${stderr}\n${lines.join('\n')}`)
}

async function startEnd(): Promise<ChildProcess> {
  const child = spawn('unshare', ['-n', process.execPath, SELF, 'end'], { stdio: ['pipe', 'pipe', 'inherit'] })
  await answerOf(child)
  return child
}

function ask(child: ChildProcess, what: object): Promise<unknown> {
  child.stdin?.write(`${JSON.stringify(what)}\n`)
  return answerOf(child)
}

async function answerOf(child: ChildProcess): Promise<unknown> {
  if (!child.stdout) throw new Error('no output')
  const lines = createInterface({ input: child.stdout })
  const [line] = (await once(lines, 'line')) as [string]
  lines.close()
  return JSON.parse(line)
}

/** One of the ends: listens, or tries to connect, as it is told. */
async function end(): Promise<void> {
  const say = (what: unknown) => process.stdout.write(`${JSON.stringify(what)}\n`)
  say('ready')
  const servers = []
  for await (const line of createInterface({ input: process.stdin })) {
    const { listen = [], attempts = [], silent = [] } = JSON.parse(line)
    for (const { address, port } of listen) {
      const server = createServer((socket) => socket.on('error', () => undefined).end()).listen(port, address, 511)
      await once(server, 'listening')
      servers.push(server)
    }
    say(await tried(attempts, silent))
  }
  for (const server of servers) server.close()
}
