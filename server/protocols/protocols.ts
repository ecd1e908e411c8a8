// The families of gateways that the product speaks. Hosts hand them to every sandbox, unless they are given
// others.
import { gatewaysOf, type Families } from './gateways.ts'
import { openapi } from './openapi/openapi.ts'

export const FAMILIES: Families = [openapi]

export const GATEWAYS = gatewaysOf(FAMILIES)
