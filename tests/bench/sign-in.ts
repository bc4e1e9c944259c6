import { randomBytes } from 'node:crypto'
import { Agent } from 'node:https'
import { createRequire } from 'node:module'
import { challengeToken } from '../../electron/engine/gather/offered-schemes.ts'
import { getFolderPost, readGetFolderResponse } from '../../electron/engine/wire/ews-message.ts'
import { openHttpConnection } from '../../electron/engine/wire/http-connection.ts'
import { channelBindingOf } from '../../electron/engine/wire/ntlm/channel-binding.ts'
import { loadMd4 } from '../../electron/engine/wire/ntlm/md4.ts'
import { createNtlmClient } from '../../electron/engine/wire/ntlm/ntlm-client.ts'
import { hasCurl, run } from '../lab/curl.ts'
import { getFolder } from '../lab/requests.ts'
import { type BenchRow, rowBeside } from './bench-row.ts'
import { type LabProcess, startLabProcess } from './lab-process.ts'
import { median } from './median.ts'

const HOST = 'mail.contoso.test'
const PATH = '/EWS/Exchange.asmx'
type Post = (
  options: Record<string, unknown>,
  done: (error: Error | null, response?: { statusCode: number; body: string }) => void,
) => void

/**
 * TLS, NTLM and GetFolder on a new connection, in milliseconds, each time from nothing: ours with MIC and channel
 * binding, beside curl as a script would call it and httpntlm as a Node program would. node-ews cannot be measured: its
 * NTLM wants MD4 of OpenSSL and throws on this Node (see tests/interop/peers-of-ours.test.ts).
 */
export async function benchSignIn(rounds = 31): Promise<BenchRow[]> {
  const lab = await startLabProcess()
  try {
    await loadMd4()
    const trust = { authorities: [lab.authority], pinned: new Set<string>() }
    const times = { ours: [] as number[], curl: [] as number[], httpntlm: [] as number[] }
    for (let round = 0; round <= rounds; round++) {
      const measured = {
        ours: await measure(() => signInWithOurs(lab, trust)),
        curl: hasCurl ? await measure(() => signInWithCurl(lab)) : undefined,
        httpntlm: await measure(() => signInWithHttpNtlm(lab)),
      }
      // The first round warms up.
      if (round === 0) continue
      times.ours.push(measured.ours)
      times.httpntlm.push(measured.httpntlm)
      if (measured.curl !== undefined) times.curl.push(measured.curl)
    }
    const row = { name: 'sign-in: TLS, NTLM and GetFolder', unit: 'ms', ours: median(times.ours) }
    const curl = { name: 'curl --ntlm, a process each time', value: median(times.curl) }
    return [
      ...(hasCurl ? [rowBeside({ ...row, peer: curl })] : []),
      rowBeside({ ...row, peer: { name: 'httpntlm 1.8.13 (no MIC, no binding)', value: median(times.httpntlm) } }),
    ]
  } finally {
    await lab.close()
  }
}

async function measure(work: () => Promise<void>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}

async function signInWithOurs(lab: LabProcess, trust: { authorities: string[]; pinned: Set<string> }): Promise<void> {
  const target = { host: HOST, port: lab.port, address: '127.0.0.1', trust }
  const connection = await openHttpConnection(target, {
    signal: AbortSignal.timeout(20_000),
    now: () => new Date(),
    monotonic: () => performance.now(),
  })
  try {
    const leaf = connection.peer.chain[0]
    const client = createNtlmClient({
      username: lab.organisation.account?.username ?? '',
      password: lab.password,
      workstation: '',
      channelBinding: leaf && channelBindingOf(leaf.raw),
      targetName: `HTTP/${HOST}`,
      random: randomBytes,
      now: () => new Date(),
    })
    const post = getFolderPost(new URL(`https://${HOST}${PATH}`), lab.organisation.mailbox, 'Postern')
    const sent = (token: Buffer) => ({ ...post.headers, authorization: `NTLM ${token.toString('base64')}` })
    const { body: _held, ...opening } = post
    const asked = await connection.request({ ...opening, headers: sent(client.negotiate()) })
    const token = challengeToken(asked.exchange, 'NTLM') ?? Buffer.alloc(0)
    const answer = await connection.request({ ...post, headers: sent(client.authenticate(token)) })
    if (readGetFolderResponse(answer.body, HOST).responseCode !== 'NoError') throw new Error('Ours was not let in.')
  } finally {
    await connection.close()
  }
}

async function signInWithCurl(lab: LabProcess): Promise<void> {
  const resolve = ['--resolve', `${HOST}:${lab.port}:127.0.0.1`, '--cacert', lab.authorityFile, '--ntlm', '-K', '-']
  const body = ['-H', 'Content-Type: text/xml; charset=utf-8', '--data-binary', getFolder()]
  const credential = `${lab.organisation.account?.username}:${lab.password}`.replaceAll('\\', '\\\\')
  const url = `https://${HOST}:${lab.port}${PATH}`
  const printed = await run('curl', ['-sS', '-o', '-', ...resolve, ...body, url], `user = "${credential}"\n`)
  if (!printed.includes('NoError')) throw new Error('curl was not let in.')
}

async function signInWithHttpNtlm(lab: LabProcess): Promise<void> {
  const { post } = createRequire(import.meta.url)('httpntlm') as { post: Post }
  const agent = new Agent({ keepAlive: true, maxSockets: 1, ca: lab.authority, servername: HOST, maxCachedSessions: 0 })
  const [domain, username] = (lab.organisation.account?.username ?? '').split('\\')
  const options = {
    ...{ url: `https://127.0.0.1:${lab.port}${PATH}`, username, password: lab.password, domain, agent },
    ...{ body: getFolder(), headers: { 'Content-Type': 'text/xml; charset=utf-8' } },
  }
  const body = await new Promise<string | undefined>((resolve, reject) => {
    post(options, (error, response) => (error ? reject(error) : resolve(response?.body)))
  }).finally(() => agent.destroy())
  if (!body?.includes('NoError')) throw new Error('httpntlm was not let in.')
}
