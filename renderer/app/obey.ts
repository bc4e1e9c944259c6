import type { WindowCommand } from '../../shared/contract/window-command.ts'
import { placeOfCommand } from '../store/place-of-command.ts'
import type { Session } from '../store/session-state.ts'
import { pageOf } from './pages.ts'

/** Does what the menu or a key asks of the window. What cannot be done now is left: its button says why. */
export function obey(session: Session, command: WindowCommand): void {
  const { organisation, connected, start, stop, show, showKeyboard, wantPdf } = session.getState()
  const place = placeOfCommand(command)
  if (place) {
    if (pageOf(place)) show(place)
    return
  }
  switch (command) {
    case 'start-run':
      if (organisation && connected) void start()
      return
    case 'stop-run':
      if (connected) void stop()
      return
    case 'keyboard-help':
      showKeyboard(true)
      return
    case 'save-pdf':
      wantPdf(true)
      show({ kind: 'step', step: 'report' })
  }
}
