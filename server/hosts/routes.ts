// All routes of a host: the gateway's paths, the control API and the console under /_sim/.
import { Hono } from 'hono'
import { DOWNLOAD_PATH } from '../bills/link.ts'
import { createCashier } from '../cashier/cashier.ts'
import { createConsole, type ConsoleFiles } from '../console/console.ts'
import { createControl, type ControlOptions } from '../control/control.ts'
import { TILL_NOTIFY } from '../control/till.ts'
import type { Directory } from '../directory/directory.ts'

/** How a host takes a gateway request; it knows how to reach its own socket. */
export type Gateway<E extends object> = (request: Request, bindings: E) => Promise<Response>

export function createRoutes<E extends object>(
  directory: Directory,
  gateway: Gateway<E>,
  control: ControlOptions,
  pages: ConsoleFiles,
): Hono<{ Bindings: E }> {
  const routes = new Hono<{ Bindings: E }>()
  const { paths, whereabouts } = directory.gateways
  for (const path of [...paths, DOWNLOAD_PATH]) {
    routes.all(path, (context) => gateway(context.req.raw, context.env))
  }
  routes.route('/cashier', createCashier(directory.ofApp, control.onBug))
  routes.route('/', createConsole(pages, control))
  // A merchant is not asked for a token: neither is the till.
  routes.post(TILL_NOTIFY, ({ text }) => text('success'))
  routes.route('/_sim', createControl(directory, control))
  routes.notFound((context) =>
    context.text(
      `alipay-sim: the gateway is ${whereabouts}; the console and the control API are under /_sim/\n`,
      404,
    ),
  )
  return routes
}
