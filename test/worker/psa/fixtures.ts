import type { PsaFixture } from '../../fixtures/psa/fixture.ts'

/** The fixture of a PSA; null when nobody has written one. */
export async function findFixture(id: string): Promise<PsaFixture | null> {
  try {
    const found: { default: PsaFixture } = await import(`../../fixtures/psa/${id}.ts`)
    return found.default
  } catch (error) {
    // One that cannot be loaded is no missing one.
    if (
      /Cannot find module|Unknown variable dynamic import/.test(String(error)) &&
      String(error).includes(`psa/${id}.ts`)
    )
      return null
    throw error
  }
}

/** Whether the adapter has all of these methods. */
export type Has = (...names: (keyof import('../../../shared/psa/api.ts').PsaApi)[]) => boolean
