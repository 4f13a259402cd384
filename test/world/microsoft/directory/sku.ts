/** A product as Microsoft sells it. Ids: Microsoft's "Product names and service plan identifiers for licensing". */
export interface Product {
  skuId: string
  skuPartNumber: string
  appliesTo: 'User' | 'Company'
  plans: {
    id: string
    name: string
    /** A plan without which this one cannot be */
    needs?: string
  }[]
}

const product = (
  skuPartNumber: string,
  skuId: string,
  plans: Product['plans'],
  appliesTo: Product['appliesTo'] = 'User',
) => ({
  skuId,
  skuPartNumber,
  appliesTo,
  plans,
})

const products: Product[] = [
  product('SPB', 'cbdc14ab-d96c-4c30-b9f4-6ada7cdc1d46', [
    { id: '41781fb2-bc02-4b7c-bd55-b576c07bb09d', name: 'AAD_PREMIUM' },
    { id: '9aaf7827-d63c-4b61-89c3-182f06f82e5c', name: 'EXCHANGE_S_STANDARD' },
    { id: 'c7699d2e-19aa-44de-8edf-1736da088ca1', name: 'SHAREPOINTSTANDARD' },
    { id: 'c1ec4a95-1f05-45b3-a911-aa3fa01094f5', name: 'INTUNE_A' },
    { id: '57ff2da0-773e-42df-b2af-ffb7a2317929', name: 'TEAMS1' },
  ]),
  product('O365_BUSINESS_ESSENTIALS', '3b555118-da6a-4418-894f-7df1e2096870', [
    { id: '9aaf7827-d63c-4b61-89c3-182f06f82e5c', name: 'EXCHANGE_S_STANDARD' },
    { id: 'c7699d2e-19aa-44de-8edf-1736da088ca1', name: 'SHAREPOINTSTANDARD' },
    { id: '57ff2da0-773e-42df-b2af-ffb7a2317929', name: 'TEAMS1' },
  ]),
  product('VISIOCLIENT', 'c5928f49-12ba-48f7-ada3-0d743a3601d5', [
    { id: '663a804f-1c30-4ff0-9915-9db84f0d1cea', name: 'VISIO_CLIENT_SUBSCRIPTION' },
    { id: '2bdbaf8f-738f-4ac7-9234-3c3ee2ce7d0f', name: 'VISIOONLINE' },
  ]),
  product('MCOEV', 'e43b5b99-8dfb-405f-9987-dc307f34bcbd', [
    { id: '4828c8ec-dc2e-4779-b502-87ac9ce28ab7', name: 'MCOEV', needs: 'TEAMS1' },
  ]),
  product('FLOW_FREE', 'f30db892-07e9-47e9-837c-80727f46fd3d', [
    { id: '50e68c76-46c6-4674-81f9-75456511b170', name: 'FLOW_P2_VIRAL' },
  ]),
  product(
    'SHAREPOINTSTORAGE',
    '99049c9c-6011-4908-bf17-15f496e6519d',
    [{ id: 'be5a7ed5-c598-4fcd-a061-5e6724c68a58', name: 'SHAREPOINTSTORAGE' }],
    'Company',
  ),
]

/** What a tenant has bought of a product. */
export interface Subscription {
  product: Product
  capabilityStatus: 'Enabled' | 'Warning' | 'Suspended' | 'Deleted' | 'LockedOut'
  enabled: number
  warning: number
  suspended: number
  lockedOut: number
  /** Ids of the subscriptions behind it */
  subscriptionIds: string[]
  isTrial: boolean
  /** ISO 8601 */
  createdDateTime: string
  /** Renewal or end, ISO 8601; null = never */
  nextLifecycleDateTime: string | null
}

export function findProduct(partNumber: string): Product {
  const found = products.find(({ skuPartNumber }) => skuPartNumber === partNumber)
  if (!found) throw new Error(`There is no product ${partNumber} in the embedded world.`)
  return found
}

/** Whether a service plan comes with what is enabled or in its grace period. */
export function hasPlan(subscriptions: readonly Subscription[], plan: string): boolean {
  return subscriptions.some(
    ({ product, capabilityStatus }) =>
      (capabilityStatus === 'Enabled' || capabilityStatus === 'Warning') &&
      product.plans.some(({ name }) => name === plan),
  )
}
