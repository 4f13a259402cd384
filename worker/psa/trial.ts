import { AppError, errorText } from '#shared/errors.ts'

/** One step of a trial and what came of it, in words. */
export interface TrialStep {
  title: string
  state: 'done' | 'failed' | 'skipped'
  text: string | null
}
export type Outcome = Pick<TrialStep, 'state' | 'text'>

export interface Task {
  title: string
  run(): Promise<Outcome>
}

/** Runs to the end or to the first failure; what comes after a failure is not in the list. */
export async function runTasks(tasks: readonly Task[]): Promise<TrialStep[]> {
  const steps: TrialStep[] = []
  for (const { title, run } of tasks) {
    const outcome = await run().catch(refused)
    steps.push({ title, ...outcome })
    if (outcome.state === 'failed') break
  }
  return steps
}

function refused(error: unknown): Outcome {
  if (!(error instanceof AppError)) throw error
  return { state: 'failed', text: errorText(error.code, error.detail) }
}

export const done = (text: string | null = null): Outcome => ({ state: 'done', text })
export const failed = (text: string): Outcome => ({ state: 'failed', text })
export const skipped = (text: string): Outcome => ({ state: 'skipped', text })
