// The exemplary merchant in front of a sandbox of this process, both in virtual time, for scenarios
// that need the gateway's own answers: bills, heartbeats, late originals.
import { createSandbox } from '../../../server/hosts/memory.ts'
import { startVirtualRun } from '../../drives/in-process/virtual-run.ts'
import { amsAccountOf } from '../../drives/ams-account.ts'
import { mapiAccountOf } from '../../drives/mapi-account.ts'
import { wechatAccountOf } from '../../drives/wechat-account.ts'
import { localWorld } from '../../drives/world.ts'
import { inProcess, type Variant } from './in-process.ts'

type Body = Record<string, unknown>

/** Plays the scenario; inside it, time passes by `sleep` alone. */
export async function live(
  scenario: (around: Awaited<ReturnType<typeof open>>) => Promise<void>,
  variant: Partial<Variant> = {},
): Promise<void> {
  const virtual = startVirtualRun()
  const around = open(virtual, variant)
  await virtual.passTime(scenario(around))
  around.sandbox.close()
}

function open(virtual: ReturnType<typeof startVirtualRun>, variant: Partial<Variant>) {
  const { counted, time } = virtual
  const sandbox = createSandbox({ time, merchant: (request) => counted(shop.fetch(request)) })
  sandbox.journal.listen(virtual.stepped)
  const [app] = sandbox.apps.list()
  if (app?.appPrivateKey === undefined) throw new Error('a fresh sandbox has an app with a key')
  const shop = inProcess({ name: 'exemplary', bend: {}, ...variant }).open({
    gatewayUrl: 'http://gateway.invalid/gateway.do',
    notifyUrl: 'http://shop.invalid/notify',
    appId: app.appId,
    sellerId: app.pid,
    appPrivateKey: app.appPrivateKey,
    alipayPublicKey: app.alipayPublicKey,
    credentials: app.credentials,
    wechat: wechatAccountOf(app),
    ams: amsAccountOf(app),
    mapi: mapiAccountOf(app),
    fetch: virtual.distant((request) => sandbox.fetch(request)),
    now: time.wallMs,
    sleep: (durationMs, signal) => time.sleep(durationMs, signal),
  })
  const call = async (path: string, body?: Body) => {
    const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }
    const request = new Request(`http://shop.invalid/conformance${path}`, init)
    const response = await counted(shop.fetch(request))
    return { status: response.status, body: await counted(response.json()) }
  }
  const sale = async (id: string) => (await call(`/sales/${id}`)).body
  const world = localWorld(sandbox)
  return {
    sandbox,
    world,
    call,
    sale,
    /** What a browser gets from the shop. */
    fetch: (address: string) => counted(shop.fetch(new Request(address))),
    sleep: (durationMs: number) => time.sleep(durationMs),
    /** Somebody sends this to the shop. */
    deliver: (path: string, body: string) =>
      counted(shop.fetch(new Request(`http://shop.invalid${path}`, { method: 'POST', body }))),
    /** Rings up a barcode sale whose buyer behaves so; returns its order number. */
    sell: async (sale_id: string, amount: string, pays = 'at-once', more: Body = {}) => {
      const auth_code = await world.issueCode(pays)
      const order = { sale_id, kind: 'barcode', amount, subject: 'tea', auth_code, ...more }
      const { body } = await call('/sales', order)
      return String(body.attempt_id)
    },
    /** What was asked of the gateway; the till's heartbeats come beside it. */
    ops: () =>
      sandbox.journal
        .since(0)
        .flatMap((entry) => (entry.kind === 'request' && entry.op ? [entry.op] : []))
        .filter((op) => op !== 'HEARTBEAT'),
  }
}
