import * as v from 'valibot'
import { AppError } from '../errors.ts'
import { pick } from '../field.ts'
import { LicenceState, type Person } from '../person.ts'
import { type GraphPort, isHere, sendOnce } from './define.ts'

/** Of people who have none: Microsoft sells not everything everywhere, so it gives no licence without it. */
export const usageLocation = pick('Usage location', {
  from: 'countries',
  required: false,
  search: true,
  isFor: (person) => !person.usageLocation,
  help: 'Where the person works. Microsoft needs it before the first licence.',
})

export function takesLicences(person: Person): true | string {
  if (/#EXT#@/i.test(person.userPrincipalName)) return 'This guest has the licences of another organisation.'
  return isHere(person)
}

/** The location is set with a permission of its own, where there is none yet. */
export function licencePermissions({ usageLocation: known }: Pick<Person, 'usageLocation'>): string[] {
  return known
    ? ['LicenseAssignment.ReadWrite.All']
    : ['LicenseAssignment.ReadWrite.All', 'User.ReadWrite.All']
}

/** true, or what is missing. */
export function hasLocation(person: Person, chosen: { id: string } | null): true | string {
  return person.usageLocation || chosen ? true : 'Choose the usage location first.'
}

interface Change {
  /** skuIds */
  add: string[]
  remove: string[]
  /** Two letters; null = it is set already */
  location: string | null
}

/** One request, so that a swap never leaves the person without: https://learn.microsoft.com/graph/api/user-assignlicense */
export async function changeLicences(graph: GraphPort, person: Person, change: Change): Promise<void> {
  const { add, remove, location } = change
  if (location !== null && !person.usageLocation) await setLocation(graph, person.id, location)
  try {
    await sendOnce(
      () =>
        graph.post(`/users/${person.id}/assignLicense`, {
          addLicenses: add.map((skuId) => ({ skuId, disabledPlans: [] })),
          removeLicenses: remove,
        }),
      async () => isChanged(await readHeld(graph, person.id), change),
    )
  } catch (error) {
    throw await explained(graph, person.id, change, error)
  }
}

async function setLocation(graph: GraphPort, personId: string, location: string): Promise<void> {
  await sendOnce(
    () => graph.patch(`/users/${personId}`, { usageLocation: location }),
    async () => (await readHeld(graph, personId)).usageLocation === location,
  )
}

const Held = v.object({
  usageLocation: v.nullish(v.string()),
  licenseAssignmentStates: v.nullish(
    v.array(
      v.object({
        skuId: v.pipe(v.string(), v.toLowerCase()),
        assignedByGroup: v.nullish(v.string()),
        state: LicenceState.entries.state,
      }),
    ),
  ),
})
type Held = v.InferOutput<typeof Held>

async function readHeld(graph: GraphPort, personId: string): Promise<Held> {
  const answer = await graph.get(`/users/${personId}?$select=usageLocation,licenseAssignmentStates`)
  const held = v.safeParse(Held, answer)
  if (!held.success) throw new AppError('graph.malformed', { detail: '(user)' })
  return held.output
}

const statesOf = ({ licenseAssignmentStates }: Held, skuId: string) =>
  (licenseAssignmentStates ?? []).filter((state) => state.skuId === skuId.toLowerCase())
const isDirect = ({ assignedByGroup }: { assignedByGroup?: string | null }) => !assignedByGroup

function isChanged(held: Held, { add, remove }: Change): boolean {
  const hasDirect = (skuId: string) => statesOf(held, skuId).some(isDirect)
  return add.every(hasDirect) && !remove.some(hasDirect)
}

/** Microsoft's refusals of licences have one code for everything; what a reading tells is said instead. */
async function explained(graph: GraphPort, personId: string, { add, remove }: Change, error: unknown) {
  if (!(error instanceof AppError) || error.code !== 'licence.refused') return error
  const held = await readHeld(graph, personId).catch(() => null)
  if (!held) return error
  if (add.length > 0 && !held.usageLocation) return new AppError('licence.usageLocation', { cause: error })
  const isInherited = (skuId: string) => {
    const states = statesOf(held, skuId)
    return states.length > 0 && !states.some(isDirect)
  }
  return remove.some(isInherited) ? new AppError('licence.inherited', { cause: error }) : error
}
