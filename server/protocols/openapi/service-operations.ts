// The methods of openapi that open or change no trade.
import * as v from 'valibot'
import { required } from './fields.ts'
import { operation, type Operation } from './operation.ts'

const heartbeatSchema = v.looseObject({ equipment_id: required(32) })

export const SERVICE_OPERATIONS: readonly Operation[] = [
  operation('monitor.heartbeat.syn', 'HEARTBEAT', heartbeatSchema, (content, { app }) => ({
    op: 'HEARTBEAT',
    pid: app.pid,
    appId: app.appId,
    equipmentId: content.equipment_id,
  })),
]
