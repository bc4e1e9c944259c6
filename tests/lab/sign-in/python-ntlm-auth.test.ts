import { spawnSync } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Lab, startLab } from '../../../lab/lab.ts'
import { run, withAuthorityFile } from '../curl.ts'

/**
 * Debian's python3-ntlm-auth sends a MIC and a channel binding, which curl and httpntlm do not. It takes MD4 from
 * OpenSSL, which gives it only with its legacy provider.
 */
/** Debian's own Python, which is the one that sees Debian's modules. */
const PYTHON = '/usr/bin/python3'
const LEGACY = `openssl_conf = init
[init]
providers = providers
[providers]
default = on
legacy = on
[on]
activate = 1
`
const found = spawnSync(PYTHON, ['-c', 'import ntlm_auth'], { encoding: 'utf8' }).status === 0

const SCRIPT = `
import base64, hashlib, http.client, json, os, socket, ssl, subprocess, sys, tempfile
asked = json.load(sys.stdin)
if os.environ.get('AGAIN') is None:
    # OpenSSL reads its configuration once, so that Python has to begin anew with it.
    with tempfile.NamedTemporaryFile('w', suffix='.cnf', delete=False) as file:
        file.write(asked['legacy'])
    os.environ['OPENSSL_CONF'] = file.name
    again = subprocess.run([sys.executable, '-c', asked['script']], input=json.dumps(asked), text=True, env=dict(os.environ, AGAIN='1'))
    os.unlink(file.name)
    sys.exit(again.returncode)
from ntlm_auth.ntlm import NtlmContext
from ntlm_auth.gss_channel_bindings import GssChannelBindingsStruct
context = ssl.create_default_context(cafile=asked['authority'])
raw = http.client.HTTPSConnection('127.0.0.1', asked['port'], timeout=20)
raw.sock = context.wrap_socket(socket.create_connection(('127.0.0.1', asked['port']), 20), server_hostname='mail.contoso.test')
binding = None
if asked['binding'] != 'none':
    binding = GssChannelBindingsStruct()
    digest = hashlib.sha256(raw.sock.getpeercert(True)).digest()
    if asked['binding'] == 'wrong':
        digest = bytes(32)
    binding[binding.APPLICATION_DATA] = b'tls-server-end-point:' + digest
client = NtlmContext(asked['user'], asked['password'], 'CONTOSO', 'WKS1', cbt_data=binding, ntlm_compatibility=3)
def get(token):
    raw.request('GET', '/EWS/Exchange.asmx', headers={'Host': 'mail.contoso.test', 'Authorization': 'NTLM ' + base64.b64encode(token).decode()})
    response = raw.getresponse()
    response.read()
    return response
challenge = get(client.step()).getheader('WWW-Authenticate')
print(get(client.step(base64.b64decode(challenge[5:]))).status)
`

describe.skipIf(!found)("Debian's python3-ntlm-auth, which nobody here wrote", { timeout: 30_000 }, () => {
  let lab: Lab
  beforeAll(async () => {
    lab = await startLab({
      adjust: (settings) => {
        settings.signIn.requireMessageIntegrity = true
        settings.ews.channelBinding = 'require'
      },
    })
  })
  afterAll(() => lab.close())

  const statusFor = (user: string, password: string, binding: 'none' | 'right' | 'wrong'): Promise<string> =>
    withAuthorityFile(lab, (authority) => {
      const asked = { user, password, binding, authority, port: lab.ports.https, legacy: LEGACY, script: SCRIPT }
      return run(PYTHON, ['-c', SCRIPT], JSON.stringify(asked))
    })

  it.each([
    ['alice', 'wrong', 'right', 'wrong-password'],
    ['alice', 'Passw0rd!a', 'wrong', 'channel-binding-wrong'],
    ['alice', 'Passw0rd!a', 'none', 'channel-binding-missing'],
  ] as const)('%s with %s and binding %s gets 401 under Require', async (user, password, binding, reason) => {
    await expect(statusFor(user, password, binding)).resolves.toBe('401\n')
    expect(lab.log.at(-1)).toMatchObject({ result: 'rejected', reason })
  })

  it.each([
    ['alice', 'Passw0rd!a'],
    ['bob', 'Passw0rd!b'],
  ])('%s gets in under Require with MIC and channel binding', async (user, password) => {
    await expect(statusFor(user, password, 'right')).resolves.toBe('200\n')
    expect(lab.log.at(-1)).toMatchObject({ result: 'accepted', integrity: 'right', binding: 'right' })
  })
})
