// The families of gateways that the product speaks. Hosts hand them to every sandbox, unless they are given
// others.
import { ams } from './ams/ams.ts'
import { mapi } from './mapi/mapi.ts'
import { gatewaysOf, type Families } from './gateways.ts'
import { openapi } from './openapi/openapi.ts'
import { wechat } from './wechat/wechat.ts'

export const FAMILIES: Families = [openapi, wechat, ams, mapi]

export const GATEWAYS = gatewaysOf(FAMILIES)
