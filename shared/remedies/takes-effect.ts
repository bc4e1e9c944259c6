import { t } from '../language/translate.ts'

/** Of what EWS reads from Active Directory. That it keeps it for a while is general knowledge; no document gives the time. */
export const asServersReadAgain = t`Within minutes, as each server reads its settings again; MSExchangeServicesAppPool of the mailbox servers, recycled in IIS, makes it sooner. No IISReset is needed.`

/** Of settings of IIS. That it takes them up by itself, and what IISReset interrupts, is general knowledge. */
export const asIisTakesItUp = t`As a rule at once, since IIS takes up its changed configuration. Where it does not, recycle MSExchangeServicesAppPool; IISReset interrupts every client of the server, and is the last resort.`
