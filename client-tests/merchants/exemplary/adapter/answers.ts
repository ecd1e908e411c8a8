// What every call of the adapter shares: reading a body, and saying no with the field and the reason.
import type { Context } from 'hono'
import * as v from 'valibot'
import type { Sale } from '../records.ts'
import type { Shop } from '../shop.ts'

export function saleIn(c: Context, shop: Shop): Sale | undefined {
  return shop.store.sales.get(c.req.param('id') ?? '')
}

/** An empty body counts as an empty object; what is not JSON fails the schema with its reason. */
export async function bodyOf(c: Context): Promise<unknown> {
  const text = await c.req.text()
  if (text === '') return {}
  return v.is(jsonText, text) ? JSON.parse(text) : text
}

const jsonText = v.pipe(v.string(), v.parseJson())

export function noSuchSale(c: Context) {
  return refuse(c, 404, 'no such sale', 'sale_id')
}

export function refuse(c: Context, status: 400 | 404 | 409, reason: string, field: string) {
  return c.json({ reason, field }, status)
}
