import { expect, it } from 'vitest'
import { serverName } from '../../../shared/checks/server-name.ts'

it.each([
  ['mail.contoso.test', 443, 'mail.contoso.test'],
  ['mail.contoso.test', 8443, 'mail.contoso.test:8443'],
  ['mail.contoso.test', 80, 'mail.contoso.test:80'],
])('%s with port %d is named %s', (host, port, name) => {
  expect(serverName(host, port)).toBe(name)
})
