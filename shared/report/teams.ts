import { t } from '../language/translate.ts'
/**
 * Whom a finding is for, in the order in which a report names them. Nobody has a team for certificates here: who binds
 * one to IIS asks for it, renews it and assigns it, and that is the Exchange team. `you` is whoever runs Postern: what
 * the organisation file says, which account is used, and looking again. `postern` is for bugs of our own.
 */
export const teams = ['exchange', 'network', 'identity', 'vendor', 'you', 'postern'] as const
export type Team = (typeof teams)[number]

/** What people call each team. */
export const teamNames: Readonly<Record<Team, string>> = {
  exchange: t`Exchange team`,
  network: t`Network team`,
  identity: t`Identity team`,
  vendor: t`The vendor`,
  you: t`You`,
  postern: t`The makers of Postern`,
}

/** What each team looks after, so that a reader who calls it otherwise finds it. */
export const teamDuties: Readonly<Record<Team, string>> = {
  exchange: t`Exchange servers, their certificates, virtual directories and policies`,
  network: t`DNS, firewall, load balancer, proxy`,
  identity: t`accounts, passwords, Active Directory`,
  vendor: t`the service that is to reach the mailboxes`,
  you: t`what Postern is told, and looking again`,
  postern: t`bugs of Postern’s own, which say nothing about your servers`,
}
