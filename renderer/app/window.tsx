import { createDOMRenderer, RendererProvider } from '@fluentui/react-components'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { openClient } from '../store/client.ts'
import { followApp } from '../store/follow-app.ts'
import { placeOfHash } from '../store/place.ts'
import { createSession } from '../store/session.ts'
import { SessionProvider } from '../store/session-context.tsx'
import { createTurnedStore, TurnedContext } from '../store/turned.ts'
import { App } from './app.tsx'
import { followAddress } from './follow-address.ts'
import { followKeys } from './follow-keys.ts'
import { keepFocus } from './keep-focus.ts'
import { keepReadable } from './keep-readable.ts'
import { obey } from './obey.ts'

/** The nonce that the host put into the page for this load; Griffel's <style> elements carry it. */
const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? ''
const styles = createDOMRenderer(document, { styleElementAttributes: { nonce } })

const client = openClient({ onConnection: (connected) => session.getState().connection(connected) })
const session = createSession(client, { placeWanted: () => placeOfHash(location.hash) })
followAddress(session, window)
void session.getState().open()
void followApp(client, session, (command) => obey(session, command))
followKeys(session, window)
const turned = createTurnedStore()
void turned.getState().follow(client, new AbortController().signal)

const container = document.getElementById('app')
if (!container) throw new Error('The page has no element with the id app.')
keepReadable(container)
keepFocus()
createRoot(container).render(
  <StrictMode>
    <RendererProvider renderer={styles} targetDocument={document}>
      <SessionProvider session={session} client={client}>
        <TurnedContext value={turned}>
          <App />
        </TurnedContext>
      </SessionProvider>
    </RendererProvider>
  </StrictMode>,
)
