import { expect, test } from 'vitest'
import { cloudOf, mailboxCloudOf } from '../../../shared/exchange/cloud-services.ts'

test.each([
  ['contoso.test', undefined, undefined],
  ['', undefined, undefined],
  ['notoutlook.com', undefined, undefined],
  ['outlook.com.contoso.test', undefined, undefined],
  ['fakecloud.microsoft', undefined, undefined],
  ['microsoft', undefined, undefined],
  // Hosts of a service that receive nobody's mail.
  ['outlook.office365.com', 'Microsoft 365', undefined],
  ['Autodiscover-S.Outlook.com.', 'Microsoft 365', undefined],
  ['outlook.cloud.microsoft', 'Microsoft 365', undefined],
  ['login.microsoftonline.com', 'Microsoft 365', undefined],
  ['contoso.mail.onmicrosoft.com', 'Microsoft 365', undefined],
  ['mail.protection.outlook.com', 'Microsoft 365', undefined],
  ['accounts.google.com', 'Google Workspace', undefined],
  ['contoso-test.mail.protection.outlook.com', 'Microsoft 365', 'Microsoft 365'],
  ['contoso-test.a-v1.mx.microsoft.', 'Microsoft 365', 'Microsoft 365'],
  ['ALT1.ASPMX.L.GOOGLE.COM', 'Google Workspace', 'Google Workspace'],
  ['aspmx2.googlemail.com', 'Google Workspace', 'Google Workspace'],
  ['smtp.google.com', 'Google Workspace', 'Google Workspace'],
] as const)('%s: the service %s, and the mailboxes of %s', (host, service, mailboxes) => {
  expect([cloudOf(host), mailboxCloudOf(host)]).toEqual([service, mailboxes])
})
