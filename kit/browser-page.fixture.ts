// A page under msw's worker in a real browser: its origin serves page, bundle and worker, and hands what begins
// with /alipay to a simulator, as the proxy of a development server does; broken lines included.
import { readFileSync } from 'node:fs'
import { createServer, request as ask, type RequestListener } from 'node:http'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { build } from 'vite'
import { listen, type Listening } from './listen.fixture.ts'

const HTML = '<!doctype html><title>loading</title><script type="module" src="/page.js"></script>'

/** Which msw the page has, by the name it is installed under. */
export type Generation = 'msw' | 'msw-2'

/** The origin of the page. */
export async function servePage(gatewayUrl: string, msw: Generation): Promise<Listening> {
  const lib = join(dirname(createRequire(import.meta.url).resolve(`${msw}/package.json`)), 'lib')
  const files: Record<string, [type: string, text: string]> = {
    '/': ['text/html', HTML],
    '/page.js': ['text/javascript', await bundle(msw)],
    '/mockServiceWorker.js': [
      'text/javascript',
      readFileSync(join(lib, 'mockServiceWorker.js'), 'utf8'),
    ],
  }
  const forward = proxyTo(gatewayUrl)
  return listen(
    createServer((request, response) => {
      if (request.url?.startsWith('/alipay/')) return forward(request, response)
      const [type, text] = files[request.url ?? ''] ?? []
      if (type === undefined) return void response.writeHead(404).end('nothing here')
      response.writeHead(200, { 'content-type': type }).end(text)
    }),
  )
}

async function bundle(msw: Generation): Promise<string> {
  const built = await build({
    root: import.meta.dirname,
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    resolve: { alias: [{ find: /^msw(?=\/|$)/, replacement: msw }] },
    define: { 'process.env.NODE_ENV': '"development"' },
    build: {
      write: false,
      minify: false,
      target: 'esnext',
      lib: {
        entry: join(import.meta.dirname, 'msw-page.fixture.ts'),
        formats: ['es'],
        fileName: 'page',
      },
    },
  })
  const [output] = Array.isArray(built) ? built : [built]
  if (!output || !('output' in output)) throw new Error('vite gave no bundle of the page')
  return output.output[0].code
}

function proxyTo(gatewayUrl: string): RequestListener {
  return (incoming, outgoing) => {
    const url = new URL(String(incoming.url).replace(/^\/alipay/, ''), gatewayUrl)
    const { method, headers } = incoming
    const break_ = () => void outgoing.socket?.destroy()
    const request = ask(url, { method, headers: { ...headers, host: url.host } }, (reply) => {
      outgoing.writeHead(reply.statusCode ?? 502, reply.headers)
      reply.on('error', break_).pipe(outgoing)
    })
    outgoing.on('close', () => request.destroy())
    incoming.pipe(request.on('error', break_))
  }
}
