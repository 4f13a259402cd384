import * as v from 'valibot'
import { writeLicences } from '../../store/licence-rows.ts'
import { ObjectId, parserOf } from '../parse-item.ts'
import { defineWhole, readAll } from '../resource.ts'

const Units = v.optional(v.nullable(v.number()), 0)
/** https://learn.microsoft.com/graph/api/subscribedsku-list */
const SubscribedSku = v.object({
  skuId: ObjectId,
  skuPartNumber: v.optional(v.nullable(v.string())),
  capabilityStatus: v.optional(v.nullable(v.string())),
  appliesTo: v.optional(v.nullable(v.string())),
  consumedUnits: Units,
  prepaidUnits: v.optional(v.nullable(v.object({ enabled: Units, warning: Units, suspended: Units }))),
})
const parse = parserOf(SubscribedSku, 'subscribedSku')

/** What the tenant has bought, and how much of it is given out. */
export const licences = defineWhole({
  name: 'licences',
  title: 'Licences',
  permissions: ['LicenseAssignment.Read.All'],
  every: 'hour',
  async read(graph) {
    const select = 'skuId,skuPartNumber,capabilityStatus,appliesTo,consumedUnits,prepaidUnits'
    const skus = await readAll(graph, `/subscribedSkus?$select=${select}`, parse)
    return skus.map((sku) => ({
      skuId: sku.skuId,
      partNumber: sku.skuPartNumber ?? '',
      status: sku.capabilityStatus ?? '',
      appliesTo: sku.appliesTo ?? 'User',
      enabled: sku.prepaidUnits?.enabled ?? 0,
      warning: sku.prepaidUnits?.warning ?? 0,
      suspended: sku.prepaidUnits?.suspended ?? 0,
      consumed: sku.consumedUnits ?? 0,
    }))
  },
  write: writeLicences,
})
