// The console under /_sim/: the files of its build, open to everybody, since a page without the control
// token can do nothing. What may run in it is decided here, once, by its content policy.
import { Hono } from 'hono'
import { assertOurHost, type GuardOptions } from '../control/guard.ts'
import { respondTo } from '../control/problem.ts'

type File = Uint8Array<ArrayBuffer> | undefined

/** The built files, by name: `index.html`, `assets/index-1a2b.js`. A host knows where they are. */
export type ConsoleFiles = (name: string) => File | Promise<File>

const TYPES: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  txt: 'text/plain; charset=utf-8',
}

/**
 * Scripts and styles are files of ours, nothing is loaded from elsewhere, and no text can become markup
 * (trusted types): what came over the wire is shown, and never run.
 */
const CONTENT_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "media-src 'self' blob:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ')

const HEADERS = {
  'content-security-policy': CONTENT_POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
}

const NOT_BUILT =
  'alipay-sim: the console is not built; build it with "npm run build:console" (npm run dev does so)\n'

export function createConsole(
  files: ConsoleFiles,
  guard: Pick<GuardOptions, 'allowedHosts'>,
): Hono {
  const routes = new Hono()
  // Relative, so that it holds behind whatever path a proxy puts before it.
  routes.get('/_sim', ({ redirect }) => redirect('_sim/', 308))
  routes.get('/_sim/', ({ req }) => page(req.raw))
  routes.get('/_sim/assets/:file', ({ req }) => asset(req.raw, `assets/${req.param('file')}`))

  const page = async (request: Request): Promise<Response> => {
    assertOurHost(request, guard)
    const bytes = await files('index.html')
    return bytes ? file('index.html', bytes, 'no-store') : new Response(NOT_BUILT, { status: 404 })
  }
  const asset = async (request: Request, name: string): Promise<Response> => {
    assertOurHost(request, guard)
    const bytes = await files(name)
    // The name of an asset changes with what is in it.
    if (bytes) return file(name, bytes, 'public, max-age=31536000, immutable')
    return new Response('alipay-sim: the console has no such file; load its page anew\n', {
      status: 404,
    })
  }
  routes.onError((error) => {
    const answer = respondTo(error, [])
    if (answer) return answer
    throw error
  })
  return routes
}

function file(name: string, bytes: Uint8Array<ArrayBuffer>, cacheControl: string): Response {
  const type = TYPES[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream'
  const headers = { ...HEADERS, 'content-type': type, 'cache-control': cacheControl }
  return new Response(bytes, { headers })
}
