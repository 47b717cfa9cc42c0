// The content security policies, in one place for the pages' own <meta>, the server's headers and static hosts' _headers.

import { createHash } from 'node:crypto'

/** The app: our own files, Monaco's inline styles, pictures from memory. Nothing from elsewhere. */
export const APP_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "frame-src 'self'",
  "connect-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')

/**
 * The sandbox: the broker's script by its hash, what it makes into blobs, and no way out. eval is how modules load. A
 * sandboxed document submits no forms, whatever a policy says.
 */
export function sandboxPolicy(html: string): string {
  return [
    "default-src 'none'",
    "connect-src 'none'",
    'worker-src blob:',
    `script-src 'sha256-${hashOf(brokerOf(html))}' 'unsafe-eval' blob:`,
    "base-uri 'none'",
  ].join('; ')
}

/** Headers for a path of the build. `sandbox` makes the frame's document opaque even when it is opened by itself. */
export function headersFor(path: string, sandboxHtml: string): Record<string, string> {
  const isSandbox = path.endsWith('/sandbox.html')
  return {
    'Content-Security-Policy': isSandbox
      ? `${sandboxPolicy(sandboxHtml)}; sandbox allow-scripts; frame-ancestors 'self'`
      : `${APP_POLICY}; frame-ancestors 'none'`,
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    // The camera is the learner's to point at a picture for an exercise: the app may ask, the sandbox may not.
    'Permissions-Policy': `camera=(${isSandbox ? '' : 'self'}), microphone=(), geolocation=()`,
  }
}

/** Puts a policy into a page's own head, for hosts that send no headers. */
export const withPolicy = (html: string, policy: string): string =>
  html.replace(
    '<meta charset="utf-8" />',
    `<meta charset="utf-8" />\n    <meta http-equiv="Content-Security-Policy" content="${policy}" />`,
  )

function brokerOf(html: string): string {
  const script = /<script>([\s\S]*?)<\/script>/.exec(html)?.[1]
  if (script === undefined) throw new Error('sandbox.html has no inline script.')
  return script
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('base64')
