import { legOf, methods } from './autodiscover-methods.ts'
import { defineGatherer } from './gatherer.ts'

/** Where each of the ways to Autodiscover leads a client that has not signed in; all of them, side by side. */
export const autodiscoverWellKnown = defineGatherer({
  artifact: 'autodiscoverWellKnown',
  needs: [],
  // What was looked up already is not looked up again.
  after: (organisation) => (organisation.ews ? ['dnsAnswers'] : []),
  gather: async (_needed, context) => {
    const legs = await Promise.all(methods.map((method) => legOf(method, context.organisation.domain, context)))
    return { attempts: legs.map(({ attempt }) => attempt) }
  },
})
