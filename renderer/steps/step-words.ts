import { t } from '../../shared/language/translate.ts'
import { stepNames } from '../../shared/run/words.ts'
import type { WizardStep } from '../store/place.ts'

/** What people call each step of the wizard. */
export const wizardStepNames: Readonly<Record<WizardStep, string>> = {
  organisation: t`Organisation`,
  servers: t`Servers`,
  'sign-in': stepNames['sign-in'],
  ews: stepNames.ews,
  'active-sync': stepNames['active-sync'],
  firewall: t`Firewall`,
  report: t`Report`,
}

/** Why a step matters: what the vendor's guide asks for, in two sentences. */
export const whyStep: Readonly<Record<WizardStep, string>> = {
  organisation: t`All that follows is asked of this domain, in the name of this mailbox. Where Autodiscover (how a client finds its server from a mail address alone) is not to be had, the service needs every setting typed, and so does Postern.`,
  servers: t`A cloud service finds your servers by their names in DNS and by Autodiscover, and talks to them only where they show a certificate that it trusts. What is wrong here is in the way of everything after it.`,
  'sign-in': t`The service signs in as the user does: with the name of the account, never with an alias of its mailbox, and at your own servers with the account’s own password, since app passwords belong to Microsoft 365. A password that is rejected is not sent again, so that nobody is locked out.`,
  ews: t`Mail and calendars are synced over Exchange Web Services (EWS, the interface for programs), so it has to be on for the server and for each mailbox. A program that is refused by its name, or a limit that is too tight, stops the sync although the sign-in works.`,
  'active-sync': t`Contacts are synced over ActiveSync (the protocol of phones), and the service falls back to it where EWS cannot be had. Exchange takes the service for a new mobile device, which a rule may block or leave waiting in quarantine.`,
  firewall: t`The service comes from the internet, so the published names have to be reachable from its addresses. Those addresses may change at any time, and whoever runs the firewall has to follow.`,
  report: t`What is in the way is mended by different people: those who run the network, those who manage accounts, and the Exchange team. The report says to each what was seen, when, and what is asked of them, and holds no password.`,
}
