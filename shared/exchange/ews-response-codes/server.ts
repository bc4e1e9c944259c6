import { t } from '../../language/translate.ts'
import type { ResponseCode } from './response-code.ts'

/** Codes about Exchange itself: its limits, its servers and how they find each other. */
export const serverCodes = {
  ErrorServerBusy: {
    kind: 'throttling',
    means: t`The account has used up what its throttling policy allows, or the server has too much to do.`,
    todo: t`Look at Get-ThrottlingPolicyAssociation for the account, and give a service account a policy of its own.`,
  },
  ErrorExceededConnectionCount: {
    kind: 'throttling',
    means: t`The account has as many requests under way as EwsMaxConcurrency allows.`,
    todo: t`Look for other clients that use the same account, and raise EwsMaxConcurrency in a throttling policy for it.`,
  },
  ErrorExceededSubscriptionCount: {
    kind: 'throttling',
    means: t`The account has as many subscriptions as EwsMaxSubscriptions allows.`,
    todo: t`Look for other clients that use the same account, and raise EwsMaxSubscriptions in a throttling policy for it.`,
  },
  ErrorExceededFindCountLimit: {
    kind: 'throttling',
    means: t`A search found more than EwsFindCountLimit allows.`,
    todo: t`Raise EwsFindCountLimit in a throttling policy for the account.`,
  },
  ErrorTooManyObjectsOpened: {
    kind: 'throttling',
    means: t`The account has more objects open in the store than it may.`,
    todo: t`Look for other clients that use the same account, and run again later.`,
  },
  ErrorInsufficientResources: {
    kind: 'server',
    means: t`The server has run out of memory or another resource.`,
    todo: t`Look at the load of the server that answered.`,
  },
  ErrorTimeoutExpired: {
    kind: 'server',
    means: t`The server did not finish in the time that it gives itself.`,
    todo: t`Look at the load of the mailbox server and its disks.`,
  },
  ErrorInternalServerError: {
    kind: 'server',
    means: t`EWS failed inside. Throttling can also look like this.`,
    todo: t`Look at the event log and the EWS log of the server that answered (Logging\\Ews).`,
  },
  ErrorInternalServerTransientError: {
    kind: 'server',
    means: t`EWS failed inside, for a reason that passes.`,
    todo: t`Run again; if it stays, look at the event log of the server that answered.`,
  },
  ErrorConnectionFailed: {
    kind: 'store',
    means: t`The server that answered cannot reach the mailbox store.`,
    todo: t`Look at the Information Store service and the network between the servers.`,
  },
  ErrorADUnavailable: {
    kind: 'server',
    means: t`Exchange reaches no domain controller.`,
    todo: t`Look at the domain controllers and at events of MSExchange ADAccess on the server that answered.`,
  },
  ErrorADOperation: {
    kind: 'server',
    means: t`A question to the directory failed.`,
    todo: t`Look at events of MSExchange ADAccess on the server that answered.`,
  },
  ErrorADSessionFilter: {
    kind: 'request',
    means: t`The directory was asked in a way that it does not understand.`,
    todo: t`Check the test mailbox of the organisation for unusual characters.`,
  },
  ErrorNoRespondingCASInDestinationSite: {
    kind: 'configuration',
    means: t`The mailbox is in another site, and no Exchange server there answers.`,
    todo: t`Look at the Exchange servers of that site, their EWS virtual directories and InternalUrl, and the network between the sites.`,
  },
  ErrorNoDestinationCASDueToVersionMismatch: {
    kind: 'configuration',
    means: t`No Exchange server that could serve the mailbox is recent enough.`,
    todo: t`Let the clients reach the newest Exchange of the organisation, which passes requests on to older ones.`,
  },
  ErrorNoDestinationCASDueToKerberosRequirements: {
    kind: 'configuration',
    means: t`No server of the other site takes Windows sign-ins at EWS.`,
    todo: t`Enable Windows authentication on the EWS virtual directories of that site.`,
  },
  ErrorNoDestinationCASDueToSSLRequirements: {
    kind: 'configuration',
    means: t`No server of the other site can be asked over TLS.`,
    todo: t`Check InternalUrl and the certificate of EWS on the servers of that site.`,
  },
  ErrorProxyRequestNotAllowed: {
    kind: 'configuration',
    means: t`The server that has the mailbox takes no requests that another passes on.`,
    todo: t`Check Windows authentication on its EWS virtual directory.`,
  },
  ErrorProxyRequestProcessingFailed: {
    kind: 'configuration',
    means: t`The request was passed on to the server that has the mailbox, and failed there.`,
    todo: t`Look at the certificate and the EWS virtual directory of that server.`,
  },
  ErrorProxiedSubscriptionCallFailure: {
    kind: 'configuration',
    means: t`The request for notifications was passed on to another server, and failed there.`,
    todo: t`Look at the EWS virtual directory of the server that has the mailbox.`,
  },
  ErrorCrossSiteRequest: {
    kind: 'configuration',
    means: t`The mailbox is in another site, and this server does not pass the request on.`,
    todo: t`Ask the server of the other site, by its ExternalUrl; Autodiscover names it.`,
  },
  ErrorServiceDiscoveryFailed: {
    kind: 'configuration',
    means: t`Exchange could not find the EWS address of its own organisation.`,
    todo: t`Look at InternalUrl and ExternalUrl with Get-WebServicesVirtualDirectory.`,
  },
  ErrorAutoDiscoverFailed: {
    kind: 'configuration',
    means: t`Exchange asked Autodiscover for the server of the mailbox, and failed.`,
    todo: t`Look at Get-AvailabilityAddressSpace and at Autodiscover of the other organisation.`,
  },
  ErrorAddressSpaceNotFound: {
    kind: 'configuration',
    means: t`Exchange has no address space for the domain of the mailbox.`,
    todo: t`Look at Get-AvailabilityAddressSpace.`,
  },
  ErrorAvailabilityConfigNotFound: {
    kind: 'configuration',
    means: t`The settings for free and busy times are missing from the directory.`,
    todo: t`Look at Get-AvailabilityConfig.`,
  },
  ErrorFreeBusyGenerationFailed: {
    kind: 'store',
    means: t`Free and busy times could not be worked out from the calendar.`,
    todo: t`Run New-MailboxRepairRequest for the mailbox, and look at events of MSExchange Availability.`,
  },
  ErrorFreeBusyDLLimitReached: {
    kind: 'request',
    means: t`The address stands for a group with too many members.`,
    todo: t`Make a mailbox, not a distribution group, the test mailbox of the organisation.`,
  },
  ErrorInvalidServerVersion: {
    kind: 'version',
    means: t`The server does not know the version of EWS that the client speaks: it is older than Exchange 2013.`,
    todo: t`Let the address lead to the newest Exchange of the organisation, and update what is older.`,
  },
  ErrorIncorrectSchemaVersion: {
    kind: 'version',
    means: t`The request uses parts of EWS that the version named in it does not have.`,
    todo: t`Look for something in between that changes the version of the request; else let the address lead to the newest Exchange.`,
  },
  ErrorInvalidRequest: {
    kind: 'request',
    means: t`Exchange could not make sense of the request.`,
    todo: t`Look for what changes requests between this machine and Exchange.`,
  },
  ErrorSchemaValidation: {
    kind: 'request',
    means: t`The request did not arrive as EWS has it: something in between changed it, or Postern wrote it wrong.`,
    todo: t`Ask a server past the proxy and the load balancer; if the answer is the same, report it to us.`,
  },
  ErrorInvalidOperation: {
    kind: 'request',
    means: t`Exchange does not do this in the state that things are in.`,
    todo: t`Run again; if it stays, look at the EWS log of the server that answered.`,
  },
  ErrorInvalidSyncStateData: {
    kind: 'request',
    means: t`The state of the synchronisation could not be read.`,
    todo: t`Look for what changes requests between this machine and Exchange.`,
  },
  ErrorSubscriptionNotFound: {
    kind: 'absent',
    means: t`The server does not know the subscription: it ran out, or another server holds it.`,
    todo: t`Look at the affinity of the load balancer: notifications need requests of one client to reach one server.`,
  },
  ErrorInvalidSubscription: {
    kind: 'absent',
    means: t`The subscription is no longer one.`,
    todo: t`Look at the affinity of the load balancer: notifications need requests of one client to reach one server.`,
  },
  ErrorMessageTrackingPermanentError: {
    kind: 'server',
    means: t`Message tracking failed; syncing does not need it.`,
    todo: t`Look at the transport service of the servers that the message passed.`,
  },
} as const satisfies Record<string, ResponseCode>
