import type { LivePart } from '#shared/contract/live.ts'
import { devices } from './devices.ts'
import { groups } from './groups.ts'
import type { LiveReading } from './live.ts'
import { mailbox } from './mailbox.ts'
import { manager } from './manager.ts'
import { mfa } from './mfa.ts'
import { signIns } from './sign-ins.ts'

/** What is read of a person when somebody looks; each declares the permission that it needs. */
export const liveReadings = { mfa, signIns, devices, mailbox, groups, manager } satisfies Record<
  LivePart,
  LiveReading
>
