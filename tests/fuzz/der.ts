import { channelBindingOf } from '../../electron/engine/wire/ntlm/channel-binding.ts'
import { readDerValues } from '../../electron/engine/wire/ntlm/der-reader.ts'
import { signatureHash } from '../../electron/engine/wire/ntlm/signature-hash.ts'
import { signatureAlgorithm } from '../../electron/engine/wire/signature-algorithm.ts'
import type { FuzzTarget } from './target.ts'

/** A certificate as far as the channel binding looks: its body, its signature algorithm, its signature. */
const certificate = (algorithm: string): Buffer => {
  const rest = `${algorithm}03020000`
  return Buffer.from(`30${(4 + rest.length / 2).toString(16).padStart(2, '0')}30020500${rest}`, 'hex')
}

/** DER, as the signature algorithm of a certificate is found in it (X.690, RFC 5280 section 4.1). */
export const der: FuzzTarget = {
  name: 'der',
  seeds: [
    certificate('300d06092a864886f70d01010b0500'),
    certificate('300a06082a8648ce3d040303'),
    certificate(
      '303d06092a864886f70d01010a3030a00d300b0609608648016503040201a11a301806092a864886f70d010108300b0609608648016503040201a203020120',
    ),
    certificate('300506032b6570'),
  ],
  dictionary: ['3082ffff', '3084ffffffff', '3080', 'a000', '0600', '06092a864886f70d01010a'].map((hex) =>
    Buffer.from(hex, 'hex'),
  ),
  read: (input, random) => {
    if (random.below(4) === 0) return readDerValues(input, 0)
    return random.pick([signatureHash, signatureAlgorithm, channelBindingOf])(input)
  },
  growth: 16,
}
