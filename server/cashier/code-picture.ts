// The picture of an order code, for a shop that shows what the gateway of AMS gave it an address of.
import type { Context } from 'hono'
import encodeQR from 'qr'
import type { FindSandbox } from './respond.ts'

export const PICTURE_PATH = '/:app/picture/:size'

/** Dots of the picture along one module of the code. */
const DOTS: Readonly<Record<string, number>> = { small: 3, middle: 6, big: 12 }

/** A code of this gateway has some 50 characters; more than this fits no picture that a phone can read. */
const LONGEST = 512

export function showPicture(find: FindSandbox, context: Context): Response {
  const { app = '', size = '' } = context.req.param()
  const code = context.req.query('code') ?? ''
  const scale = Object.hasOwn(DOTS, size) ? DOTS[size] : undefined
  if (!find(app)) return context.text(`no such app: ${app}\n`, 404)
  if (scale === undefined) {
    return context.text(`no such size: small, middle or big, not ${size}\n`, 404)
  }
  if (code === '' || code.length > LONGEST) {
    return context.text(`code: 1 to ${LONGEST} characters, not ${code.length}\n`, 400)
  }
  const picture = encodeQR(code, 'gif', { scale, border: 4 })
  return context.body(Uint8Array.from(picture), 200, { 'content-type': 'image/gif' })
}
