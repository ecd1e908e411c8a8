// A gateway on a real socket with its clock standing still, and a shop's notify_url on another, for
// the clients in this folder. Time passes only when a test advances it.
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { onTestFinished, vi } from 'vitest'
import { startServer } from '../../server/hosts/node.ts'
import type { EntryBody, EntryOf } from '../../server/journal/entry.ts'

export type Fields = Record<string, string>

/** How long a test waits for something that travels over a socket. */
const PATIENCE = { timeout: 60_000, interval: 10 }

/** Opens both; they close when the test is over, and a bug in the simulator fails the test. */
export async function openGateway() {
  const bugs: unknown[] = []
  const server = await startServer({
    port: 0,
    token: 'a-token-for-tests',
    onBug: (error) => bugs.push(error),
  })
  const { sandbox } = server
  sandbox.clock.setRate(0)
  const shop = await openShop()
  onTestFinished(async () => {
    await server.close()
    await shop.close()
    if (bugs.length > 0) throw new AggregateError(bugs, 'the simulator met bugs in itself')
  })
  const [app] = sandbox.apps.list()
  if (!app?.appPrivateKey) throw new Error('a fresh sandbox has an app with keys')

  const entries = <K extends EntryBody['kind']>(kind: K) =>
    sandbox.journal.since(0).filter((entry): entry is EntryOf<K> & typeof entry => {
      return entry.kind === kind
    })
  const waitFor = <T>(seen: () => T) => vi.waitFor(seen, PATIENCE)
  return {
    sandbox,
    gateway: `${server.url}/gateway.do`,
    app: { ...app, appPrivateKey: app.appPrivateKey },
    notifyUrl: shop.url,
    /** Notifications as the shop read them, in order of arrival. */
    received: shop.received,
    entries,
    waitFor,
    /** Lets gateway time pass, and what it sends arrive. */
    pass: async (durationMs: number): Promise<void> => {
      await sandbox.clock.advance(durationMs)
      await sandbox.settled()
    },
    /** Waits until the journal closes every exchange. */
    closed: () =>
      waitFor(() => {
        const ends = entries('end')
        if (ends.length < entries('request').length) throw new Error('an exchange is still open')
        return ends
      }),
  }
}

export type OpenGateway = Awaited<ReturnType<typeof openGateway>>

async function openShop() {
  const received: Fields[] = []
  const server = createServer((request, response) => {
    void readForm(request).then((fields) => {
      received.push(fields)
      response.end('success')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/notify`,
    received,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function readForm(request: IncomingMessage): Promise<Fields> {
  return Object.fromEntries(new URLSearchParams(await text(request)))
}
