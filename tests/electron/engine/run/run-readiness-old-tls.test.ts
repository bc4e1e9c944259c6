import tls from 'node:tls'
import { afterEach, expect, it } from 'vitest'
import { startLab } from '../../../../lab/lab.ts'
import { runAgainst } from './lab-run.ts'

// OpenSSL agrees on TLS 1.0 and 1.1 at security level 0 alone. BoringSSL, on which the desktop app runs, knows no such
// level, and a handshake with an old server completes there.
const usual = tls.DEFAULT_CIPHERS
afterEach(() => {
  tls.DEFAULT_CIPHERS = usual
})

const only = ['certificate/handshake', 'certificate/protocol']

it.each([
  ['does not agree on TLS 1.0', usual, { 'certificate/handshake': 'only-outdated', 'certificate/protocol': 'blocked' }],
  [
    'agrees on TLS 1.0',
    'DEFAULT@SECLEVEL=0',
    { 'certificate/handshake': 'completed', 'certificate/protocol': 'outdated' },
  ],
])('an old server is not ready, where the TLS library of this machine %s', async (_what, ciphers, expected) => {
  // The lab of each has an authority of its own, so that no context of the other is used again.
  const lab = await startLab({ faults: ['tls10-only'] })
  try {
    tls.DEFAULT_CIPHERS = ciphers
    const { run, outcomes } = await runAgainst(lab, { only })
    expect(outcomes).toMatchObject(expected)
    expect(run.verdict).toBe('not-ready')
  } finally {
    await lab.close()
  }
})
