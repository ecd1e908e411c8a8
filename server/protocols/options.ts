// The options that the product's families have, as types: a sandbox is used by people who name them. What is
// checked and what holds by default comes from the families that a sandbox is handed.
import type { AmsOptions } from './ams/options.table.ts'
import type { OpenapiOptions } from './openapi/options.table.ts'
import type { WechatOptions } from './wechat/options.table.ts'

export type FamilyOptions = OpenapiOptions & AmsOptions & WechatOptions
