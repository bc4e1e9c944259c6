import { t } from '../../../shared/language/translate.ts'

/** What a sentence is filled with, as far as it is known. */
export type LiveErrorPlaces = {
  /** The server that was asked. */
  server: string
  /** The cmdlet, or the parameter with its hyphen, that was refused. */
  what?: string | undefined
  /** Why in the words of Windows or Exchange, redacted; or a number. */
  detail?: string | undefined
}

/**
 * Everything that can end a question to Exchange's management endpoint, as a closed set. Each sentence says what
 * happened, where, and what can be done. Codes are stable: the contract, tests and exports name them.
 */
export const liveErrorSentences = {
  'not-windows': () =>
    t`Exchange can be asked from here only on Windows, with the PowerShell that comes with it. Run the read-only script in the Exchange Management Shell instead, and give Postern its file.`,
  'no-powershell': ({ detail }: LiveErrorPlaces) =>
    withDetail(
      t`Windows PowerShell 5.1 was not found on this computer, or Windows does not let it start. Run the read-only script on a computer that has it, and give Postern its file.`,
      detail,
    ),
  'policy-forbids-scripts': ({ detail }: LiveErrorPlaces) =>
    t`A Group Policy sets PowerShell’s execution policy on this computer to ${policyIn(detail)}, and the cmdlets of a remote session cannot be loaded then. Nobody was asked. Run the read-only script where the Exchange Management Shell works, and give Postern its file.`,
  'not-quotable': ({ detail }: LiveErrorPlaces) =>
    andThen(t`The question could not be written as a script, and nobody was asked.`, detail),
  'language-constrained': () =>
    t`A policy of this computer (AppLocker or App Control) holds PowerShell in constrained language, in which the session cannot be opened from here. Nobody was asked. Run the read-only script in the Exchange Management Shell instead, and give Postern its file.`,
  'server-not-found': ({ server }: LiveErrorPlaces) =>
    t`This computer does not find ${server} by its name. Give the server’s full name, such as exch01.contoso.local, and look whether DNS knows it.`,
  'server-not-reached': ({ server }: LiveErrorPlaces) =>
    t`${server} takes no connection on TCP port 80 from this computer, on which Exchange’s management endpoint listens. Look at the firewall between, and whether IIS is running there.`,
  'server-unanswered': ({ server }: LiveErrorPlaces) =>
    t`${server} did not answer on TCP port 80 in time. Look at the firewall between, and whether the server is busy or stopped.`,
  'not-ws-management': ({ server, detail }: LiveErrorPlaces) =>
    withDetail(
      t`Something answered for ${server}, but not as Exchange’s management endpoint does. A proxy, a balancer or a virus scanner between may have answered, or the PowerShell virtual directory is missing or asks for TLS.`,
      detail,
    ),
  'not-exchange': ({ server }: LiveErrorPlaces) =>
    t`${server} answers, but has no session configuration named Microsoft.Exchange. Name a server on which Exchange runs.`,
  redirected: ({ server }: LiveErrorPlaces) =>
    t`${server} sends whoever asks on to another address, which Postern does not follow with a credential. Name the server that is meant to answer.`,
  'kerberos-name': ({ server, detail }: LiveErrorPlaces) =>
    withDetail(
      t`Kerberos gave no ticket for ${server}: no service principal name (SPN) stands for that name, or it stands for another account. Use the server’s own full name, not an alias, the name of a balancer or an address.`,
      detail,
    ),
  'kerberos-clock': ({ server }: LiveErrorPlaces) =>
    t`The clocks of this computer, ${server} and the domain controller differ by more than Kerberos allows, which is five minutes unless set otherwise. Set them right and ask again.`,
  'kerberos-no-domain': ({ server, detail }: LiveErrorPlaces) =>
    withDetail(
      t`Kerberos found no domain controller, or no account to ask one with. This computer, or the account, is not in a domain that ${server} trusts, or no domain controller can be reached from here.`,
      detail,
    ),
  'kerberos-not-offered': ({ server }: LiveErrorPlaces) =>
    t`The PowerShell virtual directory on ${server} takes no Kerberos, with which Exchange’s own shell signs in. Look at its authentication in IIS, and whether a proxy or balancer between takes it away.`,
  'kerberos-disabled': () =>
    t`Kerberos is turned off for the WinRM client of this computer, by policy or by hand (winrm get winrm/config/client/auth). Nobody was asked.`,
  'sign-in-rejected': ({ server }: LiveErrorPlaces) =>
    t`The user name or the password was rejected when signing in to ${server}. Postern does not send this password again; correct it first.`,
  'password-in-answer': ({ server }: LiveErrorPlaces) =>
    t`A setting that ${server} told holds the given password as its value, so nothing of the answer was kept. Ask as another account, or change that setting.`,
  'sign-in-withheld': ({ detail }: LiveErrorPlaces) =>
    andThen(t`The given password was not sent, and nobody was asked.`, detail),
  'account-unusable': ({ server, detail }: LiveErrorPlaces) =>
    withDetail(
      t`The account cannot sign in to ${server}: it is locked out, disabled or restricted, or its password has expired. Postern does not send this password again until it changes.`,
      detail,
    ),
  'access-denied': ({ server }: LiveErrorPlaces) =>
    t`${server} denied access when the session was opened. The account may not use remote PowerShell (RemotePowerShellEnabled of Set-User), or IIS rejected the sign-in.`,
  'no-role': ({ server }: LiveErrorPlaces) =>
    t`${server} let the account in, but no management role is assigned to it. To read, membership in the role group View-Only Organization Management is enough.`,
  'no-right': ({ server, what }: LiveErrorPlaces) =>
    t`The account has no right to ${what ?? t`one of the cmdlets`}: the management roles that it has on ${server} do not hold it. To read, membership in the role group View-Only Organization Management is enough.`,
  'right-or-version': ({ server, what }: LiveErrorPlaces) =>
    t`${server} does not have ${what ?? t`one of the cmdlets`} in the session: either the account’s management roles do not hold it, or this version of Exchange does not have it.`,
  'cmdlet-missing-on-version': ({ server, what, detail }: LiveErrorPlaces) =>
    withDetail(t`The version of Exchange on ${server} does not have ${what ?? t`one of the cmdlets`}.`, detail),
  'parameter-missing': ({ server, what }: LiveErrorPlaces) =>
    t`${server} does not know a parameter of ${what ?? t`one of the cmdlets`}: either this version of Exchange does not have it, or the account’s management roles leave it out.`,
  'cmdlet-refused': ({ server, what, detail }: LiveErrorPlaces) =>
    withDetail(t`${what ?? t`A cmdlet`} ended with an error on ${server}.`, detail),
  'double-hop': ({ server }: LiveErrorPlaces) =>
    t`Windows has no credential of the signed-in account to hand on to ${server}. That is so where Postern itself runs in a session that came over the network (PowerShell remoting, SSH with a key): from there it is a second hop. Start Postern where you are signed in at the computer or by Remote Desktop, or give an account and its password.`,
  'too-many-shells': ({ server }: LiveErrorPlaces) =>
    t`The account has as many sessions open on ${server} as it may. Close other Exchange Management Shells, or wait a quarter of an hour until forgotten ones end, and ask again.`,
  'server-busy': ({ server, detail }: LiveErrorPlaces) =>
    withDetail(
      t`${server} asks to be left alone for a while: a limit of its throttling or its memory is reached.`,
      detail,
    ),
  'server-error': ({ server, detail }: LiveErrorPlaces) =>
    withDetail(
      t`${server} failed to open the session by an error of its own, such as its front end not reaching its back end. Open the Exchange Management Shell on the server itself to see whether it works there.`,
      detail,
    ),
  'connection-lost': ({ server }: LiveErrorPlaces) =>
    t`The session to ${server} ended before everything was done, and no answer was kept. Ask again.`,
  'session-refused': ({ server, detail }: LiveErrorPlaces) =>
    withDetail(t`The session to ${server} did not come about, for a reason that Postern has no words for.`, detail),
  'timed-out': ({ server, detail }: LiveErrorPlaces) =>
    t`PowerShell was given up (${detail ?? t`it took too long`}) while ${server} was asked. Ask for fewer cmdlets or mailboxes, or run the read-only script by hand.`,
  cancelled: () => t`It was stopped before its end, and no answer was kept.`,
  'too-much-output': ({ server }: LiveErrorPlaces) =>
    t`PowerShell sent more than Postern is willing to read of ${server}. Ask for fewer mailboxes.`,
  'broke-off': ({ detail }: LiveErrorPlaces) =>
    t`PowerShell ended before it had said how the question went (${detail ?? t`no exit code`}). It was killed, or a policy stopped it, or Postern’s script has a fault.`,
  'bad-document': ({ detail }: LiveErrorPlaces) =>
    andThen(
      t`What PowerShell brought back is not the document that Postern’s script writes. Nothing of it was kept.`,
      detail,
    ),
} as const satisfies Record<string, (places: LiveErrorPlaces) => string>

export type LiveErrorCode = keyof typeof liveErrorSentences

/** Why a question to Exchange came to nothing, for programs and for a person. */
export type LiveError = { code: LiveErrorCode; sentence: string; detail?: string }

/** An error with its sentence. */
export function liveError(code: LiveErrorCode, places: LiveErrorPlaces): LiveError {
  const sentence = liveErrorSentences[code](places)
  return { code, sentence, ...(places.detail !== undefined && { detail: places.detail }) }
}

/** The name of a policy, which is the same in every language; from an error record there are only its words. */
function policyIn(detail: string | undefined): string {
  return detail !== undefined && /^[A-Za-z]+$/.test(detail) ? detail : t`one that runs no script`
}

function andThen(sentence: string, another: string | undefined): string {
  return another ? `${sentence} ${another}` : sentence
}

function withDetail(sentence: string, detail: string | undefined): string {
  return detail ? t`${sentence} In its own words: ${detail}` : sentence
}
