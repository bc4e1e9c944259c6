import { expect, test } from 'vitest'
import check from '../../../../shared/checks/certificate/inspection.ts'
import { inspectionProducts } from '../../../../shared/checks/certificate/inspection-products.ts'
import { brokenHandshake, failure, tlsHandshake } from '../artifact-builders.ts'
import { type BlockedRow, expectBlocked, expectRow, type Row } from '../conclude.ts'
import { certificateOf, certificatePaths, way } from '../tls-builders.ts'

const AUTODISCOVER = { host: 'autodiscover.contoso.test', purpose: 'autodiscover' } as const
const privately = (issuer: string) => ({
  certificate: certificateOf('mail.contoso.test', issuer),
  authorities: [`CN=${issuer}`, 'CN=Contoso Root CA'],
  publiclyTrusted: false,
})
const seen = (...paths: Parameters<typeof certificatePaths>) => ({ ...tlsHandshake(), ...certificatePaths(...paths) })

test.each<BlockedRow>([
  [
    'a handshake that fails',
    { ...brokenHandshake('tls-failed', { connected: true }), ...certificatePaths() },
    'tlsHandshake',
    'did not complete the TLS handshake',
  ],
])('%s is told elsewhere', (...row) => expectBlocked(check, row))

test.each<Row>([
  [
    'an authority named after a product',
    seen(way(privately('FortiGate CA'))),
    'product-named',
    { product: 'Fortinet FortiGate', authority: 'CN=FortiGate CA', host: 'mail.contoso.test' },
  ],
  [
    'a product above the issuer',
    seen(way({ authorities: ['CN=Gateway 7', 'CN=Zscaler Intermediate Root CA'], publiclyTrusted: false })),
    'product-named',
    { product: 'Zscaler', authority: 'CN=Zscaler Intermediate Root CA' },
  ],
  [
    'a product on the way to the web site alone',
    seen(
      way(),
      way({ host: 'contoso.test', purpose: 'domain', authorities: ['CN=Sophos SSL CA_C1'], publiclyTrusted: false }),
    ),
    'product-named',
    { host: 'contoso.test' },
  ],
  [
    'a public authority of such a name, whose key no device has',
    seen(way({ authorities: ['CN=Barracuda Public TLS CA'] })),
    'none-seen',
  ],
  [
    'the portal of a firewall at the domain, with the certificate that it came with',
    seen(way(), way({ host: 'contoso.test', purpose: 'domain', authorities: ['CN=FortiGate'], verified: false })),
    'none-seen',
  ],
  [
    'a private issuer at one name, a public one at another',
    seen(way(), way({ ...AUTODISCOVER, ...privately('Gateway CA') })),
    'issuers-differ',
    { authority: 'CN=Gateway CA', other: 'CN=Issuing CA' },
  ],
  [
    'two private issuers at two addresses of one name',
    seen(way(privately('Contoso CA 1')), way({ address: '10.20.0.15', ...privately('Gateway CA') })),
    'issuers-differ',
    { ways: ['mail.contoso.test at 10.20.0.14: CN=Contoso CA 1', 'mail.contoso.test at 10.20.0.15: CN=Gateway CA'] },
  ],
  [
    'two public issuers, as a company may have',
    seen(way(), way({ ...AUTODISCOVER, certificate: certificateOf('autodiscover.contoso.test', 'Other CA') })),
    'none-seen',
  ],
  [
    'a web site with an authority of its own',
    seen(way(), way({ host: 'contoso.test', purpose: 'domain', ...privately('Hoster CA') })),
    'none-seen',
  ],
  [
    'an issuer that is not trusted, which is told elsewhere',
    seen(way(), way({ ...AUTODISCOVER, ...privately('Unknown CA'), verified: false })),
    'none-seen',
  ],
  [
    'a way on which nothing answers',
    seen(way(), way({ ...AUTODISCOVER, certificate: undefined, failure: failure('connection-refused') })),
    'none-seen',
    { ways: [expect.any(String), 'autodiscover.contoso.test at 10.20.0.14: refused the TCP connection'] as never },
  ],
  [
    'one private issuer everywhere',
    seen(way(privately('CA')), way({ ...AUTODISCOVER, ...privately('CA') })),
    'none-seen',
  ],
  ['no way at all', seen(), 'none-seen'],
])('%s', (...row) => expectRow(check, row))

test.each([
  'CN=DigiCert Global G2 TLS RSA SHA256 2020 CA1, O=DigiCert Inc, C=US',
  'CN=R11, O=Let’s Encrypt, C=US',
  'CN=Sectigo RSA Domain Validation Secure Server CA, O=Sectigo Limited',
  'CN=GlobalSign RSA OV SSL CA 2018, O=GlobalSign nv-sa, C=BE',
  'CN=Contoso Issuing CA 1, O=Contoso, C=DE',
  'CN=WE1, O=Google Trust Services, C=US',
  'CN=Microsoft Azure RSA TLS Issuing CA 04, O=Microsoft Corporation, C=US',
])('%s is no product', (authority) => {
  expect(inspectionProducts.filter(({ name }) => name.test(authority))).toEqual([])
})
