// The host on Cloudflare Workers: a Durable Object for each sandbox, and a Worker that finds it. What a team
// deploys is this module and a wrangler.toml (docs/workers.md).
import { InputError } from '../values/input-error.ts'
import type { Env } from './worker/platform.ts'
import { createRouter } from './worker/router.ts'

export { IndexObject } from './worker/names.ts'
export { SandboxObject } from './worker/object.ts'
export { openObjectSql } from './worker/sql.ts'
export type { Env } from './worker/platform.ts'

let routes: { env: Env; router: ReturnType<typeof createRouter> } | undefined

export default {
  async fetch(request: Request, env: Env): Promise<Response> {
    try {
      if (routes?.env !== env) routes = { env, router: createRouter(env) }
      return await routes.router.fetch(request)
    } catch (error) {
      if (!(error instanceof InputError)) throw error
      return new Response(`alipay-sim: ${error.message}\n`, { status: 503 })
    }
  },
}
