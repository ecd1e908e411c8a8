import { expect, test } from 'vitest'
import { createConsole, type ConsoleFiles } from './console.ts'

const FILES: Record<string, string> = {
  'index.html': '<!doctype html><div id="app"></div>',
  'assets/index-1a2b.js': 'render()',
  'assets/index-1a2b.css': 'body{}',
  'assets/THIRD-PARTY-LICENSES.txt': 'MIT',
}

const built: ConsoleFiles = (name) => {
  const text = FILES[name]
  return text === undefined ? undefined : new TextEncoder().encode(text)
}

function ask(path: string, { files = built, host = '127.0.0.1:8600' } = {}) {
  const routes = createConsole(files, { allowedHosts: ['sim.internal'] })
  return routes.request(`http://${host}${path}`, { headers: { host } })
}

test('the page is open to everybody, and its policy lets only files of ours run', async () => {
  const page = await ask('/_sim/')
  expect(page.status).toBe(200)
  expect(await page.text()).toContain('<div id="app">')
  expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8')
  expect(page.headers.get('cache-control')).toBe('no-store')
  const policy = page.headers.get('content-security-policy') ?? ''
  expect(policy).toContain("default-src 'none'")
  expect(policy).toContain("script-src 'self'")
  expect(policy).toContain("frame-ancestors 'none'")
  expect(policy).toContain("require-trusted-types-for 'script'")
  expect(policy).not.toContain('unsafe')
})

test.each([
  ['/_sim/assets/index-1a2b.js', 'text/javascript; charset=utf-8'],
  ['/_sim/assets/index-1a2b.css', 'text/css; charset=utf-8'],
  ['/_sim/assets/THIRD-PARTY-LICENSES.txt', 'text/plain; charset=utf-8'],
])('%s is sent as %s, and may be kept for ever', async (path, type) => {
  const { status, headers } = await ask(path)
  expect([status, headers.get('content-type')]).toEqual([200, type])
  expect(headers.get('cache-control')).toContain('immutable')
  expect(headers.get('x-content-type-options')).toBe('nosniff')
})

test('without the slash a browser is led to it, behind whatever path a proxy has', async () => {
  const { status, headers } = await ask('/_sim')
  expect([status, headers.get('location')]).toEqual([308, '_sim/'])
})

test('an asset of an earlier build is not there, and nothing above the build is', async () => {
  expect((await ask('/_sim/assets/index-old.js')).status).toBe(404)
  expect((await ask('/_sim/assets/..%2f..%2fpackage.json')).status).toBe(404)
})

test('where nothing was built, the command that builds it is named', async () => {
  const page = await ask('/_sim/', { files: () => undefined })
  expect(page.status).toBe(404)
  expect(await page.text()).toContain('npm run build:console')
})

test('a name that is rebound to this machine gets no page', async () => {
  const refused = await ask('/_sim/', { host: 'evil.example' })
  expect(refused.status).toBe(403)
  expect(await refused.text()).toContain('--allow-host')
  expect((await ask('/_sim/', { host: 'sim.internal' })).status).toBe(200)
})
