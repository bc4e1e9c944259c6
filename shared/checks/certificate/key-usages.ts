import { t } from '../../language/translate.ts'

/** Extended key usages as Windows calls them, by object identifier (RFC 5280 section 4.2.1.12, and Microsoft's own). */
const names: Readonly<Record<string, string>> = {
  '1.3.6.1.5.5.7.3.1': t`Server Authentication`,
  '1.3.6.1.5.5.7.3.2': t`Client Authentication`,
  '1.3.6.1.5.5.7.3.3': t`Code Signing`,
  '1.3.6.1.5.5.7.3.4': t`Secure Email`,
  '1.3.6.1.5.5.7.3.8': t`Time Stamping`,
  '1.3.6.1.5.5.7.3.9': t`OCSP Signing`,
  '1.3.6.1.5.2.3.5': t`KDC Authentication`,
  '1.3.6.1.4.1.311.10.3.4': t`Encrypting File System`,
  '1.3.6.1.4.1.311.20.2.2': t`Smart Card Logon`,
  '1.3.6.1.4.1.311.54.1.2': t`Remote Desktop Authentication`,
  '2.5.29.37.0': t`Any Purpose`,
}

/** `Client Authentication (1.3.6.1.5.5.7.3.2)`; one without a name here stays as it is. */
export function usageWords(identifier: string): string {
  const name = Object.hasOwn(names, identifier) ? names[identifier] : undefined
  return name === undefined ? identifier : `${name} (${identifier})`
}
