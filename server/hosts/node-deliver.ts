// Carries a reply to a real socket, as bent as it was meant, and reports what reached the wire and
// whether the client left first.
import type { ServerResponse } from 'node:http'
import type { Exchange } from '../sandbox/handle.ts'

export function deliverToSocket({ reply, end }: Exchange, outgoing: ServerResponse): void {
  const { travel, status, headers, body } = reply
  const { socket } = outgoing
  const nothing = { whole: false, deliveredBytes: 0 }
  // The client hung up while we were thinking.
  if (!socket || socket.destroyed) return end({ by: 'client', ...nothing })
  switch (travel.how) {
    case 'reset':
      end({ by: 'gateway', ...nothing })
      socket.resetAndDestroy()
      return
    case 'fin':
      end({ by: 'gateway', ...nothing })
      socket.end()
      return
    case 'hang': {
      const timer =
        travel.afterMs === undefined
          ? undefined
          : setTimeout(() => {
              end({ by: 'gateway', ...nothing })
              socket.end()
            }, travel.afterMs)
      socket.once('close', () => {
        clearTimeout(timer)
        end({ by: 'client', ...nothing })
      })
      return
    }
    case 'cut':
    case 'whole':
      return write(outgoing, status, headers, body, travel.how === 'cut' ? travel.bytes : undefined)
  }

  function write(
    response: ServerResponse,
    code: number,
    head: Record<string, string>,
    bytes: Uint8Array,
    cutAt: number | undefined,
  ) {
    const sent = cutAt === undefined ? bytes : bytes.subarray(0, cutAt)
    const whole = sent.length === bytes.length
    response.once('finish', () => end({ by: 'gateway', whole, deliveredBytes: sent.length }))
    response.once('close', () => end({ by: 'client', ...nothing }))
    response.writeHead(code, { ...head, 'content-length': bytes.length })
    if (whole) response.end(sent)
    else response.write(sent, () => response.destroy())
  }
}
