import { t } from '../../shared/language/translate.ts'
import type { Session } from '../store/session-state.ts'
import { isMac } from './is-mac.ts'
import { obey } from './obey.ts'
import { commandOf } from './shortcuts.ts'

/** Does what the shortcuts say, wherever the focus is; what something else has taken for itself stays its own. */
export function followKeys(session: Session, window: Pick<Window, 'addEventListener'>): void {
  window.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.repeat || event.isComposing || modalIsOpen()) return
    const host = session.getState().about?.host ?? 'loopback'
    const command = commandOf(event, host, isMac(), isTyping(event.target))
    if (!command) return
    event.preventDefault()
    obey(session, command)
  })
}

/** What asks something has to be answered first. */
function modalIsOpen(): boolean {
  return document.querySelector('[aria-modal="true"]') !== null
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest(t`input, textarea, select, [contenteditable]`) !== null
}
