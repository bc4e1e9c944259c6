import type { RunLimits } from './gatherer.ts'

/** Shorter than elsewhere: one dead server of many must not hold up a run. */
const nodeLimits = { connectMilliseconds: 3_000, handshakeMilliseconds: 5_000, answerMilliseconds: 10_000 }

/** The limits of a run as they are for one server of several. */
export function withNodeLimits(limits: RunLimits): RunLimits {
  const { connectMilliseconds, handshakeMilliseconds, answerMilliseconds } = nodeLimits
  return {
    ...limits,
    connectMilliseconds: Math.min(limits.connectMilliseconds, connectMilliseconds),
    handshakeMilliseconds: Math.min(limits.handshakeMilliseconds, handshakeMilliseconds),
    answerMilliseconds: Math.min(limits.answerMilliseconds, answerMilliseconds),
  }
}
