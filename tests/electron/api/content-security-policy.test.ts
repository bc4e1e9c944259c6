import { expect, test } from 'vitest'
import { contentSecurityPolicy } from '../../../electron/api/content-security-policy.ts'

test.each([
  '',
  'short',
  'AAAAAAAAAAAAAAAAAAAAAA==; script-src *',
  "AAAAAAAAAAAAAAAAAAAAAA' 'unsafe-inline",
  'A'.repeat(65),
])('a nonce that is none is refused: %j', (nonce) => {
  expect(() => contentSecurityPolicy(nonce)).toThrow(TypeError)
})

test('nothing but our own files, and no script but from them', () => {
  const policy = contentSecurityPolicy('AAAAAAAAAAAAAAAAAAAAAA==')
  const directives = Object.fromEntries(
    policy.split('; ').map((directive) => [directive.split(' ')[0], directive.split(' ').slice(1).join(' ')]),
  )
  expect(directives).toEqual({
    'default-src': "'none'",
    'script-src': "'self'",
    'style-src': "'self' 'nonce-AAAAAAAAAAAAAAAAAAAAAA=='",
    'img-src': "'self' data:",
    'font-src': "'self'",
    'connect-src': "'self'",
    'base-uri': "'none'",
    'form-action': "'none'",
    'frame-ancestors': "'none'",
  })
})
