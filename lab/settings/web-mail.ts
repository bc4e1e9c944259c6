/** Outlook on the web and the control panel: what people open in a browser. */
export interface WebMailSettings {
  /** FormsAuthentication, WindowsAuthentication or AdfsAuthentication of both virtual directories. */
  signIn: 'form' | 'windows' | 'ad-fs'
  /** Whether their application pools run. */
  poolStopped: boolean
}

export function healthyWebMail(): WebMailSettings {
  return { signIn: 'form', poolStopped: false }
}
