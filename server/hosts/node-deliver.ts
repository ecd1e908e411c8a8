// Carries a reply to a real socket, as bent as it was meant, and reports what reached the wire and
// whether the client left first.
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Exchange } from '../sandbox/handle.ts'

const NOTHING = { whole: false, deliveredBytes: 0 }

/**
 * `incoming` names the socket: a pipelined request has its answer queued behind another's, and
 * until then the answer has no socket of its own.
 */
export function deliverToSocket(
  exchange: Exchange,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): void {
  const { reply, end } = exchange
  const { socket } = incoming
  // The client hung up while we were thinking.
  if (socket.destroyed) return end({ by: 'client', ...NOTHING })
  switch (reply.travel.how) {
    case 'reset':
      end({ by: 'gateway', ...NOTHING })
      socket.resetAndDestroy()
      return
    case 'fin':
      end({ by: 'gateway', ...NOTHING })
      socket.end()
      return
    case 'hang':
      return hang(exchange, incoming, reply.travel.afterMs)
    case 'cut':
      return write(exchange, outgoing, reply.travel.bytes)
    case 'whole':
      return write(exchange, outgoing, reply.body.length)
  }
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
