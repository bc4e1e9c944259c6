import { z } from 'zod'
import { GivenUrl } from './autodiscover-kinds.ts'
import { GivenService } from './autodiscover-service.ts'
import { Failure } from './failure.ts'
import { HttpExchange } from './http-exchange.ts'
import { Scheme } from './sign-in.ts'

/**
 * One address, for whatever services Autodiscover gives it, and what answers there to a client that has not signed in.
 */
export const ServiceGlance = z.strictObject({
  url: z.string(),
  services: z.array(GivenService.omit({ url: true })),
  /**
   * As for the addresses of EWS and ActiveSync; those and whatever stands for EWS have findings of their own.
   * `beside-ews`: in the virtual directory of an EWS address, which asks for a sign-in whatever the file.
   */
  notAsked: z.enum([...GivenUrl.shape.notAsked.unwrap().options, 'beside-ews']).optional(),
  schemes: z.array(Scheme),
  certificateProblem: z.string().optional(),
  exchange: HttpExchange.optional(),
  failure: Failure.optional(),
})
export type ServiceGlance = z.infer<typeof ServiceGlance>

/** Artifact `autodiscoverServices`: the addresses of Autodiscover's XML beside those of EWS, each once. */
export const AutodiscoverServices = z.strictObject({ given: z.array(ServiceGlance) })
export type AutodiscoverServices = z.infer<typeof AutodiscoverServices>
