// A shop at the toy gateway: the exemplary merchant's judgement over another wire.
import type { InProcessMerchant, Surroundings } from '../drives/in-process/in-process.ts'
import { createMerchant } from '../merchants/exemplary/adapter/adapter.ts'
import type { Decisions } from '../merchants/exemplary/decisions.ts'
import { inTime } from '../merchants/exemplary/gateway-over-fetch.ts'
import { createMemoryStore } from '../merchants/exemplary/memory-store.ts'
import type { Clock, Config, Gateway, Reply } from '../merchants/exemplary/ports.ts'
import { formOf, replyOf } from './openapi-words.ts'
import { MAC_HEADER, macOf, TOY, type ToyCredentials } from './toy-wire.ts'

type Body = Readonly<Record<string, unknown>>

const CLIENT_TIMEOUT_MS = 5_000

/** `bend` makes a flawed one of it. */
export function toyMerchant(name: string, bend: Partial<Decisions> = {}): InProcessMerchant {
  return {
    name,
    open: (around) => {
      const { secret } = around.credentials[TOY] as ToyCredentials
      const clock: Clock = { now: around.now, sleep: around.sleep }
      const config: Config = {
        appId: around.appId,
        sellerId: around.sellerId,
        storeId: 'STORE001',
        terminalId: 'POS00001',
        numberPrefix: 'T',
        clientTimeoutMs: CLIENT_TIMEOUT_MS,
        timeScale: 1,
        resultChannel: 'notify+poll',
        canRestart: false,
        codesOnly: true,
      }
      const gateway = toyGateway(around, secret, clock)
      const shop = createMerchant({ gateway, store: createMemoryStore(), clock }, config, {
        sendsNotifyUrl: () => true,
        ...bend,
      })
      return {
        fetch: async (request) =>
          new URL(request.url).pathname === '/notify'
            ? notified(shop.fetch, request, secret)
            : shop.fetch(request),
      }
    },
  }
}

/** The signature stands in a header, and the acknowledgement is JSON. */
async function notified(
  fetch: (request: Request) => Promise<Response>,
  request: Request,
  secret: string,
): Promise<Response> {
  const text = await request.text()
  const mac = request.headers.get(MAC_HEADER)
  const isGenuine = mac === macOf(secret, text)
  const sign = mac === null ? undefined : isGenuine ? 'genuine' : 'forged'
  const body = new URLSearchParams(formOf(JSON.parse(text), sign))
  const answer = await fetch(new Request(request.url, { method: 'POST', body: body.toString() }))
  return Response.json({ ok: (await answer.text()) === 'success' })
}

function toyGateway(around: Surroundings, secret: string, clock: Clock): Gateway {
  const call = (path: string, ref: string, more: Body = {}): Promise<Reply> =>
    inTime({ clock, clientTimeoutMs: CLIENT_TIMEOUT_MS }, (signal) =>
      exchange(around, { path, secret, signal, body: { shop: around.appId, ref, ...more } }),
    )
  const pay = (order: Body, notify: boolean) =>
    call('charge', String(order['out_trade_no']), {
      minor: minorOf(order['total_amount']),
      code: order['auth_code'],
      title: order['subject'],
      ...(notify && { hook: around.notifyUrl }),
    })
  const none = () => Promise.resolve<Reply>({ kind: 'unknown', why: 'the toy has no such call' })
  return {
    pay,
    precreate: none,
    pageUrl: () => '',
    query: (ref) => call('look', ref),
    cancel: (ref) => call('undo', ref),
    close: none,
    refund: ({ outTradeNo, outRequestNo, amount }) =>
      call('give-back', outTradeNo, { minor: minorOf(amount), back: outRequestNo }),
    refundQuery: (ref, back) => call('look-at-give-back', ref, { back }),
    heartbeat: none,
    billUrl: none,
    download: () => Promise.resolve({ kind: 'unknown', why: 'the toy has no bills' }),
    verifyNotification: ({ sign }) => sign === 'genuine',
  }
}

const minorOf = (yuan: unknown) => Math.round(Number(yuan) * 100)

interface Asked {
  path: string
  secret: string
  signal: AbortSignal
  body: Body & { ref: string }
}

async function exchange(
  { gatewayUrl, fetch }: Surroundings,
  { path, secret, signal, body }: Asked,
): Promise<Reply> {
  try {
    const text = JSON.stringify(body)
    const response = await fetch(
      new Request(new URL(`/toy/${path}`, gatewayUrl), {
        method: 'POST',
        headers: { 'content-type': 'application/json', [MAC_HEADER]: macOf(secret, text) },
        body: text,
        signal,
      }),
    )
    const reply = await response.text()
    if (response.status !== 200) return { kind: 'unknown', why: `HTTP ${response.status}` }
    if (response.headers.get(MAC_HEADER) !== macOf(secret, reply)) {
      return { kind: 'unknown', why: 'the signature of the reply is wrong' }
    }
    return replyOf(JSON.parse(reply), body.ref)
  } catch (error) {
    return { kind: 'unknown', why: error instanceof Error ? error.message : String(error) }
  }
}
