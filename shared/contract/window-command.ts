import { z } from 'zod'

/**
 * What the menu of the application can ask of the window, beside what the shell does itself. `go-` names a place of the
 * window: a step of the wizard, a desk, everything that was found, the settings.
 */
export const windowCommands = [
  'start-run',
  'stop-run',
  'save-pdf',
  'keyboard-help',
  'go-organisation',
  'go-servers',
  'go-sign-in',
  'go-ews',
  'go-active-sync',
  'go-firewall',
  'go-report',
  'go-everything',
  'go-runs',
  'go-organisations',
  'go-watch',
  'go-firewall-rules',
  'go-settings',
] as const

export const WindowCommand = z.enum(windowCommands)
export type WindowCommand = z.infer<typeof WindowCommand>
