// Carries a reply to a real socket, as bent as it was meant, and reports what reached the wire and
// whether the client left first.
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Reply, Travel } from '../protocols/wire.ts'
import type { Exchange } from '../sandbox/calls/exchange.ts'

const NOTHING = { whole: false, deliveredBytes: 0 }

/**
 * `incoming` names the socket: a pipelined request has its answer queued behind another's, and
 * until then the answer has no socket of its own.
 */
export function deliverToSocket(
  exchange: Exchange,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  onBug: (error: unknown) => void,
): void {
  const { later, reply, end } = exchange
  const { socket } = incoming
  // The client hung up while we were thinking.
  if (socket.destroyed) return end({ by: 'client', ...NOTHING })
  if (later) {
    waitFor(later, exchange, incoming, outgoing, onBug).catch((error: unknown) => {
      onBug(error)
      socket.resetAndDestroy()
    })
    return
  }
  const { travel } = reply
  switch (travel.how) {
    case 'reset':
      end({ by: 'gateway', ...NOTHING })
      socket.resetAndDestroy()
      return
    case 'fin':
      end({ by: 'gateway', ...NOTHING })
      socket.end()
      return
    case 'hang':
      return hang(exchange, incoming, travel.afterMs)
    case 'drip':
      return drip(exchange, travel, outgoing)
    case 'cut':
      return write(exchange, outgoing, travel.bytes)
    case 'whole':
      return write(exchange, outgoing, reply.body.length)
  }
}

/** The call is executed later: the client may stay for the reply, or leave. */
async function waitFor(
  later: Promise<Reply>,
  exchange: Exchange,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  onBug: (error: unknown) => void,
): Promise<void> {
  const { id, end } = exchange
  const { socket } = incoming
  const left = () => end({ by: 'client', ...NOTHING })
  socket.once('close', left)
  const reply = await later
  socket.off('close', left)
  deliverToSocket({ id, reply, end }, incoming, outgoing, onBug)
}

function hang({ end }: Exchange, { socket }: IncomingMessage, afterMs: number | undefined): void {
  const giveUp = () => {
    end({ by: 'gateway', ...NOTHING })
    socket.end()
  }
  const timer = afterMs === undefined ? undefined : setTimeout(giveUp, afterMs)
  socket.once('close', () => {
    clearTimeout(timer)
    end({ by: 'client', ...NOTHING })
  })
}

/** Writes the first `bytes` bytes of the body, and breaks the line when that is not all of it. */
function write({ reply, end }: Exchange, outgoing: ServerResponse, bytes: number): void {
  const { status, headers, body } = reply
  const sent = body.subarray(0, bytes)
  const whole = sent.length === body.length
  const reached = () => end({ by: 'gateway', whole, deliveredBytes: sent.length })
  outgoing.once('close', () => end({ by: 'client', ...NOTHING }))
  outgoing.writeHead(status, { ...headers, 'content-length': body.length })
  if (whole) {
    outgoing.once('finish', reached)
    outgoing.end(sent)
    return
  }
  outgoing.write(sent, () => {
    reached()
    outgoing.destroy()
  })
}

/** Writes the body in pieces; a client that leaves in between has what it has. */
function drip(
  { reply, end }: Exchange,
  { afterMs, chunkBytes, everyMs }: Extract<Travel, { how: 'drip' }>,
  outgoing: ServerResponse,
): void {
  const { status, headers, body } = reply
  let sent = 0
  const next = () => {
    if (sent === 0) outgoing.writeHead(status, { ...headers, 'content-length': body.length })
    const chunk = body.subarray(sent, sent + chunkBytes)
    sent += chunk.length
    if (sent === body.length) return void outgoing.end(chunk)
    outgoing.write(chunk)
    timer = setTimeout(next, everyMs)
  }
  let timer = setTimeout(next, afterMs)
  outgoing.once('finish', () => end({ by: 'gateway', whole: true, deliveredBytes: sent }))
  outgoing.once('close', () => {
    clearTimeout(timer)
    end({ by: 'client', whole: false, deliveredBytes: sent })
  })
}
