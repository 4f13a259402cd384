import type { HandlerInput } from '#shared/contract.ts'
import { AppError } from '#shared/errors.ts'
import { changeSettings, type Settings } from '../store/mapping-settings.ts'
import { mappingViews } from '../store/mapping-views.ts'
import { type MappingRow, mappingsOf } from '../store/mappings.ts'
import { sendPush, sendReconcile } from '../sync/reconcile.ts'
import type { Handlers } from './handlers.ts'
import { mappingOf } from './plans.ts'

type Input = HandlerInput<'mappings.settings'>

export const mappingSettingHandlers = {
  async 'mappings.settings'(input, call) {
    const mapping = await mappingOf(call, input.mappingId)
    const next = settingsOf(mapping, input)
    // Who is left out decides whom the organisations after this one get: their plans are seen first, too.
    const list = await mappingsOf(call, mapping.tenantId)
    const touched = isSame(mapping.leaveOut, next.leaveOut) ? [mapping.id] : list.map(({ id }) => id)
    const isLikeARule = !isSame(mapping.leaveOut, next.leaveOut) || !isSame(mapping.fields, next.fields)
    if (!(await changeSettings(call, list, mapping, next, isLikeARule ? touched : []))) {
      throw new AppError('mapping.changed')
    }
    const isOtherSync = next.sync !== mapping.sync
    const anew = isOtherSync ? list.map(({ id }) => id) : isLikeARule ? touched : []
    for (const id of new Set([mapping.id, ...anew])) {
      await sendReconcile(call, { tenantId: mapping.tenantId, id })
    }
    if (next.sync === 'on') await sendPush(call, mapping)
    const view = (await mappingViews(call, mapping.tenantId)).find(({ id }) => id === mapping.id)
    if (!view) throw new AppError('access.notFound')
    return view
  },
} satisfies Partial<Handlers>

/** What is absent stays. */
function settingsOf(mapping: MappingRow, input: Input): Settings {
  return {
    sync: input.sync ?? mapping.sync,
    approval: input.approval ?? mapping.approval,
    fields: input.fields ?? mapping.fields,
    leaveOut: input.leaveOut ?? mapping.leaveOut,
    breakerShare: input.breakerShare ?? mapping.breakerShare,
  }
}

const isSame = (one: object, other: object) => canonical(one) === canonical(other)
const canonical = (value: object) =>
  JSON.stringify(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
