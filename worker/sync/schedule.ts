import type { Deps } from '../env.ts'

/** Sends a message for every tenant that is due at the tick. */
export async function schedule(_deps: Deps, _tick: number): Promise<void> {}
