import { expect, it } from 'vitest'
import { reportFileName } from '../../../shared/report/file-name.ts'

it.each([
  ['contoso.test', '2026-11-24T22:41:07.412Z', 'postern-contoso.test-2026-11-24T22-41-07Z'],
  ['Contoso.Test', '2026-11-24T23:41:07+01:00', 'postern-contoso.test-2026-11-24T22-41-07Z'],
  ['../../etc/passwd', '2026-11-24T22:41:07Z', 'postern-etc-passwd-2026-11-24T22-41-07Z'],
  ['münchen.test', '2026-11-24T22:41:07Z', 'postern-m-nchen.test-2026-11-24T22-41-07Z'],
  ['a\u202efdp.b', '2026-11-24T22:41:07Z', 'postern-a-fdp.b-2026-11-24T22-41-07Z'],
  ['邮箱', 'some day', 'postern-run'],
  [`${'a'.repeat(300)}.test`, 'some day', `postern-${'a'.repeat(80)}`],
])('a run of %s at %s is saved as %s', (domain, startedAt, name) => {
  expect(reportFileName({ organisation: { name: 'Contoso', domain, mailbox: '' }, startedAt })).toBe(name)
})
