/**
 * The Content-Security-Policy of the window, for both hosts: nothing but Postern's own files, scripts only from them,
 * and no page around it or form in it. `nonce` admits the <style> elements that Fluent's Griffel makes, and no script.
 */
export function contentSecurityPolicy(nonce: string): string {
  if (!/^[A-Za-z0-9+/_-]{16,64}={0,2}$/.test(nonce)) throw new TypeError('The nonce is not base64 of 16 bytes or so.')
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}
