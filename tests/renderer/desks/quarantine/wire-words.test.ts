import { describe, expect, it } from 'vitest'
import { probeSentence, wireSeen } from '../../../../renderer/desks/quarantine/wire-words.ts'
import type { Again } from '../../../../renderer/store/verified.ts'

const check = 'active-sync/device-access'
const own = `POSTERN${'0A'.repeat(12)}`
const seen = (verdict: 'fail' | 'pass') =>
  ({
    finding: { check, verdict, title: 'what was seen' },
    run: { header: { startedAt: '2026-11-29T10:00:00.000Z' } },
  }) as unknown as Again

describe('What was seen on the wire', () => {
  it('before something was decided is no proof of it', () => {
    const decided = { decidedLast: '2026-11-29T10:00:01.000Z', probes: [own] }
    const { verdict, text } = wireSeen(check, seen('pass'), decided)
    expect(verdict).toBe('unknown')
    expect(text).toMatch(/^Verified at .*, before the last of these was decided, and so no proof of it/)
  })

  it('of a device that nobody decided about is no failure of what was decided, and says so', () => {
    const decided = { decidedLast: '2026-11-29T09:00:00.000Z', probes: [] }
    expect(wireSeen(check, seen('fail'), decided).verdict).toBe('warn')
    expect(probeSentence(own, decided)).toMatch(
      new RegExp(`^The probe came as ${own}, Postern’s own device, which is not one of the devices decided about`),
    )
  })

  it('of one that was decided about fails where it fails, and says when', () => {
    const decided = { decidedLast: '2026-11-29T09:00:00.000Z', probes: [own] }
    const { verdict, text } = wireSeen(check, seen('fail'), decided)
    expect(verdict).toBe('fail')
    expect(text).toMatch(/^Verified now: still fails, at .*2026.*\. what was seen\.$/)
    expect(probeSentence(own.toLowerCase(), decided)).toMatch(/which is one of the devices decided about/)
  })
})
