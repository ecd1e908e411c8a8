// What an acquirer needs from outside: Alipay, a disk, a clock. Says nothing about HTTP servers or timers.

export interface Amount {
  currency: string
  /** Whole units of the smallest coin, as text. */
  value: string
}

/** `none`: nothing that can be read and trusted came back, so nobody knows whether it was done. */
export interface Reply {
  status: 'S' | 'F' | 'U' | 'none'
  code: string
  body: Readonly<Record<string, unknown>>
}

export interface Alipay {
  pay(order: Order): Promise<Reply>
  inquire(requestId: string): Promise<Reply>
  cancel(requestId: string): Promise<Reply>
  refund(refund: { requestId: string; paymentId: string; amount: Amount }): Promise<Reply>
}

export interface Order {
  requestId: string
  amount: Amount
  authCode: string
  description: string
  /** The till's own number. */
  reference: string
}

/** One text that is replaced as a whole, and is there after a restart. */
export interface Disk {
  read(): string | undefined
  write(text: string): void
}

export interface Clock {
  now(): number
  sleep(ms: number): Promise<void>
}

export interface Ports {
  alipay: Alipay
  disk: Disk
  clock: Clock
  /** Unlike all before, and not to be guessed. */
  newId(): string
}

/**
 * Ports that can die: after `kill` nothing that an acquirer waited for comes back, so it writes and sends
 * nothing any more, as after kill -9.
 */
export function mortal({ alipay, disk, clock, newId }: Ports): { ports: Ports; kill(): void } {
  let isDead = false
  const orNever = async <T>(promise: Promise<T>): Promise<T> => {
    const value = await promise
    return isDead ? new Promise<T>(() => {}) : value
  }
  return {
    ports: {
      disk,
      newId,
      alipay: {
        pay: (order) => orNever(alipay.pay(order)),
        inquire: (requestId) => orNever(alipay.inquire(requestId)),
        cancel: (requestId) => orNever(alipay.cancel(requestId)),
        refund: (refund) => orNever(alipay.refund(refund)),
      },
      clock: { now: () => clock.now(), sleep: (ms) => orNever(clock.sleep(ms)) },
    },
    kill: () => {
      isDead = true
    },
  }
}
