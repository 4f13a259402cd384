import type { LiveAnswer, LivePart } from '#shared/contract.ts'

/** A part that was read, by its name. */
export type Part<P extends LivePart> = Extract<LiveAnswer, { state: 'shown'; part: P }>
