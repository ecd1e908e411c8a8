// Calls that open or change no trade, and what is answered to them.

export type ServiceCall =
  /** 交易保障: a terminal says that it is alive (004:L138-144). */
  { op: 'HEARTBEAT'; pid: string; appId: string; equipmentId: string }

export type ServiceOutcome = { kind: 'heartbeat'; pid: string }

const SERVICE_OPS: readonly string[] = ['HEARTBEAT'] satisfies ServiceCall['op'][]

export const isService = (call: { op: string }): call is ServiceCall =>
  SERVICE_OPS.includes(call.op)
