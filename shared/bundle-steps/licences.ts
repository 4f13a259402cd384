import * as v from 'valibot'
import type { ActionStep, GraphPort } from '../actions/define.ts'
import { changeLicences } from '../actions/licence-change.ts'
import { AppError } from '../errors.ts'
import { isMailboxPlan, productName } from '../licences.ts'
import type { Person } from '../person.ts'

/** keep = it is not decided what becomes of the mailbox. */
export type MailboxPlan = 'keep' | 'converted' | 'notNeeded'

const SkuId = v.pipe(v.string(), v.toLowerCase())
/** https://learn.microsoft.com/graph/api/user-list-licensedetails */
const Details = v.object({
  value: v.array(
    v.object({
      skuId: SkuId,
      skuPartNumber: v.nullish(v.string()),
      servicePlans: v.nullish(
        v.array(
          v.object({ servicePlanName: v.nullish(v.string()), provisioningStatus: v.nullish(v.string()) }),
        ),
      ),
    }),
  ),
})
const Holder = v.object({
  licenseAssignmentStates: v.nullish(
    v.array(v.object({ skuId: SkuId, assignedByGroup: v.nullish(v.string()) })),
  ),
})

interface Held {
  skuId: string
  name: string
  isDirect: boolean
  carriesMailbox: boolean
}

/**
 * Licences that were given directly. One that carries the mailbox stays until a technician has said what becomes of the
 * mailbox: without it Exchange deletes a mailbox after 30 days.
 */
export function licencesStep(person: Person, isWanted: boolean, mailbox: MailboxPlan): ActionStep<unknown> {
  const about = { id: 'licences', title: 'Remove licences' }
  if (!isWanted) return { ...about, skip: 'Left out.' }
  const goes = ({ isDirect, carriesMailbox }: Held) => isDirect && (mailbox !== 'keep' || !carriesMailbox)
  return {
    ...about,
    async run({ graph }) {
      const held = await readHeld(graph, person.id)
      const remove = held.filter(goes)
      const kept = held.filter((one) => !goes(one))
      if (remove.length > 0) {
        const change = { add: [], remove: remove.map(({ skuId }) => skuId), location: null }
        await changeLicences(graph, person, change)
      }
      const rows = held.map((one) => [
        one.name,
        goes(one) ? 'removed' : 'kept',
        goes(one) ? null : whyKept(one),
      ])
      const report = { title: 'Licences', columns: ['Licence', 'Outcome', 'Why'], rows }
      const text = held.length === 0 ? 'There are none.' : `${remove.length} removed, ${kept.length} kept.`
      const isHeldBack = kept.some(({ isDirect }) => isDirect)
      if (!isHeldBack) return { text, report }
      return {
        state: 'skipped',
        text: `${text} What carries the mailbox stays until that is settled.`,
        report,
      }
    },
    async verify({ graph }) {
      return !(await readHeld(graph, person.id)).some(goes)
    },
  }
}

function whyKept({ isDirect }: Held): string {
  if (!isDirect) return 'A group gives it: it goes with the group.'
  return 'It carries the mailbox: convert the mailbox first, or say that it is no longer needed.'
}

async function readHeld(graph: GraphPort, personId: string): Promise<Held[]> {
  const user = v.safeParse(Holder, await graph.get(`/users/${personId}?$select=licenseAssignmentStates`))
  const details = v.safeParse(Details, await graph.get(`/users/${personId}/licenseDetails`))
  if (!user.success || !details.success) throw new AppError('graph.malformed', { detail: '(licenseDetails)' })
  const states = user.output.licenseAssignmentStates ?? []
  const skuIds = [...new Set(states.map(({ skuId }) => skuId))]
  return skuIds.map((skuId) => {
    const detail = details.output.value.find((one) => one.skuId === skuId)
    return {
      skuId,
      name: productName(skuId, detail?.skuPartNumber ?? ''),
      isDirect: states.some((state) => state.skuId === skuId && !state.assignedByGroup),
      carriesMailbox: mayCarryMailbox(detail),
    }
  })
}

/** A product whose plans cannot be read may carry it: then it stays. */
function mayCarryMailbox(detail: v.InferOutput<typeof Details>['value'][number] | undefined): boolean {
  if (!detail?.servicePlans) return true
  return detail.servicePlans.some(
    (plan) => isMailboxPlan(plan.servicePlanName) && plan.provisioningStatus !== 'Disabled',
  )
}
