// The list of guards.
import fiveSecondPoller from './five-second-poller.ts'
import type { Guard } from './guard.ts'
import notificationDriven from './notification-driven.ts'

export const guards: readonly Guard[] = [notificationDriven, fiveSecondPoller]
