// Ports that can die: kill -9 for a merchant that lives inside somebody else's process. After `kill`
// nothing the old shop waited for ever comes back, so it writes and sends nothing any more.
import type { BatchText } from './mapi/port.ts'
import type { Gateway, Ports } from './ports.ts'

export interface Mortal {
  ports: Ports
  kill(): void
}

export function mortal({ gateway, mapi, store, clock, signedByAms }: Ports): Mortal {
  let dead = false
  const orNever = async <T>(promise: Promise<T>): Promise<T> => {
    const value = await promise
    return dead ? new Promise<T>(() => {}) : value
  }
  const mortalGateway: Gateway = {
    pay: (order, notify) => orNever(gateway.pay(order, notify)),
    precreate: (order, notify) => orNever(gateway.precreate(order, notify)),
    pageUrl: (order, notify) => gateway.pageUrl(order, notify),
    query: (outTradeNo) => orNever(gateway.query(outTradeNo)),
    cancel: (outTradeNo) => orNever(gateway.cancel(outTradeNo)),
    close: (outTradeNo) => orNever(gateway.close(outTradeNo)),
    refund: (order) => orNever(gateway.refund(order)),
    refundQuery: (outTradeNo, no) => orNever(gateway.refundQuery(outTradeNo, no)),
    heartbeat: (beat) => orNever(gateway.heartbeat(beat)),
    billUrl: (date, wallet) => orNever(gateway.billUrl(date, wallet)),
    download: (url) => orNever(gateway.download(url)),
    verifyNotification: (form) => gateway.verifyNotification(form),
  }
  const mortalClock = {
    now: () => clock.now(),
    sleep: (ms: number, signal?: AbortSignal) => orNever(clock.sleep(ms, signal)),
  }
  const mortalMapi = mapi && {
    ...mapi,
    sendBatch: (batch: BatchText) => orNever(mapi.sendBatch(batch)),
  }
  return {
    ports: {
      gateway: mortalGateway,
      store,
      clock: mortalClock,
      ...(signedByAms && { signedByAms }),
      ...(mortalMapi && { mapi: mortalMapi }),
    },
    kill: () => {
      dead = true
    },
  }
}
